//! `test`: every test there is, or those whose names fit, and one line that counts them.

mod browser;
mod proofs;
mod report;
mod rust;
mod sources;
mod times;

use std::io::Write as _;
use std::sync::mpsc;
use std::thread;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::{build, paths, progress, setup};

pub(crate) use self::browser::{Run as BrowserRun, draw_seed};
pub(crate) use self::proofs::check as check_proofs;
use self::report::Report;
pub(crate) use self::report::{Counts, News};

/// Which tests.
#[derive(Args)]
pub(crate) struct Choice {
    /// Run the tests in whose file or name one of these stands; all where there is none
    #[arg(value_name = "PATTERN")]
    patterns: Vec<String>,
    /// Show the tests, and run none
    #[arg(long)]
    list: bool,
    /// Draw the random samples from this number, which each run prints
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

impl Choice {
    /// All of them.
    pub(crate) fn all() -> Self {
        Self {
            patterns: Vec::new(),
            list: false,
            seed: None,
        }
    }

    fn is_all(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether a pattern stands in this text. In Rust a name has low lines where a sentence has spaces.
    fn fits(&self, text: &str) -> bool {
        let words = |text: &str| text.replace('_', " ").to_lowercase();
        let text = words(text);
        self.is_all()
            || self
                .patterns
                .iter()
                .any(|pattern| text.contains(&words(pattern)))
    }
}

/// Runs the tests, or shows them.
pub(crate) fn test(choice: &Choice) -> Result<()> {
    if choice.list {
        return list(choice);
    }
    run(choice)?.report()
}

fn list(choice: &Choice) -> Result<()> {
    setup::npm_packages()?;
    let mut out = std::io::stdout();
    for found in sources::tests(choice)? {
        writeln!(out, "{}: {}", found.file, found.name)?;
    }
    for line in browser::list(choice)? {
        writeln!(out, "tests/{line}")?;
    }
    Ok(())
}

/// Builds what the tests need, and runs them: those in Rust while those in the browser wait.
pub(crate) fn run(choice: &Choice) -> Result<Counts> {
    setup::npm_packages()?;
    let rust = rust::Run::of(choice)?;
    let browser = browser::Run::of(choice)?;
    if rust.is_none() && browser.is_none() {
        bail!("no test has one of these in its name: `cargo xtask test --list` shows all");
    }
    let browser = browser.map(|run| in_browser(run, choice)).transpose()?;
    if let Some(rust) = &rust {
        rust.build()?;
    }
    let (news, report) = mpsc::channel();
    let report = thread::scope(|scope| {
        if let Some(rust) = &rust {
            let news = news.clone();
            scope.spawn(move || rust.run(&news));
        }
        if let Some(browser) = &browser {
            let news = news.clone();
            scope.spawn(move || browser.run(&news));
        }
        drop(news);
        Report::of(&report)
    });
    write_times(&report)?;
    if let Some(browser) = &browser {
        browser.prove(&report)?;
    }
    Ok(report.counts())
}

/// Builds what the tests in the browser need.
fn in_browser(run: browser::Run, choice: &Choice) -> Result<browser::Ready> {
    build::everything()?;
    let chromium = setup::chromium()?;
    let seed = choice.seed.unwrap_or_else(draw_seed);
    progress::done(&format!(
        "the samples come from seed {seed}: `--seed {seed}` repeats them"
    ));
    let ready = run.with(chromium, seed);
    if choice.is_all() {
        ready.without_proved()
    } else {
        Ok(ready)
    }
}

/// Follows a run of tests to its end.
pub(crate) fn follow(news: &mpsc::Receiver<News>) -> Result<Counts> {
    let report = Report::of(news);
    write_times(&report)?;
    Ok(report.counts())
}

fn write_times(report: &Report) -> Result<()> {
    let written = paths::target().join("test-times.md");
    times::write(&report.ended, &written)?;
    progress::done(&format!(
        "what took how long is in {}",
        paths::shown(&written)
    ));
    Ok(())
}

impl Counts {
    /// Prints the closing line, alone on standard output; an error when a test failed.
    pub(crate) fn report(self) -> Result<()> {
        let Self { passed, failed } = self;
        writeln!(std::io::stdout(), "{passed} passed, {failed} failed")
            .context("nobody reads the result")?;
        if failed > 0 {
            bail!("a test failed: its output is above");
        }
        Ok(())
    }
}
