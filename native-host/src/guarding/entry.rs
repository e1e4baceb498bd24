//! What is sealed of a guarded password, in its row and in an offer.
//!
//! It is JSON, filled up with spaces to one length: how long a name is, or how many digits a number
//! has, cannot be told from outside.

use serde::{Deserialize, Serialize};
use signin_seal_shared::guarding::{Guarded, Whose};
use zeroize::Zeroizing;

use super::fingerprint::Fingerprint;
use crate::store::StoreError;

/// Bytes of what is sealed: more than the longest name and the longest id need, with room around.
const SEALED_BYTES: usize = 2_048;

/// A guarded password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// To what it belongs.
    pub(super) whose: Whose,
    /// What is kept of it.
    pub(super) fingerprint: Fingerprint,
    /// Since when it is guarded, or when it was offered.
    pub(super) since_ms: i64,
}

impl Entry {
    /// What is sealed.
    pub(super) fn plain(&self) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        // Never grown, so that no copy is left behind.
        let mut plain = Zeroizing::new(Vec::with_capacity(SEALED_BYTES));
        serde_json::to_writer(&mut *plain, self).map_err(StoreError::Unwritable)?;
        let length = plain.len().max(SEALED_BYTES);
        plain.resize(length, b' ');
        Ok(plain)
    }

    /// What was sealed.
    pub(super) fn read(plain: &[u8]) -> Result<Self, StoreError> {
        // The parser's message could repeat what it read, and is dropped.
        serde_json::from_slice(plain).map_err(|_| StoreError::Content)
    }

    /// As it is listed.
    pub(super) fn listed(&self, id: i64) -> Guarded {
        Guarded {
            id,
            whose: self.whose.clone(),
            since_ms: self.since_ms,
        }
    }

    /// The id of its site; none for the account.
    pub(super) fn site(&self) -> Option<&str> {
        match &self.whose {
            Whose::Account {} => None,
            Whose::Site { id, .. } => Some(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guarding::tests::{characters, key};

    #[test]
    fn all_that_is_sealed_has_one_length() {
        let key = key();
        let name = "\"\\".repeat(100);
        for (id, name, password) in [
            ("a", "b", "secret"),
            ("alibaba", "Alibaba.com", "correct horse battery"),
            (&"x".repeat(253), &name, &"狐".repeat(128)),
        ] {
            let entry = Entry {
                whose: Whose::Site {
                    id: id.to_owned(),
                    name: name.to_owned(),
                },
                fingerprint: Fingerprint::new(&key, &characters(password)).unwrap(),
                since_ms: 1_700_000_000_000,
            };
            let plain = entry.plain().unwrap();
            assert_eq!(plain.len(), SEALED_BYTES, "{id}");
            assert!(Entry::read(&plain).unwrap() == entry);
        }
    }
}
