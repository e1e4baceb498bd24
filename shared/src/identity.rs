//! Who is who: the extension, the helper, and the browser profile that a seal belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The extension's id, fixed by `key` in `manifest.json`.
pub const EXTENSION_ID: &str = "bpmakloigmjealjdpfbbebhmiblemgld";

/// The helper's name for native messaging: the browser looks for a host manifest of this name.
pub const HELPER_NAME: &str = "com.signin_seal.helper";

/// A text that is not 32 lower-case hexadecimal digits.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("an id has 32 lower-case hexadecimal digits")]
pub struct InvalidId;

/// Makes a kind of id: 128 random bits, printed as 32 lower-case hexadecimal digits.
macro_rules! random_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id made of 16 random bytes.
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }

            /// The printed form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.to_owned().try_into()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                if text.len() == 32 && text.bytes().all(is_hex) {
                    Ok(Self(text))
                } else {
                    Err(InvalidId)
                }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

random_id! {
    /// One installation of the extension in one browser profile. It is no secret; it only tells
    /// profiles apart.
    #[derive(Debug)]
    ProfileId
}

random_id! {
    /// One saving of a seal. The extension makes a new one for each, and the helper keeps it with
    /// the seal: so the extension knows its own seal again, and notices any other.
    #[derive(Debug)]
    SealStamp
}

random_id! {
    /// One session of the account. Whoever has it is signed in: it is kept where only the
    /// extension's own pages can read it, and the helper keeps a hash.
    /// Its `Debug` shows nothing of it.
    SessionToken
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SessionToken(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_print_as_an_id_that_parses() {
        let id = ProfileId::from_random([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255]);
        assert_eq!(id.as_str(), "000102030405060708090a0b0c0d0eff");
        assert_eq!(id.as_str().parse(), Ok(id));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "xyz",
            "000102030405060708090A0B0C0D0EFF",
            "../../../etc/passwd",
        ] {
            assert_eq!(text.parse::<ProfileId>(), Err(InvalidId), "{text}");
        }
    }
}
