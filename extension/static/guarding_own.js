// Knows what a person made of a field, from what a page wrote there: that would try out what is guarded.
// A page's own editing command makes events that look like a person's, so what stands in the field
// counts. Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingOwn")) return;

  const { textOf } = guardingFields;
  const LONGEST = 1024; // no person's, and looking at it would take long
  const known = new WeakMap();

  // In rich text a space can be one that does not break.
  const plain = (text) => text.replaceAll("\u00a0", " ");

  // Whether `is` is `was` with one stretch of it replaced by `text`.
  const isEdit = (was, is, text) => {
    for (let start = 0; start <= was.length && was.startsWith(is.slice(0, start)); start++) {
      const tail = is.slice(start + text.length);
      if (is.startsWith(text, start) && was.endsWith(tail) && was.length - tail.length >= start) return true;
    }
    return false;
  };

  // What a person made of it, where nothing else stands there; none where a page wrote there.
  const ownText = ({ element, kind }) => {
    const text = textOf(element);
    return kind !== "none" && ["", known.get(element)].includes(text) ? text : null;
  };

  // A person wrote `text` into what was their own, or took something away where it is empty.
  const note = ({ element }, was, text) => {
    const is = textOf(element);
    if (was === null || is.length > LONGEST || !isEdit(plain(was), plain(is), plain(text))) return;
    known.set(element, is);
  };

  const noted = ({ element }) => known.get(element) ?? "";

  globalThis.guardingOwn = { note, noted, ownText };
})();
