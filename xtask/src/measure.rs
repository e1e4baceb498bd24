//! `measure`: holds the real programs against data that others made.

mod guard;
mod pictures;
mod signin;
mod verdict;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Measurement {
    /// Type random passwords where others are guarded, and count what is held back
    Guard,
    /// Put every picture of a manifest through the helper
    Pictures {
        /// The folder with manifest.csv
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Open saved pages, and look where a seal is put
    Signin {
        /// The folder whose sub-folders have a labels.csv each
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Say what was found on every page, not only on wrong ones
        #[arg(long)]
        verbose: bool,
    },
    /// Judge imitations, phishing hosts and innocent sites
    Verdict {
        /// The folder with the lists, in sub-folders
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// List everything that was missed, not only examples
        #[arg(long)]
        verbose: bool,
    },
}

/// How many examples are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Some, to show what kind they are.
    Few,
    /// All of them.
    All,
}

impl From<bool> for Detail {
    fn from(verbose: bool) -> Self {
        if verbose { Self::All } else { Self::Few }
    }
}

/// Measures; an error where something is not as it should be.
pub(crate) fn measure(measurement: Measurement) -> Result<()> {
    match measurement {
        Measurement::Guard => guard::measure(),
        Measurement::Pictures { data } => pictures::measure(data),
        Measurement::Signin { data, verbose } => signin::measure(data, Detail::from(verbose)),
        Measurement::Verdict { data, verbose } => verdict::measure(data, Detail::from(verbose)),
    }
}
