// Why this is not Rust: a page starts WebAssembly by script, and the policy allows no inline one.
// `editor.html` runs `wasm/editor.js`, and so on.
const name = location.pathname.slice(1, -".html".length);
const { default: init } = await import(`./wasm/${name}.js`);
await init();
