//! What a fresh machine lacks: found, or installed, or named with the command that installs it.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{command, progress};

/// The compiler's library for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let listed = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output();
    let Ok(listed) = listed else {
        bail!("rustup is missing: install it from https://rustup.rs, then run this again");
    };
    let installed = String::from_utf8_lossy(&listed.stdout);
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    progress::step("adding the WebAssembly target");
    command::run(Command::new("rustup").args(["target", "add", TARGET]))
        .context("run `rustup target add wasm32-unknown-unknown`, then run this again")
}
