//! The name with two neighbours swapped: `alibaab.com`.

use super::{Brand, Seen, Severity, one_edit};
use crate::verdict::edit::Edit;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    one_edit(Edit::Swapped, seen, brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn swapped_neighbours_are_seen() {
        check(
            Rule::SwappedLetters,
            "alibaba.com",
            "ailbaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::SwappedLetters,
            "apple.com",
            "appel.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn letters_further_apart_are_none() {
        check(Rule::SwappedLetters, "alibaba.com", "abilaba.com", None);
    }
}
