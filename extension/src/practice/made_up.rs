//! Seals that nobody has: what stands on a make-believe page in place of the person's own.

use crate::messages::SealView;

/// A made-up seal. Its words stand in `_locales`, a line of the text for each line of the seal; they
/// are as hard to guess as good ones, so that hardly anybody has chosen them.
#[derive(Clone, Copy, Debug)]
pub struct MadeUp {
    /// The name of the text with its words.
    pub words: &'static str,
    /// What it stands on, `#rrggbb`.
    pub colour: &'static str,
    /// What its words are written in, `#rrggbb`.
    pub text_colour: &'static str,
}

/// All of them. No two have the same words or the same colour.
pub const MADE_UP: [MadeUp; 6] = [
    MadeUp {
        words: "practice_seal_bell",
        colour: "#2e7d32",
        text_colour: "#ffffff",
    },
    MadeUp {
        words: "practice_seal_heron",
        colour: "#5e35b1",
        text_colour: "#ffffff",
    },
    MadeUp {
        words: "practice_seal_kettle",
        colour: "#ffb300",
        text_colour: "#000000",
    },
    MadeUp {
        words: "practice_seal_lantern",
        colour: "#ad1457",
        text_colour: "#ffffff",
    },
    MadeUp {
        words: "practice_seal_map",
        colour: "#4fc3f7",
        text_colour: "#000000",
    },
    MadeUp {
        words: "practice_seal_moons",
        colour: "#263238",
        text_colour: "#ffffff",
    },
];

impl MadeUp {
    /// How it looks with these words, a line each.
    #[must_use]
    pub fn view(&self, words: &str) -> SealView {
        SealView {
            lines: words.lines().map(str::to_owned).collect(),
            picture: None,
            colour: self.colour.to_owned(),
            text_colour: self.text_colour.to_owned(),
        }
    }
}

/// One of `seals` that cannot be taken for the person's own: it has other words, and another colour.
#[must_use]
pub fn other_than(own: Option<&SealView>, seals: Vec<SealView>, random: u8) -> Option<SealView> {
    let mut others: Vec<SealView> = seals
        .into_iter()
        .filter(|seal| own.is_none_or(|own| is_another(seal, own)))
        .collect();
    let place = usize::from(random).checked_rem(others.len())?;
    Some(others.swap_remove(place))
}

fn is_another(seal: &SealView, own: &SealView) -> bool {
    seal.colour != own.colour && !letters(seal).eq(letters(own))
}

/// The words as one remembers them, without case and spaces. ASCII is enough, as long as the made-up
/// words have no other letters with two cases: Unicode's tables would weigh more than this page.
fn letters(seal: &SealView) -> impl Iterator<Item = u8> {
    let bytes = seal.lines.iter().flat_map(|line| line.bytes());
    bytes
        .filter(|byte| *byte != b' ')
        .map(|byte| byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(words: &str, colour: &str) -> SealView {
        SealView {
            lines: words.lines().map(str::to_owned).collect(),
            picture: None,
            colour: colour.to_owned(),
            text_colour: "#ffffff".to_owned(),
        }
    }

    fn seals() -> Vec<SealView> {
        let seal = |made_up: &MadeUp| made_up.view(made_up.words);
        MADE_UP.iter().map(seal).collect()
    }

    #[track_caller]
    fn check_never_like(own: &SealView, left: usize) {
        let mut seen = Vec::new();
        for random in 0..=u8::MAX {
            let other = other_than(Some(own), seals(), random).unwrap();
            assert!(!letters(&other).eq(letters(own)));
            assert_ne!(other.colour, own.colour);
            if !seen.contains(&other) {
                seen.push(other);
            }
        }
        assert_eq!(seen.len(), left);
    }

    #[test]
    fn a_wrong_seal_is_never_like_the_own_one() {
        check_never_like(&seal("my fox", "#000000"), 6);
        check_never_like(&seal("my fox", "#ad1457"), 5);
        check_never_like(&seal("Practice_\n seal_bell", "#000000"), 5);
        check_never_like(&seal("practice_seal_bell", "#ad1457"), 4);
    }

    #[test]
    fn without_an_own_seal_each_of_them_comes() {
        for (random, seal) in (0..).zip(seals()) {
            assert_eq!(other_than(None, seals(), random), Some(seal));
        }
    }
}
