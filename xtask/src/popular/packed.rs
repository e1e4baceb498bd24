//! Writes the set of names that `shared/src/verdict/popular/names.rs` reads; the form is told there.

mod code;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};

use code::Code;

/// Names in a block.
const BLOCK: usize = 16;

/// Stands behind the last character of a name.
const END: u8 = 0;

/// A name, as it is written.
struct Entry {
    /// How many characters it shares with the name before; the first of a block names none.
    shared: Option<u8>,
    /// Its other characters, and the end.
    rest: Vec<u8>,
}

/// Packs the names.
pub(super) fn pack(names: &BTreeSet<Vec<u8>>) -> Result<Vec<u8>> {
    let entries = entries(names)?;
    let rests = entries.iter().flat_map(|entry| entry.rest.iter().copied());
    let characters = Code::of(&counts(rests))?;
    let shared = entries.iter().filter_map(|entry| entry.shared);
    let shared_lengths = Code::of(&counts(shared))?;

    let (mut bits, mut positions) = (Bits::default(), Vec::new());
    for entry in &entries {
        match entry.shared {
            None => positions.push(bits.length),
            Some(shared) => bits.push(shared_lengths.word(shared)?),
        }
        for character in &entry.rest {
            bits.push(characters.word(*character)?);
        }
    }

    let mut packed = u32::try_from(names.len())?.to_le_bytes().to_vec();
    characters.write(&mut packed);
    shared_lengths.write(&mut packed);
    for position in positions {
        let [low, middle, high, 0] = position.to_le_bytes() else {
            anyhow::bail!("the names have more bits than a position of three bytes can say");
        };
        packed.extend([low, middle, high]);
    }
    packed.extend(bits.bytes);
    Ok(packed)
}

fn entries(names: &BTreeSet<Vec<u8>>) -> Result<Vec<Entry>> {
    let mut before: &[u8] = &[];
    let mut entries = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let pairs = name.iter().zip(before);
        let alike = pairs.take_while(|(one, other)| one == other).count();
        let (shared, rest) = match index % BLOCK {
            0 => (None, name.as_slice()),
            _ => (
                Some(u8::try_from(alike)?),
                name.get(alike..).context("a shorter name")?,
            ),
        };
        let rest = rest.iter().copied().chain([END]).collect();
        entries.push(Entry { shared, rest });
        before = name;
    }
    Ok(entries)
}

fn counts(symbols: impl Iterator<Item = u8>) -> BTreeMap<u8, u64> {
    let mut counts = BTreeMap::new();
    for symbol in symbols {
        *counts.entry(symbol).or_default() += 1;
    }
    counts
}

/// A word of a code.
#[derive(Clone, Copy)]
struct Word {
    bits: u32,
    length: u32,
}

/// Bits, written from the highest of each byte on.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    length: u32,
}

impl Bits {
    fn push(&mut self, word: Word) {
        for place in (0..word.length).rev() {
            if self.length.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = word.bits >> place & 1;
            if let Some(last) = self.bytes.last_mut().filter(|_| bit == 1) {
                *last |= 0x80 >> (self.length % 8);
            }
            self.length += 1;
        }
    }
}
