//! Canonical Huffman codes, as in Deflate (RFC 1951, section 3.2.2).

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};

use super::Word;

/// Bits of the longest word.
const LONGEST_WORD: usize = 15;

/// A code.
pub(super) struct Code {
    /// How many words have one bit, two bits, and so on.
    counts: [u8; LONGEST_WORD],
    /// What the words stand for, in the order of the words.
    symbols: Vec<u8>,
    words: BTreeMap<u8, Word>,
}

impl Code {
    /// The code in which symbols that are so frequent take the fewest bits.
    pub(super) fn of(frequencies: &BTreeMap<u8, u64>) -> Result<Self> {
        let lengths = lengths(frequencies);
        let mut symbols: Vec<u8> = lengths.keys().copied().collect();
        symbols.sort_by_key(|symbol| lengths.get(symbol));
        let (mut counts, mut words) = ([0; LONGEST_WORD], BTreeMap::new());
        let (mut next, mut before) = (0, 0);
        for symbol in &symbols {
            let length = lengths.get(symbol).copied().unwrap_or_default();
            let place = usize::try_from(length)?.checked_sub(1);
            let count = place.and_then(|place| counts.get_mut(place));
            *count.context("a word is too long")? += 1;
            next <<= length - before;
            words.insert(*symbol, Word { bits: next, length });
            (next, before) = (next + 1, length);
        }
        Ok(Self {
            counts,
            symbols,
            words,
        })
    }

    /// The word of a symbol.
    pub(super) fn word(&self, symbol: u8) -> Result<Word> {
        let word = self.words.get(&symbol).copied();
        word.context("a symbol has no word")
    }

    /// Writes what a reader needs to know of it.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.counts);
        bytes.extend(&self.symbols);
    }
}

/// The bits of each symbol's word: the two rarest groups are joined, each with one bit more, until
/// there is one. Groups that are equally rare are taken in their order, so that each run makes the
/// same code.
fn lengths(frequencies: &BTreeMap<u8, u64>) -> BTreeMap<u8, u32> {
    let single = frequencies
        .iter()
        .map(|(symbol, count)| (*count, vec![*symbol]));
    let mut groups: Vec<(u64, Vec<u8>)> = single.collect();
    let mut lengths: BTreeMap<u8, u32> = frequencies.keys().map(|symbol| (*symbol, 0)).collect();
    while groups.len() > 1 {
        groups.sort();
        let (mut count, mut joined) = (0, Vec::new());
        for (rare, symbols) in groups.drain(..2) {
            count += rare;
            joined.extend(symbols);
        }
        for symbol in &joined {
            *lengths.entry(*symbol).or_default() += 1;
        }
        groups.push((count, joined));
    }
    lengths
}
