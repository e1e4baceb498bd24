//! `cargo xtask`: everything that is done with this repository, one file a command.

mod build;
mod command;
mod manifest;
mod paths;
mod progress;
mod setup;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, runs and tests Sign-in Seal.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the extension into dist/chromium, and the helper.
    Build,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Task::Build => build::build(),
    }
}
