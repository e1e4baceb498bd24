//! The name with another letter in place of one: `alibara.com`, a neighbour on the keyboard or
//! one flipped bit away.

use super::{Brand, Seen, Severity, one_edit};
use crate::verdict::edit::Edit;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    one_edit(Edit::Replaced, seen, brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn another_letter_is_seen() {
        check(
            Rule::OtherLetter,
            "alibaba.com",
            "alibara.com",
            Some(Severity::Block),
        );
        check(
            Rule::OtherLetter,
            "chase.com",
            "chose.com",
            Some(Severity::Caution),
        );
        check(
            Rule::OtherLetter,
            "dhl.com",
            "dgl.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn a_short_name_is_told_under_its_own_suffix_only() {
        check(Rule::OtherLetter, "dhl.com", "dgl.example", None);
    }
}
