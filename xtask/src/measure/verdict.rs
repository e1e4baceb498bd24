//! `measure verdict`: does the judgement catch the imitations, and accuse nobody innocent?
//!
//! Sites are enrolled as `signin-seal-host check --site DOMAIN` does it: by their registrable
//! domain, and nothing else that the data knows of them.

mod brands;
mod data;
mod idn;
mod judging;
mod permutations;
mod phishing;
mod report;
mod tally;
mod vectors;
mod visited;
mod well_known;

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::Detail;
use crate::{paths, progress};
use data::Files;
use report::Report;

/// Judges all that the folder has and prints what came of it; an error that names what is under its
/// bar.
pub(crate) fn measure(data: Option<PathBuf>, detail: Detail) -> Result<()> {
    let folder = data.unwrap_or_else(paths::shared_data);
    let files = Files::of(&folder)
        .with_context(|| format!("failed to read {}; --data names it", folder.display()))?;
    let mut report = Report::new(detail);

    progress::step("judging made-up imitations");
    permutations::measure(&files, &mut report)?;
    progress::step("judging phishing hosts");
    phishing::measure(&files, &mut report)?;
    progress::step("judging visited sites");
    visited::measure(&files, &mut report)?;
    progress::step("judging names in many scripts");
    idn::measure(&files, &mut report)?;
    progress::step("reading addresses and hosts");
    vectors::measure(&files, &mut report)?;

    report.finish()?;
    progress::done("every verdict is over its bar");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn every_verdict_is_over_its_bar() {
        let folder = paths::shared_data();
        if folder.is_dir() {
            measure(Some(folder), Detail::Few).unwrap();
        } else {
            writeln!(
                std::io::stderr(),
                "skipped: {} is missing",
                folder.display()
            )
            .unwrap();
        }
    }
}
