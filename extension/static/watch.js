// Says when a page asks for a password, and holds keys back until that is answered. No verdict, and
// no word of what is typed. Not Rust, since a page's own policy can forbid WebAssembly here.
(() => {
  if (globalThis.isWatching) return; // put here twice: before the page's scripts, and after
  globalThis.isWatching = true;

  // A field that was a password field stays one, also while it shows what is typed.
  const passwords = new WeakSet();
  const isPassword = (field) => {
    if (field instanceof HTMLInputElement && field.type === "password") passwords.add(field);
    return passwords.has(field);
  };

  // The element that gets the keys, inside all shadow roots. The one that the page's markup wants to have
  // them gets them a moment after it was read.
  const focused = () => {
    let element = document.activeElement;
    if (!element || element === document.body) element = document.querySelector("[autofocus]") ?? element;
    for (let inner = element; inner; ) {
      element = inner;
      const root = inner instanceof HTMLElement && chrome.dom.openOrClosedShadowRoot(inner);
      inner = root && root.activeElement;
    }
    return element;
  };

  // A page gets no key at all before it was asked about: anew when it was prepared or kept.
  let holdsAll = true;
  let isFree = false;
  let isAsking = false;

  // No answer is a no.
  const ask = async (what) => {
    isAsking = true;
    const message = JSON.stringify({ [what]: {} });
    const answer = await chrome.runtime.sendMessage(message).catch(() => "0");
    isAsking = false;
    return answer === "1";
  };

  const look = async () => {
    if (isAsking || document.prerendering) return;
    if (holdsAll) holdsAll = !(await ask("keys"));
    if (!holdsAll && !isFree && isPassword(focused())) isFree = await ask("password_field");
  };

  const hold = (event) => {
    const [target] = event.composedPath();
    if (!event.isTrusted || (!holdsAll && (isFree || !(isPassword(target) || isPassword(focused()))))) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    look();
  };
  const keys = ["keydown", "keypress", "keyup", "beforeinput", "compositionstart", "paste", "drop"];
  for (const key of keys) addEventListener(key, hold, true);

  addEventListener("focus", look, true);
  addEventListener("pageshow", look, true);
  addEventListener("pagehide", () => ([holdsAll, isFree] = [true, false]), true);
  document.addEventListener("prerenderingchange", look);
  // A page can keep these events from us, and cannot keep us from looking.
  setInterval(look, 200);
  look();
})();
