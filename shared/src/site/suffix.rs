//! Registrable domains by the public suffix list, ICANN and private sections together.
//!
//! The private section counts: `alice.github.io` and `bob.github.io` belong to two owners.

mod rule_bits;

use std::fmt;

use fst::raw::{Fst, Output};

use super::Host;

static LIST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/public_suffix.fst"));

/// A public suffix and one label more: the part of a host that somebody registered
/// (<https://publicsuffix.org/list/>, "Algorithm"). ASCII, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegistrableDomain(String);

impl RegistrableDomain {
    /// The registrable domain of `host`; none for an address or for a public suffix itself.
    #[must_use]
    pub fn of(host: &Host) -> Option<Self> {
        let name = host.name()?;
        let start = start_of_last_labels(name, public_suffix(name).labels + 1)?;
        name.get(start..).map(|domain| Self(domain.to_owned()))
    }

    /// Whether strangers register names beside it under a suffix of somebody's own (`github.io`).
    #[must_use]
    pub fn is_under_shared_suffix(&self) -> bool {
        public_suffix(&self.0).is_private
    }

    /// The label that somebody chose, and the public suffix after it.
    #[must_use]
    pub fn split(&self) -> (&str, &str) {
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }

    /// The label that somebody chose, for example `alibaba`.
    #[must_use]
    pub fn first_label(&self) -> &str {
        self.split().0
    }

    /// The printed form, for example `alibaba.com`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegistrableDomain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The public suffix of a name.
struct PublicSuffix {
    /// How many of the last labels it is.
    labels: usize,
    /// Its rule stands in the list's private section.
    is_private: bool,
}

/// The public suffix of `name`.
///
/// The longest matching rule prevails, an exception before all; a name that no rule matches has a
/// suffix of one label (the list's rule `*`).
fn public_suffix(name: &str) -> PublicSuffix {
    let mut longest = PublicSuffix {
        labels: 1,
        is_private: false,
    };
    let Ok(list) = Fst::new(LIST) else {
        return longest;
    };
    let mut node = list.root();
    let mut output = Output::zero();
    let mut parent = 0;

    for (index, label) in name.rsplit('.').enumerate() {
        let labels = index + 1;
        let separator = if index == 0 { "" } else { "." };
        let mut on_the_list = true;
        for byte in separator.bytes().chain(label.bytes()) {
            let Some(position) = node.find_input(byte) else {
                on_the_list = false;
                break;
            };
            let transition = node.transition(position);
            output = output.cat(transition.out);
            node = list.node(transition.addr);
        }
        let bits = match on_the_list && node.is_final() {
            true => output.cat(node.final_output()).value(),
            false => 0,
        };
        if bits & rule_bits::EXCEPTION != 0 {
            return PublicSuffix {
                labels: labels - 1,
                is_private: bits & rule_bits::PRIVATE != 0,
            };
        }
        if bits & rule_bits::EXACT != 0 {
            longest = PublicSuffix {
                labels,
                is_private: bits & rule_bits::PRIVATE != 0,
            };
        } else if parent & rule_bits::WILDCARD != 0 {
            longest = PublicSuffix {
                labels,
                is_private: parent & rule_bits::PRIVATE != 0,
            };
        }
        if !on_the_list {
            break;
        }
        parent = bits;
    }
    longest
}

/// Where the last `count` labels of `name` begin; none when it has fewer.
fn start_of_last_labels(name: &str, count: usize) -> Option<usize> {
    let mut dots = name.rmatch_indices('.').map(|(position, _)| position);
    match dots.nth(count - 1) {
        Some(dot) => Some(dot + 1),
        None => (name.split('.').count() == count).then_some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, expected: Option<&str>) {
        let host: Host = host.parse().unwrap();
        let domain = RegistrableDomain::of(&host);
        assert_eq!(
            domain.as_ref().map(RegistrableDomain::as_str),
            expected,
            "{host}"
        );
    }

    #[test]
    fn the_list_costs_at_most_a_hundred_kilobytes_with_what_reads_it() {
        assert!(LIST.len() < 90_000, "{} bytes", LIST.len());
    }

    #[test]
    fn a_label_is_matched_whole() {
        check("login.alibaba.com", Some("alibaba.com"));
        check("evilalibaba.com", Some("evilalibaba.com"));
        check("alibaba.com.evil.io", Some("evil.io"));
    }

    #[test]
    fn private_suffixes_divide_owners() {
        check("alibaba.github.io", Some("alibaba.github.io"));
        check("github.io", None);
        check("www.alibaba.blogspot.com", Some("alibaba.blogspot.com"));
    }

    #[test]
    fn wildcards_and_exceptions_hold() {
        check("c.mm", None);
        check("b.c.mm", Some("b.c.mm"));
        check("www.ck", Some("www.ck"));
        check("a.www.ck", Some("www.ck"));
        check("city.kobe.jp", Some("city.kobe.jp"));
        check("unlisted-under-wildcard.kobe.jp", None);
    }

    #[test]
    fn addresses_and_single_labels_have_none() {
        check("127.0.0.1", None);
        check("[::1]", None);
        check("localhost", None);
    }
}
