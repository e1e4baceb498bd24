//! How easy the words of a seal are to guess, for somebody who draws a fake one.
//!
//! The guesser is taken to know zxcvbn's lists and patterns and our own list of what people put on
//! a seal, and to write the words in whatever lines suit. A seal is as weak as the easiest way to
//! read it. zxcvbn counts every character that it does not know as ten guesses, which is far too
//! few for scripts of thousands of characters: it judges ASCII only, and the rest is counted here.

mod ascii;
mod common_words;
mod tokens;

use std::collections::BTreeSet;

use signin_seal_shared::seal::{Guess, SealText};

use common_words::CommonWords;
use tokens::{Token, tokens};

/// Guesses from which words are no longer easy.
const FAIR: f64 = 1e6;

/// Guesses from which words are hard.
const HARD: f64 = 1e8;

/// How easy these words are to guess.
pub(crate) fn judge(text: &SealText) -> Guess {
    let words = common_words::get();
    let fewest = readings(text)
        .iter()
        .map(|reading| guesses(reading, words))
        .fold(f64::INFINITY, f64::min);
    if fewest < FAIR {
        Guess::Easy
    } else if fewest < HARD {
        Guess::Fair
    } else {
        Guess::Hard
    }
}

/// The ways to read the lines as one text.
fn readings(text: &SealText) -> BTreeSet<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let spaced = lines.join(" ");
    let mut readings =
        BTreeSet::from([lines.concat(), spaced.split_whitespace().collect(), spaced]);
    // Lines that say the same three times say it once.
    if let Some(line) = lines.first().filter(|first| {
        let first = first.to_lowercase();
        lines.iter().all(|line| line.to_lowercase() == first)
    }) {
        readings.insert((*line).to_owned());
    }
    readings
}

/// How many guesses the easiest division of a text into parts takes: the product of what the parts
/// take, times the orders in which that many parts can stand, as zxcvbn has it.
fn guesses(text: &str, words: &CommonWords) -> f64 {
    let tokens = tokens(text, words);
    let parts = parts(&tokens, words);
    // The smallest product for each number of tokens from the first on, in so many parts.
    let mut products = vec![f64::INFINITY; tokens.len() + 1];
    if let Some(nothing) = products.first_mut() {
        *nothing = 1.0;
    }
    let mut fewest = f64::INFINITY;
    let mut orders = 1.0;
    for number in 1..=tokens.len() {
        products = one_part_more(&products, &parts);
        orders *= count(number);
        let product = products.last().copied().unwrap_or(f64::INFINITY);
        fewest = fewest.min(product * orders);
    }
    fewest
}

/// A part of the tokens that is guessed as one.
struct Part {
    start: usize,
    end: usize,
    guesses: f64,
}

fn parts(tokens: &[Token], words: &CommonWords) -> Vec<Part> {
    let mut parts = Vec::new();
    for start in 0..tokens.len() {
        for end in start + 1..=tokens.len() {
            let part = tokens.get(start..end).unwrap_or_default();
            let guesses = part_guesses(part, words);
            parts.push(Part {
                start,
                end,
                guesses,
            });
        }
    }
    parts
}

fn one_part_more(products: &[f64], parts: &[Part]) -> Vec<f64> {
    let mut more = vec![f64::INFINITY; products.len()];
    for part in parts {
        if let (Some(before), Some(after)) = (products.get(part.start), more.get_mut(part.end)) {
            *after = after.min(before * part.guesses);
        }
    }
    more
}

/// How many guesses a part takes: as a word of the list, as a repetition, as a row of the alphabet,
/// or one character after the other.
fn part_guesses(part: &[Token], words: &CommonWords) -> f64 {
    let word: String = part.iter().map(Token::plain).collect();
    let listed = words.rank(&word).unwrap_or(f64::INFINITY);
    product(part)
        .min(listed)
        .min(repeated(part))
        .min(in_a_row(part))
}

fn product(part: &[Token]) -> f64 {
    part.iter().map(Token::guesses).product()
}

/// Guesses of a part that says the same several times.
fn repeated(part: &[Token]) -> f64 {
    let period = (1..=part.len() / 2).find(|&period| {
        part.len().is_multiple_of(period)
            && part
                .iter()
                .zip(part.iter().skip(period))
                .all(|(one, next)| one.plain() == next.plain())
    });
    let unit = period.and_then(|period| Some((part.get(..period)?, part.len() / period)));
    unit.map_or(f64::INFINITY, |(unit, times)| product(unit) * count(times))
}

/// Guesses of a part whose characters follow each other in Unicode, up or down.
fn in_a_row(part: &[Token]) -> f64 {
    let steps = part.iter().zip(part.iter().skip(1)).map(|(one, next)| {
        let step =
            i64::from(u32::from(next.only_scalar()?)) - i64::from(u32::from(one.only_scalar()?));
        Some(step).filter(|step| step.abs() == 1)
    });
    let steps: Option<BTreeSet<i64>> = steps.collect();
    match (part.first(), steps) {
        (Some(first), Some(steps)) if steps.len() == 1 => first.guesses() * count(part.len()),
        _ => f64::INFINITY,
    }
}

fn count(number: usize) -> f64 {
    // A seal has 21 characters.
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests;
