//! The name with the letters of a plural put in, at its end or elsewhere: `alibabas.com`,
//! `alibesaba.com`.

use super::{Brand, Seen, Severity};

const ENDING: [char; 2] = ['e', 's'];

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let genuine = brand.name.letters();
    let visited = seen.name.letters();
    let is_wanted = !brand.is_short() || seen.suffix == brand.suffix;
    let is_plural = without_ending(visited).any(|singular| singular.eq(genuine))
        || visited.strip_suffix(&['s']) == Some(genuine);
    (is_wanted && is_plural).then_some(Severity::Caution)
}

/// The letters without each `es` in them.
pub(in crate::verdict) fn without_ending(
    letters: &[char],
) -> impl Iterator<Item = impl Iterator<Item = &char>> {
    let endings = letters.windows(ENDING.len()).enumerate();
    endings
        .filter(|(_, window)| *window == ENDING)
        .map(|(place, _)| {
            let before = letters.iter().take(place);
            before.chain(letters.iter().skip(place + ENDING.len()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn the_letters_of_a_plural_are_seen() {
        check(
            Rule::Plural,
            "alibaba.com",
            "alibabaes.com",
            Some(Severity::Caution),
        );
        check(
            Rule::Plural,
            "alibaba.com",
            "alibesaba.com",
            Some(Severity::Caution),
        );
        check(
            Rule::Plural,
            "alibaba.com",
            "alibabas.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn a_short_name_is_told_under_its_own_suffix_only() {
        check(
            Rule::Plural,
            "dhl.com",
            "dhles.com",
            Some(Severity::Caution),
        );
        check(Rule::Plural, "dhl.com", "dhles.example", None);
        check(Rule::Plural, "alibaba.com", "alibaba.com.example", None);
    }
}
