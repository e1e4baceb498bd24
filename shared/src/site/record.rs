//! Sites as people and administrators write them down: in the extension's storage, in the file that
//! the options page exports, and in the file that `signin-seal-host check --sites` reads.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ready::{ready, sisters_of_a_sister};
use super::{Host, RegistrableDomain, SignInHosts, Site, SiteId};
use crate::limits::SITE_NAME_CHARACTERS;

/// A list of sites, as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteList {
    /// What kind of file it is, and of which version.
    pub format: Format,
    /// The sites, in the order in which the person has them.
    pub sites: Vec<SiteRecord>,
}

/// The one format that there is so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Version 1.
    #[default]
    #[serde(rename = "signin-seal-sites-1")]
    Sites1,
}

/// One site, as a person wrote it down. It is read into a [`Site`] before it counts for anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRecord {
    /// What people call it.
    pub name: String,
    /// Its registrable domain.
    pub domain: String,
    /// The hosts on which it asks for a password, under the domain or, where a ready entry knows
    /// them, under other domains of the same service; none where every host may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in_hosts: Option<Vec<String>>,
}

/// Why a record is no site.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum InvalidSite {
    /// Its name is empty.
    #[error("the site has no name")]
    NoName,
    /// Its name is longer than anybody would read.
    #[error("the name of the site has more than {SITE_NAME_CHARACTERS} characters")]
    LongName,
    /// Its domain is no host, an address, or a public suffix: it would stand for everybody or nobody.
    #[error("{domain:?} is not a domain that somebody registered, for example alibaba.com")]
    NoDomain {
        /// As it was written.
        domain: String,
    },
    /// It has a list of sign-in hosts, and nothing in it.
    #[error("the list of sign-in hosts is empty")]
    NoSignInHosts,
    /// A sign-in host is no host, or not under the domain, nor another one of the same service.
    #[error("{host:?} is not a host under {domain}")]
    ForeignHost {
        /// As it was written.
        host: String,
        /// The site's domain.
        domain: String,
    },
}

impl SiteRecord {
    /// Reads the record. Hosts are compared in their parsed form; a host under the domain stands
    /// for its registrable domain.
    ///
    /// # Errors
    /// What is wrong with it: an entry that could stand for everything is refused, never guessed.
    pub fn read(&self) -> Result<Site, InvalidSite> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(InvalidSite::NoName);
        }
        if name.chars().count() > SITE_NAME_CHARACTERS {
            return Err(InvalidSite::LongName);
        }
        let domain = read_domain(&self.domain)?;
        let site = Site::of_service(domain);
        let sign_in_hosts = match &self.sign_in_hosts {
            None => SignInHosts::All,
            Some(hosts) if hosts.is_empty() => return Err(InvalidSite::NoSignInHosts),
            Some(hosts) => {
                let read = |host: &String| read_under(host, &site);
                SignInHosts::Exact(hosts.iter().map(read).collect::<Result<_, _>>()?)
            }
        };
        Ok(Site {
            name: name.to_owned(),
            sign_in_hosts,
            ..site
        })
    }
}

impl Site {
    /// The site of the domain that somebody wrote down, with all of its hosts as sign-in hosts.
    /// A host under the domain stands for it.
    ///
    /// # Errors
    /// [`InvalidSite::NoDomain`] where it is no domain that somebody registered.
    pub fn of_written_domain(text: &str) -> Result<Self, InvalidSite> {
        read_domain(text).map(Self::of_domain)
    }

    /// The site of exactly this registrable domain, with all of its hosts as sign-in hosts. Other
    /// names of the same owner are its sisters, where a ready entry knows them; the same name under
    /// another suffix is not: whoever names one domain wants to hear of the others.
    #[must_use]
    pub fn of_domain(domain: RegistrableDomain) -> Self {
        let service = Self::of_service(domain.clone());
        let is_another_name =
            |other: &RegistrableDomain| other.first_label() != domain.first_label();
        let relatives = service.domains.into_iter().chain(service.sister_domains);
        Self {
            sister_domains: relatives.filter(is_another_name).collect(),
            domains: vec![domain],
            ..service
        }
    }

    /// The service that has this registrable domain: with the other domains, the sister domains and
    /// the tokens that a ready entry knows. All of its hosts are sign-in hosts.
    #[must_use]
    pub fn of_service(domain: RegistrableDomain) -> Self {
        let (others, sister_domains, tokens) = match ready(&domain) {
            Some(ready) => (ready.domains, ready.sister_domains, ready.tokens),
            None => (Vec::new(), sisters_of_a_sister(&domain), Vec::new()),
        };
        let others = others.into_iter().filter(|other| *other != domain);
        Self {
            id: SiteId::new(domain.as_str()),
            name: domain.to_string(),
            sign_in_hosts: SignInHosts::All,
            sister_domains,
            tokens,
            domains: std::iter::once(domain.clone()).chain(others).collect(),
        }
    }
}

fn read_domain(text: &str) -> Result<RegistrableDomain, InvalidSite> {
    exact_host(text)
        .and_then(|host| RegistrableDomain::of(&host))
        .ok_or_else(|| InvalidSite::NoDomain {
            domain: text.to_owned(),
        })
}

fn read_under(host: &str, site: &Site) -> Result<Host, InvalidSite> {
    let is_under = |host: &Host| {
        RegistrableDomain::of(host).is_some_and(|domain| site.domains.contains(&domain))
    };
    exact_host(host)
        .filter(is_under)
        .ok_or_else(|| InvalidSite::ForeignHost {
            host: host.to_owned(),
            domain: site.id.as_str().to_owned(),
        })
}

/// One host. The URL parser takes `*` and other signs for parts of a name; nobody can register them,
/// and a person who writes one means something else.
pub(crate) fn exact_host(text: &str) -> Option<Host> {
    let host: Host = text.trim().parse().ok()?;
    let is_of_a_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    host.name()?.bytes().all(is_of_a_name).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(domain: &str, hosts: Option<&[&str]>) -> SiteRecord {
        SiteRecord {
            name: "Example".to_owned(),
            domain: domain.to_owned(),
            sign_in_hosts: hosts.map(|hosts| hosts.iter().map(|&host| host.to_owned()).collect()),
        }
    }

    #[test]
    fn a_record_is_read_by_parsed_hosts() {
        let site = record("WWW.Example.org.", Some(&["Login.example.ORG"]))
            .read()
            .unwrap();
        assert_eq!(site.id.as_str(), "example.org");
        let hosts = vec!["login.example.org".parse().unwrap()];
        assert_eq!(site.sign_in_hosts, SignInHosts::Exact(hosts));
    }

    #[test]
    fn what_could_stand_for_everybody_is_refused() {
        for domain in [
            "",
            "*",
            "*.com",
            "com",
            "co.uk",
            "github.io",
            "127.0.0.1",
            "a b",
            "https://a.de/",
        ] {
            let problem = record(domain, None).read().unwrap_err();
            assert!(matches!(problem, InvalidSite::NoDomain { .. }), "{domain}");
        }
        assert_eq!(
            record("a.com", Some(&[])).read(),
            Err(InvalidSite::NoSignInHosts)
        );
    }

    #[test]
    fn a_sign_in_host_stands_under_the_domain() {
        for host in [
            "example.com",
            "evilexample.org",
            "*.example.org",
            "",
            "example.org:8443",
        ] {
            let problem = record("example.org", Some(&[host])).read().unwrap_err();
            assert!(matches!(problem, InvalidSite::ForeignHost { .. }), "{host}");
        }
    }

    #[test]
    fn a_sign_in_host_may_stand_under_another_domain_of_the_same_service() {
        let site = record("microsoft.com", Some(&["login.live.com"]));
        assert!(site.read().is_ok());
        let site = record("microsoft.com", Some(&["login.live.example"]));
        assert!(matches!(site.read(), Err(InvalidSite::ForeignHost { .. })));
    }

    #[test]
    fn a_file_with_something_unknown_in_it_is_refused() {
        let list = r#"{"format":"signin-seal-sites-1","sites":[{"name":"A","domain":"a.com"}]}"#;
        let read: SiteList = serde_json::from_str(list).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), list);
        let more = list.replace("\"name\"", "\"trusted\":true,\"name\"");
        assert!(serde_json::from_str::<SiteList>(&more).is_err());
    }
}
