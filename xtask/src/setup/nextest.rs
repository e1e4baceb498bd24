//! cargo-nextest, which runs the tests in Rust: the one that is there, or the one that cargo compiles.

use std::process::Stdio;

use anyhow::{Context as _, Result};

use crate::{command, progress};

const INSTALL: [&str; 3] = ["install", "--locked", "cargo-nextest"];

/// Sees to it that cargo finds it.
pub(crate) fn nextest() -> Result<()> {
    let asked = command::cargo()
        .args(["nextest", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if asked.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    progress::step("installing cargo-nextest by cargo: some minutes, once");
    let what_to_do = format!("run `cargo {}`, then run this again", INSTALL.join(" "));
    command::run(command::cargo().args(INSTALL)).context(what_to_do)
}
