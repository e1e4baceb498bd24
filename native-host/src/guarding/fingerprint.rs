//! What is kept of a guarded password, and how a text is held against it.
//!
//! All hashes are HMAC-SHA-256 under a key that is derived from the data key, over a salt of 16 random
//! bytes that each password has for itself. They are cut off, so that many other texts have the same:
//!
//! - The **beginning**: 16 bits over the first four characters. One of 65,536 other beginnings has the
//!   same, so that it says when to wait, and nothing more. Whoever has the key learns that the first
//!   four characters are one of some 1,243 (of the 95⁴ of ASCII).
//! - The **whole**: 37 bits over Argon2id (RFC 9106; 8 MiB, one pass, one lane) of all characters.
//!   37 bits is what Chrome keeps for its detection of password reuse, of scrypt
//!   (`components/password_manager/core/browser/password_hash_data.cc`, `CalculatePasswordHash`), and
//!   what Password Alert keeps. Whoever has the key can try a guess: a wrong one passes both stages
//!   with a chance of 2⁻⁵³.
//! - The **length**, in characters: how long to wait.
//!
//! Without the key none of them tells anything, not even whether two passwords are the same. SECURITY.md
//! has the numbers.

use argon2::{Algorithm, Argon2, Params, Version};
use hmac::Mac as _;
use serde::{Deserialize, Serialize};
use signin_seal_shared::limits::{BEGINNING_BITS, BEGINNING_CHARACTERS, WHOLE_BITS};
use thiserror::Error;
use zeroize::Zeroizing;

use super::text::utf8;
use crate::vault::{DataKey, KEYED_HASH_BYTES, KeyedHash};

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal guarded password 1";
/// Stands before what the beginning is hashed of; after the salt, of which the length is fixed.
const BEGINNING: &[u8] = b"beginning\0";
/// The same for the whole.
const WHOLE: &[u8] = b"whole\0";

const SALT_BYTES: usize = 16;

/// Memory for one hash of a whole: milliseconds for a person, and more than a graphics card has for
/// thousands of guesses at once.
const MEMORY_KIB: u32 = 8 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;

/// The random part of a fingerprint. No two passwords have the same one.
pub(super) type Salt = [u8; SALT_BYTES];

/// What is kept of a password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fingerprint {
    /// How many characters it has.
    pub(super) length: usize,
    /// Drawn for it alone.
    pub(super) salt: Salt,
    /// 16 bits over its first four characters.
    beginning: u64,
    /// 37 bits over all of them.
    whole: u64,
}

/// Why there is no fingerprint.
#[derive(Debug, Error)]
pub(crate) enum FingerprintError {
    /// There were no random bytes for the salt.
    #[error("failed to draw random bytes: {0}")]
    Randomness(getrandom::Error),
    /// Argon2id refused.
    #[error("failed to hash a password: {0}")]
    Hashing(argon2::Error),
}

/// A fingerprint with what it is compared by, made once.
pub(super) struct Comparison {
    kept: Fingerprint,
    beginning: KeyedHash,
    whole: KeyedHash,
}

impl Fingerprint {
    /// The fingerprint of a password, under a new salt.
    pub(super) fn new(key: &DataKey, characters: &[char]) -> Result<Self, FingerprintError> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(FingerprintError::Randomness)?;
        let empty = Self {
            length: characters.len(),
            salt,
            beginning: 0,
            whole: 0,
        };
        let hashes = Comparison::new(key, empty.clone());
        Ok(Self {
            beginning: hashes.beginning_of(characters),
            whole: hashes.whole_of(characters)?,
            ..empty
        })
    }
}

impl Comparison {
    /// Ready to be compared.
    pub(super) fn new(key: &DataKey, kept: Fingerprint) -> Self {
        let salted = key.keyed_hash(PURPOSE).chain_update(kept.salt);
        Self {
            beginning: salted.clone().chain_update(BEGINNING),
            whole: salted.chain_update(WHOLE),
            kept,
        }
    }

    /// How many characters the password has.
    pub(super) fn length(&self) -> usize {
        self.kept.length
    }

    /// Whether these four characters can be its beginning.
    pub(super) fn begins(&self, window: &[u8]) -> bool {
        // Two words of the processor: comparing them takes the same time whatever they are.
        cut(self.beginning.clone().chain_update(window), BEGINNING_BITS) == self.kept.beginning
    }

    /// Whether these characters are all of it.
    pub(super) fn is_whole(&self, characters: &[char]) -> Result<bool, FingerprintError> {
        Ok(characters.len() == self.kept.length && self.whole_of(characters)? == self.kept.whole)
    }

    /// Whether these characters are all of it, looked at by their beginning first.
    pub(super) fn is_all_of(&self, characters: &[char]) -> Result<bool, FingerprintError> {
        Ok(self.beginning_of(characters) == self.kept.beginning && self.is_whole(characters)?)
    }

    fn beginning_of(&self, characters: &[char]) -> u64 {
        let window = characters.get(..BEGINNING_CHARACTERS).unwrap_or(characters);
        cut(
            self.beginning.clone().chain_update(&*utf8(window)),
            BEGINNING_BITS,
        )
    }

    fn whole_of(&self, characters: &[char]) -> Result<u64, FingerprintError> {
        let mut stretched = Zeroizing::new([0; KEYED_HASH_BYTES]);
        argon2()?
            .hash_password_into(&utf8(characters), &self.kept.salt, stretched.as_mut_slice())
            .map_err(FingerprintError::Hashing)?;
        Ok(cut(
            self.whole.clone().chain_update(stretched.as_slice()),
            WHOLE_BITS,
        ))
    }
}

fn argon2() -> Result<Argon2<'static>, FingerprintError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(KEYED_HASH_BYTES));
    let params = params.map_err(FingerprintError::Hashing)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The first bits of a hash.
fn cut(hash: KeyedHash, bits: u32) -> u64 {
    let hash: [u8; KEYED_HASH_BYTES] = hash.finalize().into_bytes().into();
    let first = hash.first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first) >> (u64::BITS - bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guarding::tests::{characters, key};

    fn compared(key: &DataKey, password: &str) -> Comparison {
        let kept = Fingerprint::new(key, &characters(password)).unwrap();
        Comparison::new(key, kept)
    }

    #[test]
    fn a_fingerprint_has_so_many_bits_and_no_more() {
        let key = key();
        let kept: Vec<_> = (0..8)
            .map(|number| Fingerprint::new(&key, &characters(&format!("horse {number}"))).unwrap())
            .collect();
        assert!(
            kept.iter()
                .all(|kept| kept.beginning < 1 << 16 && kept.whole < 1 << 37)
        );
        // One of 2^8 is as small by chance; eight in a row are not.
        assert!(kept.iter().any(|kept| kept.whole >= 1 << 29));
        assert!(kept.iter().any(|kept| kept.beginning >= 1 << 8));
    }

    #[test]
    fn only_the_password_fits() {
        let key = key();
        let fox = compared(&key, "my fox 7!");
        assert!(fox.begins("my f".as_bytes()));
        assert!(fox.is_whole(&characters("my fox 7!")).unwrap());
        for other in ["my fox 7", "my fox 7!!", "My fox 7!", "my fox 8!"] {
            assert!(!fox.is_whole(&characters(other)).unwrap(), "{other}");
        }
        let others = ["y fo", "my F", "MY f", "my g", "    "];
        assert!(
            others
                .iter()
                .filter(|other| fox.begins(other.as_bytes()))
                .count()
                < 2
        );
    }

    #[test]
    fn each_key_and_each_salt_has_its_own_fingerprint() {
        let (key, other_key) = (key(), key());
        let password = characters("my fox 7!");
        let [one, two] = [(), ()].map(|()| Fingerprint::new(&key, &password).unwrap());
        assert_ne!(one.salt, two.salt);
        assert_ne!(one.whole, two.whole);
        let elsewhere = Comparison::new(&other_key, one);
        assert!(!elsewhere.is_whole(&password).unwrap());
    }
}
