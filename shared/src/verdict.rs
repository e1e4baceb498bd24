//! Is this visit on the genuine site?
//!
//! Judging never fails and never panics: what is uncertain is `unknown`, with its reason.
//! It uses only what the browser attests, the URL and the frame; nothing that a page said.

use crate::limits::URL_BYTES;
use crate::site::{Catalogue, Host, RegistrableDomain, SiteId, url_parser};

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
    let Some((scheme, host)) = web_address(visit.url) else {
        return Verdict::Unknown(UnknownReason::NotAWebAddress);
    };
    let domain = RegistrableDomain::of(&host);
    let Some(site) = domain.and_then(|domain| catalogue.site_of(&domain)) else {
        return Verdict::Unknown(UnknownReason::NoSite);
    };
    let id = site.id.clone();
    if !site.sign_in_hosts.contains(&host) {
        return Verdict::Unknown(UnknownReason::NotASignInHost(id));
    }
    match (visit.frame, scheme) {
        (Frame::Embedded, _) => Verdict::Unknown(UnknownReason::Framed(id)),
        (Frame::Top, Scheme::Http) => Verdict::Insecure(id),
        (Frame::Top, Scheme::Https) => Verdict::Genuine(id),
    }
}

#[derive(Clone, Copy)]
enum Scheme {
    Http,
    Https,
}

fn web_address(address: &str) -> Option<(Scheme, Host)> {
    if address.len() > URL_BYTES {
        return None;
    }
    let address = url_parser::parse(address)?;
    let scheme = match address.scheme.as_str() {
        "https" => Scheme::Https,
        "http" => Scheme::Http,
        _ => return None,
    };
    let host = Host::from_printed(&address.host?).ok()?;
    Some((scheme, host))
}

#[cfg(test)]
mod tests;
