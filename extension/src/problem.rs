//! What can be wrong, as a code that names a pair of texts: what happened, and what to do.

use serde::{Deserialize, Serialize};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, PROTOCOL_VERSION, Parameters};

/// Something that keeps the seal from being read, kept or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// The facts for its texts, by name. They fill `$1`, `$2` … in the order of the names.
    pub parameters: Parameters,
}

/// The codes. Each has the texts `problem_CODE_what` and `problem_CODE_do`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The browser knows no helper.
    HelperMissing,
    /// The helper is registered for another extension.
    HelperForbidden,
    /// The helper is registered, but could not be started.
    HelperNotStarted,
    /// The helper ended before it answered.
    HelperStopped,
    /// The helper printed something that is no frame, or ended while it was spoken to: Chromium
    /// has the same words for both.
    HelperBrokeOff,
    /// What came from the helper was no message of the protocol.
    HelperNoise,
    /// The helper did not answer in time.
    HelperSilent,
    /// The helper speaks an older protocol. Parameters: `extension`, `helper`.
    HelperOutdated,
    /// The helper speaks a newer protocol. Parameters: `extension`, `helper`.
    ExtensionOutdated,
    /// The store was written by a newer helper. Parameters: `found`, `supported`.
    StoreNewer,
    /// The store cannot be read.
    StoreDamaged,
    /// The store was in use for too long.
    StoreBusy,
    /// The disk is full.
    StoreFull,
    /// The store cannot be opened or written.
    StoreUnavailable,
    /// Another seal is kept than the one that was saved. Parameters: `when`.
    SealReplaced,
    /// The seal was removed, not by this extension. Parameters: `when`.
    SealRemoved,
    /// The seal is gone, and nobody knows since when.
    SealLost,
    /// The page covers the seal frame, hides it or takes it away.
    PageHidesSeal,
    /// The genuine page stands inside another one. Parameters: `host`.
    PageFramed,
    /// The genuine page came without https. Parameters: `host`.
    PageInsecure,
    /// The person has not said yet whose computer this is.
    AskWhose,
    /// The person said that this is a public computer.
    PublicComputer,
    /// No seal is made from a private window.
    PrivateWindow,
    /// The administrator has switched seals off.
    Policy,
    /// The picture file is too large. Parameters: `bytes`, `limit`.
    PictureTooLarge,
    /// The picture is no JPEG, but can be converted. Parameters: `format`.
    PictureNotJpeg,
    /// The file is no picture.
    PictureUnknown,
    /// The picture is damaged.
    PictureDamaged,
    /// The picture is a JPEG of a rare kind.
    PictureUnsupported,
    /// The picture has too many pixels. Parameters: `height`, `limit`, `width`.
    PictureTooManyPixels,
    /// There is no picture to keep.
    NoPicture,
    /// The words are easy to guess.
    SealEasyToGuess,
    /// The member's ID or password stands in the words.
    SealHasSecret,
    /// The other browser profile has no seal any more.
    NoSuchSeal,
    /// The password is not right.
    PasswordWrong,
    /// Too many wrong passwords. Parameters: `seconds`.
    TryLater,
    /// There are as many guarded passwords as can be. Parameters: `limit`.
    GuardFull,
    /// A fault of ours.
    Internal,
}

impl Problem {
    /// A problem without parameters.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            parameters: Parameters::default(),
        }
    }

    /// The problem with one fact more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.parameters.set(name.to_owned(), value.to_string());
        self
    }

    /// The names of its two texts: what happened, and what to do.
    #[must_use]
    pub fn text_names(&self) -> (String, String) {
        let code = self.code.as_str();
        (format!("problem_{code}_what"), format!("problem_{code}_do"))
    }

    /// The helper speaks this version of the protocol, and the extension another.
    #[must_use]
    pub fn of_helper_version(helper: u32) -> Self {
        let mismatch = ErrorReply::new(ErrorCode::ProtocolMismatch);
        let mismatch = mismatch.with("extension", PROTOCOL_VERSION);
        Self::from(mismatch.with("helper", helper))
    }

    /// Whether the helper may just have ended, so that another one may do better.
    #[must_use]
    pub fn is_an_end(&self) -> bool {
        matches!(
            self.code,
            ProblemCode::HelperStopped | ProblemCode::HelperBrokeOff
        )
    }

    /// Whether a change that this problem ended may have happened all the same.
    #[must_use]
    pub fn leaves_doubt(&self) -> bool {
        self.is_an_end()
            || matches!(
                self.code,
                ProblemCode::HelperNoise | ProblemCode::HelperSilent | ProblemCode::Internal
            )
    }

    /// Reads the browser's words for the end of a connection.
    ///
    /// The words are Chromium's (`native_message_process_host.cc`, `native_message_port.cc`) and
    /// Firefox's (`NativeMessaging.sys.mjs`); they are in no specification.
    #[must_use]
    pub fn of_disconnection(words: &str) -> Self {
        let code = if words.contains("not found") || words.contains("No such native application") {
            ProblemCode::HelperMissing
        } else if words.contains("forbidden") {
            ProblemCode::HelperForbidden
        } else if words.contains("Failed to start") {
            ProblemCode::HelperNotStarted
        } else if words.contains("Error when communicating") {
            ProblemCode::HelperBrokeOff
        } else if words.contains("tried to send") {
            ProblemCode::HelperNoise
        } else {
            ProblemCode::HelperStopped
        };
        Self::new(code)
    }
}

impl From<ErrorReply> for Problem {
    fn from(error: ErrorReply) -> Self {
        let code = match error.code {
            ErrorCode::ProtocolMismatch => older_side(&error),
            ErrorCode::StoreNewer => ProblemCode::StoreNewer,
            ErrorCode::StoreDamaged => ProblemCode::StoreDamaged,
            ErrorCode::StoreBusy => ProblemCode::StoreBusy,
            ErrorCode::StoreFull => ProblemCode::StoreFull,
            ErrorCode::StoreUnavailable => ProblemCode::StoreUnavailable,
            ErrorCode::PictureTooLarge => ProblemCode::PictureTooLarge,
            ErrorCode::PictureNotJpeg => ProblemCode::PictureNotJpeg,
            ErrorCode::PictureUnknown => ProblemCode::PictureUnknown,
            ErrorCode::PictureDamaged => ProblemCode::PictureDamaged,
            ErrorCode::PictureUnsupported => ProblemCode::PictureUnsupported,
            ErrorCode::PictureTooManyPixels => ProblemCode::PictureTooManyPixels,
            ErrorCode::NoPicture => ProblemCode::NoPicture,
            ErrorCode::SealEasyToGuess => ProblemCode::SealEasyToGuess,
            ErrorCode::SealHasSecret => ProblemCode::SealHasSecret,
            ErrorCode::NoSuchSeal => ProblemCode::NoSuchSeal,
            ErrorCode::PasswordWrong => ProblemCode::PasswordWrong,
            ErrorCode::TryLater => ProblemCode::TryLater,
            ErrorCode::GuardFull => ProblemCode::GuardFull,
            ErrorCode::OutOfTurn
            | ErrorCode::FrameSize
            | ErrorCode::FrameTruncated
            | ErrorCode::Malformed
            | ErrorCode::ReplyTooLarge
            | ErrorCode::Internal
            | ErrorCode::Unknown
            // The guard is off then, and says so; an offer that is too old is made anew.
            | ErrorCode::TooManyChecks
            | ErrorCode::OfferInvalid
            // Only the account's page asks what these answer, and has its own words for them.
            | ErrorCode::NoSession
            | ErrorCode::MemberExists
            | ErrorCode::AccountRefused
            | ErrorCode::ProofNeeded
            | ErrorCode::NoQuestion
            | ErrorCode::EmailInvalid
            | ErrorCode::EmailSame
            | ErrorCode::PasswordWeak
            | ErrorCode::PasswordUsed
            | ErrorCode::PasswordInSeal
            | ErrorCode::AnswerEasy
            | ErrorCode::AnswerTells
            | ErrorCode::SettingRefused
            | ErrorCode::MailFailed => ProblemCode::Internal,
        };
        Self {
            code,
            parameters: error.parameters,
        }
    }
}

fn older_side(error: &ErrorReply) -> ProblemCode {
    let helper = error.parameters.get("helper");
    match helper.and_then(|version| version.parse::<u32>().ok()) {
        Some(version) if version > PROTOCOL_VERSION => ProblemCode::ExtensionOutdated,
        _ => ProblemCode::HelperOutdated,
    }
}

impl ProblemCode {
    /// Whether the same page can be had as it should be: its problem names the host.
    #[must_use]
    pub fn has_genuine_page(self) -> bool {
        matches!(self, Self::PageFramed | Self::PageInsecure)
    }

    /// Every code, for those who must have a text for each.
    pub const ALL: [Self; 38] = [
        Self::HelperMissing,
        Self::HelperForbidden,
        Self::HelperNotStarted,
        Self::HelperStopped,
        Self::HelperBrokeOff,
        Self::HelperNoise,
        Self::HelperSilent,
        Self::HelperOutdated,
        Self::ExtensionOutdated,
        Self::StoreNewer,
        Self::StoreDamaged,
        Self::StoreBusy,
        Self::StoreFull,
        Self::StoreUnavailable,
        Self::SealReplaced,
        Self::SealRemoved,
        Self::SealLost,
        Self::PageHidesSeal,
        Self::PageFramed,
        Self::PageInsecure,
        Self::AskWhose,
        Self::PublicComputer,
        Self::PrivateWindow,
        Self::Policy,
        Self::PictureTooLarge,
        Self::PictureNotJpeg,
        Self::PictureUnknown,
        Self::PictureDamaged,
        Self::PictureUnsupported,
        Self::PictureTooManyPixels,
        Self::NoPicture,
        Self::SealEasyToGuess,
        Self::SealHasSecret,
        Self::NoSuchSeal,
        Self::PasswordWrong,
        Self::TryLater,
        Self::GuardFull,
        Self::Internal,
    ];

    /// The code, as it stands in the names of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HelperMissing => "helper_missing",
            Self::HelperForbidden => "helper_forbidden",
            Self::HelperNotStarted => "helper_not_started",
            Self::HelperStopped => "helper_stopped",
            Self::HelperBrokeOff => "helper_broke_off",
            Self::HelperNoise => "helper_noise",
            Self::HelperSilent => "helper_silent",
            Self::HelperOutdated => "helper_outdated",
            Self::ExtensionOutdated => "extension_outdated",
            Self::StoreNewer => "store_newer",
            Self::StoreDamaged => "store_damaged",
            Self::StoreBusy => "store_busy",
            Self::StoreFull => "store_full",
            Self::StoreUnavailable => "store_unavailable",
            Self::SealReplaced => "seal_replaced",
            Self::SealRemoved => "seal_removed",
            Self::SealLost => "seal_lost",
            Self::PageHidesSeal => "page_hides_seal",
            Self::PageFramed => "page_framed",
            Self::PageInsecure => "page_insecure",
            Self::AskWhose => "ask_whose",
            Self::PublicComputer => "public_computer",
            Self::PrivateWindow => "private_window",
            Self::Policy => "policy",
            Self::PictureTooLarge => "picture_too_large",
            Self::PictureNotJpeg => "picture_not_jpeg",
            Self::PictureUnknown => "picture_unknown",
            Self::PictureDamaged => "picture_damaged",
            Self::PictureUnsupported => "picture_unsupported",
            Self::PictureTooManyPixels => "picture_too_many_pixels",
            Self::NoPicture => "no_picture",
            Self::SealEasyToGuess => "seal_easy_to_guess",
            Self::SealHasSecret => "seal_has_secret",
            Self::NoSuchSeal => "no_such_seal",
            Self::PasswordWrong => "password_wrong",
            Self::TryLater => "try_later",
            Self::GuardFull => "guard_full",
            Self::Internal => "internal",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: ProblemCode) {
        assert_eq!(Problem::of_disconnection(words).code, expected, "{words}");
    }

    #[test]
    fn the_browsers_words_are_understood() {
        check(
            "Specified native messaging host not found.",
            ProblemCode::HelperMissing,
        );
        check(
            "No such native application com.signin_seal.helper",
            ProblemCode::HelperMissing,
        );
        check(
            "Access to the specified native messaging host is forbidden.",
            ProblemCode::HelperForbidden,
        );
        check(
            "Failed to start native messaging host.",
            ProblemCode::HelperNotStarted,
        );
        check("Native host has exited.", ProblemCode::HelperStopped);
        check(
            "Error when communicating with the native messaging host.",
            ProblemCode::HelperBrokeOff,
        );
        check(
            "Native application tried to send a message of 1819043144 bytes, which exceeds the limit",
            ProblemCode::HelperNoise,
        );
        check("", ProblemCode::HelperStopped);
    }

    #[test]
    fn the_older_side_is_the_one_to_update() {
        let newer = Problem::of_helper_version(PROTOCOL_VERSION + 1);
        assert_eq!(newer.code, ProblemCode::ExtensionOutdated);
        let older = Problem::of_helper_version(0);
        assert_eq!(older.code, ProblemCode::HelperOutdated);
        assert_eq!(older.parameters.get("helper"), Some("0"));
    }

    #[test]
    fn a_code_is_named_alike_in_texts_and_in_messages() {
        for code in ProblemCode::ALL {
            let printed = serde_json::to_string(&code).unwrap();
            assert_eq!(printed, format!("\"{}\"", code.as_str()));
        }
    }
}
