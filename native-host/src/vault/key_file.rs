//! The data key's file: 32 random bytes that only the owner may read.
//!
//! It is written once and never changed: a new key would make every sealed row unreadable.
//! Two helpers that start at once on a new folder end with the same key.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::{DataKey, KEY_BYTES, VaultError};
use crate::private_files;

impl DataKey {
    /// The key in this file. Nothing is changed.
    pub(crate) fn read(path: &Path) -> Result<Self, VaultError> {
        let file = File::open(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => VaultError::KeyMissing,
            _ => VaultError::KeyFile(error),
        })?;
        // Room for one byte more shows a file that is too long; it is never grown, so that no
        // copy of the key is left behind.
        let mut bytes = Zeroizing::new([0; KEY_BYTES + 1]);
        let length = read_into(file, bytes.as_mut_slice())?;
        match bytes.split_first_chunk::<KEY_BYTES>() {
            Some((key, _)) if length == KEY_BYTES => Ok(Self(Zeroizing::new(*key))),
            _ => Err(VaultError::KeyLength),
        }
    }

    /// The key in this file, made now where there is none. The caller knows that nothing was
    /// sealed before: where a key is missing that was there once, the rows need the old one.
    pub(crate) fn read_or_make(path: &Path) -> Result<Self, VaultError> {
        match Self::read(path) {
            Err(VaultError::KeyMissing) => {}
            other => return other,
        }
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(key.as_mut_slice()).map_err(VaultError::Randomness)?;
        private_files::write_once(path, key.as_slice()).map_err(VaultError::KeyFile)?;
        tracing::info!("a data key was made");
        // Another helper's key may have been there first.
        Self::read(path)
    }
}

fn read_into(mut file: File, buffer: &mut [u8]) -> Result<usize, VaultError> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(VaultError::KeyFile(error)),
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_key_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        assert!(matches!(DataKey::read(&path), Err(VaultError::KeyMissing)));
        let made = DataKey::read_or_make(&path).unwrap();
        let again = DataKey::read_or_make(&path).unwrap();
        assert_eq!(made.0.as_slice(), again.0.as_slice());
        assert_ne!(made.0.as_slice(), [0; KEY_BYTES]);
    }

    #[test]
    fn a_file_of_another_length_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        for length in [0, 1, 31, 33, 4096] {
            fs::write(&path, vec![b'x'; length]).unwrap();
            assert!(matches!(
                DataKey::read_or_make(&path),
                Err(VaultError::KeyLength)
            ));
            assert_eq!(fs::read(&path).unwrap(), vec![b'x'; length]);
        }
    }
}
