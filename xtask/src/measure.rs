//! `measure`: holds the real programs against data that others made.

mod pictures;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Measurement {
    /// Put every picture of a manifest through the helper
    Pictures {
        /// The folder with manifest.csv
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
}

/// Measures; an error where something is not as it should be.
pub(crate) fn measure(measurement: Measurement) -> Result<()> {
    match measurement {
        Measurement::Pictures { data } => pictures::measure(data),
    }
}
