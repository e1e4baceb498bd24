//! Measures on this computer and prints what it measured as JSON; `cargo xtask bench verdict` starts
//! it and holds it against the budgets.

#[cfg(not(target_arch = "wasm32"))]
mod measured;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> anyhow::Result<()> {
    measured::measure()
}

/// WebAssembly has no program: Node calls the library.
#[cfg(target_arch = "wasm32")]
fn main() {}
