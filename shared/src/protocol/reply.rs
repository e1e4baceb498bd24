//! What the helper answers.

use serde::{Deserialize, Serialize};

use super::{ErrorReply, RequestId};
use crate::guarding::{Guarded, Judgement, Offer};
use crate::seal::{Base64, KeptSeal, OtherSeal, Remark, Seal};

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
    /// The seal of this browser profile.
    Seal {
        /// The seal.
        kept: KeptSeal,
    },
    /// The seal of this browser profile is the one that the extension has at hand.
    Unchanged {},
    /// This browser profile has no seal.
    NoSeal {
        /// When it was removed, in milliseconds since 1970; null where it never had one.
        removed_ms: Option<i64>,
        /// How many other browser profiles of this person have one.
        others: u32,
    },
    /// A picture, upright and in sRGB, without metadata, to choose a part of.
    Opened {
        /// JPEG, at most [`OPENED_PIXELS`](crate::limits::OPENED_PIXELS) wide and high.
        picture: Base64,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// What a draft would make.
    Preview {
        /// The seal.
        seal: Seal,
        /// What is to be said of it.
        remark: Remark,
    },
    /// The seal is kept: it survives a crash from now on.
    Saved {
        /// As it is kept.
        kept: KeptSeal,
    },
    /// The seals of the person's other browser profiles, the last used one first.
    OtherSeals {
        /// One for each profile that has a seal.
        seals: Vec<OtherSeal>,
    },
    /// The browser profile has no seal from now on.
    Removed {},
    /// What was typed is judged.
    Judged {
        /// What the page may have.
        judgement: Judgement,
    },
    /// What became of a password that was offered.
    Offered {
        /// It can be guarded by this; null where it is guarded already, or is too short or too long.
        offer: Option<Offer>,
    },
    /// The guarded passwords, the newest first.
    Guarded {
        /// One for each.
        guarded: Vec<Guarded>,
    },
    /// What happened is noted, or will be right away.
    Noted {},
    /// The question was not carried out, and nothing was changed.
    Error(ErrorReply),
}
