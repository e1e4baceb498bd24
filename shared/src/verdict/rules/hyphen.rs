//! The name with a hyphen put in or left out: `ali-baba.com`.

use super::{Brand, Seen, Severity, sure_under_suffix};

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    let has_the_letters = seen.name.letters() == brand.name.letters();
    let is_the_same = seen.name.text() == brand.name.text();
    (has_the_letters && !is_the_same).then(|| sure_under_suffix(6, seen, brand))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_hyphen_put_in_or_left_out_is_seen() {
        check(
            Rule::Hyphen,
            "alibaba.com",
            "ali-baba.com",
            Some(Severity::Block),
        );
        check(
            Rule::Hyphen,
            "alibaba.com",
            "ali-baba.example",
            Some(Severity::Caution),
        );
        check(
            Rule::Hyphen,
            "smbc-card.com",
            "smbccard.com",
            Some(Severity::Block),
        );
        check(
            Rule::Hyphen,
            "chase.com",
            "cha-se.com",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn the_name_itself_is_none() {
        check(Rule::Hyphen, "alibaba.com", "alibaba.example", None);
        check(Rule::Hyphen, "e-learn.com", "e-learn.example", None);
    }
}
