//! Domains that very many people visit: they are nobody's imitation, however near their names are.
//!
//! The set is exact. A filter that may err would let phishers look for a name that it takes for a
//! popular one: with 32 bits for each name a computer finds one within a minute, by trying random
//! letters behind a brand. An exact set costs as much: 9,000 names of 13 bytes in some 46 KB, a
//! third of their text, by leaving out what a name shares with the one before it, and by writing
//! the rest in Huffman's code (see `names.rs`).
//!
//! `cargo xtask popular` makes the file, from the lists in `shared/data/popular`.

mod names;

use crate::limits::HOST_BYTES;
use crate::site::RegistrableDomain;
use names::Names;

static FILTER: &[u8] = include_bytes!("../../data/popular.filter");

/// Whether very many people visit this domain.
pub(crate) fn is_popular(domain: &RegistrableDomain) -> bool {
    let mut key = [0; HOST_BYTES];
    let Some(key) = reversed_labels(domain.as_str(), &mut key) else {
        return false;
    };
    Names::read(FILTER).is_some_and(|names| names.contains(key))
}

/// The name with its labels in reverse, so that names under one suffix stand together.
fn reversed_labels<'a>(name: &str, buffer: &'a mut [u8]) -> Option<&'a [u8]> {
    let mut length = 0;
    for label in name.rsplit('.') {
        if length > 0 {
            *buffer.get_mut(length)? = b'.';
            length += 1;
        }
        let end = length + label.len();
        buffer
            .get_mut(length..end)?
            .copy_from_slice(label.as_bytes());
        length = end;
    }
    buffer.get(..length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::site::{Host, alibaba};

    const LISTS: [&str; 2] = [
        include_str!("../../data/popular/chromium_crux_202309_top.txt"),
        include_str!("../../data/popular/opendns_top1k_2014.txt"),
    ];

    const SHARED_HOSTS: &str = include_str!("../../data/popular/shared_hosts.txt");

    fn domain(host: &str) -> Option<RegistrableDomain> {
        RegistrableDomain::of(&host.parse::<Host>().ok()?)
    }

    fn domains(list: &str) -> BTreeSet<RegistrableDomain> {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(domain).collect()
    }

    fn popular() -> BTreeSet<RegistrableDomain> {
        let shared = domains(SHARED_HOSTS);
        let listed = LISTS.into_iter().flat_map(domains);
        listed.filter(|domain| !shared.contains(domain)).collect()
    }

    #[track_caller]
    fn check(host: &str, expected: bool) {
        assert_eq!(is_popular(&domain(host).unwrap()), expected, "{host}");
    }

    #[test]
    fn every_domain_of_the_lists_is_popular() {
        let popular = popular();
        assert!(popular.len() > 9_000, "{} domains", popular.len());
        for domain in &popular {
            assert!(is_popular(domain), "{domain}");
        }
    }

    #[test]
    fn no_name_between_them_is() {
        let popular = popular();
        let mut made_up = BTreeSet::new();
        for domain in &popular {
            let name = domain.as_str();
            let (label, suffix) = name.split_once('.').unwrap();
            let shorter = label.get(1..).unwrap_or_default();
            let neighbours = [
                format!("{label}0.{suffix}"),
                format!("{label}1.{suffix}"),
                format!("{label}s.{suffix}"),
                format!("{label}-.{suffix}"),
                format!("{label}-login.{suffix}"),
                format!("my{label}.{suffix}"),
                format!("x{label}.{suffix}"),
                format!("z{label}.{suffix}"),
                format!("{shorter}.{suffix}"),
                format!("{label}{label}.{suffix}"),
                format!("login-{label}.{suffix}"),
                format!("{label}.{suffix}.example"),
            ];
            let neighbours = neighbours.iter().filter_map(|name| self::domain(name));
            made_up.extend(neighbours.filter(|domain| !popular.contains(domain)));
        }
        assert!(made_up.len() > 100_000, "{} names", made_up.len());
        for domain in &made_up {
            assert!(!is_popular(domain), "{domain}");
        }
    }

    #[test]
    fn a_name_counts_whole() {
        check("google.com", true);
        check("mail.google.com", true);
        check("goog1e.com", false);
        check("google.com.example", false);
        check("com.google", false);
        check(&format!("{}.com", "a".repeat(240)), false);
    }

    #[test]
    fn no_imitation_of_the_preset_is_popular() {
        for imitation in ["a1ibaba.com", "alibaba.co", "alibabaa.com", "ali-baba.com"] {
            check(imitation, false);
        }
    }

    #[test]
    fn the_preset_and_most_of_its_sisters_are_popular() {
        let site = alibaba();
        assert!(site.domains.iter().all(is_popular));
        assert!(site.sister_domains.iter().any(is_popular));
    }

    #[test]
    fn where_strangers_get_sub_domains_nobody_is_popular() {
        let shared = domains(SHARED_HOSTS);
        assert!(shared.len() > 15, "{} domains", shared.len());
        for domain in &shared {
            assert!(!is_popular(domain), "{domain}");
        }
    }

    #[test]
    fn the_filter_costs_at_most_a_hundred_and_twenty_kilobytes() {
        assert!(FILTER.len() <= 120_000, "{} bytes", FILTER.len());
    }

    #[test]
    fn a_damaged_filter_knows_nobody_and_never_panics() {
        for length in (0..FILTER.len()).step_by(997) {
            let cut = FILTER.get(..length).unwrap();
            let _answer = Names::read(cut).map(|names| names.contains(b"com.google"));
        }
        for position in (0..FILTER.len()).step_by(499) {
            let mut damaged = FILTER.to_vec();
            damaged[position] ^= 0x55;
            let _answer = Names::read(&damaged).map(|names| names.contains(b"com.google"));
        }
    }
}
