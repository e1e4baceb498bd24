//! What a fresh machine lacks: found, or installed, or named with the command that installs it.

mod browser;
mod system_packages;

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{command, paths, progress};

pub(crate) use browser::chromium;

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
        .with_context(|| format!("run `rustup target add {TARGET}`, then run this again"))
}

/// Playwright and the types, as `tests/package-lock.json` has them.
pub(crate) fn npm_packages() -> Result<()> {
    if !command::exists("npm") {
        let install = system_packages::install_command("nodejs npm");
        bail!("Node is missing: run `{install}` (Node 18 or newer), then run this again");
    }
    let tests = paths::tests();
    if is_newer(
        &tests.join("node_modules/.package-lock.json"),
        &tests.join("package-lock.json"),
    ) {
        return Ok(());
    }
    progress::step("installing the npm packages of the tests");
    // The browser comes from the system; Playwright would fetch builds of its own.
    let mut npm = Command::new("npm");
    npm.args(["ci", "--silent"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(&tests);
    command::run(&mut npm).context("run `npm ci` in tests/, then run this again")
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    match (time(made), time(source)) {
        (Some(made), Some(source)) => made >= source,
        _ => false,
    }
}
