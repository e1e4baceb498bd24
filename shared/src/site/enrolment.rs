//! Adding a site: the judgement that visits go through runs on the new site first, so that nobody
//! protects an imitation by mistake.
//!
//! A name that is proof enough of an imitation is refused outright. One that is only near could be
//! the person's real bank, which happens to be called like another: it is refused until the person
//! says that it is not that other site, by its name. A well-known service is not judged: some are
//! called nearly like others, and are no imitations.

use thiserror::Error;

use super::{Catalogue, InvalidSite, SignInHosts, Site, SiteId, SiteRecord, is_well_known};
use crate::limits::SITES;
use crate::verdict::{Frame, Lookalike, Severity, Verdict, Visit, judge};

/// A site that may be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The site.
    pub site: Site,
    /// The protected site that has the same owner, if there is one.
    pub sister_of: Option<SiteId>,
}

/// Why a site is not added.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// The record is no site.
    #[error(transparent)]
    Invalid(#[from] InvalidSite),
    /// One of its domains belongs to a site that is protected already.
    #[error("it is protected already, as {}", .site.as_str())]
    AlreadyProtected {
        /// That site.
        site: SiteId,
    },
    /// It imitates a protected site, or is near to one.
    #[error("{} imitates {}", .0.visited, .0.genuine)]
    Lookalike(Lookalike),
}

/// Judges a new site by the sites that are protected already. `not` are the sites that it is not,
/// as the person has said where they were told that the two are near.
///
/// # Errors
/// Why it is refused.
pub fn enrol(
    record: &SiteRecord,
    catalogue: &Catalogue,
    not: &[SiteId],
) -> Result<Enrolment, Refusal> {
    enrol_beside(record, &[catalogue], not)
}

/// What becomes of the sites of a list, when it is added to those that are protected already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// May be added.
    pub taken: Vec<SiteRecord>,
    /// Are protected already, or stand in the list before.
    pub skipped: Vec<SiteRecord>,
    /// May not be added.
    pub refused: Vec<(SiteRecord, Refusal)>,
}

/// Judges the sites of a list one after the other, each by those before it as well: an imitation is
/// no better for standing in the same list. Of sites that are only near none is taken; they can be
/// added one by one.
#[must_use]
pub fn sort(records: Vec<SiteRecord>, catalogue: &Catalogue) -> Sorted {
    let mut sorted = Sorted::default();
    let mut added = Added::default();
    for record in records {
        match enrol_beside(&record, &added.beside(catalogue), &[]) {
            Ok(enrolment) => {
                added.add(enrolment.site);
                sorted.taken.push(record);
            }
            Err(Refusal::AlreadyProtected { .. }) => sorted.skipped.push(record),
            Err(refusal) => sorted.refused.push((record, refusal)),
        }
    }
    sorted
}

/// Whether a list with this many sites more is still one that a person can have.
#[must_use]
pub fn has_room(present: usize, more: usize) -> bool {
    present.saturating_add(more) <= SITES
}

fn enrol_beside(
    record: &SiteRecord,
    catalogues: &[&Catalogue],
    not: &[SiteId],
) -> Result<Enrolment, Refusal> {
    let site = record.read()?;
    for domain in &site.domains {
        if let Some(protected) = catalogues.iter().find_map(|known| known.site_of(domain)) {
            return Err(Refusal::AlreadyProtected {
                site: protected.id.clone(),
            });
        }
    }
    let sister_of = catalogues.iter().find_map(|known| sister(&site, known));
    let is_well_known = site.domains.first().is_some_and(is_well_known);
    if sister_of.is_none()
        && !is_well_known
        && let Some(lookalike) = accusation(record, &site, catalogues, not)
    {
        return Err(Refusal::Lookalike(lookalike));
    }
    Ok(Enrolment { site, sister_of })
}

/// The protected site whose sister the new one is, or the other way round.
fn sister(site: &Site, catalogue: &Catalogue) -> Option<SiteId> {
    let are_sisters = |known: &&Site| {
        let of = |one: &Site, other: &Site| {
            let mut domains = one.domains.iter();
            domains.any(|domain| other.sister_domains.contains(domain))
        };
        of(site, known) || of(known, site)
    };
    Some(catalogue.sites().find(are_sisters)?.id.clone())
}

/// The worst that is to be said of the host as it was written, of its domain and of each sign-in
/// host: once the domain is protected, none of its hosts is judged any more. That it is near to a
/// site that it is `not`, is not said again.
fn accusation(
    record: &SiteRecord,
    site: &Site,
    catalogues: &[&Catalogue],
    not: &[SiteId],
) -> Option<Lookalike> {
    let mut hosts = vec![record.domain.trim().to_owned(), site.id.as_str().to_owned()];
    if let SignInHosts::Exact(exact) = &site.sign_in_hosts {
        hosts.extend(exact.iter().map(ToString::to_string));
    }
    let verdicts = hosts.iter().flat_map(|host| {
        let url = format!("https://{host}/");
        catalogues.iter().map(move |catalogue| {
            let visit = Visit {
                url: &url,
                frame: Frame::Top,
            };
            judge(&visit, catalogue)
        })
    });
    let lookalikes = verdicts.filter_map(|verdict| match verdict {
        Verdict::Lookalike(lookalike) => Some(lookalike),
        _ => None,
    });
    let counts = |lookalike: &Lookalike| {
        lookalike.severity == Severity::Block || !not.contains(&lookalike.site)
    };
    let lookalikes = lookalikes.filter(counts);
    lookalikes.max_by_key(|lookalike| lookalike.severity)
}

/// Sites that were added while a list is judged. A catalogue cannot grow, and making one of all
/// sites for each more would take hours for a long list: so there are several, each more than
/// twice as large as the next.
#[derive(Default)]
struct Added {
    catalogues: Vec<Catalogue>,
}

impl Added {
    fn beside<'a>(&'a self, catalogue: &'a Catalogue) -> Vec<&'a Catalogue> {
        std::iter::once(catalogue).chain(&self.catalogues).collect()
    }

    fn add(&mut self, site: Site) {
        let mut sites = vec![site];
        while let Some(last) = self.catalogues.pop() {
            if last.sites().count() > sites.len() {
                self.catalogues.push(last);
                break;
            }
            sites.extend(last.sites().cloned());
        }
        self.catalogues.push(Catalogue::new(sites));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::site::{alibaba, ready_sites};

    fn preset() -> Catalogue {
        Catalogue::new(vec![alibaba()])
    }

    fn record(domain: &str) -> SiteRecord {
        SiteRecord {
            name: "Example".to_owned(),
            domain: domain.to_owned(),
            sign_in_hosts: None,
        }
    }

    fn enrolled(domain: &str) -> Result<Enrolment, Refusal> {
        enrol(&record(domain), &preset(), &[])
    }

    #[track_caller]
    fn check_lookalike(record: &SiteRecord, severity: Severity) {
        match enrol(record, &preset(), &[]) {
            Err(Refusal::Lookalike(lookalike)) => assert_eq!(lookalike.severity, severity),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_unknown_site_is_added_by_its_registrable_domain() {
        let enrolment = enrolled("Login.Example.org").unwrap();
        assert_eq!(enrolment.site.id.as_str(), "example.org");
        assert_eq!(enrolment.sister_of, None);
    }

    #[test]
    fn an_imitation_is_refused_whatever_the_person_says() {
        let imitation = record("alibaba.com.evil.example");
        check_lookalike(&imitation, Severity::Block);
        let not = SiteId::new("alibaba");
        assert!(enrol(&imitation, &preset(), &[not]).is_err());
    }

    #[test]
    fn an_imitation_among_the_sign_in_hosts_is_refused() {
        let mut record = record("evil.example");
        record.sign_in_hosts = Some(vec!["alibaba.com.evil.example".to_owned()]);
        check_lookalike(&record, Severity::Block);
    }

    #[test]
    fn a_near_name_needs_a_word_about_that_very_site() {
        let near = record("alibaba.example");
        check_lookalike(&near, Severity::Caution);
        let said = |not: &str| enrol(&near, &preset(), &[SiteId::new(not)]);
        assert!(said("somebody else").is_err());
        assert!(said("alibaba").is_ok());
    }

    #[test]
    fn what_is_protected_already_is_told() {
        for domain in ["alibaba.com", "www.alibaba.com"] {
            let site = SiteId::new("alibaba");
            let refusal = Err(Refusal::AlreadyProtected { site });
            assert_eq!(enrolled(domain), refusal);
        }
        let amazon = Catalogue::new(vec![record("amazon.com").read().unwrap()]);
        let refusal = enrol(&record("amazon.de"), &amazon, &[]).unwrap_err();
        assert!(matches!(refusal, Refusal::AlreadyProtected { .. }));
    }

    #[test]
    fn a_sister_is_added_and_told_as_one() {
        for domain in ["taobao.com", "aliexpress.com"] {
            let sister_of = enrolled(domain).unwrap().sister_of;
            assert_eq!(sister_of, Some(SiteId::new("alibaba")), "{domain}");
        }
    }

    #[test]
    fn what_is_no_site_is_refused_as_such() {
        for domain in ["", "com", "github.io", "127.0.0.1", "*.example.org"] {
            let refusal = enrolled(domain).unwrap_err();
            assert!(matches!(refusal, Refusal::Invalid(_)), "{domain}");
        }
    }

    #[test]
    fn a_list_is_judged_by_what_stands_before_in_it() {
        let domains = [
            "example.org",
            "www.example.org",
            "example.org.evil.example",
            "com",
            "alibaba.com",
            "other.example",
        ];
        let sorted = sort(domains.map(record).to_vec(), &preset());
        let names = |records: &[SiteRecord]| -> Vec<String> {
            records.iter().map(|record| record.domain.clone()).collect()
        };
        assert_eq!(names(&sorted.taken), ["example.org", "other.example"]);
        assert_eq!(names(&sorted.skipped), ["www.example.org", "alibaba.com"]);
        let refused: Vec<_> = sorted.refused.into_iter().map(|(one, _)| one).collect();
        assert_eq!(names(&refused), ["example.org.evil.example", "com"]);
    }

    #[test]
    fn all_ready_entries_can_be_added_in_any_order() {
        let mut records: Vec<_> = ready_sites()
            .iter()
            .skip(1) // the preset
            .map(|site| record(site.domains.first().unwrap().as_str()))
            .collect();
        for _ in 0..2 {
            let sorted = sort(records.clone(), &preset());
            assert_eq!(sorted.refused, []);
            assert_eq!(sorted.skipped, []);
            records.reverse();
        }
    }

    #[test]
    fn a_long_list_finds_each_of_its_own_again() {
        let mut records: Vec<_> = (1..=100).map(|n| record(&unlike(n))).collect();
        records.extend(records.clone());
        let sorted = sort(records, &preset());
        assert_eq!((sorted.taken.len(), sorted.skipped.len()), (100, 100));
    }

    /// A domain whose name is near to that of no other number.
    fn unlike(number: u64) -> String {
        let mut bits = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let letter = |_| {
            bits = bits.rotate_left(9).wrapping_mul(0xD129_0B26_88CC_2B33);
            char::from(b'a' + (bits >> 32) as u8 % 26)
        };
        let name: String = (0..12).map(letter).collect();
        format!("{name}.example")
    }

    proptest! {
        #[test]
        fn what_is_added_was_accused_of_nothing(
            host in "[a-z]{0,6}[.-]?(alibaba|example|paypal)[.-]?[a-z]{0,6}\\.(com|example|io)",
        ) {
            if let Ok(Enrolment { sister_of: None, site }) = enrolled(&host)
                && !site.domains.iter().any(is_well_known)
            {
                let url = format!("https://{host}/");
                let visit = Visit { url: &url, frame: Frame::Top };
                prop_assert!(!matches!(judge(&visit, &preset()), Verdict::Lookalike(_)));
            }
        }

        #[test]
        fn enrolling_any_text_ends(domain in any::<String>(), host in any::<String>()) {
            let mut record = record(&domain);
            record.sign_in_hosts = Some(vec![host]);
            let _outcome = enrol(&record, &preset(), &[]);
        }
    }
}
