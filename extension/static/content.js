// Finds the sign-in box and places the seal frame at it. No verdict, no seal: those stay outside
// the page. Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  // A page that was open when its site was added may have it already.
  if (globalThis.isSealed) return;
  globalThis.isSealed = true;
  const GAP = 12;
  const important = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) {
      element.style.setProperty(name, value, "important");
    }
  };

  const passwordField = () =>
    [...document.querySelectorAll("input[type=password]")].find((field) =>
      field.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );

  // The largest ancestor that is still a box of its own: not much wider than the field, and, once
  // it holds the whole form, not much higher: a heading may belong to it, the page's margins do not.
  const boxOf = (field) => {
    const widest = field.offsetWidth + 160;
    let box = field;
    for (let up = field; up && up !== document.body; up = up.parentElement) {
      const highest = box.contains(field.form) ? box.offsetHeight + 120 : innerHeight * 0.9;
      if (up.offsetWidth > widest || up.offsetHeight > highest) break;
      box = up;
    }
    return box;
  };

  const nonce = () =>
    crypto.getRandomValues(new Uint32Array(4)).reduce((text, part) => `${text}-${part}`, "");

  let shown = null;
  // A page that takes its form away and puts it back without end gets no frame without end.
  let frames = 20;

  // Above the box, else beside it, else below it: the first place with room for the frame.
  const place = () => {
    const box = shown.box.getBoundingClientRect();
    const { height } = shown;
    const width = Math.min(Math.max(box.width, 300), 420, innerWidth - 16);
    const left = Math.min(Math.max(box.left, 8), innerWidth - width - 8);
    const above = box.top - height - GAP;
    let spot = [left, above];
    if (above + scrollY < 0) {
      if (box.right + GAP + width < innerWidth) spot = [box.right + GAP, box.top];
      else if (box.left - GAP - width > 0) spot = [box.left - GAP - width, box.top];
      else spot = [left, box.bottom + GAP];
    }
    important(shown.frame, {
      display: box.width ? "block" : "none",
      left: `${spot[0]}px`,
      top: `${spot[1]}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  };

  const remove = () => {
    shown?.stop.abort();
    shown?.host.remove();
    shown = null;
  };

  const make = (box) => {
    const host = document.createElement("div");
    const frame = document.createElement("iframe");
    const stop = new AbortController();
    const secret = nonce();
    important(host, { all: "initial", position: "fixed", width: "0", height: "0" });
    important(frame, { all: "initial", position: "fixed", "color-scheme": "light dark" });
    frame.popover = "manual";
    frame.credentialless = true; // else a page with COEP blocks the frame's unguessable address
    frame.title = chrome.i18n.getMessage("frame_title");
    host.attachShadow({ mode: "closed" }).append(frame);
    shown = { box, frame, host, stop, height: 96 };

    const asked = chrome.runtime.sendMessage(JSON.stringify({ sign_in_box: { nonce: secret } }));
    document.documentElement.append(host);
    // Not by `src`: the page could read that in `notRestoredReasons` of its navigation timing.
    frame.contentWindow.location.replace(`${chrome.runtime.getURL("seal_frame.html")}#${secret}`);
    frame.showPopover();
    place();

    const listen = { capture: true, passive: true, signal: stop.signal };
    addEventListener("scroll", place, listen);
    addEventListener("resize", place, listen);
    const sizes = new ResizeObserver(() => (box.isConnected ? place() : setTimeout(look, 500)));
    sizes.observe(box);
    sizes.observe(document.documentElement);
    stop.signal.addEventListener("abort", () => sizes.disconnect());
    asked.then(give, remove);
  };

  const give = (answer) => {
    if (!shown) return;
    shown.height = Number(answer);
    if (shown.height > 0) place();
    else remove();
  };

  const look = () => {
    remove();
    const field = passwordField();
    if (field) frames-- > 0 && make(boxOf(field));
    else later.observe(document, { childList: true, subtree: true });
  };

  const later = new MutationObserver(() => {
    if (passwordField()) {
      later.disconnect();
      look();
    }
  });

  chrome.runtime.onMessage.addListener((message) => {
    if (shown) give(message);
    else look();
  });
  // A page made ready in advance, or kept and shown again, is asked about when it is shown.
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  if (document.prerendering) document.addEventListener("prerenderingchange", look, { once: true });
  else look();
})();
