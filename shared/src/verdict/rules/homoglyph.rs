//! The name in other characters that look the same: `аӏіьаьа.com` in Cyrillic, `a1ibaba.com`,
//! `rnicrosoft.com` (UTS 39, section 4: the same skeleton).

use super::{Brand, Seen, Severity, sure_from};

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let looks_the_same = seen.name.strict() == brand.strict();
    let is_the_same = seen.name.letters() == brand.name.letters();
    (looks_the_same && !is_the_same).then(|| sure_from(5, brand))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn characters_that_look_the_same_are_seen() {
        check(
            Rule::Homoglyph,
            "alibaba.com",
            "аlibaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::Homoglyph,
            "alibaba.com",
            "аӏіьаьа.com",
            Some(Severity::Block),
        );
        check(
            Rule::Homoglyph,
            "alibaba.com",
            "a1ibaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::Homoglyph,
            "microsoft.com",
            "rnicrosoft.com",
            Some(Severity::Block),
        );
        check(
            Rule::Homoglyph,
            "microsoft.com",
            "micr0soft.example",
            Some(Severity::Block),
        );
        check(
            Rule::Homoglyph,
            "github.com",
            "gıthub.com",
            Some(Severity::Block),
        );
    }

    #[test]
    fn a_short_name_is_told_quietly() {
        check(
            Rule::Homoglyph,
            "dhl.com",
            "ԁһӏ.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn the_name_itself_is_none() {
        check(Rule::Homoglyph, "alibaba.com", "alibaba.example", None);
        check(Rule::Homoglyph, "alibaba.com", "alixaba.com", None);
    }
}
