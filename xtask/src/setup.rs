//! What a fresh machine lacks: found, or installed, or named with the command that installs it.

mod browser;
mod nextest;
mod stun_server;
mod system_packages;

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{command, paths, progress};

pub(crate) use browser::chromium;
pub(crate) use nextest::nextest;
pub(crate) use stun_server::stun_server;

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

/// Playwright, the types and the SMTP server of the tests, as `tests/package-lock.json` has them.
pub(crate) fn npm_packages() -> Result<()> {
    if !is_up_to_date(&paths::tests()) {
        install_npm_packages(&paths::tests(), "installing the npm packages of the tests")?;
    }
    Ok(())
}

/// The countries of addresses, as `native-host/data/location/package-lock.json` has them: the helper
/// is not compiled without them.
pub(crate) fn location_file() -> Result<()> {
    let is_there = paths::location_file().is_file();
    if !is_there || !is_up_to_date(&paths::location()) {
        install_npm_packages(&paths::location(), "fetching the countries of IP addresses")?;
    }
    Ok(())
}

fn install_npm_packages(folder: &Path, what: &str) -> Result<()> {
    if !command::exists("npm") {
        let install = system_packages::install_command("nodejs npm");
        bail!("Node is missing: run `{install}` (Node 18 or newer), then run this again");
    }
    progress::step(what);
    // The browser comes from the system; Playwright would fetch builds of its own.
    let mut npm = Command::new("npm");
    npm.args(["ci", "--silent"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder);
    command::run(&mut npm).with_context(|| {
        let folder = paths::shown(folder);
        format!("run `npm ci` in {folder}/, then run this again")
    })
}

/// Whether the packages of a folder were installed since its list was changed.
fn is_up_to_date(folder: &Path) -> bool {
    is_newer(
        &folder.join("node_modules/.package-lock.json"),
        &folder.join("package-lock.json"),
    )
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    match (time(made), time(source)) {
        (Some(made), Some(source)) => made >= source,
        _ => false,
    }
}
