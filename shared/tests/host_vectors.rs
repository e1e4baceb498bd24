//! The vectors of the URL Standard and of UTS 46: which host an address has.
//!
//! `tests/vectors.spec.ts` holds the same rows against the browser.

use serde::Deserialize;
use signin_seal_shared::limits::HOST_BYTES;
use signin_seal_shared::site::{Host, WebAddress};

const ADDRESSES: &str = include_str!("vectors/url.json");
const NAMES: &str = include_str!("vectors/idna.json");

/// Names that are read in another way than the vectors say, with the host that they get: all of
/// them, and why.
const DIFFERENT: [(&str, &str); 2] = [
    // `idna` 1.1 takes U+3E8AC, which Unicode has not assigned; browsers refuse it.
    (
        "\u{3e8ac}。\u{729}。\u{cbd9}5",
        "xn--t92s.xn--znb.xn--5-y88f",
    ),
    (
        "\u{3e8ac}。\u{729}。\u{110d}\u{1173}\u{11ac}5",
        "xn--t92s.xn--znb.xn--5-y88f",
    ),
];

#[derive(Deserialize)]
struct Address {
    address: String,
    host: Option<String>,
}

#[derive(Deserialize)]
struct Name {
    name: String,
    host: Option<String>,
}

fn read(address: &str) -> Option<String> {
    Some(WebAddress::read(address)?.host.to_string())
}

/// The expected host as a verdict compares it: without its trailing dot, and none where nobody
/// could look it up.
fn comparable(host: Option<String>) -> Option<String> {
    let host = host?;
    let host = host.strip_suffix('.').unwrap_or(&host);
    let labels_stand = host.split('.').all(|label| !label.is_empty());
    (labels_stand && host.len() <= HOST_BYTES).then(|| host.to_owned())
}

#[test]
fn every_address_has_the_host_that_the_standard_gives_it() {
    let vectors: Vec<Address> = serde_json::from_str(ADDRESSES).unwrap();
    assert!(vectors.len() >= 900, "only {} vectors", vectors.len());
    for Address { address, host } in vectors {
        assert_eq!(read(&address), comparable(host), "{address:?}");
    }
}

#[test]
fn every_name_is_the_host_that_the_standard_makes_of_it() {
    let vectors: Vec<Name> = serde_json::from_str(NAMES).unwrap();
    assert!(vectors.len() >= 2_700, "only {} vectors", vectors.len());
    let mut different = Vec::new();
    for Name { name, host } in vectors {
        let found = read(&format!("https://{name}/x"));
        let alone = name.parse::<Host>().ok().map(|host| host.to_string());
        assert_eq!(alone, found, "{name:?}");
        if found != comparable(host) {
            different.push((name, found.unwrap_or_default()));
        }
    }
    let known = DIFFERENT.map(|(name, host)| (name.to_owned(), host.to_owned()));
    assert_eq!(different, known);
}
