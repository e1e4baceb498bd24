//! The name inside a longer one: `alibaba-garden.example`, `myalibabax.example`.

use super::{Brand, Seen, Severity, is_recognized};

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let is_longer = seen.name.letters().len() > brand.length();
    (is_longer && is_recognized(&seen.name, brand)).then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_longer_name_is_told_quietly() {
        check(
            Rule::NameInside,
            "alibaba.com",
            "alibaba-garden.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameInside,
            "alibaba.com",
            "myalibabax.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameInside,
            "alibaba.com",
            "my-a1ibaba-x.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameInside,
            "dhl.com",
            "dhl-x9.example",
            Some(Severity::Caution),
        );
        check(
            Rule::NameInside,
            "eposcard.co.jp",
            "epos-vip.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn a_short_name_stands_alone() {
        check(Rule::NameInside, "dhl.com", "adhlx.example", None);
        check(Rule::NameInside, "dhl.com", "dhlx.example", None);
        check(Rule::NameInside, "eposcard.co.jp", "eposx.example", None);
        check(Rule::NameInside, "live.com", "live-garden.example", None);
        check(Rule::NameInside, "alibaba.com", "alibaba.example", None);
    }
}
