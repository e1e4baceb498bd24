//! A seal as the store keeps it.

use serde::{Deserialize, Serialize};

use super::Seal;
use crate::identity::{ProfileId, SealStamp};

/// A seal that is kept, and when it was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptSeal {
    /// The seal.
    pub seal: Seal,
    /// Which saving it comes from.
    pub stamp: SealStamp,
    /// When that was, in milliseconds since 1970.
    pub saved_ms: i64,
}

/// The seal of another browser profile of the same person: enough to pick it from a list, and
/// nothing of what is on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherSeal {
    /// Whose it is.
    pub profile: ProfileId,
    /// The browser that the profile belongs to, as it called itself; empty where it is not known.
    pub browser: String,
    /// When the seal was saved, in milliseconds since 1970.
    pub saved_ms: i64,
    /// When the profile last asked for something, in milliseconds since 1970.
    pub last_seen_ms: i64,
    /// Whether taking it over needs the member's password.
    pub needs_password: bool,
}
