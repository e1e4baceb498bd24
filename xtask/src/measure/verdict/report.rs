//! What is printed, and what was under its bar.

use std::fmt::Display;
use std::io::Write as _;

use anyhow::{Result, bail};

use super::tally::Share;
use crate::measure::Detail;

/// Examples that are printed where not all are asked for.
const FEW: usize = 5;

/// Prints as it goes, and keeps what was under its bar for the end.
pub(super) struct Report {
    detail: Detail,
    under: Vec<String>,
    unmeasured: Vec<&'static str>,
}

impl Report {
    pub(super) fn new(detail: Detail) -> Self {
        Self {
            detail,
            under: Vec::new(),
            unmeasured: Vec::new(),
        }
    }

    /// Begins a table.
    pub(super) fn title(&self, title: impl Display) -> Result<()> {
        self.line(format_args!("\n{title}"))
    }

    /// Prints one line.
    pub(super) fn line(&self, line: impl Display) -> Result<()> {
        Ok(writeln!(std::io::stdout(), "{line}")?)
    }

    /// Says that the folder has nothing of a kind: no bar is broken, and none held.
    pub(super) fn unmeasured(&mut self, what: &'static str) -> Result<()> {
        self.unmeasured.push(what);
        self.title(format_args!("{what}: none in this folder"))
    }

    /// Notes a share that has to be at least so many percent.
    pub(super) fn at_least(&mut self, percent: u32, share: Share, what: impl Display) {
        if !share.is_at_least(percent) {
            let under = format!("{what}: {share} % of {}, not {percent} %", share.whole);
            self.under.push(under);
        }
    }

    /// Notes what must not be.
    pub(super) fn none(&mut self, found: &[String], what: impl Display) {
        self.at_most(0, found, what);
    }

    /// Notes what may not be more often than this.
    pub(super) fn at_most(&mut self, most: usize, found: &[String], what: impl Display) {
        if found.len() > most {
            let under = format!("{what}: {}, not at most {most}", found.len());
            self.under.push(under);
        }
    }

    /// Some of them, or all, in one line; what is left out is counted.
    pub(super) fn examples(&self, all: &[String]) -> String {
        let shown = match self.detail {
            Detail::Few => FEW.min(all.len()),
            Detail::All => all.len(),
        };
        let listed: Vec<&str> = all.iter().take(shown).map(String::as_str).collect();
        let mut text = listed.join(" ");
        if shown < all.len() {
            text.push_str(&format!(" … {} more", all.len() - shown));
        }
        text
    }

    /// Prints each, one a line: accusations are few, and each is read.
    pub(super) fn list(&self, all: &[String]) -> Result<()> {
        for line in all {
            self.line(format_args!("  {line}"))?;
        }
        Ok(())
    }

    /// Ends with what was under its bar.
    pub(super) fn finish(self) -> Result<()> {
        for what in &self.unmeasured {
            self.line(format_args!("\nnot measured: {what}"))?;
        }
        if self.under.is_empty() {
            return Ok(());
        }
        bail!("under the bar:\n  {}", self.under.join("\n  "))
    }
}
