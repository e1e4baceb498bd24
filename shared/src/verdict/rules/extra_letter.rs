//! The name with a letter more: `alibabax.com`.

use super::{Brand, Seen, Severity, one_edit};
use crate::verdict::edit::Edit;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    one_edit(Edit::Extra, seen, brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_letter_more_is_seen() {
        check(
            Rule::ExtraLetter,
            "alibaba.com",
            "alibabax.com",
            Some(Severity::Block),
        );
        check(
            Rule::ExtraLetter,
            "alibaba.com",
            "xalibaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::ExtraLetter,
            "dhl.com",
            "dhla.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn two_are_too_many() {
        check(Rule::ExtraLetter, "alibaba.com", "alibabaxy.com", None);
        check(Rule::ExtraLetter, "dhl.com", "dhla.example", None);
    }
}
