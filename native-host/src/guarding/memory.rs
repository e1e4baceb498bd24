//! What was judged a moment ago, so that one more character costs one more beginning, and Argon2id is
//! not asked twice of one text.
//!
//! It holds keyed hashes of what was typed, never anything of it, and is gone with the helper. The
//! oldest gives way.

use std::collections::{HashMap, VecDeque};

use hmac::Mac as _;
use zeroize::Zeroizing;

use super::text::utf8;
use crate::vault::{DataKey, KEYED_HASH_BYTES, KeyedHash};

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal judged text 1";

/// Beginnings that are remembered: those of four of the longest texts.
const BEGINNINGS: usize = 4_096;

/// Whole texts that are remembered: far more than a person types within minutes.
const WHOLES: usize = 1_024;

/// A keyed hash of a text.
pub(super) type Tag = [u8; KEYED_HASH_BYTES];

/// What is remembered.
pub(super) struct Memory {
    hash: KeyedHash,
    /// Which entries a beginning fits, by their places.
    pub(super) beginnings: Remembered<Vec<usize>>,
    /// Whether a text is the whole of an entry.
    pub(super) wholes: Remembered<bool>,
}

/// Values by tags, so many at most.
pub(super) struct Remembered<T> {
    values: HashMap<Tag, T>,
    order: VecDeque<Tag>,
    most: usize,
}

impl Memory {
    /// Nothing is remembered yet.
    pub(super) fn new(key: &DataKey) -> Self {
        Self {
            hash: key.keyed_hash(PURPOSE),
            beginnings: Remembered::new(BEGINNINGS),
            wholes: Remembered::new(WHOLES),
        }
    }

    /// The tag of a beginning.
    pub(super) fn beginning(&self, window: &[u8]) -> Tag {
        self.tag(usize::MAX, window)
    }

    /// The tag of a text that is held against one entry as a whole.
    pub(super) fn whole(&self, entry: usize, characters: &[char]) -> Tag {
        let text: Zeroizing<Vec<u8>> = utf8(characters);
        self.tag(entry, &text)
    }

    fn tag(&self, entry: usize, text: &[u8]) -> Tag {
        let hash = self.hash.clone().chain_update(entry.to_be_bytes());
        hash.chain_update(text).finalize().into_bytes().into()
    }
}

impl<T> Remembered<T> {
    fn new(most: usize) -> Self {
        Self {
            values: HashMap::new(),
            order: VecDeque::new(),
            most,
        }
    }

    /// What is remembered of this.
    pub(super) fn value(&self, tag: &Tag) -> Option<&T> {
        self.values.get(tag)
    }

    /// Remembers this, in place of the oldest where there is no room.
    pub(super) fn remember(&mut self, tag: Tag, value: T) {
        if self.values.insert(tag, value).is_some() {
            return;
        }
        self.order.push_back(tag);
        if self.order.len() > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_gives_way() {
        let tag = |number: u8| [number; KEYED_HASH_BYTES];
        let mut remembered = Remembered::new(2);
        for number in [1, 2, 1, 3] {
            remembered.remember(tag(number), number);
        }
        let values = [1, 2, 3].map(|number| remembered.value(&tag(number)).copied());
        assert_eq!(values, [None, Some(2), Some(3)]);
        assert_eq!((remembered.values.len(), remembered.order.len()), (2, 2));
    }
}
