//! What the extension asks.

use serde::{Deserialize, Serialize};

use crate::identity::ProfileId;
use crate::seal::Seal;

/// Ties an answer to its question. The extension counts up from 1.
pub type RequestId = u32;

/// One question, in one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Comes back in the answer.
    pub id: RequestId,
    /// The question.
    pub request: RequestBody,
}

/// The questions. `Hello` comes first; the others are about the browser profile that it named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RequestBody {
    /// Who is asking. Answered by `hello`, or by the error `protocol_mismatch`.
    Hello {
        /// [`super::PROTOCOL_VERSION`] of the extension.
        protocol: u32,
        /// The extension's version, for the log and for messages.
        extension_version: String,
        /// The browser profile that asks.
        profile: ProfileId,
    },
    /// The seal of this browser profile. Answered by `seal`.
    ReadSeal {},
    /// Keep this seal for this browser profile, in place of an earlier one. Answered by `saved`.
    SaveSeal {
        /// The seal.
        seal: Seal,
    },
    /// Forget the seal of this browser profile. Answered by `removed`, also where there was none.
    RemoveSeal {},
}
