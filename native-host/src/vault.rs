//! Seals rows of the store under a data key, so that a copy of the file alone tells nothing and
//! no row can be changed or put in another's place.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a random nonce of 24 bytes, which stands
//! before the sealed bytes. The associated data names the table and the row.
//!
//! It does not keep an earlier seal from being put back in its own place.
//! Whoever can read the folder as this person can read the key as well; the folder's mode stands
//! against all others.

mod key_file;
mod keyed_hash;

use std::io;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use thiserror::Error;
use zeroize::Zeroizing;

pub(crate) use keyed_hash::{KEYED_HASH_BYTES, KeyedHash};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// Begins all associated data: another program or form of row has another.
const DOMAIN: &str = "signin-seal row 1";

/// The key of all sealed rows. It leaves memory with this value, and has no `Debug`.
pub(crate) struct DataKey(Zeroizing<[u8; KEY_BYTES]>);

/// Which row is sealed. A row opens only where it was sealed for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowIdentity<'a> {
    /// The table of the store.
    pub(crate) table: &'static str,
    /// Which row of the table: the browser profile that it belongs to, or another name.
    pub(crate) row: &'a str,
}

/// Why a row cannot be sealed or opened.
#[derive(Debug, Error)]
pub(crate) enum VaultError {
    /// There are sealed rows, and no key to open them.
    #[error("failed to find the data key of the seals in the store: the key file is missing")]
    KeyMissing,
    /// The key file holds something else. It is left as it is.
    #[error("failed to use the key file: it does not hold {KEY_BYTES} bytes")]
    KeyLength,
    /// The key file cannot be read or written.
    #[error("failed to use the key file")]
    KeyFile(#[source] io::Error),
    /// The operating system gave no random bytes.
    #[error("failed to draw random bytes: {0}")]
    Randomness(getrandom::Error),
    /// The cipher refused to seal.
    #[error("failed to encrypt a row")]
    Encryption,
    /// Another key, a changed row, or a row in another's place.
    #[error("failed to decrypt a row: it is not as it was sealed")]
    NotAuthentic,
}

impl DataKey {
    /// Seals a row.
    pub(crate) fn seal(&self, row: RowIdentity<'_>, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(VaultError::Randomness)?;
        let payload = Payload {
            msg: plain,
            aad: &row.associated_data(),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| VaultError::Encryption)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens a row that was sealed for this place.
    pub(crate) fn open(
        &self,
        row: RowIdentity<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let Some((nonce, sealed)) = sealed.split_first_chunk::<NONCE_BYTES>() else {
            return Err(VaultError::NotAuthentic);
        };
        let payload = Payload {
            msg: sealed,
            aad: &row.associated_data(),
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::NotAuthentic)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl RowIdentity<'_> {
    /// The parts with a zero byte between them: none of them can hold one.
    fn associated_data(self) -> Vec<u8> {
        [DOMAIN, self.table, self.row].join("\0").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> DataKey {
        DataKey(Zeroizing::new([byte; KEY_BYTES]))
    }

    fn row<'a>(table: &'static str, row: &'a str) -> RowIdentity<'a> {
        RowIdentity { table, row }
    }

    #[track_caller]
    fn check_refused(key: &DataKey, row: RowIdentity<'_>, sealed: &[u8]) {
        let opened = key.open(row, sealed);
        assert!(matches!(opened, Err(VaultError::NotAuthentic)), "{row:?}");
    }

    #[test]
    fn a_row_opens_in_its_own_place_only() {
        let (mine, theirs) = ("mine", "theirs");
        let sealed = key(7).seal(row("seal", mine), b"my fox").unwrap();
        let opened = key(7).open(row("seal", mine), &sealed).unwrap();
        assert_eq!(opened.as_slice(), b"my fox");
        check_refused(&key(7), row("seal", theirs), &sealed);
        check_refused(&key(7), row("other", mine), &sealed);
        check_refused(&key(8), row("seal", mine), &sealed);
    }

    #[test]
    fn a_changed_or_shortened_row_is_refused() {
        let mine = "mine";
        let sealed = key(7).seal(row("seal", mine), b"my fox").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            check_refused(&key(7), row("seal", mine), &changed);
            check_refused(&key(7), row("seal", mine), &sealed[..place]);
        }
    }

    #[test]
    fn sealing_twice_gives_different_bytes() {
        let mine = "mine";
        let seal = || key(7).seal(row("seal", mine), b"my fox").unwrap();
        assert_ne!(seal(), seal());
    }
}
