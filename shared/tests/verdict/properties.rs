//! Properties by proptest.

use proptest::prelude::*;
use proptest::sample::select;
use signin_seal_shared::site::{
    Catalogue, RegistrableDomain, Site, WebAddress, alibaba, ready_sites,
};
use signin_seal_shared::verdict::{Frame, Verdict, Visit, judge};

use crate::invariants;

/// Domains of sites, enrolled with all of their hosts.
const DOMAINS: [&str; 8] = [
    "alibaba.com",
    "paypal.com",
    "google.com",
    "dhl.com",
    "example.co.uk",
    "bücher.example",
    "somebody.github.io",
    "linkedin.com",
];

fn site(domain: &str) -> Site {
    Site::of_written_domain(domain).unwrap()
}

fn catalogue(domains: &[&str]) -> Catalogue {
    Catalogue::new(domains.iter().map(|domain| site(domain)).collect())
}

fn judged(url: &str, catalogue: &Catalogue) -> Verdict {
    let frame = Frame::Top;
    judge(&Visit { url, frame }, catalogue)
}

fn is_genuine(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Genuine(_))
}

/// A label of a host: any letters, a name of a site, or one that is nearly so.
fn label() -> impl Strategy<Value = String> {
    let names = [
        "alibaba", "a1ibaba", "ali-baba", "paypal", "paypai", "www", "login", "dhl", "xn--a",
    ];
    let known = select(names.to_vec()).prop_map(str::to_owned);
    prop_oneof![
        known,
        "[a-z0-9]{1,8}",
        "[a-z]{1,4}-[a-z]{1,4}",
        "[а-я]{2,6}",
        // Nothing that ends a host in an address.
        "[\\PC&&[^/\\\\?#@:]]{1,4}"
    ]
}

/// A host: genuine ones, near ones and any.
fn host() -> impl Strategy<Value = String> {
    let domain = prop_oneof![
        select(&DOMAINS[..]).prop_map(str::to_owned),
        (
            label(),
            select(&["com", "co.uk", "example", "github.io"][..])
        )
            .prop_map(|(label, suffix)| format!("{label}.{suffix}")),
    ];
    (prop::collection::vec(label(), 0..3), domain).prop_map(|(labels, domain)| {
        let labels = labels.into_iter().chain([domain]);
        labels.collect::<Vec<_>>().join(".")
    })
}

/// A host that the parser takes as it stands.
fn plain_host() -> impl Strategy<Value = String> {
    host().prop_filter_map("no host", |host| {
        let read = WebAddress::read(&format!("https://{host}/"))?;
        Some(read.host.to_string())
    })
}

fn some_domains() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(&DOMAINS[..], 0..=DOMAINS.len())
}

proptest! {
    #[test]
    fn any_text_and_any_sites_hold_the_invariants(
        scheme in select(&["", "http:", "https://", "https:\\", "HTTPS:/", "data:"][..]),
        text in any::<String>(),
        domains in some_domains(),
        is_top in any::<bool>(),
    ) {
        let url = &format!("{scheme}{text}");
        let frame = if is_top { Frame::Top } else { Frame::Embedded };
        invariants::hold(&Visit { url, frame }, &catalogue(&domains));
    }

    #[test]
    fn any_host_holds_the_invariants(host in host(), domains in some_domains()) {
        for scheme in ["http", "https"] {
            let (url, frame) = (&format!("{scheme}://{host}/"), Frame::Top);
            invariants::hold(&Visit { url, frame }, &catalogue(&domains));
        }
    }

    #[test]
    fn more_sites_make_only_their_own_hosts_genuine(
        host in host(),
        domains in some_domains(),
        more in some_domains(),
    ) {
        let url = format!("https://{host}/");
        let before = judged(&url, &catalogue(&domains));
        let after = judged(&url, &catalogue(&[&domains[..], &more[..]].concat()));
        if is_genuine(&before) {
            prop_assert_eq!(before, after);
        } else if let Verdict::Genuine(_) = after {
            let read = WebAddress::read(&url).unwrap();
            let domain = RegistrableDomain::of(&read.host).unwrap();
            prop_assert!(more.iter().any(|more| site(more).domains[0] == domain), "{}", url);
        }
    }

    #[test]
    fn without_https_or_inside_another_page_nothing_is_genuine(host in host()) {
        let catalogue = catalogue(&DOMAINS);
        let (secure, insecure) = (&format!("https://{host}/"), &format!("http://{host}/"));
        prop_assert!(!is_genuine(&judged(insecure, &catalogue)));
        for url in [secure, insecure] {
            let frame = Frame::Embedded;
            let verdict = judge(&Visit { url, frame }, &catalogue);
            prop_assert!(!is_genuine(&verdict), "{}", url);
        }
    }

    #[test]
    fn own_and_sister_domains_are_never_accused(
        labels in prop::collection::vec(label(), 0..4),
        chosen in any::<prop::sample::Index>(),
        domain in any::<prop::sample::Index>(),
    ) {
        let services = ready_sites();
        let service = chosen.get(&services);
        let own: Vec<_> = service.domains.iter().chain(&service.sister_domains).collect();
        let domain = *domain.get(&own);
        // Also where other sites are enrolled.
        let service = Site::of_service(service.domains[0].clone());
        let sites = std::iter::once(service).chain(DOMAINS.map(site));
        let catalogue = Catalogue::new(sites.collect());
        let host = labels.into_iter().chain([domain.to_string()]).collect::<Vec<_>>().join(".");
        // Below some domains strangers have domains of their own: *.oaiusercontent.com.
        let read = WebAddress::read(&format!("https://{host}/"));
        let read = read.and_then(|read| RegistrableDomain::of(&read.host));
        prop_assume!(read.as_ref() == Some(domain));
        for scheme in ["http", "https"] {
            let verdict = judged(&format!("{scheme}://{host}/"), &catalogue);
            prop_assert!(!matches!(verdict, Verdict::Lookalike(_)), "{}: {:?}", host, verdict);
        }
    }

    #[test]
    fn what_stands_behind_the_host_says_nothing(
        host in plain_host(),
        port in prop::option::of(0_u16..),
        path in "(/[\\PC&&[^\\\\]]{0,8}){0,2}",
        query in "(\\?\\PC{0,8})?",
        fragment in "(#\\PC{0,8})?",
    ) {
        let catalogue = catalogue(&DOMAINS);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let plain = judged(&format!("https://{host}/"), &catalogue);
        let url = format!("https://{host}{port}{path}{query}{fragment}");
        prop_assert_eq!(judged(&url, &catalogue), plain, "{}", url);
    }

    #[test]
    fn a_user_never_makes_anything_genuine(
        host in plain_host(),
        user in prop_oneof![host(), "[a-z.%@:]{0,12}"],
    ) {
        let catalogue = catalogue(&DOMAINS);
        let plain = judged(&format!("https://{host}/"), &catalogue);
        let verdict = judged(&format!("https://{user}@{host}/"), &catalogue);
        prop_assert!(!is_genuine(&verdict) || verdict == plain, "{}@{}", user, host);
    }

    #[test]
    fn however_a_host_is_written_it_is_the_same(
        host in plain_host().prop_filter("an address of a computer", |host| !host.contains(':')),
        upper in any::<u64>(),
        percent in any::<u64>(),
        dot in select(&["", ".", "%2e", "%2E"][..]),
    ) {
        let bit = |bits: u64, index: usize| bits >> (index % 64) & 1 == 1;
        let written = host.char_indices().map(|(index, letter)| {
            let letter = if bit(upper, index) { letter.to_ascii_uppercase() } else { letter };
            match bit(percent, index) && letter.is_ascii_alphanumeric() {
                true => format!("%{:02x}", u32::from(letter)),
                false => letter.to_string(),
            }
        });
        let url = format!("https://{}{dot}/", written.collect::<String>());
        let catalogue = catalogue(&DOMAINS);
        let plain = judged(&format!("https://{host}/"), &catalogue);
        prop_assert_eq!(judged(&url, &catalogue), plain, "{}", url);
    }
}

#[test]
fn the_preset_is_one_of_the_ready_entries() {
    let services = ready_sites();
    assert_eq!(services.first().unwrap().domains, alibaba().domains);
}
