//! How a run ends, and the exit code that says so. `--help` lists the codes.

use std::process::ExitCode;

/// The end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// Something failed, or `doctor` found a problem.
    Failed,
    /// Wrong arguments, or an origin that this helper does not serve.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            // The same code that clap gives for wrong arguments.
            Outcome::Refused => Self::from(2),
        }
    }
}
