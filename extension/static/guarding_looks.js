// Tells whether a field looks like one for passwords. Not Rust, since a page's own policy can forbid
// WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingLooks")) return;

  const NAMES = ["autocomplete", "name", "id", "placeholder", "data-placeholder", "aria-label", "title", "class"];
  // What pages write or draw in place of each character.
  const BULLETS = /^[\u2022\u2219\u25cf\u25cb\u25e6\u25aa\u25a0\u26ab\u26ac\u00b7*\u2217\u204e\uff0a\u2981]+.?$/u;
  const MASKING_FONT = /disc|dot|bullet|secur|mask|password/i;
  const NO_COLOUR = /^rgba.*, 0\)$|\/ 0\)$/;
  const NEAR_CHARACTERS = 80;
  const LEAST_SIZE = 4; // in CSS pixels: no letter is that small

  const saysPassword = (element) => {
    const texts = NAMES.map((name) => element.getAttribute(name));
    for (const label of element.labels ?? []) texts.push(label.textContent);
    for (const id of (element.getAttribute("aria-labelledby") ?? "").split(" ")) {
      texts.push(id && element.getRootNode().getElementById(id)?.textContent);
    }
    const near = element.parentElement?.textContent;
    if (near?.length <= NEAR_CHARACTERS) texts.push(near);
    return texts.some((text) => text && guardingWords.test(plainText(text.slice(0, NEAR_CHARACTERS))));
  };

  const rangeOf = (element) => {
    const root = element.getRootNode();
    const selection = (root.getSelection ? root : element.ownerDocument).getSelection();
    return selection?.rangeCount ? selection.getRangeAt(0) : null;
  };

  // What is typed into a field that nobody sees is drawn elsewhere, or not at all.
  const isUnseen = (element) => {
    const { bottom, height, right, width } = element.getBoundingClientRect();
    if (width < LEAST_SIZE || height < LEAST_SIZE || right + scrollX < 0 || bottom + scrollY < 0) return true;
    return !element.checkVisibility({ opacityProperty: true });
  };

  const isMasked = (element) => {
    const { fontFamily, webkitTextFillColor, webkitTextSecurity } = getComputedStyle(element);
    if (webkitTextSecurity && webkitTextSecurity !== "none") return true;
    if (NO_COLOUR.test(webkitTextFillColor)) return true;
    return MASKING_FONT.test(fontFamily) || BULLETS.test(element.value ?? rangeOf(element)?.startContainer.data);
  };

  // What was a field for a password stays one, also while it shows what is typed.
  const passwords = new WeakSet();
  const others = new WeakSet();
  const isForPassword = (element) => {
    if (passwords.has(element)) return true;
    const isNew = !others.has(element);
    if (isNew) others.add(element);
    const isOne = element.type === "password" || isMasked(element) || isUnseen(element) || (isNew && saysPassword(element));
    if (isOne) passwords.add(element);
    return isOne;
  };

  const mark = (element) => passwords.add(element);

  globalThis.guardingLooks = { isForPassword, mark, rangeOf };
})();
