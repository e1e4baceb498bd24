//! Nearly the name, between hyphens or dots of a longer host: `amaznon-co-jp.example`.

use super::{Brand, Seen, Severity};
use crate::verdict::edit;

/// Letters of a name that is recognized with an error in it, at least.
pub(in crate::verdict) const LETTERS: usize = 6;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.length() < LETTERS {
        return None;
    }
    let is_near = |letters: &[char], coarse: &[char]| {
        edit::is_at_most_one(letters, brand.name.letters()) || coarse == brand.name.coarse()
    };
    let mut labels = seen.above().iter().chain([&seen.name]);
    let found = labels.any(|label| {
        let mut parts = label.parts();
        parts.any(|part| {
            let part = label.without_digits(part);
            is_near(label.letters_of(part), label.coarse_of(part))
        })
    });
    found.then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn nearly_the_name_between_hyphens_is_told_quietly() {
        check(
            Rule::NearNameInside,
            "amazon.com",
            "amaznon-co-jp.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NearNameInside,
            "amazon.com",
            "www.arnazon.x.evil.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NearNameInside,
            "alibaba.com",
            "alibata-shop.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn a_shorter_name_is_none() {
        check(Rule::NearNameInside, "apple.com", "aple-shop.example", None);
        check(
            Rule::NearNameInside,
            "amazon.com",
            "amazing-shop.example",
            None,
        );
    }
}
