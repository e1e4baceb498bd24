// Says that the guard comes after the page's own scripts. Not Rust, since a page's own policy can forbid
// WebAssembly in content scripts.
globalThis.isGuardLate = true;
