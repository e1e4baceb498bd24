// Says when a person sends the sign-in box, with the password to be guarded, and when a page has
// none. Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  // A page that was open when its site was added may have it already; a frame is no page.
  if (globalThis.signInSubmitting || self !== top) return;

  // By then the looks of `content.js` are over.
  const SETTLED_MS = 6000;
  // Enter, the click that the browser makes of it, and the submission are one.
  const AGAIN_MS = 1000;

  const say = (what, more = {}) => signInAsking.askOnce({ [what]: more }).catch(() => {});
  let boxes = 0;
  let timer = 0;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (document.prerendering) document.addEventListener("prerenderingchange", settle);
      else if (!boxes) say("no_sign_in_box");
    }, SETTLED_MS);
  };

  // What a person does to send the form. A page can have its form submitted, which is no event at
  // all, or one without a person.
  const isSending = ({ type, key, isComposing }, path, field) => {
    if (type === "submit") return path[0] === field.form && navigator.userActivation.isActive;
    if (type === "keydown") return path[0] === field && key === "Enter" && !isComposing;
    return signInFields.isSending(path, field);
  };

  // What a person does where the box has let nobody in: types anew, or goes elsewhere.
  const isGivingUp = ({ type, key }, path, field) =>
    type === "keydown" ? path[0] === field && key.length === 1 : path.some((part) => part.matches?.("a, button, input, [role=button]"));

  // Hears what is done at the box of a field for as long as the seal stands there.
  let last = -AGAIN_MS;
  let isSent = false;
  const watch = (fieldNow, signal) => {
    boxes++;
    signal.addEventListener("abort", () => {
      boxes--;
      settle();
    });
    const hear = (event) => {
      const field = fieldNow();
      const path = event.composedPath();
      if (!event.isTrusted || performance.now() - last < AGAIN_MS) return;
      if (field.value && isSending(event, path, field)) {
        last = performance.now();
        isSent = true;
        say("submitted", { password: field.type === "password" ? field.value : null });
      } else if (isSent && isGivingUp(event, path, field)) {
        isSent = false;
        say("given_up");
      }
    };
    for (const root of new Set([document, fieldNow().getRootNode()])) {
      for (const type of ["click", "keydown", "submit"]) root.addEventListener(type, hear, { capture: true, signal });
    }
  };

  globalThis.signInSubmitting = { watch };
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle);
})();
