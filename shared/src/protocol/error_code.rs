//! Errors on the wire: a code and its parameters, never a secret.
//!
//! The words that a person reads stand in the extension's `_locales`, a pair for each code:
//! what happened, and what to do.

use serde::{Deserialize, Serialize};

use super::Parameters;

/// Why a question was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorReply {
    /// What went wrong.
    pub code: ErrorCode,
    /// The facts for the message, by name.
    #[serde(default, skip_serializing_if = "Parameters::is_empty")]
    pub parameters: Parameters,
}

/// The codes. The list only grows; a code keeps its meaning for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The two sides speak different versions. Parameters: `helper`, `extension`.
    ProtocolMismatch,
    /// A question came before `hello`, or a second `hello` named another profile.
    OutOfTurn,
    /// A frame said that it is longer than [`crate::limits::REQUEST_FRAME_BYTES`], or empty.
    /// The helper ends after it. Parameters: `bytes`, `limit`.
    FrameSize,
    /// The input ended inside a frame. The helper ends after it.
    FrameTruncated,
    /// A frame was not a message of this protocol: bad UTF-8, bad JSON, unknown or missing fields,
    /// or a value that does not fit.
    Malformed,
    /// The answer would be longer than [`crate::limits::REPLY_FRAME_BYTES`].
    ReplyTooLarge,
    /// The store was written by a newer version. It was not touched.
    /// Parameters: `found`, `supported`.
    StoreNewer,
    /// The store, or what it holds for this profile, cannot be read. It was not touched.
    StoreDamaged,
    /// The store was in use by another program for too long.
    StoreBusy,
    /// There is no room left on the disk.
    StoreFull,
    /// The store, its key or its folder could not be opened or written.
    StoreUnavailable,
    /// A fault of the helper; the log has the details.
    Internal,
    /// The picture file is too large. Parameters: `bytes`, `limit`.
    PictureTooLarge,
    /// The picture is no JPEG, but can be converted. Parameters: `format` (`PNG`, `WebP`, `GIF`).
    PictureNotJpeg,
    /// The file is no picture of a format that is known here.
    PictureUnknown,
    /// The picture cannot be decoded: it is damaged, or not complete.
    PictureDamaged,
    /// The picture is a JPEG of a rare kind that is not read here (lossless, 12 bits, large in four inks).
    PictureUnsupported,
    /// The picture has too many pixels. Parameters: `width`, `height`, `limit`.
    PictureTooManyPixels,
    /// The draft keeps the picture that the seal has, and the seal has none.
    NoPicture,
    /// The words are easy to guess, and the person has not said that they want them anyway.
    SealEasyToGuess,
    /// The member's ID or password stands in the words. It is not said which, nor where.
    SealHasSecret,
    /// The other browser profile has no seal any more.
    NoSuchSeal,
    /// The password is needed and is not right.
    PasswordWrong,
    /// Too many wrong passwords. Parameters: `seconds`, until the next one may be tried.
    TryLater,
    /// The account's session has ended, or never was one.
    NoSession,
    /// There is a member already.
    MemberExists,
    /// ID, password or answer are not right; it is not said which.
    AccountRefused,
    /// The security question must be answered first.
    ProofNeeded,
    /// There is no security question yet.
    NoQuestion,
    /// The e-mail address is none. Parameters: `reason` (`form`, `domain`, `length`).
    EmailInvalid,
    /// The new e-mail address is the present one.
    EmailSame,
    /// The password is too easy to guess.
    PasswordWeak,
    /// The password is one of the last ones.
    PasswordUsed,
    /// The password stands on a seal.
    PasswordInSeal,
    /// The answer is too short or too easy to guess.
    AnswerEasy,
    /// The answer has the question's words or the e-mail address in it.
    AnswerTells,
    /// A setting cannot be used. Parameters: `field`.
    SettingRefused,
    /// A message could not be sent. Parameters: `reason`, the words of the server or the network.
    MailFailed,
    /// More was to be judged than a person types.
    TooManyChecks,
    /// There are as many guarded passwords as can be. Parameters: `limit`.
    GuardFull,
    /// What was offered cannot be guarded any more.
    OfferInvalid,
    /// A code that this version does not know yet.
    #[serde(other)]
    Unknown,
}

impl ErrorReply {
    /// An error without parameters.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            parameters: Parameters::default(),
        }
    }

    /// The error with one parameter more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.set(name.to_owned(), value.to_string());
        self
    }
}
