//! `test`: every test there is, and one line that counts them.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{build, command, paths, progress, run, setup};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
}

/// Runs all tests.
pub(crate) fn all() -> Result<Counts> {
    build::everything()?;
    // The helper's own tests start real servers, too.
    setup::npm_packages()?;
    setup::stun_server()?;
    let rust = rust_tests()?;
    let browser = browser_tests()?;
    Ok(Counts {
        passed: rust.passed + browser.passed,
        failed: rust.failed + browser.failed,
    })
}

impl Counts {
    /// Prints the closing line, alone on standard output; an error when a test failed.
    pub(crate) fn report(self) -> Result<()> {
        let Self { passed, failed } = self;
        writeln!(std::io::stdout(), "{passed} passed, {failed} failed")?;
        if failed > 0 {
            bail!("a test failed: its output is above");
        }
        Ok(())
    }
}

fn rust_tests() -> Result<Counts> {
    progress::step("running the tests in Rust");
    let mut cargo = command::cargo();
    cargo
        .args(["test", "--workspace", "--quiet", "--no-fail-fast"])
        .stdout(Stdio::piped());
    let mut tests = cargo.spawn().context("failed to start cargo")?;
    let output = tests.stdout.take().context("cargo has no output")?;
    let mut counts = Counts::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        if let Some(more) = counts_of(&line) {
            counts.passed += more.passed;
            counts.failed += more.failed;
        }
        writeln!(std::io::stderr(), "{line}")?;
    }
    let status = tests.wait()?;
    if !status.success() && counts.failed == 0 {
        counts.failed = 1; // Something did not even build, or a test program died.
    }
    Ok(counts)
}

/// Reads `test result: ok. 40 passed; 0 failed; …`.
fn counts_of(line: &str) -> Option<Counts> {
    let results = line.strip_prefix("test result: ")?;
    let number = |word: &str| -> Option<u64> {
        let before = results.split(word).next()?;
        before.split_whitespace().last()?.parse().ok()
    };
    Some(Counts {
        passed: number(" passed")?,
        failed: number(" failed")?,
    })
}

fn browser_tests() -> Result<Counts> {
    let chromium = setup::chromium()?;
    setup::npm_packages()?;
    progress::step("running the tests in the browser");
    let report = paths::target().join("playwright.json");
    let _none_yet = fs::remove_file(&report);
    let mut playwright = command::playwright();
    playwright.arg("test").env("SIGNIN_SEAL_REPORT", &report);
    let ended = command::run(run::with_parts(&mut playwright, &chromium));
    let counts = fs::read_to_string(&report)
        .ok()
        .and_then(|text| serde_json::from_str::<Report>(&text).ok())
        .map(|report| report.stats);
    match (counts, ended) {
        // A test that is neither passed nor failed was left out, and none may be.
        (Some(stats), Ok(())) if stats.expected > 0 && stats.skipped == 0 => Ok(stats.counts()),
        (Some(stats), _) => Ok(Counts {
            failed: stats.counts().failed.max(1),
            ..stats.counts()
        }),
        (None, ended) => {
            ended.context("Playwright left no report")?;
            bail!("Playwright left no report")
        }
    }
}

/// The part of Playwright's JSON report that counts.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Clone, Copy, Deserialize)]
struct Stats {
    expected: u64,
    unexpected: u64,
    flaky: u64,
    skipped: u64,
}

impl Stats {
    fn counts(self) -> Counts {
        Counts {
            passed: self.expected,
            failed: self.unexpected + self.flaky,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_line_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured";
        let expected = Counts {
            passed: 12,
            failed: 3,
        };
        assert_eq!(counts_of(line), Some(expected));
        assert_eq!(counts_of("running 15 tests"), None);
    }
}
