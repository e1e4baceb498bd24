//! Enrolling sites and judging hosts, as `signin-seal-host check` does it.

use signin_seal_shared::site::{Host, RegistrableDomain, Site};
use signin_seal_shared::verdict::{Frame, Lookalike, Verdict, Visit, judge};

pub(super) use signin_seal_shared::site::Catalogue;

/// The registrable domain of a host that stands in the data; none where nobody could enrol it.
pub(super) fn registrable_domain(host: &str) -> Option<RegistrableDomain> {
    RegistrableDomain::of(&host.parse::<Host>().ok()?)
}

/// A site of each registrable domain, each once. What has none is left out: `--site` refuses it.
pub(super) fn sites<'a>(domains: impl IntoIterator<Item = &'a str>) -> Vec<Site> {
    let mut known = std::collections::BTreeSet::new();
    let domains = domains.into_iter().filter_map(registrable_domain);
    let once = domains.filter(|domain| known.insert(domain.clone()));
    once.map(Site::of_domain).collect()
}

/// Judges a host as the top page over https.
pub(super) fn judge_host(host: &str, catalogue: &Catalogue) -> Verdict {
    judge_address(&format!("https://{host}/"), catalogue)
}

/// Judges an address as the top page.
pub(super) fn judge_address(url: &str, catalogue: &Catalogue) -> Verdict {
    let frame = Frame::Top;
    judge(&Visit { url, frame }, catalogue)
}

/// What a host imitates.
pub(super) fn accusation(host: &str, catalogue: &Catalogue) -> Option<Lookalike> {
    match judge_host(host, catalogue) {
        Verdict::Lookalike(lookalike) => Some(lookalike),
        Verdict::Genuine(_) | Verdict::Insecure(_) | Verdict::Unknown(_) => None,
    }
}

/// An accusation, to be read: who, of what, by which rule.
pub(super) fn shown(host: &str, lookalike: &Lookalike) -> String {
    let Lookalike { genuine, rule, .. } = lookalike;
    let severity = lookalike.severity.name();
    format!("{host} as {genuine} by {} ({severity})", rule.name())
}
