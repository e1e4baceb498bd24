//! Counts of what was flagged.

use std::collections::BTreeMap;
use std::fmt;

use signin_seal_shared::verdict::{Lookalike, Severity};

/// A part of a whole.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) whole: usize,
}

impl Share {
    /// Whether it is at least so many percent.
    pub(super) fn is_at_least(self, percent: u32) -> bool {
        self.part as u128 * 100 >= self.whole as u128 * u128::from(percent)
    }
}

/// In percent, rounded down: what is printed as 99.00 is 99.
impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.part * 10_000 / self.whole.max(1);
        formatter.pad(&format!("{}.{:02}", hundredths / 100, hundredths % 100))
    }
}

/// Imitations that were judged.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) rows: usize,
    pub(super) block: usize,
    pub(super) caution: usize,
    /// By the names of the rules.
    pub(super) rules: BTreeMap<&'static str, usize>,
    /// What was not flagged.
    pub(super) missed: Vec<String>,
}

impl Tally {
    /// Counts a row, and what it was flagged as.
    pub(super) fn count(&mut self, shown: &str, flagged: Option<&Lookalike>) {
        self.rows += 1;
        let Some(lookalike) = flagged else {
            self.missed.push(shown.to_owned());
            return;
        };
        match lookalike.severity {
            Severity::Block => self.block += 1,
            Severity::Caution => self.caution += 1,
        }
        *self.rules.entry(lookalike.rule.name()).or_default() += 1;
    }

    /// Adds the rows of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.block += other.block;
        self.caution += other.caution;
        for (rule, count) in &other.rules {
            *self.rules.entry(rule).or_default() += count;
        }
        self.missed.extend(other.missed.iter().cloned());
    }

    /// The part that was flagged.
    pub(super) fn flagged(&self) -> Share {
        self.of_all(self.block + self.caution)
    }

    /// The part that was blocked.
    pub(super) fn blocked(&self) -> Share {
        self.of_all(self.block)
    }

    fn of_all(&self, part: usize) -> Share {
        Share {
            part,
            whole: self.rows,
        }
    }

    /// The head of a table of tallies.
    pub(super) fn head(first: &str) -> String {
        format!(
            "{first:<26} {:>6} {:>6} {:>6} {:>7} {:>7} {:>8}  missed",
            "rows", "block", "caut.", "missed", "%", "block %"
        )
    }

    /// Its line in the table.
    pub(super) fn row(&self, first: &str, examples: &str) -> String {
        let (flagged, blocked) = (self.flagged(), self.blocked());
        format!(
            "{first:<26} {:>6} {:>6} {:>6} {:>7} {flagged:>7} {blocked:>8}  {examples}",
            self.rows,
            self.block,
            self.caution,
            self.missed.len(),
        )
    }

    /// How many each rule found, in one line.
    pub(super) fn by_rule(&self) -> String {
        let counts = self
            .rules
            .iter()
            .map(|(rule, count)| format!("{rule} {count}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: usize, whole: usize, printed: &str, is_at_least_99: bool) {
        let share = Share { part, whole };
        assert_eq!(share.to_string(), printed);
        assert_eq!(share.is_at_least(99), is_at_least_99, "{part} of {whole}");
    }

    #[test]
    fn a_share_is_never_rounded_up() {
        check(99, 100, "99.00", true);
        check(98_999, 100_000, "98.99", false);
        check(14_999, 15_000, "99.99", true);
        check(7, 7, "100.00", true);
    }
}
