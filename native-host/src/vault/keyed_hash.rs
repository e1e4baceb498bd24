//! Keyed hashes, under keys that are derived from the data key: one for each purpose.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{DataKey, KEY_BYTES};

/// HMAC-SHA-256 (RFC 2104), begun.
pub(crate) type KeyedHash = Hmac<Sha256>;

/// Bytes of a keyed hash.
pub(crate) const KEYED_HASH_BYTES: usize = 32;

/// Bytes that SHA-256 takes at once. HMAC pads its key with zeros to as many.
const BLOCK_BYTES: usize = 64;

impl DataKey {
    /// A keyed hash for this purpose. Its key is made by HKDF-Expand (RFC 5869, section 2.3): the
    /// data key is random already, so that nothing need be extracted first.
    pub(crate) fn keyed_hash(&self, purpose: &[u8]) -> KeyedHash {
        under(&expanded(&self.0, purpose))
    }
}

/// The first block of HKDF-Expand.
fn expanded(key: &[u8; KEY_BYTES], purpose: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
    let block = under(key).chain_update(purpose).chain_update([1]);
    Zeroizing::new(block.finalize().into_bytes().into())
}

fn under(key: &[u8; KEY_BYTES]) -> KeyedHash {
    let mut block = Zeroizing::new([0; BLOCK_BYTES]);
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    KeyedHash::new((&*block).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        let byte = |place: usize| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).unwrap();
        std::array::from_fn(byte)
    }

    /// RFC 5869, test case 1: its pseudorandom key, its info, and the first block of its output.
    #[test]
    fn keys_are_derived_as_rfc_5869_has_it() {
        let key = bytes("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        let purpose: [u8; 10] = bytes("f0f1f2f3f4f5f6f7f8f9");
        let derived = bytes("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
        assert_eq!(*expanded(&key, &purpose), derived);
    }

    #[test]
    fn each_key_and_each_purpose_has_its_own_hash() {
        let hash = |key: u8, purpose: &[u8], text: &[u8]| {
            let key = DataKey(Zeroizing::new([key; KEY_BYTES]));
            let hash = key.keyed_hash(purpose).chain_update(text);
            <[u8; KEYED_HASH_BYTES]>::from(hash.finalize().into_bytes())
        };
        let one = hash(1, b"one", b"fox");
        assert_eq!(one, hash(1, b"one", b"fox"));
        for other in [
            hash(2, b"one", b"fox"),
            hash(1, b"two", b"fox"),
            hash(1, b"one", b"owl"),
        ] {
            assert_ne!(one, other);
        }
    }
}
