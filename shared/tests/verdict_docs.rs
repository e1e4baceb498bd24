//! `docs/verdict.md` says what the rules do: each of its examples is judged here.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use signin_seal_shared::site::{Catalogue, Site, alibaba};
use signin_seal_shared::verdict::{Frame, Rule, Verdict, Visit, judge};

const MANUAL: &str = include_str!("../../docs/verdict.md");

/// A row of examples: under the heading of a rule, or elsewhere.
struct Example<'m> {
    heading: Option<&'m str>,
    address: &'m str,
    protected: &'m str,
    verdict: &'m str,
    /// The rule, where the row names it by itself.
    rule: Option<&'m str>,
}

/// The cells of the rows of all tables with these column heads, each with the heading above it.
fn rows(head: &'static str) -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
    let mut heading = "";
    let mut is_wanted = false;
    MANUAL.lines().filter_map(move |line| {
        if let Some(text) = line.strip_prefix("##") {
            heading = text.trim_start_matches('#').trim();
        }
        if !line.starts_with('|') {
            is_wanted = false;
        }
        if line == head {
            is_wanted = true;
            return None;
        }
        if !is_wanted || line.starts_with("|---") {
            return None;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        Some((heading, cells.try_into().unwrap()))
    })
}

/// The words of a cell that stand between backticks.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn examples() -> Vec<Example<'static>> {
    let rows = rows("| example | protected | verdict |");
    let examples = rows.map(|(heading, [address, protected, verdict])| {
        let verdict = code(verdict);
        Example {
            heading: heading.starts_with('`').then(|| code(heading)[0]),
            address: code(address)[0],
            protected: code(protected)[0],
            verdict: verdict[0],
            rule: verdict.get(1).copied(),
        }
    });
    examples.collect()
}

/// The rules of the table of rules, each with the severities that it can give.
fn rules() -> Vec<(&'static str, BTreeSet<&'static str>)> {
    let rows = rows("| rule | what it is | severity |");
    rows.map(|(_, [rule, _, severities])| (code(rule)[0], code(severities).into_iter().collect()))
        .collect()
}

/// The verdict in the words of the manual, and the rule.
fn judged(address: &str, protected: &str) -> (&'static str, Option<&'static str>) {
    let url = match address.contains("://") {
        true => address.to_owned(),
        false => format!("https://{address}"),
    };
    let mut sites = vec![alibaba()];
    if protected != "alibaba.com" {
        sites.push(Site::of_written_domain(protected).unwrap());
    }
    let visit = Visit {
        url: &url,
        frame: Frame::Top,
    };
    match judge(&visit, &Catalogue::new(sites)) {
        Verdict::Genuine(_) => ("genuine", None),
        Verdict::Insecure(_) => ("insecure", None),
        Verdict::Unknown(_) => ("unknown", None),
        Verdict::Lookalike(lookalike) => {
            assert_eq!(lookalike.genuine.as_str(), protected, "{address}");
            (lookalike.severity.name(), Some(lookalike.rule.name()))
        }
    }
}

#[test]
fn every_example_is_judged_as_the_manual_says() {
    let examples = examples();
    assert!(examples.len() > 90, "only {} examples", examples.len());
    let mut wrong = Vec::new();
    for example in examples {
        let is_accused = matches!(example.verdict, "block" | "caution");
        let rule = example.rule.or(example.heading).filter(|_| is_accused);
        let judged = judged(example.address, example.protected);
        if judged != (example.verdict, rule) {
            wrong.push(format!("{} is {judged:?}", example.address));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_stands_in_the_manual_in_its_order() {
    let all: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let named: Vec<&str> = rules().into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(named, all);
    let sections: Vec<&str> = MANUAL
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .map(|heading| code(heading)[0])
        .collect();
    assert_eq!(sections, all);
}

#[test]
fn every_rule_has_an_example_of_each_severity() {
    let mut shown: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for example in examples() {
        let severities = shown
            .entry(example.heading.unwrap_or_default())
            .or_default();
        if matches!(example.verdict, "block" | "caution") {
            severities.insert(example.verdict);
        }
    }
    for (rule, severities) in rules() {
        assert_eq!(shown.get(rule), Some(&severities), "{rule}");
    }
}
