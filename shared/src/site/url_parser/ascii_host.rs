//! Hosts in ASCII with a label that only looks like Punycode: `xn--a.example`.
//!
//! The URL Standard takes an ASCII domain as it stands, in lower case (section 3.3, "domain to
//! ASCII"), and so do browsers. `url` 2.5 still refuses one where a label is no valid Punycode.
//! Here such a host is read all the same; everything else about the address is left to `url`.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::Address;

const PREFIX: &str = "xn--";
/// As good as the prefix for every other rule about hosts.
const PLAIN: &str = "xn00";

/// Reads an address that `url` refused for its host.
pub(super) fn parse(address: &str) -> Option<Address> {
    let address = address.trim_matches(|character| character <= ' ');
    let address = address.replace(['\t', '\n', '\r'], "");
    let place = place_of_host(&address)?;
    let host = parse_host(address.get(place.clone())?)?;
    let mut with_other_host = address;
    with_other_host.replace_range(place, "host");
    let url = Url::parse(&with_other_host).ok()?;
    Some(Address {
        scheme: url.scheme().to_owned(),
        host: Some(host),
        user_info: super::parser::user_info(&url),
    })
}

/// Reads a host that stands alone, and that `url` refused.
pub(super) fn parse_host(host: &str) -> Option<String> {
    let host = percent_decode_str(host).decode_utf8().ok()?;
    let host = host.to_ascii_lowercase();
    // A percent sign that is left would be decoded a second time.
    if !host.is_ascii() || host.contains('%') || !host.contains(PREFIX) {
        return None;
    }
    match Host::parse(&host.replace(PREFIX, PLAIN)).ok()? {
        Host::Domain(_) => Some(host),
        Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

/// Where in a web address the host stands (URL Standard, section 4.4, from "special authority
/// slashes state" to "port state").
fn place_of_host(address: &str) -> Option<Range<usize>> {
    let is_slash = |character| matches!(character, '/' | '\\');
    let (scheme, rest) = address.split_once(':')?;
    if !["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
    {
        return None;
    }
    let start_of_authority = address.len() - rest.trim_start_matches(is_slash).len();
    let authority = address.get(start_of_authority..)?;
    let authority = authority.split(['/', '\\', '?', '#']).next()?;
    let start = authority.rfind('@').map_or(0, |at| at + 1);
    let length = authority.get(start..)?.split(':').next()?.len();
    let start = start_of_authority + start;
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[track_caller]
    fn check(address: &str, host: Option<&str>) {
        let read = parse(address).and_then(|address| address.host);
        assert_eq!(read.as_deref(), host, "{address:?}");
    }

    #[test]
    fn a_label_that_is_no_punycode_is_a_label() {
        check("https://XN--a.example/", Some("xn--a.example"));
        check("https://%78n--%41%2eexample/", Some("xn--a.example"));
        check("http:\\\\a@b:c@www.xn--0.de:80\\d?e", Some("www.xn--0.de"));
        check(" https://xn-\n-a.example#@b ", Some("xn--a.example"));
    }

    #[test]
    fn every_other_rule_holds() {
        for address in [
            "https://xn--a.1/",
            "https://xn--a<.example/",
            "https://xn--a b.example/",
            "https://xn--a.example:99999/",
            "https://xn--a.ß/",
            "https://xn--a%252eexample/",
            "https://xn--a%2fexample/",
            "https://xn--a%ff.example/",
            "xn--a.example",
        ] {
            check(address, None);
        }
    }
}
