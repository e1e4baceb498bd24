//! Characters in an order that nobody foresees, and that is the same in each run.

use std::ops::RangeInclusive;

/// What can be seen of ASCII, and the space.
const PRINTABLE: RangeInclusive<u8> = b' '..=b'~';

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014): enough
/// to draw characters with, and the same in every version of every library.
pub(super) struct Random(u64);

impl Random {
    /// Begins the order of this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number of a range.
    pub(super) fn among(&mut self, range: RangeInclusive<usize>) -> usize {
        let count = (range.end() - range.start() + 1) as u64;
        // A range of some hundred of 2^64 numbers: what is drawn more often is so by nothing.
        range.start() + (self.next() % count) as usize
    }

    /// So many characters of ASCII.
    pub(super) fn characters(&mut self, count: usize) -> String {
        let (first, last) = (
            usize::from(*PRINTABLE.start()),
            usize::from(*PRINTABLE.end()),
        );
        let mut character = || char::from(u8::try_from(self.among(first..=last)).unwrap_or(b' '));
        (0..count).map(|_| character()).collect()
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
