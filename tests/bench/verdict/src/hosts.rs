//! Hosts that a browser goes to: mostly sites that people visit, some that nobody knows, and
//! imitations of the first ten sites.

use signin_seal_shared::site::RegistrableDomain;

use crate::draw::Draw;
use crate::sites::domains;

/// Popular domains, which are in the filter.
const POPULAR: [&str; 2] = [
    include_str!("../../../../shared/data/popular/chromium_crux_202309_top.txt"),
    include_str!("../../../../shared/data/popular/opendns_top1k_2014.txt"),
];

/// Hosts that are judged: half popular, a quarter unknown, a quarter imitations.
const COUNT: usize = 4000;

/// Sites that are imitated: they are enrolled in every run.
const IMITATED: usize = 10;

/// Further sites, beyond those that any run enrols: nobody knows them.
const ENROLLED_AT_MOST: usize = 10_000;

const SUB_DOMAINS: [&str; 8] = ["", "", "www.", "login.", "m.", "shop.", "cdn-3.", "a.b."];

const WORDS: [&str; 8] = [
    "account", "help", "id", "login", "online", "secure", "support", "verify",
];

/// The hosts, in the order in which they are judged.
#[must_use]
pub fn hosts() -> Vec<String> {
    let mut draw = Draw::new(2);
    let popular: Vec<&str> = POPULAR.iter().flat_map(|list| list.lines()).collect();
    let sites = domains(ENROLLED_AT_MOST + COUNT);
    let sites: Vec<&str> = sites.iter().map(RegistrableDomain::as_str).collect();
    let imitated = sites.get(..IMITATED).unwrap_or_default();
    let unknown = sites.get(ENROLLED_AT_MOST..).unwrap_or_default();
    let host = |index: usize| {
        let sub_domain = draw.one_of(&SUB_DOMAINS);
        let domain = match index % 4 {
            0 | 1 => draw.one_of(&popular).to_owned(),
            2 => draw.one_of(unknown).to_owned(),
            _ => imitation(draw.one_of(imitated), &mut draw),
        };
        format!("{sub_domain}{domain}")
    };
    (0..COUNT).map(host).collect()
}

/// One of the tricks that phishers use.
fn imitation(genuine: &str, draw: &mut Draw) -> String {
    let (label, suffix) = genuine.split_once('.').unwrap_or((genuine, "com"));
    let place = 1 + draw.below(label.len() - 1);
    let (head, tail) = label.split_at_checked(place).unwrap_or((label, ""));
    let word = draw.one_of(&WORDS);
    match draw.below(10) {
        0 => format!("{head}{}.{suffix}", tail.get(1..).unwrap_or_default()),
        1 => format!("{head}x{tail}.{suffix}"),
        2 => format!("{head}-{tail}.{suffix}"),
        3 => format!("{label}-{word}.{suffix}"),
        4 => format!("{word}{label}.{suffix}"),
        5 => format!("{label}.example"),
        6 => format!("{genuine}.{word}.example"),
        7 => format!("{label}com.{word}.example"),
        8 => format!(
            "{}.{suffix}",
            label.replace('a', "\u{430}").replace('o', "0")
        ),
        _ => format!("{head}{}{tail}.{suffix}", tail.get(..1).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::site::Host;

    use super::*;

    #[test]
    fn every_host_is_one() {
        let hosts = hosts();
        assert_eq!(hosts.len(), COUNT);
        for host in &hosts {
            assert!(host.parse::<Host>().is_ok(), "{host}");
        }
    }
}
