//! Names that dnstwist makes of well-known domains: what a phisher could register.
//!
//! <https://github.com/elceef/dnstwist>; a fuzzer is one way of making them.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use super::data::{Files, Row};
use super::judging::{Catalogue, accusation, registrable_domain, sites};
use super::report::Report;
use super::tally::Tally;

const WHAT: &str = "dnstwist names";

/// The fuzzers that have a bar.
const FUZZERS: [&str; 16] = [
    "addition",
    "bitsquatting",
    "cyrillic",
    "dictionary",
    "homoglyph",
    "hyphenation",
    "insertion",
    "omission",
    "plural",
    "repetition",
    "replacement",
    "subdomain",
    "tld-swap",
    "transposition",
    "various",
    "vowel-swap",
];

/// Percent to be flagged, of names of five characters and more.
const LONG_PERCENT: u32 = 99;

/// Percent to be flagged, of shorter ones: much that is innocent is near to them.
const SHORT_PERCENT: u32 = 95;

/// Characters of a name that is not short.
const LONG: usize = 5;

#[derive(Deserialize)]
struct Permutation {
    target: String,
    fuzzer: String,
    domain: String,
    /// The lists of popular domains in which it stands: then it is somebody's real site.
    #[serde(default)]
    in_popular_list: String,
}

impl Row for Permutation {
    const COLUMNS: &'static [&'static str] = &["target", "fuzzer", "domain"];
}

impl Permutation {
    fn is_an_imitation(&self) -> bool {
        self.fuzzer != "*original" && self.in_popular_list.is_empty()
    }
}

/// Judges the names of each target with that target enrolled alone.
pub(super) fn measure(files: &Files, report: &mut Report) -> Result<()> {
    let rows: Vec<Permutation> = files.rows()?;
    if rows.is_empty() {
        return report.unmeasured(WHAT);
    }
    let mut long: BTreeMap<String, Tally> = BTreeMap::new();
    let mut short: BTreeMap<String, Tally> = BTreeMap::new();
    let mut targets: BTreeMap<&str, Vec<&Permutation>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_an_imitation()) {
        targets.entry(&row.target).or_default().push(row);
    }
    for (target, rows) in &targets {
        let catalogue = Catalogue::new(sites([*target]));
        let tallies = match is_long(target) {
            true => &mut long,
            false => &mut short,
        };
        for row in rows {
            let found = accusation(&row.domain, &catalogue);
            let tally = tallies.entry(row.fuzzer.clone()).or_default();
            tally.count(&row.domain, found.as_ref());
        }
    }

    report.title(format_args!(
        "{WHAT} of {} targets: {}",
        targets.len(),
        targets.keys().copied().collect::<Vec<_>>().join(", ")
    ))?;
    table(
        "targets of five characters and more",
        LONG_PERCENT,
        &long,
        report,
    )?;
    table("shorter targets", SHORT_PERCENT, &short, report)
}

fn table(
    which: &str,
    percent: u32,
    fuzzers: &BTreeMap<String, Tally>,
    report: &mut Report,
) -> Result<()> {
    if fuzzers.is_empty() {
        return report.title(format_args!("{which}: none in this folder"));
    }
    report.title(format_args!("{which}, bar {percent} % flagged"))?;
    report.line(Tally::head("fuzzer"))?;
    let mut all = Tally::default();
    for (fuzzer, tally) in fuzzers {
        report.line(tally.row(fuzzer, &report.examples(&tally.missed)))?;
        if FUZZERS.contains(&fuzzer.as_str()) {
            let what = format!("{WHAT}, {which}, {fuzzer}");
            report.at_least(percent, tally.flagged(), what);
        }
        all.add(tally);
    }
    report.line(all.row("all", ""))?;
    report.line(format_args!("by rule: {}", all.by_rule()))?;
    let no_host = |name: &&String| registrable_domain(name).is_none();
    let no_host: Vec<String> = all.missed.iter().filter(no_host).cloned().collect();
    report.line(format_args!(
        "missed because no browser goes there or nobody can register it: {} {}",
        no_host.len(),
        report.examples(&no_host)
    ))
}

fn is_long(target: &str) -> bool {
    let Some(domain) = registrable_domain(target) else {
        return false;
    };
    let label = domain.as_str().split('.').next().unwrap_or_default();
    label.chars().count() >= LONG
}
