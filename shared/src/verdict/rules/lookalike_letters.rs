//! The name in letters that are alike without being the same (`u` and `v`, `b` and `d`, `m` and
//! `n`), or with one such letter doubled or left out: `alidada.com`, `microsofft` in odd letters.

use super::{Brand, Seen, Severity};
use crate::verdict::edit;

/// Letters of a name that one more edit leaves recognizable, at least.
const LETTERS_WITH_EDIT: usize = 6;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.is_short() && seen.suffix != brand.suffix {
        return None;
    }
    let is_odd = seen.suffix == brand.suffix || !seen.name.is_ascii();
    let may_be_near = is_odd && brand.length() >= LETTERS_WITH_EDIT;
    let is_alike = |visited: &[char], genuine: &[char]| {
        visited == genuine || may_be_near && edit::between(visited, genuine).is_some()
    };
    let (visited, genuine) = (&seen.name, &brand.name);
    let found = visited.letters() != genuine.letters()
        && (is_alike(visited.coarse(), genuine.coarse())
            || is_alike(visited.loose(), genuine.loose()));
    found.then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn letters_that_are_alike_are_told_quietly() {
        check(
            Rule::LookalikeLetters,
            "alibaba.com",
            "alidada.com",
            Some(Severity::Caution),
        );
        check(
            Rule::LookalikeLetters,
            "github.com",
            "githvb.com",
            Some(Severity::Caution),
        );
        check(
            Rule::LookalikeLetters,
            "kraken.com",
            "lcraken.com",
            Some(Severity::Caution),
        );
        check(
            Rule::LookalikeLetters,
            "microsoft.com",
            "nnicrosoft.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn other_names_are_none() {
        check(
            Rule::LookalikeLetters,
            "alibaba.com",
            "alibaba.example",
            None,
        );
        check(Rule::LookalikeLetters, "alibaba.com", "arabia.com", None);
        check(Rule::LookalikeLetters, "dhl.com", "bhl.example", None);
    }
}
