//! The sites that are protected, and how to find the one that a host belongs to.

use std::collections::HashMap;

use super::{Host, RegistrableDomain};

/// A short stable name of a site, for example `alibaba`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteId(String);

impl SiteId {
    /// The id of this name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The printed form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A service worth protecting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its stable name.
    pub id: SiteId,
    /// What people call it.
    pub name: String,
    /// The registrable domains that are the site itself.
    pub domains: Vec<RegistrableDomain>,
    /// The exact hosts on which it asks for a password. A seal is shown on these only.
    pub sign_in_hosts: Vec<Host>,
    /// Other registrable domains of the same owner. They are not the site: no seal is shown there,
    /// and they are never accused.
    pub sister_domains: Vec<RegistrableDomain>,
}

/// All sites that are protected in this browser profile.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    sites: Vec<Site>,
    by_domain: HashMap<RegistrableDomain, usize>,
}

impl Catalogue {
    /// The catalogue of these sites. Where two claim one domain, the first keeps it.
    #[must_use]
    pub fn new(sites: Vec<Site>) -> Self {
        let mut by_domain = HashMap::new();
        for (index, site) in sites.iter().enumerate() {
            for domain in &site.domains {
                by_domain.entry(domain.clone()).or_insert(index);
            }
        }
        Self { sites, by_domain }
    }

    /// The site that `domain` is a domain of. Sister domains are not.
    #[must_use]
    pub fn site_of(&self, domain: &RegistrableDomain) -> Option<&Site> {
        self.sites.get(*self.by_domain.get(domain)?)
    }

    /// The site of this id.
    #[must_use]
    pub fn site(&self, id: &SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == *id)
    }
}
