//! The tests in Rust, by cargo-nextest: one process a test, so that each has its time and none holds
//! up the others.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::report::{Ended, News, Part};
use super::{Choice, sources};
use crate::{command, helper, progress, setup};

/// A run of tests.
pub(super) struct Run {
    packages: Vec<String>,
    filter: Option<String>,
}

impl Run {
    /// The run of the tests that were chosen; none where that is none.
    pub(super) fn of(choice: &Choice) -> Result<Option<Self>> {
        if choice.is_all() {
            return Ok(Some(Self {
                packages: Vec::new(),
                filter: None,
            }));
        }
        let mut by_package = BTreeMap::<String, Vec<String>>::new();
        for found in sources::tests(choice)? {
            by_package
                .entry(found.package)
                .or_default()
                .push(found.name);
        }
        if by_package.is_empty() {
            return Ok(None);
        }
        let filters = by_package.iter().map(|(package, names)| {
            let names = names.join("|");
            format!("(package(={package}) & test(/(^|::)({names})$/))")
        });
        Ok(Some(Self {
            filter: Some(filters.collect::<Vec<_>>().join(" | ")),
            packages: by_package.into_keys().collect(),
        }))
    }

    /// Compiles them.
    pub(super) fn build(&self) -> Result<()> {
        setup::nextest()?;
        setup::location_file()?;
        // The helper's own tests start real servers.
        if self.packages.is_empty()
            || self
                .packages
                .iter()
                .any(|package| package == helper::PROGRAM)
        {
            setup::stun_server()?;
        }
        progress::step("building the tests in Rust");
        command::run(self.nextest("run").args(["--no-run"]))
    }

    fn nextest(&self, what: &str) -> Command {
        let mut nextest = command::cargo();
        nextest.args(["nextest", what]);
        if self.packages.is_empty() {
            nextest.arg("--workspace");
        }
        for package in &self.packages {
            nextest.args(["--package", package]);
        }
        if let Some(filter) = &self.filter {
            nextest.args(["--filterset", filter]);
        }
        nextest
    }

    /// Runs them, and tells what comes of each. They give way to the browser, in which somebody counts
    /// milliseconds.
    pub(super) fn run(&self, news: &Sender<News>) {
        let why = match self.follow(news) {
            Ok(why) => why,
            Err(error) => Some(format!("{error:#}")),
        };
        let _nobody_hears = news.send(News::Over {
            part: Part::Rust,
            why,
        });
    }

    fn follow(&self, news: &Sender<News>) -> Result<Option<String>> {
        let all = self.count()?;
        news.send(News::Begun(Part::Rust, all))?;
        let mut nextest = command::behind_all_others(&self.nextest("run"));
        nextest
            .args([
                "--no-fail-fast",
                "--status-level",
                "none",
                "--final-status-level",
                "none",
            ])
            .args([
                "--show-progress",
                "none",
                "--message-format",
                "libtest-json-plus",
            ])
            .env("NEXTEST_EXPERIMENTAL_LIBTEST_JSON", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut running = nextest.spawn().context("failed to start cargo-nextest")?;
        let output = running
            .stdout
            .take()
            .context("cargo-nextest has no output")?;
        let mut ended = 0;
        for line in BufReader::new(output).lines() {
            if let Some(test) = test_of(&line?) {
                ended += 1;
                news.send(News::Ended(test))?;
            }
        }
        running.wait()?;
        Ok((ended != all).then(|| format!("{ended} of {all} tests came to an end")))
    }

    fn count(&self) -> Result<usize> {
        let listed = self
            .nextest("list")
            .args(["--message-format", "json"])
            .stderr(Stdio::null())
            .output()
            .context("failed to start cargo-nextest")?;
        let list: List =
            serde_json::from_slice(&listed.stdout).context("cargo-nextest lists nothing")?;
        let suites = list.suites.values();
        let cases = suites.flat_map(|suite| suite.testcases.values());
        Ok(cases
            .filter(|case| case.filter_match.status == "matches")
            .count())
    }
}

/// `cargo nextest list --message-format json`.
#[derive(Deserialize)]
struct List {
    #[serde(rename = "rust-suites")]
    suites: BTreeMap<String, Suite>,
}

#[derive(Deserialize)]
struct Suite {
    testcases: BTreeMap<String, Case>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "filter-match")]
    filter_match: FilterMatch,
}

#[derive(Deserialize)]
struct FilterMatch {
    status: String,
}

/// A line of `--message-format libtest-json-plus`.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    kind: String,
    event: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    exec_time: f64,
    #[serde(default)]
    stdout: String,
}

/// The test that has ended, where the line tells of one. Its name is `package::program$module::test`.
fn test_of(line: &str) -> Option<Ended> {
    let line: Line = serde_json::from_str(line).ok()?;
    let passed = match (line.kind.as_str(), line.event.as_str()) {
        ("test", "ok") => true,
        ("test", "failed" | "timeout") => false,
        _ => return None,
    };
    let (program, test) = line.name.split_once('$')?;
    let (module, name) = test.rsplit_once("::").unwrap_or(("", test));
    Some(Ended {
        part: Part::Rust,
        file: format!("{program} {module}").trim_end().to_owned(),
        name: name.to_owned(),
        seconds: line.exec_time,
        passed,
        why: line.stdout,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_ended_is_read() {
        let line = r#"{"type":"test","event":"failed","name":"signin-seal-host::host$frames::odd::a_frame","exec_time":0.25,"stdout":"why"}"#;
        let ended = test_of(line).unwrap();
        assert_eq!(ended.file, "signin-seal-host::host frames::odd");
        assert_eq!((ended.name.as_str(), ended.passed), ("a_frame", false));
        assert_eq!(ended.why, "why");
        for other in [
            r#"{"type":"test","event":"started","name":"a::b$c"}"#,
            r#"{"type":"suite","event":"ok","passed":1}"#,
            "words",
        ] {
            assert!(test_of(other).is_none(), "{other}");
        }
    }
}
