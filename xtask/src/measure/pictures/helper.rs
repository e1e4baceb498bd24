//! Runs the helper on a picture, a process each.

use std::fmt;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use wait4::Wait4 as _;

use crate::{command, paths};

/// What the helper said, and what it took.
pub(super) struct Run {
    pub(super) answer: Answer,
    /// From the start of the program to its end.
    pub(super) time: Duration,
    /// The most memory that it had.
    pub(super) peak_bytes: u64,
}

/// What the helper said.
#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum Answer {
    /// The picture was opened, in this size.
    Opened { width: u32, height: u32 },
    /// It was refused, for this reason.
    Refused { code: String },
    /// It gave no answer that it should give.
    #[serde(skip)]
    Crashed(String),
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Opened { .. } => "opened",
            Self::Refused { code } => code,
            Self::Crashed(_) => "crashed",
        })
    }
}

/// Opens a picture.
pub(super) fn open(picture: &Path) -> Result<Run> {
    let mut helper = helper(picture);
    let start = Instant::now();
    let mut process = helper
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("failed to start {}", command::shown(&helper)))?;
    let mut said = Vec::new();
    if let Some(mut output) = process.stdout.take() {
        output.read_to_end(&mut said)?;
    }
    let end = process.wait4()?;
    let time = start.elapsed();
    let answer = match serde_json::from_slice(&said) {
        Ok(answer) if end.status.success() => answer,
        _ => Answer::Crashed(end.status.to_string()),
    };
    Ok(Run {
        answer,
        time,
        peak_bytes: end.rusage.maxrss,
    })
}

/// Writes the upright pixels of a picture.
pub(super) fn write_upright(picture: &Path, output: &Path) -> Result<()> {
    let mut helper = helper(picture);
    helper.arg("--upright").arg(output).stdout(Stdio::null());
    let status = helper.status()?;
    ensure!(
        status.success(),
        "{} failed ({status})",
        command::shown(&helper)
    );
    Ok(())
}

fn helper(picture: &Path) -> Command {
    let mut command = Command::new(paths::program("signin-seal-host"));
    command.arg("picture").arg(picture).stdin(Stdio::null());
    command
}
