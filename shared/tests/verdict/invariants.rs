//! One visit, made of any bytes, and what its verdict may be.

use std::sync::LazyLock;

use signin_seal_shared::site::{
    Catalogue, RegistrableDomain, SignInHosts, Site, WebAddress, WebScheme, alibaba,
};
use signin_seal_shared::verdict::{Frame, Verdict, Visit, judge};

/// Sites with a short name, a suffix of two labels, a name in Unicode, a shared suffix, and several
/// domains of one service.
const DOMAINS: [&str; 7] = [
    "paypal.com",
    "dhl.com",
    "example.co.uk",
    "食狮.中国",
    "somebody.github.io",
    "microsoft.com",
    "google.com",
];

/// The first of these sites, from none to all, and every second time the preset before them.
static CATALOGUES: LazyLock<Vec<Catalogue>> = LazyLock::new(|| {
    let of_first = |count: usize| {
        let preset = (count % 2 == 1).then(alibaba);
        let domains = DOMAINS.iter().take(count);
        let others = domains.filter_map(|domain| Site::of_written_domain(domain).ok());
        Catalogue::new(preset.into_iter().chain(others).collect())
    };
    (0..=DOMAINS.len()).map(of_first).collect()
});

/// Reads the case in `bytes`, judges it, and panics where the verdict breaks an invariant. The first
/// byte chooses the frame and the sites; the rest is the address.
pub(crate) fn check(bytes: &[u8]) {
    let Some((&setting, address)) = bytes.split_first() else {
        return;
    };
    let (frame, chosen) = match setting % 16 {
        chosen @ 0..8 => (Frame::Top, chosen),
        chosen => (Frame::Embedded, chosen - 8),
    };
    let Some(catalogue) = CATALOGUES.get(usize::from(chosen)) else {
        return;
    };
    let url = &String::from_utf8_lossy(address);
    hold(&Visit { url, frame }, catalogue);
}

/// Panics where the verdict on this visit breaks an invariant.
pub(crate) fn hold(visit: &Visit<'_>, catalogue: &Catalogue) {
    let verdict = judge(visit, catalogue);
    let read = WebAddress::read(visit.url);
    let domain = read
        .as_ref()
        .and_then(|read| RegistrableDomain::of(&read.host));
    match verdict {
        Verdict::Genuine(id) | Verdict::Insecure(id) if visit.frame == Frame::Embedded => {
            panic!("inside another page: {id:?}, {visit:?}")
        }
        Verdict::Genuine(id) => {
            let (read, site) = (
                read.expect("an address"),
                catalogue.site(&id).expect("a site"),
            );
            assert_eq!(read.scheme, WebScheme::Https, "{visit:?}");
            assert!(
                site.domains.contains(&domain.expect("a domain")),
                "{visit:?}"
            );
            if let SignInHosts::Exact(hosts) = &site.sign_in_hosts {
                assert!(hosts.contains(&read.host), "{visit:?}");
            }
        }
        Verdict::Insecure(id) => {
            let (read, site) = (
                read.expect("an address"),
                catalogue.site(&id).expect("a site"),
            );
            assert_eq!(read.scheme, WebScheme::Http, "{visit:?}");
            assert!(
                site.domains.contains(&domain.expect("a domain")),
                "{visit:?}"
            );
        }
        Verdict::Lookalike(found) => {
            let domain = domain.expect("only a name can be like another");
            for site in catalogue.sites() {
                let own = site.domains.iter().chain(&site.sister_domains);
                assert!(
                    own.into_iter().all(|own| *own != domain),
                    "{visit:?}, {found:?}"
                );
            }
            let site = catalogue.site(&found.site).expect("a site");
            assert!(site.domains.contains(&found.genuine), "{found:?}");
            assert_eq!(found.visited, read.expect("an address").host);
            let difference = found.difference();
            assert!(!difference.visited.is_empty() && !difference.genuine.is_empty());
        }
        Verdict::Unknown(_) => {}
    }
}
