//! The name cut by dots: `ali.baba.com`.

use super::{Brand, Seen, Severity};

pub(super) fn judge(seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if !seen.joined().letters().ends_with(brand.name.letters()) {
        return None;
    }
    let mut letters = seen.name.letters().len();
    let is_whole = seen.above().iter().rev().any(|label| {
        letters += label.letters().len();
        letters == brand.length()
    });
    is_whole.then_some(Severity::Caution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Rule;
    use crate::verdict::rules::tests::check;

    #[test]
    fn a_name_cut_by_dots_is_told_quietly() {
        check(
            Rule::SplitByDot,
            "alibaba.com",
            "ali.baba.com",
            Some(Severity::Caution),
        );
        check(
            Rule::SplitByDot,
            "alibaba.com",
            "www.a.libaba.com",
            Some(Severity::Caution),
        );
        check(
            Rule::SplitByDot,
            "dhl.com",
            "d.hl.example",
            Some(Severity::Caution),
        );
    }

    #[test]
    fn other_names_are_none() {
        check(Rule::SplitByDot, "alibaba.com", "my.ali.babas.com", None);
        check(Rule::SplitByDot, "alibaba.com", "ali.xbaba.com", None);
        check(Rule::SplitByDot, "alibaba.com", "alibaba.example", None);
    }
}
