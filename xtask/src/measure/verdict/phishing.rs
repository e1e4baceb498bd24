//! Real phishing hosts, each with the brand that it imitated.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use super::brands::Brand;
use super::data::{Files, Row};
use super::judging::{Catalogue, accusation, registrable_domain, sites};
use super::report::Report;
use super::tally::Tally;

const WHAT: &str = "phishing hosts";

/// Percent to be flagged where the brand's name stands in the host.
const NAMED_PERCENT: u32 = 97;

#[derive(Deserialize)]
struct PhishingHost {
    host: String,
    brand: String,
    genuine_domain: String,
    relation: String,
}

impl Row for PhishingHost {
    const COLUMNS: &'static [&'static str] = &["host", "brand", "genuine_domain", "relation"];
}

/// Whether the brand's name stands in the host, as the data says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    InRegistrable,
    InSubdomain,
    Near,
    Unrelated,
}

impl Relation {
    fn of(row: &PhishingHost) -> Option<Self> {
        match row.relation.as_str() {
            "token_in_registrable" => Some(Self::InRegistrable),
            "token_in_subdomain" => Some(Self::InSubdomain),
            "near_token" => Some(Self::Near),
            "unrelated" => Some(Self::Unrelated),
            // The brand is not known, or the host is its own.
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::InRegistrable => "name in registrable domain",
            Self::InSubdomain => "name in sub-domain",
            Self::Near => "near the name",
            Self::Unrelated => "unrelated",
        }
    }

    fn is_named(self) -> bool {
        matches!(self, Self::InRegistrable | Self::InSubdomain)
    }
}

/// How long the first label of the genuine domain is.
fn length_class(genuine_domain: &str) -> &'static str {
    let domain = registrable_domain(genuine_domain);
    let label = domain
        .as_ref()
        .and_then(|domain| domain.as_str().split('.').next());
    match label.map_or(0, |label| label.chars().count()) {
        0 => "no registrable domain",
        1..=2 => "1 to 2 characters",
        3 => "3 characters",
        4 => "4 characters",
        5..=7 => "5 to 7 characters",
        _ => "8 characters and more",
    }
}

/// Judges the hosts of each brand with the domains of that brand enrolled alone.
pub(super) fn measure(files: &Files, report: &mut Report) -> Result<()> {
    let rows: Vec<PhishingHost> = files.rows()?;
    if rows.is_empty() {
        return report.unmeasured(WHAT);
    }
    let brands: Vec<Brand> = files.rows()?;
    let mut groups: BTreeMap<(&str, &str), Vec<(&PhishingHost, Relation)>> = BTreeMap::new();
    for row in &rows {
        if let Some(relation) = Relation::of(row) {
            let group = groups.entry((&row.brand, &row.genuine_domain)).or_default();
            group.push((row, relation));
        }
    }

    let mut relations: BTreeMap<Relation, Tally> = BTreeMap::new();
    let mut lengths: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut named = Tally::default();
    let mut by_brand = Vec::new();
    for ((name, genuine), rows) in groups {
        let of_brand = brands.iter().filter(|brand| brand.name == name);
        let domains = of_brand.flat_map(Brand::domains).chain([genuine]);
        let catalogue = Catalogue::new(sites(domains));
        let mut brand = Tally::default();
        for (row, relation) in rows {
            let found = accusation(&row.host, &catalogue);
            let tally = relations.entry(relation).or_default();
            tally.count(&row.host, found.as_ref());
            if relation.is_named() {
                brand.count(&row.host, found.as_ref());
            }
        }
        lengths
            .entry(length_class(genuine))
            .or_default()
            .add(&brand);
        named.add(&brand);
        by_brand.push((format!("{name} {genuine}"), brand));
    }

    report.title(format_args!("{WHAT} by where the brand's name stands"))?;
    report.line(Tally::head("relation"))?;
    for (relation, tally) in &relations {
        let examples = match relation.is_named() {
            true => report.examples(&tally.missed),
            // Most have nothing of the brand in their name: the guarded password is for them.
            false => String::new(),
        };
        report.line(tally.row(relation.name(), &examples))?;
    }
    report.title(format_args!(
        "{WHAT} with the brand's name, bar {NAMED_PERCENT} % flagged of all"
    ))?;
    report.line(Tally::head("first label of the domain"))?;
    for (length, tally) in &lengths {
        report.line(tally.row(length, &report.examples(&tally.missed)))?;
    }
    report.line(named.row("all", ""))?;
    report.line(format_args!("by rule: {}", named.by_rule()))?;
    report.at_least(
        NAMED_PERCENT,
        named.flagged(),
        format_args!("{WHAT} with the brand's name"),
    );

    by_brand.retain(|(_, tally)| !tally.missed.is_empty());
    by_brand.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.missed.len()));
    report.title(format_args!(
        "{WHAT} with the brand's name that were missed"
    ))?;
    for (brand, tally) in by_brand {
        let examples = report.examples(&tally.missed);
        let missed = tally.missed.len();
        report.line(format_args!(
            "{missed:>5} of {:>5}  {brand}: {examples}",
            tally.rows
        ))?;
    }
    Ok(())
}
