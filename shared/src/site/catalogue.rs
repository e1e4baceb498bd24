//! The sites that are protected, and how to find the one that a host belongs to.

use std::collections::{HashMap, HashSet};

use super::{Host, RegistrableDomain};
use crate::verdict::Names;

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
    /// The hosts on which it asks for a password. A seal is shown on these only.
    pub sign_in_hosts: SignInHosts,
    /// Other registrable domains of the same owner. They are not the site: no seal is shown there,
    /// and they are never accused.
    pub sister_domains: Vec<RegistrableDomain>,
    /// Names that people know it by, beside the first labels of its domains: ASCII, lower case.
    pub tokens: Vec<String>,
}

/// The hosts of a site on which it asks for a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInHosts {
    /// Every host under its domains.
    All,
    /// These and no others.
    Exact(Vec<Host>),
}

impl SignInHosts {
    /// Whether `host`, a host under the site's domains, is one of them.
    #[must_use]
    pub fn contain(&self, host: &Host) -> bool {
        match self {
            Self::All => true,
            Self::Exact(hosts) => hosts.contains(host),
        }
    }
}

/// All sites that are protected in this browser profile.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    sites: Vec<Site>,
    by_domain: HashMap<RegistrableDomain, usize>,
    sisters: HashSet<RegistrableDomain>,
    names: Names,
    popular: PopularDomains,
}

/// What a catalogue does with domains that very many people visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PopularDomains {
    /// They are never accused.
    #[default]
    AreTrusted,
    /// They are judged like all others.
    AreJudged,
}

impl Catalogue {
    /// The catalogue of these sites. Where two claim one domain, the one that has it as its first
    /// domain keeps it; of two such, or of none, the site that was given first.
    #[must_use]
    pub fn new(sites: Vec<Site>) -> Self {
        let mut by_domain = HashMap::new();
        let first = |site: &Site| site.domains.iter().take(1).cloned().collect::<Vec<_>>();
        let others = |site: &Site| site.domains.iter().skip(1).cloned().collect();
        for domains in [&first as &dyn Fn(&Site) -> Vec<_>, &others] {
            for (place, site) in sites.iter().enumerate() {
                for domain in domains(site) {
                    by_domain.entry(domain).or_insert(place);
                }
            }
        }
        let sisters = sites.iter().flat_map(|site| &site.sister_domains);
        Self {
            by_domain,
            sisters: sisters.cloned().collect(),
            names: Names::of(&sites),
            sites,
            popular: PopularDomains::AreTrusted,
        }
    }

    /// The catalogue of these sites, which judges also domains that very many people visit: to
    /// measure what the rules say alone.
    #[must_use]
    pub fn without_popular_filter(sites: Vec<Site>) -> Self {
        Self {
            popular: PopularDomains::AreJudged,
            ..Self::new(sites)
        }
    }

    /// The site that `domain` is a domain of. Sister domains are not.
    #[must_use]
    pub fn site_of(&self, domain: &RegistrableDomain) -> Option<&Site> {
        self.sites.get(*self.by_domain.get(domain)?)
    }

    /// Whether `domain` belongs to the owner of a site, without being the site.
    #[must_use]
    pub fn is_sister(&self, domain: &RegistrableDomain) -> bool {
        self.sisters.contains(domain)
    }

    /// All sites, in the order in which they were given.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter()
    }

    /// The site of this id.
    #[must_use]
    pub fn site(&self, id: &SiteId) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == *id)
    }

    /// The site at this place.
    pub(crate) fn site_at(&self, place: usize) -> Option<&Site> {
        self.sites.get(place)
    }

    /// The names of the sites.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// Whether domains that very many people visit are never accused.
    pub(crate) fn trusts_popular_domains(&self) -> bool {
        self.popular == PopularDomains::AreTrusted
    }
}
