//! What the parts tell of their tests while they run, and what came of them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::progress;

/// Somebody who waits wants to see that it goes on.
const SAID_EVERY: Duration = Duration::from_secs(20);

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

/// Where tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Rust,
    Browser,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Browser => "browser",
        }
    }
}

/// A part tells of this.
pub(crate) enum News {
    /// So many tests are to come.
    Begun(Part, usize),
    /// One test has ended.
    Ended(Ended),
    /// What was printed.
    Said(String),
    /// The part is over. Where tests are missing that were to come, `why` says so.
    Over { part: Part, why: Option<String> },
}

/// A test that has ended.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    pub(super) part: Part,
    pub(super) file: String,
    pub(super) name: String,
    pub(super) seconds: f64,
    pub(super) passed: bool,
    /// What a person reads of a failure.
    pub(super) why: String,
}

/// All that was told.
#[derive(Default)]
pub(super) struct Report {
    pub(super) ended: Vec<Ended>,
    begun: BTreeMap<Part, usize>,
    /// Parts that did not come to their end.
    broken: usize,
    /// What went wrong, to be read once more at the end.
    failures: Vec<String>,
}

impl Report {
    /// Follows the news to their end, and says how far the tests are.
    pub(super) fn of(news: &Receiver<News>) -> Self {
        let mut report = Self::default();
        let mut said = Instant::now();
        loop {
            match news.recv_timeout(SAID_EVERY.saturating_sub(said.elapsed())) {
                Ok(news) => report.hear(news),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if said.elapsed() >= SAID_EVERY {
                said = Instant::now();
                progress::step(&report.so_far());
            }
        }
        progress::done(&report.so_far());
        for failure in &report.failures {
            say(failure);
        }
        report
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Begun(part, tests) => *self.begun.entry(part).or_default() += tests,
            News::Ended(ended) => {
                if !ended.passed {
                    let Ended {
                        file, name, why, ..
                    } = &ended;
                    self.fail(format!("✗ {file} › {name}\n{why}"));
                }
                self.ended.push(ended);
            }
            News::Said(line) => say(&line),
            News::Over { part, why } => {
                if let Some(why) = why {
                    self.broken += 1;
                    self.fail(format!("✗ the tests of the part {}: {why}", part.name()));
                }
            }
        }
    }

    fn fail(&mut self, words: String) {
        say(&words);
        self.failures.push(words);
    }

    pub(super) fn counts(&self) -> Counts {
        let passed = self.ended.iter().filter(|ended| ended.passed).count();
        let failed = self.ended.len() - passed;
        Counts {
            passed,
            failed: failed + self.broken,
        }
    }

    /// How far each part is, and how many tests failed so far.
    fn so_far(&self) -> String {
        let parts = self.begun.iter().map(|(part, all)| {
            let ended = self
                .ended
                .iter()
                .filter(|ended| ended.part == *part)
                .count();
            format!("{}: {ended} of {all}", part.name())
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        let failed = match self.counts().failed {
            0 => "none failed".to_owned(),
            failed => format!("{failed} failed"),
        };
        format!("{parts}; {failed}")
    }
}

fn say(line: &str) {
    let _nobody_reads = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn ended(passed: bool) -> News {
        News::Ended(Ended {
            part: Part::Browser,
            file: "seal.spec.ts".to_owned(),
            name: "a seal".to_owned(),
            seconds: 1.0,
            passed,
            why: String::new(),
        })
    }

    fn report(news: Vec<News>) -> Report {
        let (to, from) = mpsc::channel();
        for news in news {
            to.send(news).unwrap();
        }
        drop(to);
        Report::of(&from)
    }

    #[test]
    fn a_part_that_breaks_off_is_a_failure() {
        let part = Part::Browser;
        let over = |why| News::Over { part, why };
        let whole = report(vec![
            News::Begun(part, 2),
            ended(true),
            ended(false),
            over(None),
        ]);
        assert_eq!(
            whole.counts(),
            Counts {
                passed: 1,
                failed: 1
            }
        );
        assert_eq!(whole.so_far(), "browser: 2 of 2; 1 failed");
        let why = Some("it ended early".to_owned());
        let broken = report(vec![News::Begun(part, 2), ended(true), over(why)]);
        assert_eq!(
            broken.counts(),
            Counts {
                passed: 1,
                failed: 1
            }
        );
    }
}
