//! `ci`: all that is checked before a change lands.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{build, command, paths, progress, setup, sizes, test};

/// Formats, lints, sizes, then exactly what `cargo xtask test` does.
pub(crate) fn ci() -> Result<()> {
    test::check_proofs()?;
    setup::wasm_target()?;
    setup::location_file()?;
    progress::step("format");
    command::run(command::cargo().args(["fmt", "--all", "--check"]))?;
    progress::step("clippy, for this computer");
    command::run(command::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))?;
    progress::step("clippy, for WebAssembly");
    command::run(command::cargo().args([
        "clippy",
        "--package",
        "signin-seal-extension",
        "--target",
        "wasm32-unknown-unknown",
        "--",
        "--deny",
        "warnings",
    ]))?;
    setup::npm_packages()?;
    progress::step("types of the tests");
    command::run(
        Command::new("node")
            .args(["node_modules/typescript/bin/tsc", "--noEmit"])
            .current_dir(paths::tests()),
    )?;
    build::everything()?;
    progress::step("size budgets");
    sizes::check()?;
    let counts = test::run(&test::Choice::all())?;
    tree_is_clean()?;
    counts.report()
}

/// What is built or tested must not change what is checked in.
fn tree_is_clean() -> Result<()> {
    let status = Command::new("git")
        .args(["status", "--porcelain"])
        .current_dir(paths::root())
        .output()
        .context("failed to start git")?;
    let changed = String::from_utf8_lossy(&status.stdout);
    ensure!(
        changed.is_empty(),
        "the working tree is not clean:\n{changed}"
    );
    Ok(())
}
