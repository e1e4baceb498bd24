//! The name with a letter written twice: `alibbaba.com`.

use super::{Brand, Seen, Severity, one_edit};
use crate::verdict::edit::Edit;

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    one_edit(Edit::Repeated, seen, brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_letter_written_twice_is_seen() {
        check(
            Rule::RepeatedLetter,
            "alibaba.com",
            "alibbaba.com",
            Some(Severity::Block),
        );
        check(
            Rule::RepeatedLetter,
            "apple.com",
            "appple.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn another_letter_is_none() {
        check(Rule::RepeatedLetter, "alibaba.com", "alibxaba.com", None);
    }
}
