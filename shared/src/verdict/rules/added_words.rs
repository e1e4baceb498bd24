//! The name with words of signing in, safety or money beside it: `alibaba-secure-login.com`,
//! `alibabasupport.com`.
//!
//! Owners have such names too, so it takes a word that hurries people to be sure.

use super::{Brand, Seen, Severity, occurrences, sure_from};
use crate::verdict::brand::Origin;
use crate::verdict::words;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.origin == Origin::Derived {
        return None;
    }
    let letters = seen.name.letters();
    let beside_words = occurrences(&seen.name, brand).filter_map(|name| {
        let before = letters.get(..name.start).unwrap_or_default();
        let after = letters.get(name.end..).unwrap_or_default();
        let stands_alone = before.is_empty() && after.is_empty();
        let are_words = words::are_sign_in_words(before) && words::are_sign_in_words(after);
        (!stands_alone && are_words).then(|| {
            let is_urgent = words::has_urgent_word(before) || words::has_urgent_word(after);
            match is_urgent || before == ['w', 'w', 'w'] {
                true => sure_from(6, brand),
                false => Severity::Caution,
            }
        })
    });
    beside_words.max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn urgent_words_beside_the_name_are_seen() {
        check(
            Rule::AddedWords,
            "alibaba.com",
            "alibaba-secure-login.com",
            Some(Severity::Block),
        );
        check(
            Rule::AddedWords,
            "alibaba.com",
            "loginalibaba.example",
            Some(Severity::Block),
        );
        check(
            Rule::AddedWords,
            "alibaba.com",
            "wwwalibaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::AddedWords,
            "alibaba.com",
            "alibaba-login24.example",
            Some(Severity::Block),
        );
    }

    #[test]
    fn other_words_and_short_names_are_told_quietly() {
        check(
            Rule::AddedWords,
            "alibaba.com",
            "alibabagroup.com",
            Some(Severity::Caution),
        );
        check(
            Rule::AddedWords,
            "alibaba.com",
            "alibaba-support.example",
            Some(Severity::Caution),
        );
        check(
            Rule::AddedWords,
            "chase.com",
            "chase-login.example",
            Some(Severity::Caution),
        );
        check(
            Rule::AddedWords,
            "dhl.com",
            "dhllogin.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn what_is_no_such_word_is_none() {
        check(
            Rule::AddedWords,
            "alibaba.com",
            "alibaba-garden.example",
            None,
        );
        check(Rule::AddedWords, "alibaba.com", "alibaba.example", None);
    }
}
