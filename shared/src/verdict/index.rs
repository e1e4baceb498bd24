//! Finds the names that a host might imitate, among ten thousand about as fast as among ten.
//!
//! Keys are hashes of coarse skeletons: of each name whole, with each single letter left out (two
//! strings are one edit or one swap of neighbours apart only if a deletion of one equals the other
//! or a deletion of it: the symmetric deletion method), and of the first letters of each longer
//! name, to find it inside a longer label. A key only proposes: the rules compare the letters.
//!
//! Most questions have no answer, so a sieve stands before the table: one bit for each key, small
//! enough for the processor's cache however many names there are.

use super::brand::Brand;

/// Letters by which a name is found inside a label: the more, the fewer names share them. Some names
/// look shorter than they are (`cl` looks like `d`), and are found by all that is left of them.
const WINDOWS: [usize; 2] = [5, 4];

/// Letters of a name that is looked for inside labels, and not only between hyphens, at least.
pub(super) const INSIDE_LETTERS: usize = 5;

/// The multiplier of the polynomial hash: an odd number without structure (2^64 over the golden
/// ratio). Whoever makes names collide has them compared, and that is all.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The number that undoes a multiplication by `BASE`, modulo 2^64.
const INVERSE: u64 = 0xF1DE_83E1_9937_733D;

/// Bits of the sieve for each key: one in sixteen questions without an answer passes it.
const SIEVE_BITS: usize = 16;

/// Keeps the keys of names without a letter apart from those of whole names.
const DELETION_SALT: u64 = 0x2545_F491_4F6C_DD1D;

/// Keeps the keys of windows apart from both.
const WINDOW_SALT: u64 = 0x5851_F42D_4C95_7F2D;

/// Where the keys of all names lead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// A hash table with linear probing, at most half full; its length is a power of two.
    slots: Vec<Slot>,
    /// A set bit for each key; its number of bits is a power of two.
    sieve: Vec<u64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    /// The place of the name in the catalogue's list plus one; 0 where the slot is empty.
    brand: u32,
}

impl Index {
    /// The index of these names.
    pub(super) fn new(brands: &[Brand]) -> Self {
        let mut entries = Vec::new();
        for (brand, place) in brands.iter().zip(1..) {
            let coarse = brand.name.coarse();
            let mut keys = Vec::new();
            // They are few, and the code that sorts them would be larger than this whole file.
            let mut add = |key| {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            };
            for form in [coarse, brand.name.loose()] {
                add(hash(form));
                deletions(form, |key| add(key ^ DELETION_SALT));
            }
            let mut windows = WINDOWS.iter().filter_map(|&window| coarse.get(..window));
            if brand.length() >= INSIDE_LETTERS
                && let Some(first) = windows.next()
            {
                add(hash(first) ^ WINDOW_SALT);
            }
            entries.extend(keys.into_iter().map(|key| (short(key), place)));
        }
        let mut index = Self {
            slots: vec![Slot::default(); (entries.len() * 2).next_power_of_two()],
            sieve: vec![0; (entries.len() * SIEVE_BITS / 64).next_power_of_two()],
        };
        for (key, brand) in entries {
            index.insert(key, brand);
        }
        index
    }

    fn insert(&mut self, key: u32, brand: u32) {
        let (word, bit) = self.sieve_place(key);
        if let Some(word) = self.sieve.get_mut(word) {
            *word |= bit;
        }
        let mask = self.slots.len() - 1;
        let mut place = key as usize & mask;
        while let Some(slot) = self.slots.get_mut(place) {
            if slot.brand == 0 {
                *slot = Slot { key, brand };
                return;
            }
            place = (place + 1) & mask;
        }
    }

    /// Where the bit of a key stands. The table uses the low bits of the key, so this uses the high
    /// ones.
    fn sieve_place(&self, key: u32) -> (usize, u64) {
        let turned = key.swap_bytes().reverse_bits().rotate_right(13) as usize;
        let mask = self.sieve.len().wrapping_sub(1);
        ((turned >> 6) & mask, 1 << (turned & 63))
    }

    fn find(&self, key: u64, found: &mut impl FnMut(usize)) {
        let key = short(key);
        let (word, bit) = self.sieve_place(key);
        if self.sieve.get(word).is_none_or(|word| word & bit == 0) {
            return;
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = key as usize & mask;
        while let Some(slot) = self.slots.get(place) {
            if slot.brand == 0 {
                return;
            }
            if slot.key == key {
                found(slot.brand as usize - 1);
            }
            place = (place + 1) & mask;
        }
    }

    /// Names that have this coarse skeleton.
    pub(super) fn find_whole(&self, coarse: &[char], mut found: impl FnMut(usize)) {
        self.find(hash(coarse), &mut found);
    }

    /// Names whose coarse skeleton is this one, or one edit away from it.
    pub(super) fn find_near(&self, coarse: &[char], mut found: impl FnMut(usize)) {
        let mut find_both = |key| {
            self.find(key, &mut found);
            self.find(key ^ DELETION_SALT, &mut found);
        };
        find_both(hash(coarse));
        deletions(coarse, find_both);
    }

    /// Names that may begin at this place of a coarse skeleton.
    pub(super) fn find_beginning(&self, coarse: &[char], mut found: impl FnMut(usize)) {
        for window in WINDOWS.iter().filter_map(|&window| coarse.get(..window)) {
            self.find(hash(window) ^ WINDOW_SALT, &mut found);
        }
    }
}

/// The hash of a skeleton.
pub(super) fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0, |hash, &letter| add(hash, letter))
}

/// Calls `found` with the hash of the text without the letter at each place, each in constant time.
fn deletions(letters: &[char], mut found: impl FnMut(u64)) {
    let mut after = 0;
    let mut power: u64 = 1;
    // From the end: what stands after the letter keeps its value, what stands before it moves down.
    let mut before = hash(letters);
    for &letter in letters.iter().rev() {
        before = before.wrapping_sub(value(letter)).wrapping_mul(INVERSE);
        found(before.wrapping_mul(power).wrapping_add(after));
        after = power.wrapping_mul(value(letter)).wrapping_add(after);
        power = power.wrapping_mul(BASE);
    }
}

fn add(hash: u64, letter: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(value(letter))
}

fn value(letter: char) -> u64 {
    u64::from(u32::from(letter)) + 1
}

/// The key in the table: the well-mixed half of the hash.
fn short(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_inverse_undoes_the_base() {
        assert_eq!(BASE.wrapping_mul(INVERSE), 1);
    }

    proptest! {
        #[test]
        fn a_deletion_hashes_like_the_shorter_text(text in "[a-z]{1,20}", place in 0_usize..20) {
            let place = place % text.len();
            let mut shorter = text.clone();
            shorter.remove(place);
            let mut hashes = Vec::new();
            deletions(&letters(&text), |hash| hashes.push(hash));
            let hash_of_shorter = hash(&letters(&shorter));
            prop_assert_eq!(hashes.iter().rev().nth(place), Some(&hash_of_shorter));
        }
    }
}
