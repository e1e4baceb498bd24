// Makes a page's words as the patterns for them want them: small letters without accents, and single
// spaces around each word. Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  if (Object.hasOwn(globalThis, "plainText")) return;

  globalThis.plainText = (text) =>
    ` ${text
      .replace(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, "$1 ")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim()} `;
})();
