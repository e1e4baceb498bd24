//! Is this visit on the genuine site?
//!
//! Judging never fails and never panics: what is uncertain is `unknown`, with its reason.
//! It uses only what the browser attests, the URL and the frame; nothing that a page said.

mod brand;
mod candidates;
mod difference;
mod edit;
mod exceptions;
mod index;
mod label;
mod lookalike;
mod names;
mod popular;
mod rule;
mod rules;
mod script;
mod seen;
mod skeleton;
mod words;

pub use difference::{Difference, OddCharacter, Piece};
pub use exceptions::{Exception, Exceptions, InvalidException};
pub use lookalike::{Lookalike, Severity};
pub(crate) use names::Names;
pub use rule::Rule;
pub use script::Script;

use crate::site::{Catalogue, RegistrableDomain, SiteId, WebAddress, WebScheme};

/// Where in a tab a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// It is the page that the address bar names.
    Top,
    /// It stands inside another document.
    Embedded,
}

/// One document that the browser shows.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// Its address, as the browser attests it.
    pub url: &'a str,
    /// Where it stands.
    pub frame: Frame,
}

/// What a visit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A sign-in host of the site, over https, in the top frame: the seal may be shown.
    Genuine(SiteId),
    /// Not genuine, but its host imitates a site.
    Lookalike(Lookalike),
    /// A sign-in host of the site, but without https: anybody on the way can change the page.
    Insecure(SiteId),
    /// Nothing is known of it; no seal.
    Unknown(UnknownReason),
}

/// Why nothing is known of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// Its address is no web address, or could not be read.
    NotAWebAddress,
    /// Its host belongs to no protected site.
    NoSite,
    /// Its host is the site's, but not one of its sign-in hosts.
    NotASignInHost(SiteId),
    /// A sign-in host of the site, but inside another page.
    Framed(SiteId),
}

/// Judges one visit against the protected sites.
#[must_use]
pub fn judge(visit: &Visit<'_>, catalogue: &Catalogue) -> Verdict {
    let Some(WebAddress {
        scheme,
        host,
        user_info,
    }) = WebAddress::read(visit.url)
    else {
        return Verdict::Unknown(UnknownReason::NotAWebAddress);
    };
    let Some(domain) = RegistrableDomain::of(&host) else {
        return Verdict::Unknown(UnknownReason::NoSite);
    };
    let Some(site) = catalogue.site_of(&domain) else {
        return match lookalike::find(&host, &domain, &user_info, catalogue) {
            Some(lookalike) => Verdict::Lookalike(lookalike),
            None => Verdict::Unknown(UnknownReason::NoSite),
        };
    };
    let id = site.id.clone();
    if !site.sign_in_hosts.contain(&host) {
        return Verdict::Unknown(UnknownReason::NotASignInHost(id));
    }
    match (visit.frame, scheme) {
        (Frame::Embedded, _) => Verdict::Unknown(UnknownReason::Framed(id)),
        (Frame::Top, WebScheme::Http) => Verdict::Insecure(id),
        (Frame::Top, WebScheme::Https) => Verdict::Genuine(id),
    }
}

#[cfg(test)]
mod tests;
