//! Which site a host imitates, by which rule, and how sure that is.

use std::cmp::Reverse;

use super::brand::Brand;
use super::candidates;
use super::difference::{self, Difference};
use super::popular;
use super::rule::Rule;
use super::rules::{self, user_info};
use super::seen::Seen;
use crate::site::{Catalogue, Host, RegistrableDomain, SiteId, is_another_service};

/// A host that imitates a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// The site that is imitated.
    pub site: SiteId,
    /// Its domain that is imitated.
    pub genuine: RegistrableDomain,
    /// The visited host, as the browser compares it.
    pub visited: Host,
    /// By what trick.
    pub rule: Rule,
    /// How sure that is.
    pub severity: Severity,
}

impl Lookalike {
    /// The visited and the genuine host, one above the other, with what differs between them.
    #[must_use]
    pub fn difference(&self) -> Difference {
        difference::align(&self.visited, &self.genuine)
    }
}

/// How sure an accusation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Near, but innocent sites look like that too: quiet until the page asks for a password.
    Caution,
    /// The name alone is proof enough.
    Block,
}

impl Severity {
    /// Its name in output that programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Caution => "caution",
            Self::Block => "block",
        }
    }
}

/// Services that show other people's sites under their own domain, by design: a host there bears
/// the genuine name because the genuine page is behind it.
const CARRIERS: [&str; 1] = ["translate.goog"];

/// The site that `host` imitates, if it imitates one. `domain` is its registrable domain, and no
/// protected site's; `user_info` stood before it in the address.
pub(super) fn find(
    host: &Host,
    domain: &RegistrableDomain,
    user_info: &str,
    catalogue: &Catalogue,
) -> Option<Lookalike> {
    let seen = Seen::read(host, domain)?;
    if user_info.len() > 1
        && let Some(genuine) = user_info::pretended_domain(user_info, catalogue)
        && !is_never_accused(&seen, domain, catalogue)
    {
        return Some(Lookalike {
            site: catalogue.site_of(&genuine)?.id.clone(),
            genuine,
            visited: host.clone(),
            rule: Rule::UserInfo,
            severity: Severity::Block,
        });
    }
    let brands = candidates::of(&seen, catalogue.names());
    let mut accusations: Vec<Accusation<'_>> = brands
        .into_iter()
        .filter_map(|brand| accusation(&seen, brand))
        .collect();
    // What follows is seldom needed, and takes longer than all before.
    if accusations.is_empty() || is_never_accused(&seen, domain, catalogue) {
        return None;
    }
    // The owner of a domain that very many people visit, or of a well-known service, is innocent, but
    // not everybody who has a host there. What such a host spells out is told quietly; a service may
    // be one where strangers have hosts of their own, popular domains of that kind are not listed.
    let is_popular = catalogue.trusts_popular_domains() && popular::is_popular(domain);
    accusations.retain_mut(|accusation| {
        let is_service = !is_popular && is_another_service(domain, &accusation.brand.domain);
        if is_popular || is_service {
            accusation.severity = Severity::Caution;
        }
        let spells_it_out = matches!(accusation.rule, Rule::SplitByDot | Rule::EmbeddedName);
        let is_above = matches!(accusation.rule, Rule::NameAbove | Rule::NearNameInside);
        spells_it_out || !is_popular && (is_above || !is_service)
    });
    // The surest; then the rule that comes first; then the longest name; then the first site.
    let Accusation {
        severity,
        rule,
        brand,
    } = accusations.into_iter().max_by_key(|accusation| {
        let Accusation {
            severity,
            rule,
            brand,
        } = accusation;
        (
            *severity,
            Reverse(*rule),
            brand.length(),
            Reverse(brand.site),
        )
    })?;
    Some(Lookalike {
        site: catalogue.site_at(brand.site)?.id.clone(),
        genuine: brand.domain.clone(),
        visited: host.clone(),
        rule,
        severity,
    })
}

struct Accusation<'b> {
    severity: Severity,
    rule: Rule,
    brand: &'b Brand,
}

/// The surest thing to say of a host and a name; of two as sure, the rule that comes first.
fn accusation<'b>(seen: &Seen<'_>, brand: &'b Brand) -> Option<Accusation<'b>> {
    let has_name = seen.joined().find(brand.strict()).next().is_some();
    let mut best = None;
    for rule in Rule::ALL {
        if !has_name && rules::needs_whole_name(rule) {
            continue;
        }
        match rules::judge(rule, seen, brand) {
            Some(severity @ Severity::Block) => {
                best = Some((severity, rule));
                break;
            }
            Some(severity @ Severity::Caution) => {
                best.get_or_insert((severity, rule));
            }
            None => {}
        }
    }
    let (severity, rule) = best?;
    Some(Accusation {
        severity,
        rule,
        brand,
    })
}

fn is_never_accused(seen: &Seen<'_>, domain: &RegistrableDomain, catalogue: &Catalogue) -> bool {
    catalogue.is_sister(domain) || CARRIERS.contains(&seen.suffix)
}
