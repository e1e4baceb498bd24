// Tells where a password could be typed, and what stands there. Not Rust, since a page's own policy
// can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingFields")) return;

  const { isForPassword, mark, rangeOf } = guardingLooks;
  const TEXT_TYPES = ["text", "password", "email", "tel", "search", "url", "number"];
  const rootOf = (element) => (element instanceof HTMLElement && chrome.dom?.openOrClosedShadowRoot(element)) || null;
  const hasRoot = (element) => rootOf(element) !== null;

  // The innermost element behind `element`, inside all shadow roots, where `inside` finds the next.
  const innermost = (element, inside) => {
    for (let inner = element; inner; ) {
      element = inner;
      const root = rootOf(inner);
      inner = root && inside(root);
    }
    return element;
  };

  // The element that gets the keys.
  const focused = () => innermost(document.activeElement, (root) => root.activeElement);

  const droppedOn = (event) =>
    innermost(event.composedPath()[0], (root) => root.elementFromPoint(event.clientX, event.clientY));

  // "text" where it has a value, "rich" where it has none, "none" where keys go to scripts alone.
  const kindOf = (element) => {
    // The names of its fields are in the way of its own.
    if (element instanceof HTMLFormElement) return "none";
    if (element?.localName === "textarea") return "text";
    if (element?.localName === "input" && TEXT_TYPES.includes(element.type)) return "text";
    return element?.isContentEditable ? "rich" : "none";
  };

  const textOf = (element) => element.value ?? element.textContent;

  // Where a page leads the keys of a password, a password goes.
  const follow = () => {
    const element = focused();
    if (kindOf(element) !== "none") mark(element);
  };

  // The place that has the keys now, whatever it is for.
  const now = () => {
    const element = focused() ?? document;
    return { element, kind: kindOf(element) };
  };

  // The place where a password could be typed now; none for a field that is for something else.
  const place = (element = focused()) => {
    const kind = kindOf(element);
    if (kind !== "none" && !isForPassword(element)) return null;
    return { element: element ?? document, kind };
  };

  // The text left and right of the caret, without what is selected.
  const sides = ({ element, kind }) => {
    if (kind === "none") return ["", ""];
    if (kind === "text") {
      const { value } = element;
      // A field for numbers or addresses does not say where its caret is.
      return [value.slice(0, element.selectionStart ?? value.length), value.slice(element.selectionEnd ?? value.length)];
    }
    const range = rangeOf(element);
    if (!range) return [element.textContent, ""];
    const whole = element.ownerDocument.createRange();
    whole.selectNodeContents(element);
    const after = whole.cloneRange();
    whole.setEnd(range.startContainer, range.startOffset);
    after.setStart(range.endContainer, range.endOffset);
    return [String(whole), String(after)];
  };

  const write = ({ element, kind }, text) => {
    if (kind === "text") element.value = text;
    else if (kind === "rich") element.textContent = text;
  };

  globalThis.guardingFields = { droppedOn, follow, hasRoot, now, place, sides, textOf, write };
})();
