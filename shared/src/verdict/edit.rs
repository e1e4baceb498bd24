//! The one edit that makes one name of another.

/// What was done to the genuine name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// A letter was left out.
    Missing,
    /// A letter was put in beside the same letter.
    Repeated,
    /// A letter was put in.
    Extra,
    /// A letter was replaced by another.
    Replaced,
    /// Two neighbours were swapped.
    Swapped,
}

/// The edit that makes `visited` of `genuine`; none where it takes none or more than one
/// (Damerau and Levenshtein, distance 1).
pub(super) fn between(visited: &[char], genuine: &[char]) -> Option<Edit> {
    if visited.len().abs_diff(genuine.len()) > 1 {
        return None;
    }
    let alike = |(a, b): &(&char, &char)| a == b;
    let common = visited.iter().zip(genuine).take_while(alike).count();
    let (before, visited) = visited.split_at_checked(common)?;
    let genuine = genuine.get(common..)?;
    match (visited, genuine) {
        // The common beginning is as long as it can be: the letter that is repeated ends it.
        ([extra, rest @ ..], _) if rest == genuine => match before.last() == Some(extra) {
            true => Some(Edit::Repeated),
            false => Some(Edit::Extra),
        },
        (_, [_, rest @ ..]) if visited == rest => Some(Edit::Missing),
        ([_, rest @ ..], [_, others @ ..]) if rest == others => Some(Edit::Replaced),
        ([a, b, rest @ ..], [c, d, others @ ..]) if (a, b) == (d, c) && rest == others => {
            Some(Edit::Swapped)
        }
        _ => None,
    }
}

/// Whether the two are the same, or one edit apart.
pub(super) fn is_at_most_one(visited: &[char], genuine: &[char]) -> bool {
    visited == genuine || between(visited, genuine).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(visited: &str, genuine: &str, expected: Option<Edit>) {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(
            between(&letters(visited), &letters(genuine)),
            expected,
            "{visited}"
        );
    }

    #[test]
    fn one_edit_is_named() {
        check("alibba", "alibaba", Some(Edit::Missing));
        check("albaba", "alibaba", Some(Edit::Missing));
        check("alba", "alibaba", None);
        check("alibab", "alibaba", Some(Edit::Missing));
        check("libaba", "alibaba", Some(Edit::Missing));
        check("alibbaba", "alibaba", Some(Edit::Repeated));
        check("aalibaba", "alibaba", Some(Edit::Repeated));
        check("alibabaa", "alibaba", Some(Edit::Repeated));
        check("alibxaba", "alibaba", Some(Edit::Extra));
        check("alixaba", "alibaba", Some(Edit::Replaced));
        check("ailbaba", "alibaba", Some(Edit::Swapped));
        check("alibaab", "alibaba", Some(Edit::Swapped));
        check("alibaba", "alibaba", None);
        check("", "", None);
    }
}
