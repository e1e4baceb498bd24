//! `soak`: the random tests in their full sizes, and at the pace of people.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use crate::test::{self, BrowserRun};
use crate::{build, progress, setup};

/// How long, and with which numbers.
#[derive(Args)]
pub(crate) struct Soak {
    /// Run the tests in whose file or name one of these stands; all that have a larger size where there
    /// is none
    #[arg(value_name = "PATTERN")]
    patterns: Vec<String>,
    /// Begin another round, with another seed, until so many minutes are over; one round where it is
    /// not said
    #[arg(long, value_name = "N", default_value_t = 0)]
    minutes: u64,
    /// Draw the first round from this number, which each round prints
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// Runs rounds until one has a failure or the time is over.
pub(crate) fn soak(soak: &Soak) -> Result<()> {
    setup::npm_packages()?;
    build::everything()?;
    let chromium = setup::chromium()?;
    let time = Duration::from_secs(soak.minutes * 60);
    let begun = Instant::now();
    let first = soak.seed.unwrap_or_else(test::draw_seed);
    for round in 0.. {
        let seed = first + round;
        progress::step(&format!("round {}: repeat it by --seed {seed}", round + 1));
        let run = BrowserRun::soak(&soak.patterns).with(chromium.clone(), seed);
        let (news, report) = mpsc::channel();
        let counts = thread::scope(|scope| {
            scope.spawn(move || run.run(&news));
            test::follow(&report)
        })?;
        if counts.failed > 0 || begun.elapsed() >= time {
            return counts.report();
        }
    }
    Ok(())
}
