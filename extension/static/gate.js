// Holds the keys of password fields back until the person has touched the seal. What programs fill in
// goes through. Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  const EVENTS = ["keydown", "keypress", "beforeinput", "compositionstart", "paste", "drop"];
  const TYPED = ["insertText", "insertCompositionText", "insertFromPaste", "insertFromDrop", "insertLineBreak"];
  const ASK_MS = 500;

  // A field that was a password field stays one, also while it shows what is typed.
  const passwords = new WeakSet();
  const isPassword = (field) => {
    if (field?.localName === "input" && field.type === "password") passwords.add(field);
    return passwords.has(field);
  };

  let listening = null;
  let last = null;
  let askedAt = 0;

  const open = () => {
    listening?.abort();
    listening = null;
  };

  // Until the frame that is `standing` was touched.
  const close = (standing) => {
    if (listening) return;
    listening = new AbortController();
    const views = new Set([window, standing.field.ownerDocument.defaultView]);
    const hold = async (event) => {
      const [target] = event.composedPath();
      if (!event.isTrusted || !isPassword(target)) return;
      if (!chrome.runtime?.id) return open(); // nobody is there any more who could open it
      const isKey = event.type === "keydown";
      const leads = isKey && event.key === "Tab" && !event.shiftKey;
      const types = isKey
        ? event.key.length === 1 && !event.ctrlKey && !event.metaKey
        : event.type !== "beforeinput" || TYPED.includes(event.inputType);
      if (!leads && !types) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      last = target;
      if (leads) return standing.focus();
      if (Date.now() - askedAt < ASK_MS) return;
      askedAt = Date.now();
      if (!((await signInAsking.ask({ held: {} })) > 0)) open();
    };
    const options = { capture: true, signal: listening.signal };
    for (const view of views) for (const event of EVENTS) view.addEventListener(event, hold, options);
  };

  // The seal was touched: the keyboard goes back to where it was held.
  const touched = () => {
    const wasClosed = Boolean(listening);
    open();
    if (wasClosed) last?.focus();
    last = null;
  };

  globalThis.signInGate = { close, open, touched };
})();
