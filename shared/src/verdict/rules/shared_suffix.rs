//! The name under a suffix where strangers register names for themselves: `alibaba.github.io`.

use super::{Brand, Seen, Severity};

/// Letters of a name that somebody takes for the site's, at least.
const LETTERS: usize = 3;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let is_name = seen.name.text() == brand.name.text() && brand.length() >= LETTERS;
    (is_name && seen.suffix != brand.suffix && seen.has_shared_suffix())
        .then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn the_name_where_strangers_have_names_is_told_quietly() {
        check(
            Rule::SharedSuffix,
            "alibaba.com",
            "alibaba.github.io",
            Some(Severity::Caution),
        );
        check(
            Rule::SharedSuffix,
            "alibaba.com",
            "www.alibaba.blogspot.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn a_suffix_of_a_country_is_none() {
        check(Rule::SharedSuffix, "alibaba.com", "alibaba.co.uk", None);
    }
}
