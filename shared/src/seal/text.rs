//! The words of a text seal.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refused_characters::{Refusal, refusal};
use super::unicode::{clusters, nfc};
use crate::limits::{CHARACTER_SCALARS, SEAL_LINE_CHARACTERS, SEAL_LINES};

/// One line of a seal: NFC, no white space at its ends, at most seven characters, none of them
/// refused. It may be empty, between two others.
#[derive(Clone, PartialEq, Eq)]
pub struct SealLine(String);

/// One to three lines; the last is not empty, and so is at least one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct SealText(Vec<SealLine>);

/// Why a line cannot stand on a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LineProblem {
    /// More characters than a line has room for.
    #[error("it has {characters} characters, and {SEAL_LINE_CHARACTERS} have room")]
    TooLong {
        /// How many a person counts.
        characters: usize,
    },
    /// A character that no seal may have.
    #[error("it has the character U+{:04X}, which no seal may have", u32::from(*character))]
    RefusedCharacter {
        /// The character.
        character: char,
        /// Why it is refused.
        refusal: Refusal,
    },
    /// A character with more marks on it than any script puts there.
    #[error("its character {position} has more marks stacked on it than can be read")]
    StackedMarks {
        /// Which character of the line, counted from one.
        position: usize,
    },
}

/// Why a text cannot be a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealTextProblem {
    /// Nothing in any line.
    #[error("the seal is empty")]
    Empty,
    /// More lines than a seal has.
    #[error("the seal has {lines} lines, and {SEAL_LINES} have room")]
    TooManyLines {
        /// How many were given.
        lines: usize,
    },
    /// One of the lines cannot stand.
    #[error("line {line} cannot stand on the seal: {problem}")]
    Line {
        /// Which line, counted from one.
        line: usize,
        /// Why.
        problem: LineProblem,
    },
}

impl SealLine {
    /// The line that these words make: in NFC, without white space at the ends.
    ///
    /// # Errors
    /// The first reason why they cannot stand on a seal.
    pub fn parse(words: &str) -> Result<Self, LineProblem> {
        // A refused character is named even where trimming would drop it: what a person pasted
        // is not what they see.
        let normal = nfc(words);
        if let Some(problem) = first_refused(&normal) {
            return Err(problem);
        }
        let trimmed = normal.trim();
        let clusters = clusters(trimmed);
        let stacked = clusters
            .iter()
            .position(|&scalars| scalars > CHARACTER_SCALARS);
        if let Some(index) = stacked {
            return Err(LineProblem::StackedMarks {
                position: index + 1,
            });
        }
        let characters = clusters.len();
        if characters > SEAL_LINE_CHARACTERS {
            return Err(LineProblem::TooLong { characters });
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many characters a person counts in `words`, once they stand on a seal.
    #[must_use]
    pub fn count_characters(words: &str) -> usize {
        clusters(nfc(words).trim()).len()
    }
}

impl SealText {
    /// The seal that these lines make. Empty lines at the end are dropped.
    ///
    /// # Errors
    /// The first reason why they cannot be a seal.
    pub fn parse<L: AsRef<str>>(lines: &[L]) -> Result<Self, SealTextProblem> {
        if lines.len() > SEAL_LINES {
            return Err(SealTextProblem::TooManyLines { lines: lines.len() });
        }
        let mut parsed = Vec::with_capacity(lines.len());
        for (index, words) in lines.iter().enumerate() {
            let line =
                SealLine::parse(words.as_ref()).map_err(|problem| SealTextProblem::Line {
                    line: index + 1,
                    problem,
                })?;
            parsed.push(line);
        }
        while parsed.last().is_some_and(|line| line.0.is_empty()) {
            parsed.pop();
        }
        if parsed.is_empty() {
            return Err(SealTextProblem::Empty);
        }
        Ok(Self(parsed))
    }

    /// The lines, one to three.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(SealLine::as_str)
    }
}

fn first_refused(text: &str) -> Option<LineProblem> {
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(refusal) = refusal(before, character, characters.peek().copied()) {
            return Some(LineProblem::RefusedCharacter { character, refusal });
        }
        before = Some(character);
    }
    None
}

impl TryFrom<Vec<String>> for SealText {
    type Error = SealTextProblem;

    fn try_from(lines: Vec<String>) -> Result<Self, SealTextProblem> {
        Self::parse(&lines)
    }
}

impl From<SealText> for Vec<String> {
    fn from(text: SealText) -> Self {
        text.0.into_iter().map(|line| line.0).collect()
    }
}

impl fmt::Debug for SealLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealLine(secret)")
    }
}

impl fmt::Debug for SealText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealText(secret)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let text = SealText::parse(lines).unwrap();
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[track_caller]
    fn check_refused(lines: &[&str], expected: SealTextProblem) {
        assert_eq!(SealText::parse(lines).unwrap_err(), expected, "{lines:?}");
    }

    fn line(line: usize, problem: LineProblem) -> SealTextProblem {
        SealTextProblem::Line { line, problem }
    }

    #[test]
    fn up_to_three_lines_of_seven_characters_stand() {
        check(
            &["abcdefg", "1234567", "ABCDEFG"],
            &["abcdefg", "1234567", "ABCDEFG"],
        );
        check(&["  fox ", "", ""], &["fox"]);
        check(&["", "moon"], &["", "moon"]);
    }

    #[test]
    fn a_character_is_what_a_person_counts_as_one() {
        check(&["👩🏽‍❤️‍💋‍👨🏿🏴󠁧󠁢󠁥󠁮󠁧󠁿👨‍👩‍👧‍👦🇨🇳é中ع"], &["👩🏽‍❤️‍💋‍👨🏿🏴󠁧󠁢󠁥󠁮󠁧󠁿👨‍👩‍👧‍👦🇨🇳é中ع"]);
        check(
            &["e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}"],
            &["ééééééé"],
        );
        check(&["你好世界你好世"], &["你好世界你好世"]);
        assert_eq!(SealLine::count_characters(" 👨‍👩‍👧‍👦 a "), 3);
    }

    #[test]
    fn eight_characters_are_too_long() {
        check_refused(
            &["12345678"],
            line(1, LineProblem::TooLong { characters: 8 }),
        );
        check_refused(
            &["a", "你好世界你好世界"],
            line(2, LineProblem::TooLong { characters: 8 }),
        );
    }

    #[test]
    fn four_lines_are_too_many() {
        check_refused(
            &["a", "b", "c", "d"],
            SealTextProblem::TooManyLines { lines: 4 },
        );
        check_refused(
            &["a", "b", "c", ""],
            SealTextProblem::TooManyLines { lines: 4 },
        );
    }

    #[test]
    fn an_empty_seal_is_refused() {
        check_refused(&[], SealTextProblem::Empty);
        check_refused(&["", "  ", "\u{3000}"], SealTextProblem::Empty);
    }

    #[test]
    fn a_refused_character_is_named_wherever_it_stands() {
        for (words, character, refusal) in [
            ("ab\u{7}", '\u{7}', Refusal::Control),
            ("\tab", '\t', Refusal::Control),
            ("ab\n", '\n', Refusal::Control),
            ("\u{202E}ab", '\u{202E}', Refusal::Bidirectional),
            ("a\u{200B}b", '\u{200B}', Refusal::Invisible),
            ("\u{F8FF}", '\u{F8FF}', Refusal::PrivateUse),
        ] {
            let problem = LineProblem::RefusedCharacter { character, refusal };
            check_refused(&["ok", words], line(2, problem));
        }
    }

    #[test]
    fn stacked_marks_are_refused() {
        let stacked = format!("a{}", "\u{0336}".repeat(CHARACTER_SCALARS));
        check_refused(
            &[&format!("x{stacked}")],
            line(1, LineProblem::StackedMarks { position: 2 }),
        );
    }

    #[test]
    fn nothing_of_the_words_is_printed_for_debugging() {
        let text = SealText::parse(&["secret"]).unwrap();
        assert!(!format!("{text:?}").contains("secret\""));
        assert_eq!(format!("{text:?}"), "SealText(secret)");
    }

    proptest! {
        #[test]
        fn what_was_parsed_parses_to_the_same(lines in prop::collection::vec(any::<String>(), 0..4)) {
            if let Ok(text) = SealText::parse(&lines) {
                let printed = Vec::from(text.clone());
                prop_assert_eq!(SealText::parse(&printed), Ok(text));
            }
        }
    }
}
