//! Which names a host may imitate: what the index proposes, and is what it proposes it for.

use super::brand::Brand;
use super::edit;
use super::index::INSIDE_LETTERS;
use super::label::{Label, Span};
use super::names::{Names, SuffixKey};
use super::rules::{near_name_inside, plural};
use super::seen::Seen;
use super::words;

/// Letters of a name that is looked for in pieces, at most: a longer one is found by its beginning.
const SPLIT_LETTERS: usize = 40;

/// The names that the host may imitate, each once.
pub(super) fn of<'n>(seen: &Seen<'_>, names: &'n Names) -> Vec<&'n Brand> {
    let mut candidates = Candidates {
        names,
        suffix: SuffixKey::of(seen.suffix),
        places: Vec::new(),
    };
    candidates.add_whole(seen.name.coarse());
    candidates.add_near(seen.name.coarse());
    if seen.name.loose() != seen.name.coarse() {
        candidates.add_near(seen.name.loose());
    }
    if let Some(unpaired) = seen.name.unpaired() {
        candidates.add_near(&unpaired);
    }
    candidates.add_short_beside_words(&seen.name);
    for singular in plural::without_ending(seen.name.letters()) {
        let singular: String = singular.collect();
        candidates.add_near(Label::read(&singular).coarse());
    }
    let joined = seen.joined();
    for part in joined.parts() {
        candidates.add_part(joined, part, &seen.name);
        let trimmed = joined.without_digits(part);
        if trimmed != part {
            candidates.add_part(joined, trimmed, &seen.name);
        }
        // Cut by dots, or by hyphens: what stands from the beginning of a part to the end.
        let end = joined.letters().len();
        let tail = joined.coarse_of(Span { end, ..part });
        if tail.len() <= SPLIT_LETTERS {
            candidates.add_whole(tail);
        }
    }
    for place in 0..joined.coarse().len() {
        candidates.add_beginning(joined.coarse().get(place..).unwrap_or_default());
    }
    let places = candidates.places.into_iter();
    places.filter_map(|place| names.brands.get(place)).collect()
}

/// Names that the index proposed, and that are what it proposed them for.
struct Candidates<'n> {
    names: &'n Names,
    suffix: SuffixKey,
    places: Vec<usize>,
}

impl Candidates<'_> {
    fn add_whole(&mut self, coarse: &[char]) {
        let index = &self.names.index;
        index.find_whole(coarse, |place| {
            let is_it = |name: &Label| name.coarse() == coarse || name.loose() == coarse;
            add(&mut self.places, self.names, place, is_it);
        });
    }

    fn add_near(&mut self, coarse: &[char]) {
        let index = &self.names.index;
        index.find_near(coarse, |place| {
            let is_near = |name: &Label| {
                edit::is_at_most_one(coarse, name.coarse())
                    || edit::is_at_most_one(coarse, name.loose())
            };
            if self.names.may_be_near(place, self.suffix) {
                add(&mut self.places, self.names, place, is_near);
            }
        });
    }

    /// A short name is looked for at both ends of the name that somebody registered, and not inside.
    fn add_short_beside_words(&mut self, name: &Label) {
        let coarse = name.coarse();
        for letters in 2..INSIDE_LETTERS.min(coarse.len()) {
            let (Some((first, _)), Some((_, last))) = (
                coarse.split_at_checked(letters),
                coarse.split_at_checked(coarse.len() - letters),
            ) else {
                continue;
            };
            for (end, is_first) in [(first, true), (last, false)] {
                self.names.index.find_whole(end, |place| {
                    let stands_beside_words = |brand: &Label| {
                        let brand = brand.letters().len();
                        let others = name.letters().len().saturating_sub(brand);
                        let rest = match is_first {
                            true => name.letters().get(brand..),
                            false => name.letters().get(..others),
                        };
                        rest.is_some_and(words::are_sign_in_words)
                    };
                    add(&mut self.places, self.names, place, stands_beside_words);
                });
            }
        }
    }

    /// `name` was looked for already.
    fn add_part(&mut self, label: &Label, part: Span, name: &Label) {
        let coarse = label.coarse_of(part);
        if coarse == name.coarse() {
            return;
        }
        match coarse.len() >= near_name_inside::LETTERS {
            true => self.add_near(coarse),
            false => self.add_whole(coarse),
        }
    }

    fn add_beginning(&mut self, coarse: &[char]) {
        let index = &self.names.index;
        index.find_beginning(coarse, |place| {
            if self.names.begins_with(coarse, place) && !self.places.contains(&place) {
                self.places.push(place);
            }
        });
    }
}

fn add(places: &mut Vec<usize>, names: &Names, place: usize, fits: impl Fn(&Label) -> bool) {
    let name = names.brands.get(place).map(|brand| &brand.name);
    if name.is_some_and(fits) && !places.contains(&place) {
        places.push(place);
    }
}
