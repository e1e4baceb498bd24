//! Runs other programs, and says which one failed.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::paths;

/// Cargo, in the repository.
pub(crate) fn cargo() -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.current_dir(paths::root());
    command
}

/// Playwright, in the folder of the tests.
pub(crate) fn playwright() -> Command {
    let mut command = Command::new("node");
    command
        .arg("node_modules/@playwright/test/cli.js")
        .current_dir(paths::tests());
    command
}

/// Runs a program to its end. What it prints goes to standard error: standard output is for the
/// results that other programs may read.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command
        .stdout(std::io::stderr())
        .status()
        .with_context(|| format!("failed to start {shown}"))?;
    ensure!(status.success(), "{shown} failed ({status})");
    Ok(())
}

/// The same command with the lowest priority, where the system has `nice`.
pub(crate) fn behind_all_others(command: &Command) -> Command {
    let program = command.get_program();
    let mut behind = match find("nice") {
        Some(nice) => {
            let mut behind = Command::new(nice);
            behind.args(["-n", "19"]).arg(program);
            behind
        }
        None => Command::new(program),
    };
    behind.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        behind.current_dir(folder);
    }
    behind
}

/// The program and its arguments, as a person would type them.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

/// Whether a program can be started and tells its version.
pub(crate) fn exists(program: &str) -> bool {
    let asked = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// Where a program of this name stands, by the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether this runs as the system's administrator.
pub(crate) fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
