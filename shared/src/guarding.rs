//! Guarded passwords: what the extension asks of what was typed, and what the helper answers.
//!
//! The helper keeps fingerprints; the passwords themselves are nowhere.

use serde::{Deserialize, Serialize};

use crate::seal::Base64;
use crate::secret::Password;

/// What was typed where a password could belong. The helper keeps none of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// What was typed last, in its order, over all fields, frames and tabs: the end of it, at most
    /// [`WHOLE_INPUT_CHARACTERS`](crate::limits::WHOLE_INPUT_CHARACTERS) of it.
    pub stream: Password,
    /// What stands left of the caret in the field, with what is held back: the end of it, at most
    /// [`TYPED_CHARACTERS`](crate::limits::TYPED_CHARACTERS).
    pub before: Password,
    /// What stands right of the caret: the beginning of it, as above.
    pub after: Password,
    /// The ids of the sites of which the password may be typed there.
    pub exempt: Vec<String>,
}

/// What the helper says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Judgement {
    /// The page may have all of it.
    Open {},
    /// It can be the beginning of a guarded password. The page may have all but these last characters.
    Hold {
        /// How many, counted from the end of the stream.
        characters: u32,
    },
    /// It is a guarded password.
    Stop {
        /// Whose.
        whose: Whose,
    },
}

/// To what a guarded password belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Whose {
    /// The person's account on this computer.
    Account {},
    /// A site.
    Site {
        /// Its id.
        id: String,
        /// Its name when the password was guarded.
        name: String,
    },
}

/// A guarded password, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guarded {
    /// Its number in the store.
    pub id: i64,
    /// To what it belongs.
    pub whose: Whose,
    /// Since when it is guarded, in milliseconds since 1970.
    pub since_ms: i64,
}

/// A password that could be guarded, as the helper sealed it: it outlives the helper while the
/// person is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Offer(pub Base64);
