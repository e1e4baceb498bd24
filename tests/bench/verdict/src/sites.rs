//! Sites to enrol, as many as one likes: made of halves of the names of real services.

use std::collections::BTreeSet;

use signin_seal_shared::site::{Host, RegistrableDomain, Site};

use crate::draw::Draw;

/// Names of services that people visit: what names of services are made of.
const POPULAR: [&str; 2] = [
    include_str!("../../../../shared/data/popular/chromium_crux_202309_top.txt"),
    include_str!("../../../../shared/data/popular/opendns_top1k_2014.txt"),
];

/// Letters of a name, at least.
const LETTERS: usize = 3;

/// The domains of so many sites; the first of them are those of fewer sites.
#[must_use]
pub fn domains(count: usize) -> Vec<RegistrableDomain> {
    let mut draw = Draw::new(1);
    let popular: Vec<&str> = POPULAR.iter().flat_map(|list| list.lines()).collect();
    let mut known = BTreeSet::new();
    let mut domains = Vec::new();
    while domains.len() < count {
        let name = joined(draw.one_of(&popular), draw.one_of(&popular));
        if let Ok(host) = name.parse::<Host>()
            && let Some(domain) = RegistrableDomain::of(&host)
            && known.insert(name)
        {
            domains.push(domain);
        }
    }
    domains
}

/// So many sites.
#[must_use]
pub fn sites(count: usize) -> Vec<Site> {
    domains(count).into_iter().map(Site::of_domain).collect()
}

/// The first half of one name and the second half of another, under the suffix of the first: as
/// long, as pronounceable and as near to each other as real names are.
fn joined(first: &str, second: &str) -> String {
    let (head, suffix) = first.split_once('.').unwrap_or((first, "com"));
    let tail = second.split('.').next().unwrap_or(second);
    let head = head.get(..head.len().div_ceil(2)).unwrap_or(head);
    let tail = tail.get(tail.len() / 2..).unwrap_or(tail);
    match head.len() + tail.len() {
        0..LETTERS => format!("{head}{second}.{suffix}"),
        _ => format!("{head}{tail}.{suffix}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_sites_are_all_different_and_begin_with_the_same_ten() {
        let all = domains(10_000);
        let different: BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), 10_000);
        assert_eq!(all.get(..10), Some(domains(10).as_slice()));
    }
}
