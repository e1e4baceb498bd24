//! The tests in the browser, by Playwright.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::time::SystemTime;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::Choice;
use super::proofs::Proof;
use super::report::{Ended, News, Part, Report};
use crate::{command, run};

/// Seeds are written down by people.
const SEEDS: u64 = 1_000_000;

/// A choice of tests.
pub(crate) struct Run {
    /// What the tests have in their names, as a regular expression; all where there is none.
    names: Option<String>,
    is_soak: bool,
}

/// A choice of tests, with all that they need.
pub(crate) struct Ready {
    run: Run,
    chromium: PathBuf,
    seed: u64,
    /// Files of which the stamp says that they would pass.
    proved: Vec<&'static str>,
}

/// A seed that no run had before.
pub(crate) fn draw_seed() -> u64 {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    now.as_secs() % SEEDS
}

/// One line for each test that was chosen: its file, place and name.
pub(super) fn list(choice: &Choice) -> Result<Vec<String>> {
    Run::named(choice).list()
}

impl Run {
    fn named(choice: &Choice) -> Self {
        let names = (!choice.is_all()).then(|| expression(&choice.patterns));
        Self {
            names,
            is_soak: false,
        }
    }

    /// The run of the tests that were chosen; none where that is none.
    pub(super) fn of(choice: &Choice) -> Result<Option<Self>> {
        let run = Self::named(choice);
        let is_any = choice.is_all() || !run.list()?.is_empty();
        Ok(is_any.then_some(run))
    }

    /// The run of the tests that have a larger size for hours when nobody waits.
    pub(crate) fn soak(patterns: &[String]) -> Self {
        // Each of the two has to stand somewhere.
        let names = match patterns {
            [] => "@soak".to_owned(),
            patterns => format!("(?=.*@soak).*({})", expression(patterns)),
        };
        Self {
            names: Some(names),
            is_soak: true,
        }
    }

    /// The same with its browser, and with the seed of its samples.
    pub(crate) fn with(self, chromium: PathBuf, seed: u64) -> Ready {
        Ready {
            run: self,
            chromium,
            seed,
            proved: Vec::new(),
        }
    }

    fn playwright(&self) -> Command {
        let mut playwright = command::playwright();
        playwright.arg("test");
        if let Some(names) = &self.names {
            playwright.args(["--grep", names]);
        }
        playwright
    }

    fn list(&self) -> Result<Vec<String>> {
        let listed = self
            .playwright()
            .args(["--list", "--reporter", "list", "--pass-with-no-tests"])
            .stderr(Stdio::inherit())
            .output()
            .context("failed to start Playwright")?;
        let text = String::from_utf8_lossy(&listed.stdout);
        ensure!(
            listed.status.success(),
            "Playwright lists no tests:\n{text}"
        );
        let lines = text.lines().map(str::trim);
        let tests = lines.filter(|line| line.contains(".spec.ts:"));
        Ok(tests.map(str::to_owned).collect())
    }
}

impl Ready {
    /// The same, without the files of which the stamp fits.
    pub(super) fn without_proved(mut self) -> Result<Self> {
        for proof in Proof::all() {
            if proof.holds(&self.chromium)? {
                self.proved.push(proof.file);
            }
        }
        Ok(self)
    }

    /// Stamps the files that were played, whole.
    pub(super) fn prove(&self, report: &Report) -> Result<()> {
        for proof in Proof::all() {
            if self.proved.contains(&proof.file) {
                continue;
            }
            let mut played = report
                .ended
                .iter()
                .filter(|ended| ended.file == proof.file)
                .peekable();
            if played.peek().is_none() {
                continue;
            }
            let everything = Run::named(&Choice::all()).list()?;
            let whole = everything
                .iter()
                .filter(|line| line.starts_with(proof.file))
                .count();
            let is_whole = played.clone().count() == whole;
            if is_whole && played.all(|ended| ended.passed) {
                proof.stamp(&self.chromium, self.run.names.is_some())?;
            }
        }
        Ok(())
    }

    /// Runs them, and tells what comes of each.
    pub(crate) fn run(&self, news: &Sender<News>) {
        let why = match self.follow(news) {
            Ok(why) => why,
            Err(error) => Some(format!("{error:#}")),
        };
        let part = Part::Browser;
        let _nobody_hears = news.send(News::Over { part, why });
    }

    fn follow(&self, news: &Sender<News>) -> Result<Option<String>> {
        let mut playwright = self.run.playwright();
        playwright
            .args(["--reporter", "./kit/reporter.ts"])
            .env("SIGNIN_SEAL_PROVED", self.proved.join(" "))
            .env("SIGNIN_SEAL_SEED", self.seed.to_string())
            .stdout(Stdio::piped());
        if self.run.is_soak {
            playwright.env("SIGNIN_SEAL_SOAK", "1");
        }
        let mut running = run::with_parts(&mut playwright, &self.chromium)
            .spawn()
            .context("failed to start Playwright")?;
        let output = running.stdout.take().context("Playwright has no output")?;
        let [mut all, mut ended] = [0; 2];
        for line in BufReader::new(output).lines() {
            let line = line?;
            let told = match serde_json::from_str(&line) {
                Ok(Told::Begun { tests }) => {
                    all = tests;
                    News::Begun(Part::Browser, tests)
                }
                Ok(Told::Ended {
                    file,
                    name,
                    seconds,
                    passed,
                    why,
                }) => {
                    ended += 1;
                    News::Ended(Ended {
                        part: Part::Browser,
                        file,
                        name,
                        seconds,
                        passed,
                        why,
                    })
                }
                Ok(Told::Said { text }) => News::Said(text),
                Err(_) => News::Said(line),
            };
            news.send(told)?;
        }
        running.wait()?;
        Ok((all == 0 || ended != all).then(|| format!("{ended} of {all} tests came to an end")))
    }
}

/// What `tests/kit/reporter.ts` writes, a line each.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Begun {
        tests: usize,
    },
    Ended {
        file: String,
        name: String,
        seconds: f64,
        passed: bool,
        why: String,
    },
    Said {
        text: String,
    },
}

/// A regular expression of JavaScript that finds any of these texts.
fn expression(patterns: &[String]) -> String {
    let escaped = |letter: char| match letter {
        ' ' | '_' => "[ _]".to_owned(),
        letter if letter.is_ascii_punctuation() && !"/-:,@".contains(letter) => {
            format!("\\{letter}")
        }
        letter => letter.to_string(),
    };
    let found = patterns
        .iter()
        .map(|pattern| pattern.chars().map(escaped).collect());
    found.collect::<Vec<String>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_taken_by_its_letters() {
        let patterns = ["a key_is", "off.spec", "what? (now)"].map(str::to_owned);
        let expected = r"a[ _]key[ _]is|off\.spec|what\?[ _]\(now\)";
        assert_eq!(expression(&patterns), expected);
    }
}
