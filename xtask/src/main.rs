//! `cargo xtask`: everything that is done with this repository, one file a command.

mod bench;
mod build;
mod ci;
mod command;
mod demo_site;
mod helper;
mod manifest;
mod measure;
mod paths;
mod popular;
mod progress;
mod run;
mod setup;
mod sign_in_words;
mod sizes;
mod soak;
mod test;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use bench::Part;
use measure::Measurement;
use run::Network;

/// Builds, runs and tests Sign-in Seal.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the extension into dist/chromium, the helper and the demo site
    Build,
    /// Set everything up and open a browser on the demo's genuine sign-in page
    Run {
        /// Open the real page from the real network in place of the demo
        #[arg(long, conflicts_with = "headless")]
        live: bool,
        /// Play the whole story without a display
        #[arg(long, requires = "screenshots")]
        headless: bool,
        /// Where the pictures of the story go
        #[arg(long, value_name = "DIR", requires = "headless")]
        screenshots: Option<PathBuf>,
    },
    /// Run the tests: all, or those whose names fit
    Test(test::Choice),
    /// Run the random tests in their full sizes, for as long as they are let
    Soak(soak::Soak),
    /// Check format, lints and sizes, and run all tests
    Ci,
    /// Hold the built extension against its size budgets
    Sizes,
    /// Measure what a person waits for: all, or one part
    Bench {
        #[command(subcommand)]
        part: Option<Part>,
    },
    /// Make the filter of popular domains anew from its lists
    Popular,
    /// Hold the programs against data that others made
    Measure {
        #[command(subcommand)]
        what: Measurement,
    },
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _nobody_reads = writeln!(std::io::stderr(), "✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(task: Task) -> Result<()> {
    match task {
        Task::Build => build::everything(),
        Task::Run {
            screenshots: Some(folder),
            ..
        } => run::headless(&folder),
        Task::Run { live: true, .. } => run::in_a_window(Network::Live),
        Task::Run { .. } => run::in_a_window(Network::Demo),
        Task::Test(choice) => test::test(&choice),
        Task::Soak(soak) => soak::soak(&soak),
        Task::Ci => ci::ci(),
        Task::Sizes => sizes::check(),
        Task::Bench { part } => bench::bench(part),
        Task::Popular => popular::write(),
        Task::Measure { what } => measure::measure(what),
    }
}
