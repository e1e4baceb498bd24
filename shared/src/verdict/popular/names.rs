//! A sorted set of names in few bytes, read in place.
//!
//! Numbers are little-endian, bits are read from the highest of each byte on.
//!
//! | part | bytes |
//! |---|---|
//! | how many names | 4 |
//! | code of the characters, code of the shared lengths | each: how many of its words have 1 to 15 bits, a byte each; then what they stand for, a byte each |
//! | where each block begins, in bits of the last part | 3 a block |
//! | the names | the rest |
//!
//! A block has [`BLOCK`] names, the last one what is left.
//! The first name of a block is its characters and [`END`].
//! Each further one is how many of its first characters it shares with the name before it, as many
//! as there are; then the other characters and [`END`].
//!
//! Both codes are canonical Huffman codes, as in Deflate (RFC 1951, section 3.2.2).

use std::cmp::Ordering;

/// Names in a block.
const BLOCK: usize = 16;

/// Stands behind the last character of a name; sorts before every character.
const END: u8 = 0;

/// Bits of the longest word of a code.
const LONGEST_WORD: usize = 15;

/// Bytes of the position of a block.
const POSITION_BYTES: usize = 3;

/// The set.
pub(super) struct Names<'a> {
    count: usize,
    characters: Code<'a>,
    shared_lengths: Code<'a>,
    positions: &'a [u8],
    bits: &'a [u8],
}

impl<'a> Names<'a> {
    /// The set in these bytes; none where they are too few.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (characters, rest) = Code::read(rest)?;
        let (shared_lengths, rest) = Code::read(rest)?;
        let blocks = count.div_ceil(BLOCK);
        let (positions, bits) = rest.split_at_checked(blocks.checked_mul(POSITION_BYTES)?)?;
        Some(Self {
            count,
            characters,
            shared_lengths,
            positions,
            bits,
        })
    }

    /// Whether `name` is in it.
    pub(super) fn contains(&self, name: &[u8]) -> bool {
        self.find(name).unwrap_or(false)
    }

    fn find(&self, name: &[u8]) -> Option<bool> {
        let (mut from, mut to) = (0, self.count.div_ceil(BLOCK));
        while from < to {
            let middle = from.midpoint(to);
            let first = self.compare(&mut self.block(middle)?, name, 0)?;
            match first.order {
                Ordering::Equal => return Some(true),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        match from.checked_sub(1) {
            Some(block) => self.find_in_block(block, name),
            None => Some(false),
        }
    }

    /// Looks behind the first name of a block, which sorts before `name`.
    fn find_in_block(&self, block: usize, name: &[u8]) -> Option<bool> {
        let mut bits = self.block(block)?;
        let mut before = self.compare(&mut bits, name, 0)?;
        let mut last_read = before.last_read;
        for _ in 1..BLOCK.min(self.count - block * BLOCK) {
            while last_read != END {
                last_read = self.characters.next(&mut bits)?;
            }
            let shared = usize::from(self.shared_lengths.next(&mut bits)?);
            match shared.cmp(&before.alike) {
                // It differs from the name where the one before did, and sorts before it, too.
                Ordering::Greater => last_read = self.characters.next(&mut bits)?,
                // It differs from the one before where that was like the name, and sorts behind.
                Ordering::Less => return Some(false),
                Ordering::Equal => {
                    before = self.compare(&mut bits, name, shared)?;
                    match before.order {
                        Ordering::Equal => return Some(true),
                        Ordering::Greater => return Some(false),
                        Ordering::Less => last_read = before.last_read,
                    }
                }
            }
        }
        Some(false)
    }

    /// Compares a name of the set, whose first characters are `alike` and left out here, with
    /// `name`. Reads up to where they differ.
    fn compare(&self, bits: &mut Bits<'a>, name: &[u8], alike: usize) -> Option<Comparison> {
        for alike in alike.. {
            let last_read = self.characters.next(bits)?;
            let expected = name.get(alike).copied().unwrap_or(END);
            let order = last_read.cmp(&expected);
            if order != Ordering::Equal || last_read == END {
                return Some(Comparison {
                    alike,
                    last_read,
                    order,
                });
            }
        }
        None
    }

    fn block(&self, block: usize) -> Option<Bits<'a>> {
        let start = block * POSITION_BYTES;
        let position = self.positions.get(start..start + POSITION_BYTES)?;
        let number = |sum, &byte: &u8| sum << 8 | usize::from(byte);
        Some(Bits {
            bytes: self.bits,
            position: position.iter().rev().fold(0, number),
        })
    }
}

/// How a name of the set compares with another name.
struct Comparison {
    /// How many of their first characters are alike.
    alike: usize,
    /// What was read last, of the name of the set.
    last_read: u8,
    /// How it sorts.
    order: Ordering,
}

/// A canonical Huffman code.
struct Code<'a> {
    /// How many words have one bit, two bits, and so on.
    counts: &'a [u8; LONGEST_WORD],
    /// What the words stand for, in the order of the words.
    symbols: &'a [u8],
}

impl<'a> Code<'a> {
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (counts, rest) = bytes.split_first_chunk()?;
        let words = counts.iter().map(|&count| usize::from(count)).sum();
        let (symbols, rest) = rest.split_at_checked(words)?;
        Some((Self { counts, symbols }, rest))
    }

    /// What the next word stands for. Words of one length are numbers in a row, and the first one
    /// follows from those that are shorter.
    fn next(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let window = bits.peek()?;
        let (mut first, mut shorter) = (0, 0);
        for (&count, length) in self.counts.iter().zip(1..) {
            let count = usize::from(count);
            let word = window >> (LONGEST_WORD - length);
            if let Some(offset) = word.checked_sub(first).filter(|&offset| offset < count) {
                bits.position += length;
                return self.symbols.get(shorter + offset).copied();
            }
            shorter += count;
            first = (first + count) << 1;
        }
        None
    }
}

/// Bits, and how many of them were read.
struct Bits<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Bits<'_> {
    /// As many bits as the longest word has, with zeros behind the end; none at the end.
    fn peek(&self) -> Option<usize> {
        let rest = self.bytes.get(self.position / 8..)?;
        let mut bytes = [0; 3];
        match rest.first_chunk() {
            Some(chunk) => bytes = *chunk,
            None => bytes.get_mut(..rest.len())?.copy_from_slice(rest),
        }
        let [high, middle, low] = bytes.map(usize::from);
        let wide = high << 16 | middle << 8 | low;
        let behind = 24 - LONGEST_WORD - self.position % 8;
        (!rest.is_empty()).then_some(wide >> behind & ((1 << LONGEST_WORD) - 1))
    }
}
