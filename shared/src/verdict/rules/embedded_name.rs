//! The whole genuine domain inside another host: `alibaba.com.evil.example`,
//! `login-alibaba-com.evil.example`, `alibabacom.example`.

use super::{Brand, Seen, Severity, sure_from};
use crate::verdict::brand::Origin;
use crate::verdict::label::{Label, Span};

/// Letters of a suffix that is no word of its own after a hyphen (`me`, `to`), at least.
const SUFFIX_LETTERS: usize = 3;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.origin != Origin::Domain {
        return None;
    }
    let suffix: Vec<char> = brand.suffix.chars().filter(|&c| c != '.').collect();
    let follows = |label: &Label, name: Span| -> Option<Severity> {
        let after = Span {
            start: name.end,
            end: name.end + suffix.len(),
        };
        if label.letters_of(after) != suffix || !label.ends_part(after) {
            return None;
        }
        let begins = label.begins_part(name);
        if begins && is_dotted(label, name, after, brand) && brand.length() > 1 {
            return Some(Severity::Block);
        }
        match (brand.is_short(), begins) {
            (true, false) => None,
            _ if suffix.len() < SUFFIX_LETTERS => Some(Severity::Caution),
            _ => Some(sure_from(5, brand)),
        }
    };
    let places = seen.joined().find(brand.strict());
    places.filter_map(|name| follows(seen.joined(), name)).max()
}

/// Whether the domain stands there as it is written, dots and all.
fn is_dotted(label: &Label, name: Span, suffix: Span, brand: &Brand) -> bool {
    let domain: Vec<char> = brand.domain.as_str().chars().collect();
    let written = label.letters_of(Span {
        start: name.start,
        end: suffix.end,
    });
    let letters = domain
        .iter()
        .filter(|character| !matches!(character, '.' | '-'));
    letters.eq(written)
        && label
            .text()
            .windows(domain.len())
            .any(|window| window == domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn the_genuine_domain_inside_another_host_is_seen() {
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "alibaba.com.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "login.alibaba.com.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "alibabacom.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "login-alibaba-com.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "alibabacom.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "amazon.co.jp",
            "amazon.co.jp.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "amazon.co.jp",
            "www_amazon_co_jp.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "xn--librrary-com-alibaba.evil.example",
            None,
        );
    }

    #[test]
    fn short_names_and_short_suffixes_are_told_quietly() {
        check(
            Rule::EmbeddedName,
            "dhl.com",
            "dhl.com.evil.example",
            Some(Severity::Block),
        );
        check(
            Rule::EmbeddedName,
            "dhl.com",
            "dhl-com.evil.example",
            Some(Severity::Caution),
        );
        check(Rule::EmbeddedName, "dhl.com", "xdhlcom.evil.example", None);
        check(
            Rule::EmbeddedName,
            "telegram.me",
            "telegram-me.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn the_name_alone_is_none() {
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "alibaba.evil.example",
            None,
        );
        check(
            Rule::EmbeddedName,
            "alibaba.com",
            "alibaba.communication.example",
            None,
        );
    }
}
