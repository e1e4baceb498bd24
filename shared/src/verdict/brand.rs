//! The names that imitations are held against.

use super::label::Label;
use super::words;
use crate::site::{RegistrableDomain, Site};

/// One name of a site: the first label of a domain of it, or another name that people know it by.
#[derive(Clone, Debug)]
pub(crate) struct Brand {
    /// The place of the site in the catalogue.
    pub(super) site: usize,
    /// The site's domain that is imitated.
    pub(super) domain: RegistrableDomain,
    /// What follows the first label of `domain`.
    pub(super) suffix: String,
    /// The name.
    pub(super) name: Label,
    /// Where the name comes from.
    pub(super) origin: Origin,
    /// Many innocent hosts have this name as a label of theirs (`mail`, `live`).
    pub(super) is_generic: bool,
}

/// Where a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is the first label of a domain of the site.
    Domain,
    /// The site says that people know it by this name.
    Token,
    /// It is what is left of a domain's first label without a common word: `epos` of `eposcard`.
    /// Others may have it too, so it counts only where it stands alone between hyphens or dots.
    Derived,
}

/// Words at the end of a name that people leave out.
const LEFT_OUT: [&str; 4] = ["bank", "card", "online", "pay"];

/// Letters of a name that is left when a word is left out, at least: a shorter one is anybody's.
const DERIVED_LETTERS: usize = 4;

/// The names of a site; `place` is its place in the catalogue.
pub(super) fn brands(site: &Site, place: usize) -> Vec<Brand> {
    let mut brands = Vec::new();
    let mut add = |domain: &RegistrableDomain, name: &str, origin| {
        let (_, suffix) = domain.split();
        let name = Label::read(name);
        let brand = Brand {
            site: place,
            domain: domain.clone(),
            suffix: suffix.to_owned(),
            is_generic: words::is_generic_label(name.text()),
            name,
            origin,
        };
        let is_known = |known: &Brand| known.name == brand.name && known.suffix == brand.suffix;
        if !brands.iter().any(is_known) {
            brands.push(brand);
        }
    };
    for domain in &site.domains {
        add(domain, domain.first_label(), Origin::Domain);
    }
    let Some(first) = site.domains.first() else {
        return brands;
    };
    for token in &site.tokens {
        add(first, token, Origin::Token);
    }
    for domain in &site.domains {
        for name in derived(domain.first_label()) {
            add(domain, &name, Origin::Derived);
        }
    }
    brands
}

impl Brand {
    /// Letters of the name.
    pub(super) fn length(&self) -> usize {
        self.name.letters().len()
    }

    /// Whether the name is too short to prove much: thousands of innocent names are near to it.
    pub(super) fn is_short(&self) -> bool {
        self.length() < 5
    }

    /// The name in its strict skeleton, as a whole.
    pub(super) fn strict(&self) -> &[char] {
        self.name.strict()
    }
}

fn derived(label: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some((first, _)) = label.split_once('-') {
        names.push(first);
    }
    for word in LEFT_OUT {
        if let Some(rest) = label.strip_suffix(word) {
            names.push(rest.trim_end_matches('-'));
        }
    }
    names.retain(|name| {
        let letters: Vec<char> = name.chars().collect();
        letters.len() >= DERIVED_LETTERS && !words::is_generic_label(&letters)
    });
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Host;

    #[track_caller]
    fn check(domain: &str, expected: &[&str]) {
        let host: Host = domain.parse().unwrap();
        let site = Site::of_domain(RegistrableDomain::of(&host).unwrap());
        let site = Site {
            tokens: Vec::new(),
            ..site
        };
        let names: Vec<String> = brands(&site, 0)
            .iter()
            .map(|brand| brand.name.text().iter().collect())
            .collect();
        assert_eq!(names, expected, "{domain}");
    }

    #[test]
    fn a_name_without_a_common_word_is_a_name_too() {
        check("eposcard.example", &["eposcard", "epos"]);
        check("resona-bank.example", &["resona-bank", "resona"]);
        check("tdbank.example", &["tdbank"]);
        check("mybank.example", &["mybank"]);
    }
}
