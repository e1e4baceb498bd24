// Writes down every event of a page that its scripts could hear, in its order, with what stands in the
// field by then, and how long each took from where the browser began with it to the last listener.
(() => {
  const events = [];
  const delays = [];
  const isField = (element) => element instanceof Element && element.matches("input, textarea, select, [contenteditable]");
  const contentOf = (element) => (isField(element) ? (element.value ?? element.textContent) : null);
  const nameOf = (target) => {
    if (!(target instanceof Element)) return target === window ? "window" : "document";
    const all = [...target.getRootNode().querySelectorAll("*")].filter(({ tagName }) => tagName !== "SCRIPT");
    return `${target.localName} ${all.indexOf(target)}`;
  };
  const textOf = (transfer) => transfer?.getData("text/plain") ?? null;
  const record = (phase) => (event) => {
    const { type, key, code, inputType, data, isTrusted, defaultPrevented } = event;
    const target = event.composedPath()[0];
    const pasted = textOf(event.clipboardData ?? event.dataTransfer);
    const isShortcut = event.ctrlKey || key === "Control";
    const row = { phase, type, key, code, isShortcut, inputType, data, isTrusted, defaultPrevented, pasted };
    events.push({ ...row, target: nameOf(target), content: contentOf(target) });
  };
  // Not `select` and `selectionchange`: these come when the browser finds the time.
  const KINDS = [
    "keydown", "keypress", "keyup", "beforeinput", "input", "textInput", "change", "focus", "blur", "focusin",
    "focusout", "paste", "copy", "cut", "mousedown", "mouseup", "click", "submit",
    "compositionstart", "compositionend", "invalid", "reset",
  ];
  for (const kind of KINDS) {
    addEventListener(kind, record("first"), true);
    addEventListener(kind, record("last"));
  }
  for (const kind of ["keydown", "input"]) {
    addEventListener(kind, (event) => delays.push(performance.now() - event.timeStamp));
  }
  // Nobody goes anywhere: what is sent was recorded.
  addEventListener("submit", (event) => event.preventDefault());
  window.recorded = () => ({ events, delays });
})();
