//! `measure`: holds the real programs against data that others made.

mod pictures;
mod verdict;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

use verdict::Detail;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Measurement {
    /// Put every picture of a manifest through the helper
    Pictures {
        /// The folder with manifest.csv
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
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

/// Measures; an error where something is not as it should be.
pub(crate) fn measure(measurement: Measurement) -> Result<()> {
    match measurement {
        Measurement::Pictures { data } => pictures::measure(data),
        Measurement::Verdict { data, verbose } => {
            let detail = match verbose {
                true => Detail::All,
                false => Detail::Few,
            };
            verdict::measure(data, detail)
        }
    }
}
