// Tells what a field would hold with the keys that are held back. Not Rust, since a page's own policy
// can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingHeld")) return;

  const count = (text) => [...text].length;
  const withoutLast = (text) => [...text].slice(0, -1).join("");

  // Characters in what is held, less those that are taken back there.
  const size = (it) => (it.event?.key === "Backspace" && it.way === "key" ? -1 : count(it.text ?? ""));
  const sizeOf = (held) => held.reduce((sum, it) => sum + size(it), 0);

  // Both sides of the caret, as they would be with what is held.
  const withHeld = ([before, after], held) => {
    for (const it of held) {
      const key = it.way === "key" && it.event.key;
      if (it.text) before += it.text;
      else if (key === "Backspace") before = withoutLast(before);
      else if (key === "Delete") after = after.slice(1);
      else if (key === "ArrowLeft") [before, after] = [before.slice(0, -1), before.slice(-1) + after];
      else if (key === "ArrowRight") [before, after] = [before + after.slice(0, 1), after.slice(1)];
      else if (key === "Home") [before, after] = ["", before + after];
      else if (key === "End") [before, after] = [before + after, ""];
    }
    return [before, after];
  };

  globalThis.guardingHeld = { count, size, sizeOf, withHeld, withoutLast };
})();
