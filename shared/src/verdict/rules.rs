//! The rules: each holds one visited host against one name, and says how sure it is.
//!
//! They compare letters only. Which names are worth comparing is found by the index; which hosts
//! are never accused is decided by `lookalike`.

mod added_words;
mod embedded_name;
mod extra_letter;
mod homoglyph;
mod hyphen;
mod lookalike_letters;
mod missing_letter;
mod name_above;
mod name_inside;
pub(super) mod near_name_inside;
mod other_letter;
mod other_suffix;
pub(super) mod plural;
mod repeated_letter;
mod shared_suffix;
mod split_by_dot;
mod swapped_letters;
pub(super) mod user_info;

use super::brand::{Brand, Origin};
use super::edit::{self, Edit};
use super::index::INSIDE_LETTERS;
use super::label::{Label, Span};
use super::seen::Seen;
use super::words;
use super::{Rule, Severity};

/// Whether `rule` speaks of hosts in which the whole name stands.
pub(super) fn needs_whole_name(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::EmbeddedName | Rule::AddedWords | Rule::NameInside | Rule::NameAbove
    )
}

/// What `rule` says of a visited host and a name.
pub(super) fn judge(rule: Rule, seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.origin == Origin::Derived && !needs_whole_name(rule) {
        return None;
    }
    match rule {
        // It is told by the address, see there.
        Rule::UserInfo => None,
        Rule::EmbeddedName => embedded_name::judge(seen, brand),
        Rule::Homoglyph => homoglyph::judge(seen, brand),
        Rule::Hyphen => hyphen::judge(seen, brand),
        Rule::SwappedLetters => swapped_letters::judge(seen, brand),
        Rule::RepeatedLetter => repeated_letter::judge(seen, brand),
        Rule::MissingLetter => missing_letter::judge(seen, brand),
        Rule::ExtraLetter => extra_letter::judge(seen, brand),
        Rule::OtherLetter => other_letter::judge(seen, brand),
        Rule::Plural => plural::judge(seen, brand),
        Rule::LookalikeLetters => lookalike_letters::judge(seen, brand),
        Rule::AddedWords => added_words::judge(seen, brand),
        Rule::OtherSuffix => other_suffix::judge(seen, brand),
        Rule::SharedSuffix => shared_suffix::judge(seen, brand),
        Rule::SplitByDot => split_by_dot::judge(seen, brand),
        Rule::NameInside => name_inside::judge(seen, brand),
        Rule::NameAbove => name_above::judge(seen, brand),
        Rule::NearNameInside => near_name_inside::judge(seen, brand),
    }
}

/// Sure where the name has that many letters.
fn sure_from(letters: usize, brand: &Brand) -> Severity {
    match brand.length() >= letters {
        true => Severity::Block,
        false => Severity::Caution,
    }
}

/// Sure where the name has that many letters, and what follows it is the site's own suffix.
fn sure_under_suffix(letters: usize, seen: &Seen<'_>, brand: &Brand) -> Severity {
    match seen.suffix == brand.suffix {
        true => sure_from(letters, brand),
        false => Severity::Caution,
    }
}

/// Letters of a name from which one edit is no innocent word any more, at least.
const SURE_WITH_EDIT: usize = 7;

/// What a name that is one edit away says. A short one has too many innocent neighbours: it is
/// told under the site's own suffix only.
fn one_edit(wanted: Edit, seen: &Seen<'_>, brand: &Brand) -> Option<Severity> {
    if brand.is_short() && (seen.suffix != brand.suffix || brand.length() < 3) {
        return None;
    }
    let edit = edit::between(seen.name.letters(), brand.name.letters())?;
    let is_near = edit == wanted && !words::is_generic_label(seen.name.text());
    is_near.then(|| sure_under_suffix(SURE_WITH_EDIT, seen, brand))
}

/// Where the name stands in a label: a short one as it is written, a longer one also in characters
/// that look the same.
fn occurrences<'l>(label: &'l Label, brand: &'l Brand) -> impl Iterator<Item = Span> + 'l {
    let is_enough =
        move |&span: &Span| !brand.is_short() || label.letters_of(span) == brand.name.letters();
    label.find(brand.strict()).filter(is_enough)
}

/// Whether a person recognizes the name in a label: a longer one anywhere; a short one, a generic
/// one and what is left of one only between hyphens, dots and digits, the generic one not at all.
fn is_recognized(label: &Label, brand: &Brand) -> bool {
    if brand.is_generic || brand.length() < 2 {
        return false;
    }
    let anywhere = brand.length() >= INSIDE_LETTERS && brand.origin != Origin::Derived;
    let alone = |span: &Span| label.begins_part(*span) && label.ends_part(*span);
    occurrences(label, brand).any(|span| anywhere || alone(&span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Catalogue, Host, RegistrableDomain, Site};

    /// What `rule` alone says of `host` where these domains are protected; the surest of them.
    #[track_caller]
    pub(super) fn check(rule: Rule, genuine: &str, host: &str, expected: Option<Severity>) {
        let host: Host = host.parse().unwrap();
        let genuine: Host = genuine.parse().unwrap();
        let domain = RegistrableDomain::of(&host).unwrap();
        let seen = Seen::read(&host, &domain).unwrap();
        let site = Site::of_domain(RegistrableDomain::of(&genuine).unwrap());
        let catalogue = Catalogue::new(vec![site]);
        let brands = catalogue.names().brands.iter();
        let said = brands.filter_map(|brand| judge(rule, &seen, brand)).max();
        assert_eq!(said, expected, "{host}");
    }
}
