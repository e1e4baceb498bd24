//! Chromium's table of names in many scripts: which it shows as they are, and which it distrusts.

use anyhow::Result;
use serde::Deserialize;
use signin_seal_shared::verdict::Verdict;

use super::brands::Brand;
use super::data::{Files, Row};
use super::judging::{Catalogue, judge_host, shown, sites};
use super::report::Report;
use super::well_known::WELL_KNOWN;

const WHAT: &str = "Chromium's names in many scripts";

#[derive(Deserialize)]
struct IdnRow {
    input: String,
    #[serde(default)]
    unicode: String,
    expected: Expected,
}

impl Row for IdnRow {
    const COLUMNS: &'static [&'static str] = &["input", "unicode", "expected"];
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expected {
    Safe,
    Unsafe,
    Invalid,
}

/// Judges each with very many sites enrolled.
pub(super) fn measure(files: &Files, report: &mut Report) -> Result<()> {
    let rows: Vec<IdnRow> = files.rows()?;
    if rows.is_empty() {
        return report.unmeasured(WHAT);
    }
    let brands: Vec<Brand> = files.rows()?;
    let domains = WELL_KNOWN.into_iter();
    let domains = domains.chain(brands.iter().flat_map(Brand::domains));
    let catalogue = Catalogue::new(sites(domains));

    let mut genuine = Vec::new();
    let mut accused = Vec::new();
    let (mut flagged, mut quiet) = (Vec::new(), Vec::new());
    for row in &rows {
        let verdict = judge_host(&row.input, &catalogue);
        let name = format!("{} ({})", row.input, row.unicode);
        match (row.expected, verdict) {
            (Expected::Safe, Verdict::Lookalike(lookalike)) => {
                accused.push(shown(&name, &lookalike));
            }
            (Expected::Safe, _) => {}
            (_, Verdict::Genuine(_) | Verdict::Insecure(_)) => genuine.push(name),
            (_, Verdict::Lookalike(lookalike)) => flagged.push(shown(&name, &lookalike)),
            (_, Verdict::Unknown(_)) => quiet.push(name),
        }
    }

    report.title(format_args!(
        "{WHAT}: {} rows, {} sites enrolled",
        rows.len(),
        catalogue.sites().count()
    ))?;
    report.line(format_args!("safe and accused: {}", accused.len()))?;
    report.list(&accused)?;
    report.line(format_args!("distrusted and genuine: {}", genuine.len()))?;
    report.list(&genuine)?;
    report.line(format_args!("distrusted and flagged: {}", flagged.len()))?;
    report.line(format_args!("  {}", report.examples(&flagged)))?;
    report.line(format_args!(
        "distrusted and like no enrolled site: {}",
        quiet.len()
    ))?;
    report.line(format_args!("  {}", report.examples(&quiet)))?;
    report.none(&accused, format_args!("{WHAT}, safe ones accused"));
    report.none(&genuine, format_args!("{WHAT}, distrusted ones genuine"));
    Ok(())
}
