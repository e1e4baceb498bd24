//! Our own list of what people put on a seal (`data/common_words.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::plain;

const LIST: &str = include_str!("../../data/common_words.txt");

/// The list, in the order in which somebody tries it who goes down all its parts at once.
pub(super) struct CommonWords {
    /// Which guess a word is, from 1.
    ranks: HashMap<String, u32>,
    /// Those of ASCII alone, the likeliest first.
    ascii: Vec<String>,
}

/// The list, read once.
pub(super) fn get() -> &'static CommonWords {
    static WORDS: LazyLock<CommonWords> = LazyLock::new(|| CommonWords::read(LIST));
    &WORDS
}

impl CommonWords {
    fn read(list: &str) -> Self {
        let mut placed: Vec<(u32, String)> = Vec::new();
        let mut place = 0;
        for line in list.lines() {
            if line.starts_with('[') {
                place = 0;
            } else if !line.is_empty() && !line.starts_with('#') {
                place += 1;
                placed.push((place, plain(line)));
            }
        }
        // Stable: of the same place, the earlier part of the list comes first.
        placed.sort_by_key(|(place, _)| *place);
        let mut words = Self {
            ranks: HashMap::new(),
            ascii: Vec::new(),
        };
        for (rank, (_, word)) in (1..).zip(placed) {
            if word.is_ascii() {
                words.ascii.push(word.clone());
            }
            words.ranks.entry(word).or_insert(rank);
        }
        words
    }

    /// How many guesses it takes to come to this word, where it is in the list.
    /// The word is [`plain`].
    pub(super) fn rank(&self, word: &str) -> Option<f64> {
        self.ranks.get(word).copied().map(f64::from)
    }

    /// The words of ASCII alone, the likeliest first.
    pub(super) fn ascii(&self) -> Vec<&str> {
        self.ascii.iter().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_of_the_list_are_tried_at_once() {
        let words = CommonWords::read("# no word\n[one]\nA b\nc\n\n[two]\né\nc\n");
        for (word, rank) in [("ab", 1.0), ("e", 2.0), ("c", 3.0)] {
            assert_eq!(words.rank(word), Some(rank), "{word}");
        }
        assert_eq!(words.rank("noword"), None);
        assert_eq!(words.ascii()[..2], ["ab", "e"]);
    }

    #[test]
    fn the_list_has_some_hundred_entries() {
        assert!(get().ranks.len() > 500, "{}", get().ranks.len());
        assert!(get().ranks.keys().all(|word| !word.is_empty()));
    }
}
