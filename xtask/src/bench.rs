//! `bench`: how soon the seal is painted, against a bare extension frame on the same page, and how
//! soon a picture of 1 MB is saved.

use std::fs;

use anyhow::Result;

use crate::{build, command, paths, progress, run, setup};

/// A frame that shows something at once, without style, script or WebAssembly.
const BARE_FRAME: &str = "<!doctype html><title>bare</title><p>bare</p>";

/// Measures both in one run, and prints the ratio; an error when it is over the budget.
pub(crate) fn bench() -> Result<()> {
    build::everything()?;
    let chromium = setup::chromium()?;
    setup::npm_packages()?;
    let bare = paths::target().join("bench/bare-extension");
    if bare.exists() {
        fs::remove_dir_all(&bare)?;
    }
    build::copy_tree(&paths::chromium_extension(), &bare)?;
    fs::write(bare.join("seal_frame.html"), BARE_FRAME)?;

    progress::step("measuring");
    let mut bench = command::playwright();
    bench
        .args(["test", "--config", "bench/playwright.config.ts"])
        .env("SIGNIN_SEAL_BARE_EXTENSION", &bare);
    command::run(run::with_parts(&mut bench, &chromium))
}
