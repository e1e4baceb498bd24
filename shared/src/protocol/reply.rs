//! What the helper answers.

use serde::{Deserialize, Serialize};

use super::{ErrorReply, RequestId};
use crate::seal::Seal;

/// One answer, in one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The `id` of the question; null where the question could not be read.
    pub id: Option<RequestId>,
    /// The answer.
    pub reply: ReplyBody,
}

/// The answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ReplyBody {
    /// Both sides speak the same protocol.
    Hello {
        /// [`super::PROTOCOL_VERSION`] of the helper.
        protocol: u32,
        /// The helper's version, for messages.
        helper_version: String,
    },
    /// The seal of this browser profile; null where it has none.
    Seal {
        /// The seal.
        seal: Option<Seal>,
    },
    /// The seal is kept: it survives a crash from now on.
    Saved {},
    /// The browser profile has no seal from now on.
    Removed {},
    /// The question was not carried out, and nothing was changed.
    Error(ErrorReply),
}
