//! The name under another public suffix: `alibaba.example`.
//!
//! Innocent owners have that name in other countries, and the owner of the site too.

use super::{Brand, Seen, Severity};

/// Letters of a name that is worth having under every suffix, at least.
const LETTERS: usize = 3;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let is_name = seen.name.text() == brand.name.text() && brand.length() >= LETTERS;
    (is_name && seen.suffix != brand.suffix && !seen.has_shared_suffix())
        .then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn the_name_under_another_suffix_is_told_quietly() {
        check(
            Rule::OtherSuffix,
            "alibaba.com",
            "alibaba.example",
            Some(Severity::Caution),
        );
        check(
            Rule::OtherSuffix,
            "alibaba.com",
            "alibaba.co",
            Some(Severity::Caution),
        );
        check(
            Rule::OtherSuffix,
            "dhl.com",
            "www.dhl.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn other_names_and_shared_suffixes_are_none() {
        check(Rule::OtherSuffix, "alibaba.com", "alibabas.example", None);
        check(Rule::OtherSuffix, "alibaba.com", "alibaba.github.io", None);
        check(Rule::OtherSuffix, "td.com", "td.example", None);
    }
}
