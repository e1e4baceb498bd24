//! What `doctor` found, line by line.

use std::fmt::Arguments;
use std::io::{self, Write};

use crate::outcome::Outcome;

/// Writes findings as they come, and remembers whether one of them was a problem.
pub(crate) struct Report<W> {
    output: W,
    outcome: Outcome,
}

impl<W: Write> Report<W> {
    /// Nothing was found yet.
    pub(crate) fn new(output: W) -> Self {
        Self {
            output,
            outcome: Outcome::Done,
        }
    }

    /// All is well here.
    pub(crate) fn ok(&mut self, found: Arguments<'_>) -> io::Result<()> {
        writeln!(self.output, "ok       {found}")
    }

    /// It works, and one could look at it.
    pub(crate) fn warning(&mut self, found: Arguments<'_>, to_do: &str) -> io::Result<()> {
        writeln!(self.output, "warning  {found}\n         -> {to_do}")
    }

    /// It does not work, or others could harm it.
    pub(crate) fn problem(&mut self, found: Arguments<'_>, to_do: &str) -> io::Result<()> {
        self.outcome = Outcome::Failed;
        writeln!(self.output, "problem  {found}\n         -> {to_do}")
    }

    /// `Failed` where there was a problem.
    pub(crate) fn outcome(self) -> Outcome {
        self.outcome
    }
}
