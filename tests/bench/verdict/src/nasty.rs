//! Addresses that were made to take long, of up to 64 KB.

use signin_seal_shared::limits::{HOST_BYTES, URL_BYTES};

use crate::draw::Draw;
use crate::sites::domains;

/// An address, and what is nasty about it.
pub struct Nasty {
    /// In a few words.
    pub what: String,
    /// The address.
    pub url: String,
}

/// What fills an address. Most of it cannot stand in a host: then refusing it has to be quick.
const FILLINGS: [&str; 44] = [
    "a",
    "l",
    "1",
    "0",
    "-",
    "--",
    ".",
    "..",
    "a.",
    "-.",
    "a-",
    "xn--.",
    "xn--",
    "xn--a.",
    "xn--80ak6aa92e.",
    "xn--0-6ee.",
    "%61",
    "%2e",
    "%25",
    "%",
    "@",
    "a@",
    ":",
    "a:",
    "/",
    "\\",
    "?",
    "#",
    "[",
    "1.",
    "0x7f.",
    "_",
    "rn",
    "vv",
    "cl",
    "\u{430}",
    "\u{430}.",
    "\u{301}",
    "a\u{301}",
    "\u{ad}",
    "\u{ff0e}",
    "\u{fdfa}",
    "\t",
    "\u{1f600}",
];

/// The addresses: each filling alone and around a genuine name, as far as an address or a host goes.
#[must_use]
pub fn nasty() -> Vec<Nasty> {
    let genuine = domains(1);
    let genuine = genuine.first().map(ToString::to_string).unwrap_or_default();
    let label = genuine.split('.').next().unwrap_or_default();
    let fillings = FILLINGS.iter().map(|filling| (*filling).to_owned());
    let of_the_site = [
        format!("{genuine}."),
        format!("{genuine}-"),
        genuine.clone(),
        label.to_owned(),
        format!("{label}."),
        format!("{label}-"),
    ];
    let mut all = Vec::new();
    for filling in fillings.chain(of_the_site) {
        for bytes in [
            63,
            HOST_BYTES - genuine.len() - 1,
            HOST_BYTES,
            4096,
            URL_BYTES,
        ] {
            all.extend(placed(&filling, bytes, &genuine));
        }
    }
    all.extend(labels(&genuine));
    all.extend(drawn());
    all
}

/// The filling in each place where it can stand.
fn placed(filling: &str, bytes: usize, genuine: &str) -> impl Iterator<Item = Nasty> {
    let places = [
        ("a host", "https://", "/"),
        ("before the genuine name", "https://", genuine),
        ("user info", "https://", "@evil.example/"),
        ("a path", "https://evil.example/", ""),
        ("a scheme", "", "://evil.example/"),
    ];
    places
        .map(|(place, before, after)| {
            let room = bytes.min(URL_BYTES.saturating_sub(before.len() + after.len()));
            let times = room / filling.len().max(1);
            Nasty {
                what: format!("{place} of {times} × {filling:?}"),
                url: format!("{before}{}{after}", filling.repeat(times)),
            }
        })
        .into_iter()
}

/// Hosts before a name that is near, as long as a host may be, of labels of each length.
fn labels(genuine: &str) -> impl Iterator<Item = Nasty> {
    let near = genuine.split('.').next().unwrap_or_default();
    (1..=63).map(move |length| {
        let label: String = near.chars().cycle().take(length).collect();
        let times = (HOST_BYTES - genuine.len() - 1) / (length + 1);
        let host = format!("{}x{genuine}", format!("{label}.").repeat(times));
        Nasty {
            what: format!("labels of {length} characters"),
            url: format!("https://{host}/"),
        }
    })
}

/// Hosts of characters that rules look at, as they come.
fn drawn() -> impl Iterator<Item = Nasty> {
    const CHARACTERS: [&str; 24] = [
        "a", "b", "e", "i", "l", "m", "n", "o", "r", "s", "0", "1", "3", "-", "-", ".", ".", "rn",
        "vv", "\u{430}", "\u{435}", "\u{43e}", "\u{3bf}", "com",
    ];
    let mut draw = Draw::new(3);
    (0..500).map(move |number| {
        let length = 8 + draw.below(HOST_BYTES);
        let mut host = String::new();
        while host.len() < length {
            host.push_str(draw.one_of(&CHARACTERS));
        }
        Nasty {
            what: format!("drawn host {number}"),
            url: format!("https://{host}/"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_longer_than_what_is_judged() {
        let all = nasty();
        assert!(all.len() > 1500, "{}", all.len());
        for Nasty { what, url } in &all {
            assert!(url.len() <= URL_BYTES, "{what}: {}", url.len());
        }
    }
}
