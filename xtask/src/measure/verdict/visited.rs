//! Sites that people really visit: nobody innocent is accused.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use signin_seal_shared::site::{Site, alibaba};
use signin_seal_shared::verdict::Severity;

use super::brands::Brand;
use super::data::Files;
use super::judging::{Catalogue, accusation, registrable_domain, shown, sites};
use super::report::Report;
use super::well_known::WELL_KNOWN;

const WHAT: &str = "visited sites";

/// Of so many visited sites one may be a caution: 0.1 %.
const ONE_CAUTION_OF: usize = 1000;

/// How the name of a list begins that has no bar: OpenDNS's, of the names that were asked for most in
/// 2014. Only its first thousand are in the popular filter; further down many names have other
/// owners by now, and the background has no room for names of which nobody knows whether they are
/// visited.
const ASKED_FOR: &str = "opendns";

/// What is said of such a list.
const NO_BAR: &str = "no bar: the list is of 2014, and only its first 1,000 names are in the \
    popular filter, since the background may have 330 KB compressed and no more";

/// Brands that are enrolled in place of the well-known ones.
const OTHER_BRANDS: usize = 30;

/// Begins the order in which brands are drawn; any number would do, as long as it stays.
const SEED: u64 = 4;

/// Judges every visited site with thirty others enrolled.
pub(super) fn measure(files: &Files, report: &mut Report) -> Result<()> {
    let brands: Vec<Brand> = files.rows()?;
    let lists: Vec<&Path> = files.in_folders("negatives", "txt").collect();
    if lists.is_empty() {
        report.unmeasured(WHAT)?;
    }
    let well_known = Enrolled::new("30 well-known sites", sites(WELL_KNOWN));
    let others = Enrolled::new("30 other brands", other_brands(&brands));
    for path in lists {
        let name = files.shown(path);
        let text = fs::read_to_string(path).with_context(|| format!("failed to read {name}"))?;
        let hosts: Vec<&str> = text.lines().map(str::trim).collect();
        let is_host = |host: &&str| !host.is_empty() && !host.starts_with('#');
        let hosts: Vec<&str> = hosts.into_iter().filter(is_host).collect();

        let accused = table(&name, &hosts, &well_known, Popular::Known, report)?;
        if is_of_visited_sites(path) {
            report.none(&accused.block, format_args!("{name}, block"));
            let most = hosts.len() / ONE_CAUTION_OF;
            report.at_most(most, &accused.caution, format_args!("{name}, caution"));
        } else {
            report.line(NO_BAR)?;
        }
        table(&name, &hosts, &well_known, Popular::Unknown, report)?;
        table(&name, &hosts, &others, Popular::Known, report)?;
        table(&name, &hosts, &others, Popular::Unknown, report)?;
    }
    own_domains(&brands, report)
}

fn is_of_visited_sites(list: &Path) -> bool {
    let name = list.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with(ASKED_FOR)
}

/// Sites that are enrolled at once.
struct Enrolled {
    what: &'static str,
    sites: Vec<Site>,
}

impl Enrolled {
    fn new(what: &'static str, sites: Vec<Site>) -> Self {
        Self { what, sites }
    }
}

/// Whether the judgement knows which domains are popular, or has its rules alone.
#[derive(Clone, Copy)]
enum Popular {
    Known,
    Unknown,
}

/// Who was accused.
#[derive(Default)]
struct Accused {
    block: Vec<String>,
    caution: Vec<String>,
}

fn table(
    name: &str,
    hosts: &[&str],
    enrolled: &Enrolled,
    popular: Popular,
    report: &mut Report,
) -> Result<Accused> {
    let (catalogue, how) = match popular {
        Popular::Known => (
            Catalogue::new(enrolled.sites.clone()),
            "with the popular filter",
        ),
        Popular::Unknown => (
            Catalogue::without_popular_filter(enrolled.sites.clone()),
            "rules alone",
        ),
    };
    let accused = judge_all(hosts, &catalogue);
    report.title(format_args!(
        "{name}, {}, {how}: {} hosts, {} block, {} caution",
        enrolled.what,
        hosts.len(),
        accused.block.len(),
        accused.caution.len()
    ))?;
    report.list(&accused.block)?;
    report.list(&accused.caution)?;
    Ok(accused)
}

fn judge_all(hosts: &[&str], catalogue: &Catalogue) -> Accused {
    let mut accused = Accused::default();
    for host in hosts {
        if let Some(lookalike) = accusation(host, catalogue) {
            let names = match lookalike.severity {
                Severity::Block => &mut accused.block,
                Severity::Caution => &mut accused.caution,
            };
            names.push(shown(host, &lookalike));
        }
    }
    accused
}

/// A site's own and sister domains, as the catalogue and the brands name them, are its own.
fn own_domains(brands: &[Brand], report: &mut Report) -> Result<()> {
    let mut enrolled = vec![alibaba()];
    enrolled.extend(sites(WELL_KNOWN));
    let mut own = BTreeSet::new();
    for site in &enrolled {
        own.extend(site.domains.iter().chain(&site.sister_domains).cloned());
    }
    for brand in brands {
        let domains: Vec<_> = brand.domains().filter_map(registrable_domain).collect();
        if domains.iter().any(|domain| own.contains(domain)) {
            own.extend(domains);
        }
    }
    let with_sub_domains = own.iter().flat_map(|domain| {
        ["", "www.", "login."].map(|sub_domain| format!("{sub_domain}{domain}"))
    });
    let hosts: Vec<String> = with_sub_domains.collect();
    let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
    let Accused { mut block, caution } = judge_all(&hosts, &Catalogue::new(enrolled));
    block.extend(caution);
    report.title(format_args!(
        "own and sister domains of the well-known sites: {} hosts, {} accused",
        hosts.len(),
        block.len()
    ))?;
    report.list(&block)?;
    report.none(&block, "own and sister domains accused");
    Ok(())
}

/// Domains of brands that are not among the well-known sites, drawn by the hash of their names.
fn other_brands(brands: &[Brand]) -> Vec<Site> {
    let well_known: BTreeSet<_> = WELL_KNOWN
        .iter()
        .copied()
        .filter_map(registrable_domain)
        .collect();
    let mut domains: Vec<&str> = brands
        .iter()
        .filter_map(|brand| brand.domains().next())
        .collect();
    domains.retain(|domain| {
        !registrable_domain(domain).is_none_or(|domain| well_known.contains(&domain))
    });
    domains.sort_by_key(|domain| drawn(domain));
    let mut drawn = sites(domains);
    drawn.truncate(OTHER_BRANDS);
    drawn
}

/// FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>: the same order in every run.
fn drawn(domain: &str) -> u64 {
    domain
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325 ^ SEED, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
