//! The member: the person's ID and password at the protected site, of which only hashes are kept.
//!
//! They are known so that neither is ever put on a seal, and so that taking over another profile's
//! seal can ask for the password.
//!
//! The ID is kept as HMAC-SHA-256 (RFC 2104) under a key that is derived from the data key, so that
//! a copy of the store alone does not let anybody try IDs. The password is kept as Argon2id
//! (RFC 9106).

pub(crate) mod back_off;
pub(crate) mod command;
pub(crate) mod guard;
mod id;
pub(crate) mod password;

use signin_seal_shared::seal::SealText;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::vault::DataKey;

pub(crate) use id::IdHash;

/// What is kept of a member.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The ID.
    pub(crate) id_hash: IdHash,
    /// The part of an e-mail address before the @, where it is long enough to be told from a word.
    pub(crate) name_hash: Option<IdHash>,
    /// The password: Argon2id, as a PHC string.
    pub(crate) password_hash: String,
}

/// Why nothing can be said of a member.
#[derive(Debug, Error)]
pub(crate) enum MemberError {
    /// What is kept of the password is no PHC string of Argon2id.
    #[error("failed to read what is kept of the member's password")]
    Unreadable,
    /// Argon2id refused, or there were no random bytes for its salt.
    #[error("failed to hash a password: {0}")]
    Hashing(argon2::password_hash::Error),
}

impl Member {
    /// A member of this ID and password.
    pub(crate) fn new(key: &DataKey, id: &str, password: &str) -> Result<Self, MemberError> {
        let (id_hash, name_hash) = id::hashes(key, id);
        Ok(Self {
            id_hash,
            name_hash,
            password_hash: password::hash(password)?,
        })
    }

    /// The same member with another ID.
    pub(crate) fn with_id(&self, key: &DataKey, id: &str) -> Self {
        let (id_hash, name_hash) = id::hashes(key, id);
        Self {
            id_hash,
            name_hash,
            password_hash: self.password_hash.clone(),
        }
    }

    /// The same member with another password.
    pub(crate) fn with_password(&self, password: &str) -> Result<Self, MemberError> {
        Ok(Self {
            password_hash: password::hash(password)?,
            ..self.clone()
        })
    }

    /// Whether this is the ID.
    pub(crate) fn has_id(&self, key: &DataKey, id: &str) -> bool {
        id::matches(key, &[&self.id_hash], id)
    }

    /// Whether this is the password.
    pub(crate) fn has_password(&self, password: &str) -> Result<bool, MemberError> {
        password::matches(&self.password_hash, password)
    }

    /// Whether the ID or the password stands on a line, or on all lines together.
    pub(crate) fn stands_in(&self, key: &DataKey, text: &SealText) -> Result<bool, MemberError> {
        let readings = readings(text);
        let hashes: Vec<&IdHash> = [&self.id_hash].into_iter().chain(&self.name_hash).collect();
        if readings
            .iter()
            .any(|reading| id::matches(key, &hashes, reading))
        {
            return Ok(true);
        }
        for reading in &readings {
            if self.has_password(reading)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Each line, and the lines together, with nothing and with a space between them; none twice.
fn readings(text: &SealText) -> Vec<Zeroizing<String>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let together = [lines.concat(), lines.join(" ")];
    let alone = lines.iter().map(|line| (*line).to_owned());
    let mut readings: Vec<Zeroizing<String>> = Vec::new();
    for reading in alone.chain(together).map(Zeroizing::new) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::DataKey;

    fn key() -> DataKey {
        let folder = tempfile::tempdir().unwrap();
        DataKey::read_or_make(&folder.path().join("key")).unwrap()
    }

    fn stands(member: &Member, key: &DataKey, lines: &[&str]) -> bool {
        let text = SealText::parse(lines).unwrap();
        member.stands_in(key, &text).unwrap()
    }

    #[test]
    fn an_id_is_found_on_a_line_and_on_all_lines_together() {
        let key = key();
        let member = Member::new(&key, " Fox.Smith@Mail.example ", "correct horse").unwrap();
        for lines in [
            &["fox.smi", "th@mail", ".exampl"][..],
            &["x", "fox.smi", "th"],
            &["my fox"],
        ] {
            assert!(!stands(&member, &key, lines), "{lines:?}");
        }
        for lines in [
            &["FOX.smi", "th"][..],
            &["fox", ".smith"],
            &["ｆｏｘ．", "ｓｍｉｔｈ"],
            &["f o x .", "s m i", "t h"],
        ] {
            assert!(stands(&member, &key, lines), "{lines:?}");
        }
        let short = Member::new(&key, "wei@q.cn", "correct horse").unwrap();
        assert!(stands(&short, &key, &["a", "WEI"]));
        assert!(stands(&short, &key, &["wei@", "q.cn"]));
    }

    #[test]
    fn a_password_is_found_exactly() {
        let key = key();
        let member = Member::new(&key, "somebody else", "Pass wörd").unwrap();
        assert!(stands(&member, &key, &["Pass", "wo\u{308}rd"]));
        assert!(!stands(&member, &key, &["pass", "wörd"]));
        assert!(!stands(&member, &key, &["Pass"]));
        let short = Member::new(&key, "somebody else", "Xy7!").unwrap();
        assert!(stands(&short, &key, &["my fox", "Xy7!"]));
        assert!(stands(&short, &key, &["X", "y", "7!"]));
    }

    #[test]
    fn nothing_is_read_twice() {
        let readings = |lines: &[&str]| readings(&SealText::parse(lines).unwrap()).len();
        assert_eq!(readings(&["a"]), 1);
        assert_eq!(readings(&["a", "a", "a"]), 3);
        assert_eq!(readings(&["", "a"]), 1);
        assert_eq!(readings(&["a", "b", "c"]), 5);
    }
}
