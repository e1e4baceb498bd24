//! The program that measures, a process for each measurement.

use std::io::Read as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use wait4::Wait4 as _;

use crate::{command, paths};

/// What a process measured, and what it took.
pub(super) struct Measured {
    pub(super) answer: Value,
    /// The most memory that it had.
    peak_bytes: u64,
}

impl Measured {
    /// How many bytes more it took than another.
    pub(super) fn more_bytes_than(&self, other: &Self) -> f64 {
        let kilobytes = self.peak_bytes.saturating_sub(other.peak_bytes) / 1000;
        f64::from(u32::try_from(kilobytes).unwrap_or(u32::MAX)) * 1000.0
    }
}

/// Builds it, as it would be shipped.
pub(super) fn build() -> Result<()> {
    command::run(command::cargo().args(["build", "--release", "--package", "verdict-bench"]))
}

/// Starts it with these arguments.
pub(super) fn measure(arguments: &[&str]) -> Result<Measured> {
    let mut program = Command::new(paths::release_program("verdict-bench"));
    program.args(arguments).stdout(Stdio::piped());
    let shown = command::shown(&program);
    let mut process = program
        .spawn()
        .with_context(|| format!("failed to start {shown}"))?;
    let mut said = Vec::new();
    if let Some(mut output) = process.stdout.take() {
        output.read_to_end(&mut said)?;
    }
    let end = process.wait4()?;
    ensure!(end.status.success(), "{shown} failed ({})", end.status);
    Ok(Measured {
        answer: serde_json::from_slice(&said)?,
        peak_bytes: end.rusage.maxrss,
    })
}
