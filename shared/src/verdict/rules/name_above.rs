//! The name in a label before the registrable domain: `alibaba.evil.example`.

use super::{Brand, Seen, Severity, is_recognized};

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let mut above = seen.above().iter();
    above
        .any(|label| is_recognized(label, brand))
        .then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_name_before_the_registrable_domain_is_told_quietly() {
        check(
            Rule::NameAbove,
            "alibaba.com",
            "alibaba.evil.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameAbove,
            "alibaba.com",
            "www.my-alibaba1.x.evil.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameAbove,
            "dhl.com",
            "dhl.evil.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn common_labels_and_the_domain_itself_are_none() {
        check(Rule::NameAbove, "live.com", "live.evil.example", None);
        check(
            Rule::NameAbove,
            "alibaba.com",
            "www.alibaba-garden.example",
            None,
        );
        check(Rule::NameAbove, "dhl.com", "xdhl.evil.example", None);
    }
}
