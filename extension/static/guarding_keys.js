// Tells what a key does, and keeps what it was for as long as it is held back. Not Rust, since a page's
// own policy can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "guardingKeys")) return;

  const ACTS = ["Backspace", "Delete", "Enter", "ArrowLeft", "ArrowRight", "Home", "End"];
  const NAMES = [
    ...["key", "code", "location", "repeat", "ctrlKey", "shiftKey", "altKey", "metaKey"],
    ...["keyCode", "charCode", "which", "view"],
  ];

  // Changes what stands in a field, or where, without writing a character.
  const acts = ({ key }) => ACTS.includes(key);

  const isCharacter = (event) =>
    [...event.key].length === 1 &&
    (event.getModifierState("AltGraph") || !(event.ctrlKey || event.metaKey || event.altKey));

  const copy = (event) => {
    const names = Object.fromEntries(NAMES.map((name) => [name, event[name]]));
    return { ...names, bubbles: true, composed: true, cancelable: true };
  };

  const POINTER = ["clientX", "clientY", "screenX", "screenY", "ctrlKey", "shiftKey", "altKey", "metaKey"];
  const copyPointer = (event) => Object.fromEntries(POINTER.map((name) => [name, event[name]]));

  globalThis.guardingKeys = { acts, copy, copyPointer, isCharacter };
})();
