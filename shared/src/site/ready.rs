//! Ready entries: well-known services, so that nobody has to know which domains belong together.
//!
//! One line a service in `data/ready_sites.txt`; what its fields mean, and where they come from,
//! stands in `data/README.md`. An entry protects nothing by itself: it fills in what a person or a
//! policy adds.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Host, RegistrableDomain, SignInHosts, preset};

static LINES: &str = include_str!("../../data/ready_sites.txt");

/// A well-known service, as this version of the program knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadySite {
    /// What people call it.
    pub name: String,
    /// The registrable domains that are the service itself, the best known first.
    pub domains: Vec<RegistrableDomain>,
    /// The hosts on which it asks for a password.
    pub sign_in_hosts: SignInHosts,
    /// Other registrable domains of the same owner, or of those who have the brand elsewhere.
    pub sister_domains: Vec<RegistrableDomain>,
    /// Names that people know it by, beside the first labels of its domains: ASCII, lower case.
    pub tokens: Vec<String>,
}

/// All entries, the preset first.
#[must_use]
pub fn ready_sites() -> Vec<ReadySite> {
    lines().map(ReadySite::read).collect()
}

/// The entry that `domain` is a domain of. Sister domains are not.
#[must_use]
pub fn ready(domain: &RegistrableDomain) -> Option<ReadySite> {
    let line = index().domains.get(domain.as_str())?;
    Some(ReadySite::read(line))
}

/// Whether `domain` is a domain or a sister domain of an entry: whatever it is called, it is a
/// service of its own, and no imitation of another one.
#[must_use]
pub fn is_well_known(domain: &RegistrableDomain) -> bool {
    let index = index();
    index.domains.contains_key(domain.as_str()) || index.sisters.contains_key(domain.as_str())
}

/// Whether `domain` is a service of its own, and not the one that `other` belongs to.
pub(crate) fn is_another_service(domain: &RegistrableDomain, other: &RegistrableDomain) -> bool {
    // A background that was just woken has no index yet, and most names stand in no line at all.
    if INDEX.get().is_none() && !is_written(domain.first_label()) {
        return false;
    }
    let index = index();
    let has_other = |line: &str| {
        let site = ReadySite::read(line);
        site.domains.contains(other) || site.sister_domains.contains(other)
    };
    let own = index.domains.get(domain.as_str()).into_iter();
    let mut lines = own
        .chain(index.sisters.get(domain.as_str()).into_iter().flatten())
        .peekable();
    lines.peek().is_some() && !lines.any(|line| has_other(line))
}

/// Whether a domain with this first label stands in a line, whatever comes behind it.
fn is_written(label: &str) -> bool {
    let label = format!("{label}.");
    lines().any(|line| line.contains(&label))
}

/// The domains that have an owner in common with `domain`, where it is no domain of an entry, but
/// a sister: sisters are so to each other.
pub(super) fn sisters_of_a_sister(domain: &RegistrableDomain) -> Vec<RegistrableDomain> {
    let lines = index().sisters.get(domain.as_str());
    let sites = lines.into_iter().flatten().copied().map(ReadySite::read);
    let mut sisters = Vec::new();
    for sister in sites.flat_map(|site| site.domains.into_iter().chain(site.sister_domains)) {
        if sister != *domain && !sisters.contains(&sister) {
            sisters.push(sister);
        }
    }
    sisters
}

impl ReadySite {
    /// Reads a line of five fields. What is no domain or host is left out; a test reads them all.
    pub(super) fn read(line: &str) -> Self {
        let mut fields = line.split('|');
        let mut field = || fields.next().unwrap_or_default();
        let name = field().to_owned();
        let domains = registrable_domains(field());
        let sign_in_hosts = match field() {
            "" => SignInHosts::All,
            hosts => SignInHosts::Exact(hosts_of(hosts).collect()),
        };
        Self {
            name,
            domains,
            sign_in_hosts,
            sister_domains: registrable_domains(field()),
            tokens: field().split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// Which lines a name stands in: the names are unfolded once, and looked up for every site.
struct Index {
    domains: HashMap<String, &'static str>,
    sisters: HashMap<String, Vec<&'static str>>,
}

static INDEX: OnceLock<Index> = OnceLock::new();

fn index() -> &'static Index {
    INDEX.get_or_init(|| {
        let mut index = Index {
            domains: HashMap::new(),
            sisters: HashMap::new(),
        };
        for line in lines() {
            let mut fields = line.split('|').skip(1);
            for domain in unfold(fields.next().unwrap_or_default()) {
                index.domains.entry(domain).or_insert(line);
            }
            for sister in unfold(fields.nth(1).unwrap_or_default()) {
                index.sisters.entry(sister).or_default().push(line);
            }
        }
        index
    })
}

fn lines() -> impl Iterator<Item = &'static str> {
    std::iter::once(preset::LINE).chain(LINES.lines())
}

fn registrable_domains(names: &str) -> Vec<RegistrableDomain> {
    hosts_of(names)
        .filter_map(|host| RegistrableDomain::of(&host))
        .collect()
}

/// The names stand in the file as the URL parser prints them, so it is not asked again.
fn hosts_of(names: &str) -> impl Iterator<Item = Host> {
    unfold(names).filter_map(|name| Host::from_printed(&name).ok())
}

/// `a.com b.{de,fr}` stands for `a.com`, `b.de` and `b.fr`.
fn unfold(names: &str) -> impl Iterator<Item = String> {
    names.split_whitespace().flat_map(|name| {
        let (stem, endings) = match name.split_once('{') {
            Some((stem, endings)) => (stem, endings.trim_end_matches('}')),
            None => ("", name),
        };
        endings
            .split(',')
            .map(move |ending| format!("{stem}{ending}"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::site::{Site, alibaba};

    fn domain(name: &str) -> RegistrableDomain {
        RegistrableDomain::of(&name.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_file_stays_small_enough_for_the_background() {
        assert!(LINES.len() < 20_480, "{} bytes", LINES.len());
    }

    #[test]
    fn every_word_of_every_line_is_read_as_it_is_written() {
        for line in lines() {
            let fields: Vec<&str> = line.split('|').collect();
            let &[name, domains, hosts, sisters, tokens] = fields.as_slice() else {
                panic!("five fields: {line}");
            };
            let site = ReadySite::read(line);
            let printed = |list: &[RegistrableDomain]| -> Vec<String> {
                list.iter().map(ToString::to_string).collect()
            };
            assert_eq!(site.name, name.trim());
            assert!(!site.domains.is_empty(), "{name}");
            assert_eq!(printed(&site.domains), unfold(domains).collect::<Vec<_>>());
            assert_eq!(
                printed(&site.sister_domains),
                unfold(sisters).collect::<Vec<_>>()
            );
            let parsed: Vec<Host> = unfold(hosts).map(|host| host.parse().unwrap()).collect();
            match site.sign_in_hosts {
                SignInHosts::All => assert!(parsed.is_empty()),
                SignInHosts::Exact(read) => {
                    assert_eq!(read, parsed);
                    for host in &read {
                        let domain = RegistrableDomain::of(host).unwrap();
                        assert!(site.domains.contains(&domain), "{host} of {name}");
                    }
                }
            }
            assert_eq!(site.tokens.join(" "), tokens);
        }
    }

    #[test]
    fn nothing_is_claimed_twice() {
        let (mut domains, mut names) = (HashSet::new(), HashSet::new());
        for site in ready_sites() {
            assert!(names.insert(site.name.clone()), "{}", site.name);
            let mut own = HashSet::new();
            for domain in &site.domains {
                assert!(domains.insert(domain.clone()), "{domain}");
                assert!(own.insert(domain.clone()), "{domain}");
            }
            for sister in site.sister_domains {
                assert!(own.insert(sister.clone()), "{sister} of {}", site.name);
            }
        }
    }

    #[test]
    fn no_token_would_accuse_everybody() {
        const EVERYBODYS: [&str; 24] = [
            "account", "auth", "bank", "banking", "card", "cash", "cloud", "game", "login", "mail",
            "mobile", "money", "news", "online", "pay", "payment", "post", "secure", "shop",
            "signin", "store", "support", "verify", "wallet",
        ];
        for site in ready_sites() {
            for token in &site.tokens {
                let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                assert!(token.len() >= 3 && token.bytes().all(is_name), "{token}");
                assert!(!EVERYBODYS.contains(&token.as_str()), "{token}");
            }
        }
    }

    #[test]
    fn services_are_told_apart() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: bool) {
            let is_another = is_another_service(&domain(one), &domain(other));
            assert_eq!(is_another, expected, "{one} {other}");
        }
        check("paypal.com", "paypay.ne.jp", true);
        check("paypay.ne.jp", "paypal.com", true);
        check("paypal.de", "paypal.com", false);
        check("paypalobjects.com", "paypal.com", false);
        check("paypal.example", "paypal.com", false);
    }

    #[test]
    fn an_entry_is_found_by_each_of_its_domains_and_by_no_other() {
        for name in ["amazon.com", "amazon.co.jp"] {
            assert_eq!(ready(&domain(name)).unwrap().name, "Amazon");
        }
        assert_eq!(ready(&domain("amazonaws.com")), None);
        assert_eq!(ready(&domain("amazon.example")), None);
    }

    #[test]
    fn sisters_are_well_known_too_and_nothing_else_is() {
        assert!(is_well_known(&domain("paypay.ne.jp")));
        assert!(is_well_known(&domain("paypalobjects.com")));
        assert!(!is_well_known(&domain("paypay.example")));
    }

    #[test]
    fn a_domain_brings_all_of_its_service() {
        let site = Site::of_service(domain("paypal.de"));
        assert_eq!(site.id.as_str(), "paypal.de");
        assert_eq!(site.domains.first(), Some(&domain("paypal.de")));
        assert!(site.domains.contains(&domain("paypal.com")));
        assert!(site.sister_domains.contains(&domain("paypalobjects.com")));
        assert_eq!(site.sign_in_hosts, SignInHosts::All);
        let outlook = Site::of_service(domain("live.com"));
        assert!(outlook.tokens.contains(&"onedrive".to_owned()));
    }

    #[test]
    fn sisters_are_so_to_each_other() {
        let site = Site::of_service(domain("youtube.com"));
        assert_eq!(site.domains, [domain("youtube.com")]);
        assert!(site.sister_domains.contains(&domain("google.de")));
        assert!(site.sister_domains.contains(&domain("gmail.com")));
        assert!(!site.sister_domains.contains(&domain("youtube.com")));
        assert!(site.tokens.is_empty());
    }

    #[test]
    fn alibaba_stays_the_preset() {
        let ready = ready(&domain("alibaba.com")).unwrap();
        let preset = alibaba();
        assert_eq!(ready.sign_in_hosts, preset.sign_in_hosts);
        assert_eq!(ready.sister_domains, preset.sister_domains);
        assert!(!LINES.contains("|alibaba.com|"));
    }
}
