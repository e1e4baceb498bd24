//! Divides a text into runs of ASCII, which zxcvbn judges, and single characters of other scripts.

use icu_normalizer::DecomposingNormalizer;
use unicode_segmentation::UnicodeSegmentation;

use super::ascii;
use super::common_words::CommonWords;

/// Guesses for a Han character. The List of Commonly Used Characters in Modern Chinese (1988) has
/// 2,500 common ones, which make up nearly all of what is written.
const HAN: f64 = 2500.0;

/// Guesses for a Hangul syllable: of the 2,350 in KS X 1001 a few hundred are common.
const HANGUL: f64 = 500.0;

/// Guesses for a letter of another alphabet: Arabic has 28, Cyrillic 33, Devanagari and kana some
/// more.
const LETTER: f64 = 30.0;

/// Guesses for an emoji or another sign: Unicode has thousands, and a few hundred are nearly all
/// that people send.
const SIGN: f64 = 300.0;

/// A part of a text that is not divided further.
pub(super) struct Token {
    /// As in the list.
    plain: String,
    guesses: f64,
}

impl Token {
    /// What stands there, as it would stand in the list.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// How many guesses it takes alone.
    pub(super) fn guesses(&self) -> f64 {
        self.guesses
    }

    /// The scalar value that it is made of, where it is one.
    pub(super) fn only_scalar(&self) -> Option<char> {
        let mut scalars = self.plain.chars();
        scalars.next().filter(|_| scalars.next().is_none())
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, words: &CommonWords) -> Vec<Token> {
    let mut clusters = text.graphemes(true).map(simplified).peekable();
    let mut tokens = Vec::new();
    while let Some(mut text) = clusters.next() {
        let guesses = if text.is_ascii() {
            while let Some(next) = clusters.next_if(|next| next.is_ascii()) {
                text.push_str(&next);
            }
            ascii::guesses(&text, words)
        } else {
            single(&text)
        };
        let plain = plain(&text);
        tokens.push(Token { plain, guesses });
    }
    tokens
}

fn single(cluster: &str) -> f64 {
    match cluster.chars().next() {
        Some(
            '\u{3005}'..='\u{3007}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}',
        ) => HAN,
        Some('\u{AC00}'..='\u{D7A3}') => HANGUL,
        Some(letter) if letter.is_alphabetic() => LETTER,
        _ => SIGN,
    }
}

/// A word as it stands in the list: lower case, without white space, accents and variants.
pub(super) fn plain(word: &str) -> String {
    let clusters = word.graphemes(true).map(simplified);
    let lower = clusters.collect::<String>().to_lowercase();
    lower.split_whitespace().collect()
}

/// A character without what somebody who guesses would not care for: accents on Latin letters,
/// full width, skin tones and the sign that asks for a coloured picture.
fn simplified(cluster: &str) -> String {
    let decomposed = DecomposingNormalizer::new_nfkd().normalize(cluster);
    let is_latin = decomposed.starts_with(|first: char| first.is_ascii());
    if is_latin {
        return decomposed.chars().filter(char::is_ascii).collect();
    }
    let is_variant =
        |scalar: &char| matches!(scalar, '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    let scalars = cluster.chars().filter(|scalar| !is_variant(scalar));
    Some(scalars.collect::<String>())
        .filter(|simple| !simple.is_empty())
        .unwrap_or_else(|| cluster.to_owned())
}
