//! The name with a letter left out: `alibab.com`.

use super::{Brand, Seen, Severity, one_edit};
use crate::verdict::edit::Edit;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    one_edit(Edit::Missing, seen, brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_letter_left_out_is_seen() {
        check(
            Rule::MissingLetter,
            "alibaba.com",
            "alibab.com",
            Some(Severity::Block),
        );
        check(
            Rule::MissingLetter,
            "alibaba.com",
            "alibab.example",
            Some(Severity::Caution),
        );
        check(
            Rule::MissingLetter,
            "chase.com",
            "chas.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn two_are_too_many() {
        check(Rule::MissingLetter, "alibaba.com", "aliba.com", None);
        check(Rule::MissingLetter, "dhl.com", "dl.example", None);
    }

    #[test]
    fn a_label_of_everybody_is_near_to_nobody() {
        check(Rule::MissingLetter, "gmail.com", "mail.com", None);
    }
}
