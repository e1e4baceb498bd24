//! Two hosts, one above the other, with what differs between them.

use std::fmt;

use super::label::Label;
use super::script::Script;
use super::skeleton;
use crate::site::{Host, RegistrableDomain};

/// The visited and the genuine host in Unicode, cut into pieces that are alike or differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The visited host, whole.
    pub visited: Vec<Piece>,
    /// The genuine host, whole.
    pub genuine: Vec<Piece>,
    /// Characters of the visited host that look like others, each once, in the order in which they
    /// stand.
    pub odd: Vec<OddCharacter>,
}

/// A piece of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both hosts.
    Same(String),
    /// It stands in this one only, or in place of another.
    Different(String),
}

/// A character that is not what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddCharacter {
    /// The character.
    pub character: char,
    /// The writing system that it belongs to, where people could name it.
    pub script: Option<Script>,
    /// The ASCII letters that it looks like, where it looks like some.
    pub looks_like: Option<String>,
}

impl fmt::Display for OddCharacter {
    /// For example `U+0430 Cyrillic a`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "U+{:04X}", u32::from(self.character))?;
        if let Some(script) = self.script {
            write!(formatter, " {}", script.name())?;
        }
        match (&self.looks_like, self.script) {
            (_, Some(Script::Digit)) => write!(formatter, " {}", self.character),
            (Some(letters), _) => write!(formatter, " {letters}"),
            (None, _) => Ok(()),
        }
    }
}

/// Puts `visited` and `genuine` one above the other.
pub(super) fn align(visited: &Host, genuine: &RegistrableDomain) -> Difference {
    let visited = text(&visited.to_string());
    let genuine = text(genuine.as_str());
    let pairs = without_strays(&Alignment::new(&visited, &genuine).pairs());
    let visited_places: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
    let genuine_places: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
    Difference {
        odd: odd(&visited, &visited_places),
        visited: pieces(&visited, &visited_places),
        genuine: pieces(&genuine, &genuine_places),
    }
}

/// A host as a person reads it.
fn text(host: &str) -> Vec<char> {
    Label::read_joined(host).text().to_vec()
}

/// The pairs without those that stand alone where nothing else fits: a letter that both hosts happen
/// to have, with more before it in one of them than in the other.
fn without_strays(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let follows = |(l, r): (usize, usize), next: (usize, usize)| (l + 1, r + 1) == next;
    let is_stray = |place: usize| {
        let own = pairs.get(place).copied()?;
        let before = place.checked_sub(1).and_then(|before| pairs.get(before));
        let after = pairs.get(place + 1);
        let is_alone = before.is_none_or(|&before| !follows(before, own))
            && after.is_none_or(|&after| !follows(own, after));
        let gaps = |&(l, r): &(usize, usize)| own.0 - l == own.1 - r;
        let fits = before.map_or(own.0 == own.1, gaps);
        Some(is_alone && !fits)
    };
    let places = pairs.iter().enumerate();
    places
        .filter(|&(place, _)| is_stray(place) != Some(true))
        .map(|(_, &pair)| pair)
        .collect()
}

/// Cuts a host at the borders of what stands in the other one.
fn pieces(text: &[char], same: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut same = same.iter().peekable();
    for (place, &character) in text.iter().enumerate() {
        let is_same = same.next_if(|&&next| next == place).is_some();
        match (pieces.last_mut(), is_same) {
            (Some(Piece::Same(piece)), true) | (Some(Piece::Different(piece)), false) => {
                piece.push(character);
            }
            (_, true) => pieces.push(Piece::Same(character.into())),
            (_, false) => pieces.push(Piece::Different(character.into())),
        }
    }
    pieces
}

/// The characters that differ, and that a person takes for another one.
fn odd(text: &[char], same: &[usize]) -> Vec<OddCharacter> {
    let mut odd: Vec<OddCharacter> = Vec::new();
    for (place, &character) in text.iter().enumerate() {
        let looks_like = match character.is_ascii() {
            true => digit_form(character),
            false => skeleton::ascii_form(character).map(str::to_owned),
        };
        let is_odd = !character.is_ascii() || looks_like.is_some();
        let is_known = odd.iter().any(|known| known.character == character);
        if is_odd && !is_known && same.binary_search(&place).is_err() {
            odd.push(OddCharacter {
                character,
                script: Script::of(character),
                looks_like,
            });
        }
    }
    odd
}

/// The letter that a digit stands for.
fn digit_form(character: char) -> Option<String> {
    let letter = skeleton::strict_ascii(character);
    (character.is_ascii_digit() && letter != character).then(|| letter.into())
}

/// What a pair of equal characters is worth, and how much more beside another pair: whole words
/// are found before scattered letters.
const PAIR: u32 = 2;
const BESIDE_A_PAIR: u32 = 3;

/// The best way to pair the characters of two texts in order: the longest common subsequence, with
/// a preference for runs.
struct Alignment<'t> {
    left: &'t [char],
    right: &'t [char],
    /// For each place in both texts, what pairing from there on is worth, and what it is worth when
    /// the two characters there are paired; 0 where they cannot be.
    worth: Vec<(u32, u32)>,
}

impl<'t> Alignment<'t> {
    fn new(left: &'t [char], right: &'t [char]) -> Self {
        let mut alignment = Self {
            left,
            right,
            worth: vec![(0, 0); (left.len() + 1) * (right.len() + 1)],
        };
        for l in (0..left.len()).rev() {
            for r in (0..right.len()).rev() {
                let (after, run) = alignment.at(l + 1, r + 1);
                let paired = match left.get(l) == right.get(r) {
                    true if run > 0 => (PAIR + after).max(BESIDE_A_PAIR + run),
                    true => PAIR + after,
                    false => 0,
                };
                let best = paired
                    .max(alignment.at(l + 1, r).0)
                    .max(alignment.at(l, r + 1).0);
                let place = alignment.place(l, r);
                if let Some(worth) = alignment.worth.get_mut(place) {
                    *worth = (best, paired);
                }
            }
        }
        alignment
    }

    fn place(&self, l: usize, r: usize) -> usize {
        l * (self.right.len() + 1) + r
    }

    fn at(&self, l: usize, r: usize) -> (u32, u32) {
        self.worth
            .get(self.place(l, r))
            .copied()
            .unwrap_or_default()
    }

    /// The places that are paired.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let (mut l, mut r) = (0, 0);
        let mut in_run = false;
        while l < self.left.len() && r < self.right.len() {
            let (best, paired) = self.at(l, r);
            if paired > 0 && (in_run || paired == best) {
                pairs.push((l, r));
                let (after, run) = self.at(l + 1, r + 1);
                in_run = run > 0 && BESIDE_A_PAIR + run >= PAIR + after;
                (l, r) = (l + 1, r + 1);
            } else if self.at(l + 1, r).0 == best {
                l += 1;
            } else {
                r += 1;
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What differs stands in brackets.
    #[track_caller]
    fn check(visited: &str, genuine: &str, expected: (&str, &str), odd: &[&str]) {
        let host: Host = genuine.parse().unwrap();
        let genuine = RegistrableDomain::of(&host).unwrap();
        let difference = align(&visited.parse().unwrap(), &genuine);
        let print = |pieces: &[Piece]| -> String {
            let piece = |piece: &Piece| match piece {
                Piece::Same(text) => text.clone(),
                Piece::Different(text) => format!("[{text}]"),
            };
            pieces.iter().map(piece).collect()
        };
        let printed = (print(&difference.visited), print(&difference.genuine));
        assert_eq!((printed.0.as_str(), printed.1.as_str()), expected);
        let names: Vec<String> = difference.odd.iter().map(ToString::to_string).collect();
        assert_eq!(names, odd);
    }

    #[test]
    fn what_differs_is_marked() {
        check(
            "alibaba.com",
            "alibaba.com",
            ("alibaba.com", "alibaba.com"),
            &[],
        );
        check(
            "alixaba.com",
            "alibaba.com",
            ("ali[x]aba.com", "ali[b]aba.com"),
            &[],
        );
        check(
            "alibab.com",
            "alibaba.com",
            ("alibab.com", "alibab[a].com"),
            &[],
        );
        check(
            "alibaba.co",
            "alibaba.com",
            ("alibaba.co", "alibaba.co[m]"),
            &[],
        );
    }

    #[test]
    fn a_letter_that_both_happen_to_have_is_no_likeness() {
        check(
            "login-alibaba.example",
            "alibaba.com",
            ("[login-]alibaba.[example]", "alibaba.[com]"),
            &[],
        );
        check(
            "amaznon.com",
            "amazon.com",
            ("amaz[n]on.com", "amazon.com"),
            &[],
        );
    }

    #[test]
    fn the_genuine_name_is_found_inside() {
        check(
            "login.alibaba.com.evil.example",
            "alibaba.com",
            ("[login.]alibaba.com[.evil.example]", "alibaba.com"),
            &[],
        );
    }

    #[test]
    fn odd_characters_are_named() {
        check(
            "аlibaba.com",
            "alibaba.com",
            ("[а]libaba.com", "[a]libaba.com"),
            &["U+0430 Cyrillic a"],
        );
        check(
            "a1ibаḃa.com",
            "alibaba.com",
            ("a[1]ib[аḃ]a.com", "a[l]ib[ab]a.com"),
            &["U+0031 digit 1", "U+0430 Cyrillic a", "U+1E03 Latin b"],
        );
    }

    #[test]
    fn a_genuine_host_in_another_script_has_no_odd_characters() {
        check("食狮.中国", "食狮.中国", ("食狮.中国", "食狮.中国"), &[]);
    }
}
