//! What the extension asks.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::guarding::{Offer, Typed};
use crate::identity::{ProfileId, SealStamp};
use crate::seal::{Base64, SealDraft};
use crate::secret::Password;

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
        /// What the browser calls itself, so that a person knows the profile again. At most
        /// [`BROWSER_NAME_BYTES`](crate::limits::BROWSER_NAME_BYTES); more is cut off.
        browser: String,
    },
    /// The seal of this browser profile. Answered by `seal`, `unchanged` or `no_seal`.
    ReadSeal {
        /// The saving that the extension has at hand; it is not sent again.
        known: Option<SealStamp>,
    },
    /// Open a picture file, so that the person can choose a part of it. Nothing is kept.
    /// Answered by `opened`, or by an error `picture_…`.
    OpenPicture {
        /// The file as it is, at most [`PICTURE_BYTES`](crate::limits::PICTURE_BYTES).
        file: Base64,
        /// The person wants a picture of another format than JPEG to be converted.
        convert: bool,
    },
    /// What seal a draft would make. Nothing is kept. Answered by `preview`.
    PreviewSeal {
        /// The draft.
        draft: SealDraft,
    },
    /// Keep the seal that this draft makes for this browser profile, in place of an earlier one.
    /// Answered by `saved`.
    SaveSeal {
        /// The draft.
        draft: SealDraft,
        /// A new one for each saving.
        stamp: SealStamp,
        /// The person wants these words although they are easy to guess.
        accept_easy: bool,
    },
    /// Forget the seal of this browser profile. Answered by `removed`, also where there was none.
    RemoveSeal {},
    /// The seals of the person's other browser profiles. Answered by `other_seals`.
    ListOtherSeals {},
    /// Keep a copy of another profile's seal for this browser profile. Answered by `saved`.
    TakeOverSeal {
        /// Whose seal.
        profile: ProfileId,
        /// A new one for each saving.
        stamp: SealStamp,
        /// The member's password, where the list says that it is needed.
        password: Option<Password>,
    },
    /// Whether a guarded password is being typed. Answered by `judged`, or by the error
    /// `too_many_checks`.
    JudgeTyped {
        /// What was typed.
        typed: Typed,
    },
    /// A password that was used on a genuine page of this site: can it be guarded? Answered by
    /// `offered`.
    OfferGuard {
        /// The site's id.
        site: String,
        /// The site's name.
        name: String,
        /// The password.
        password: Password,
    },
    /// Guard a password that was offered. Answered by `guarded`.
    KeepGuard {
        /// As `offered` had it.
        offer: Offer,
    },
    /// Which passwords are guarded. Answered by `guarded`.
    ListGuarded {},
    /// Guard this password no longer. The account's own stays. Answered by `guarded`.
    RemoveGuard {
        /// Its number.
        id: i64,
    },
    /// Note what happened in the browser. Answered by `noted`, also where it is passed over.
    Note {
        /// What happened.
        event: Event,
    },
}
