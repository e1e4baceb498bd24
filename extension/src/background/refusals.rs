//! Why a site is not added, in words for a person.

use signin_seal_shared::limits::{IMPORT_BYTES, SITE_NAME_CHARACTERS, SITES};
use signin_seal_shared::site::{InvalidSite, Refusal};
use signin_seal_shared::verdict::{Lookalike, Severity};

use super::visits;
use crate::messages::SiteRefusal;

/// What is said of a refusal of the site that was written as `domain`.
pub(super) fn of(refusal: &Refusal, domain: &str) -> SiteRefusal {
    match refusal {
        Refusal::Invalid(problem) => invalid(problem),
        Refusal::AlreadyProtected { site } => {
            let name = visits::name_of(site);
            let values = [domain.to_owned(), name.clone()];
            SiteRefusal {
                site: name,
                ..said("site_protected_what", "site_protected_do", values)
            }
        }
        Refusal::Lookalike(lookalike) => of_lookalike(lookalike),
    }
}

/// A record that is no site.
pub(super) fn invalid(problem: &InvalidSite) -> SiteRefusal {
    match problem {
        InvalidSite::NoName => said("site_no_name_what", "site_no_name_do", []),
        InvalidSite::LongName => said(
            "site_long_name_what",
            "site_long_name_do",
            [SITE_NAME_CHARACTERS.to_string()],
        ),
        InvalidSite::NoDomain { domain } => {
            said("site_no_domain_what", "site_no_domain_do", [domain.clone()])
        }
        InvalidSite::NoSignInHosts => said("site_no_hosts_what", "site_no_hosts_do", []),
        InvalidSite::ForeignHost { host, domain } => said(
            "site_foreign_host_what",
            "site_foreign_host_do",
            [domain.clone(), host.clone()],
        ),
    }
}

/// What stands in the policy is no description of a site.
pub(super) fn malformed() -> SiteRefusal {
    said("site_malformed_what", "site_malformed_do", [])
}

/// The list is as long as it may be.
pub(super) fn full() -> SiteRefusal {
    said("sites_full_what", "sites_full_do", [SITES.to_string()])
}

/// The site is not on the list any more.
pub(super) fn gone() -> SiteRefusal {
    said("site_gone_what", "site_gone_do", [])
}

/// The file has more bytes than a list of sites.
pub(super) fn large_file() -> SiteRefusal {
    let limit = IMPORT_BYTES.to_string();
    said("sites_file_large_what", "sites_file_large_do", [limit])
}

/// The file is no list of sites.
pub(super) fn unknown_file() -> SiteRefusal {
    said("sites_file_unknown_what", "sites_file_unknown_do", [])
}

fn of_lookalike(lookalike: &Lookalike) -> SiteRefusal {
    let site = visits::name_of(&lookalike.site);
    let values = [lookalike.visited.to_string(), site.clone()];
    let (refusal, near) = match lookalike.severity {
        Severity::Block => (said("site_imitates_what", "site_imitates_do", values), None),
        Severity::Caution => (
            said("site_near_what", "site_near_do", values),
            Some(lookalike.site.as_str().to_owned()),
        ),
    };
    SiteRefusal {
        site,
        rule: Some(lookalike.rule.name().to_owned()),
        near,
        ..refusal
    }
}

fn said<const N: usize>(what: &str, to_do: &str, values: [String; N]) -> SiteRefusal {
    SiteRefusal {
        what: what.to_owned(),
        to_do: to_do.to_owned(),
        values: values.into(),
        site: String::new(),
        rule: None,
        near: None,
    }
}
