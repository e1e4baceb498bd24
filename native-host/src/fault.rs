//! Why a request was not carried out, and how that is told on the wire.
//!
//! This is the only place where the helper's own errors become wire codes.

use std::io::{self, ErrorKind};

use rusqlite::ErrorCode as SqliteCode;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use signin_seal_picture::{OtherFormat, PictureError};
use signin_seal_shared::limits::{
    GUARDED_PASSWORDS, PICTURE_BYTES, PICTURE_PIXELS, REQUEST_FRAME_BYTES,
};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, PROTOCOL_VERSION};
use signin_seal_shared::seal::InvalidBase64;
use thiserror::Error;

use crate::account::AccountFault;
use crate::guarding::GuardingFault;
use crate::member::MemberError;
use crate::paths::PathsError;
use crate::store::StoreError;
use crate::vault::VaultError;

/// Why a request was not carried out. Nothing was changed by it.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    /// The extension speaks another version.
    #[error("failed to agree on a protocol: the extension speaks version {extension}")]
    ProtocolMismatch {
        /// The extension's version.
        extension: u32,
    },
    /// A request came before `hello`, or a second `hello` named another profile.
    #[error("failed to answer a request that came out of turn")]
    OutOfTurn,
    /// A frame's length is zero or over the limit.
    #[error("failed to read a frame that says it has {bytes} bytes")]
    FrameSize {
        /// What the length says.
        bytes: u32,
    },
    /// The input ended inside a frame.
    #[error("failed to read a frame: the input ended inside it")]
    FrameTruncated,
    /// A frame is no message of this protocol. What stands in it may be a secret, so only the
    /// place of the fault is told.
    #[error("failed to read a message: {category:?} fault at line {line}, column {column}")]
    Malformed {
        /// What kind of fault.
        category: serde_json::error::Category,
        /// The line in the message, from one.
        line: usize,
        /// The column in that line, from one.
        column: usize,
    },
    /// The answer would be over the limit.
    #[error("failed to send an answer of {bytes} bytes")]
    ReplyTooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// The answer could not be put in JSON.
    #[error("failed to put an answer in JSON")]
    Unwritable(#[source] serde_json::Error),
    /// Where the data folder is could not be told.
    #[error("failed to find the data folder")]
    Folder(#[from] PathsError),
    /// The store failed.
    #[error("failed to use the store")]
    Store(#[from] StoreError),
    /// Base64 that stands for no whole number of bytes.
    #[error("failed to read the bytes of a picture")]
    Base64(#[from] InvalidBase64),
    /// A picture is longer than it may be. It was not decoded.
    #[error("failed to open a picture: it has {bytes} bytes")]
    PictureTooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A file gives no picture.
    #[error(transparent)]
    Picture(PictureError),
    /// A draft keeps the picture of a seal that has none.
    #[error("failed to keep the seal's picture: it has none")]
    NoPicture,
    /// The words are easy to guess.
    #[error("failed to keep a seal that is easy to guess without being told to")]
    EasyToGuess,
    /// The other browser profile has no seal.
    #[error("failed to take over a seal: there is none")]
    NoSuchSeal,
    /// The member's ID or password stands in the words. Which, and where, is told to nobody.
    #[error("failed to keep a seal that has the member's ID or password on it")]
    HasSecret,
    /// The member's password is needed.
    #[error("failed to let pass: the member's password is not right")]
    PasswordWrong,
    /// Too many wrong passwords came. This one was not looked at.
    #[error("failed to let pass: too many wrong passwords came; try again in {seconds} s")]
    TryLater {
        /// Until the next one may be tried.
        seconds: u64,
    },
    /// Nothing can be said of the member.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// Something about the account was not carried out.
    #[error(transparent)]
    Account(#[from] AccountFault),
    /// Something about guarded passwords was not carried out.
    #[error(transparent)]
    Guarding(#[from] GuardingFault),
}

impl From<&Fault> for ErrorReply {
    fn from(fault: &Fault) -> Self {
        match fault {
            Fault::ProtocolMismatch { extension } => Self::new(ErrorCode::ProtocolMismatch)
                .with("helper", PROTOCOL_VERSION)
                .with("extension", extension),
            Fault::OutOfTurn => Self::new(ErrorCode::OutOfTurn),
            Fault::FrameSize { bytes } => Self::new(ErrorCode::FrameSize)
                .with("bytes", bytes)
                .with("limit", REQUEST_FRAME_BYTES),
            Fault::FrameTruncated => Self::new(ErrorCode::FrameTruncated),
            Fault::Malformed { .. } => Self::new(ErrorCode::Malformed),
            Fault::ReplyTooLarge { .. } => Self::new(ErrorCode::ReplyTooLarge),
            Fault::Unwritable(_) => Self::new(ErrorCode::Internal),
            Fault::Folder(_) => Self::new(ErrorCode::StoreUnavailable),
            Fault::Store(StoreError::Newer { found, supported }) => {
                Self::new(ErrorCode::StoreNewer)
                    .with("found", found)
                    .with("supported", supported)
            }
            Fault::Store(error) => Self::new(store_code(error)),
            Fault::Base64(_) => Self::new(ErrorCode::Malformed),
            Fault::PictureTooLarge { bytes, limit } => Self::new(ErrorCode::PictureTooLarge)
                .with("bytes", bytes)
                .with("limit", limit),
            Fault::Picture(error) => picture_reply(*error),
            Fault::NoPicture => Self::new(ErrorCode::NoPicture),
            Fault::EasyToGuess => Self::new(ErrorCode::SealEasyToGuess),
            Fault::NoSuchSeal => Self::new(ErrorCode::NoSuchSeal),
            Fault::HasSecret => Self::new(ErrorCode::SealHasSecret),
            Fault::PasswordWrong => Self::new(ErrorCode::PasswordWrong),
            Fault::TryLater { seconds } => Self::new(ErrorCode::TryLater).with("seconds", seconds),
            Fault::Account(fault) => Self::from(fault),
            Fault::Guarding(fault) => guarding_reply(fault),
            Fault::Member(MemberError::Unreadable) => Self::new(ErrorCode::StoreDamaged),
            Fault::Member(MemberError::Hashing(_)) => Self::new(ErrorCode::Internal),
        }
    }
}

fn guarding_reply(fault: &GuardingFault) -> ErrorReply {
    match fault {
        GuardingFault::Unfitting { .. } => ErrorReply::new(ErrorCode::Malformed),
        GuardingFault::TooManyChecks => ErrorReply::new(ErrorCode::TooManyChecks),
        GuardingFault::Full => {
            ErrorReply::new(ErrorCode::GuardFull).with("limit", GUARDED_PASSWORDS)
        }
        GuardingFault::OfferInvalid => ErrorReply::new(ErrorCode::OfferInvalid),
        GuardingFault::Fingerprint(_) => ErrorReply::new(ErrorCode::Internal),
    }
}

fn picture_reply(error: PictureError) -> ErrorReply {
    match error {
        PictureError::TooLarge { bytes } => ErrorReply::new(ErrorCode::PictureTooLarge)
            .with("bytes", bytes)
            .with("limit", PICTURE_BYTES),
        PictureError::NotJpeg { format } => {
            let format = match format {
                OtherFormat::Png => "PNG",
                OtherFormat::WebP => "WebP",
                OtherFormat::Gif => "GIF",
            };
            ErrorReply::new(ErrorCode::PictureNotJpeg).with("format", format)
        }
        PictureError::Unknown => ErrorReply::new(ErrorCode::PictureUnknown),
        PictureError::Damaged => ErrorReply::new(ErrorCode::PictureDamaged),
        PictureError::Unsupported => ErrorReply::new(ErrorCode::PictureUnsupported),
        PictureError::TooManyPixels { width, height } => {
            ErrorReply::new(ErrorCode::PictureTooManyPixels)
                .with("width", width)
                .with("height", height)
                .with("limit", PICTURE_PIXELS)
        }
    }
}

fn store_code(error: &StoreError) -> ErrorCode {
    match error {
        StoreError::Newer { .. } => ErrorCode::StoreNewer,
        StoreError::Foreign | StoreError::Content => ErrorCode::StoreDamaged,
        StoreError::Files(error) => file_code(error),
        StoreError::Sqlite(error) => sqlite_code(error),
        StoreError::Vault(error) => match error {
            VaultError::KeyMissing | VaultError::NotAuthentic => ErrorCode::StoreDamaged,
            VaultError::KeyLength => ErrorCode::StoreUnavailable,
            VaultError::KeyFile(error) => file_code(error),
            VaultError::Randomness(_) | VaultError::Encryption => ErrorCode::Internal,
        },
        StoreError::Unwritable(_) => ErrorCode::Internal,
    }
}

fn file_code(error: &io::Error) -> ErrorCode {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ErrorCode::StoreFull,
        _ => ErrorCode::StoreUnavailable,
    }
}

fn sqlite_code(error: &rusqlite::Error) -> ErrorCode {
    let failure = match error {
        rusqlite::Error::SqliteFailure(failure, _) => failure,
        rusqlite::Error::SqlInputError { error, .. } => error,
        // A value of another type than the schema says.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..) => return ErrorCode::StoreDamaged,
        _ => return ErrorCode::Internal,
    };
    match failure.code {
        SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked => ErrorCode::StoreBusy,
        SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase => ErrorCode::StoreDamaged,
        SqliteCode::DiskFull => ErrorCode::StoreFull,
        // The shared memory file of the write-ahead log could not grow.
        SqliteCode::SystemIoFailure if failure.extended_code == SQLITE_IOERR_SHMSIZE => {
            ErrorCode::StoreFull
        }
        SqliteCode::SystemIoFailure
        | SqliteCode::CannotOpen
        | SqliteCode::ReadOnly
        | SqliteCode::PermissionDenied
        | SqliteCode::FileLockingProtocolFailed
        | SqliteCode::NoLargeFileSupport => ErrorCode::StoreUnavailable,
        _ => ErrorCode::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: PictureError, code: ErrorCode, parameters: &[(&str, &str)]) {
        let reply = ErrorReply::from(&Fault::Picture(error));
        let expected = parameters
            .iter()
            .fold(ErrorReply::new(code), |reply, (name, value)| {
                reply.with(name, value)
            });
        assert_eq!(reply, expected);
    }

    #[test]
    fn a_picture_that_is_none_is_told_with_its_facts() {
        check(
            PictureError::TooLarge { bytes: 1_048_576 },
            ErrorCode::PictureTooLarge,
            &[("bytes", "1048576"), ("limit", "1048575")],
        );
        for (format, name) in [
            (OtherFormat::Png, "PNG"),
            (OtherFormat::WebP, "WebP"),
            (OtherFormat::Gif, "GIF"),
        ] {
            let error = PictureError::NotJpeg { format };
            check(error, ErrorCode::PictureNotJpeg, &[("format", name)]);
        }
        check(
            PictureError::TooManyPixels {
                width: 65_535,
                height: 4_097,
            },
            ErrorCode::PictureTooManyPixels,
            &[
                ("width", "65535"),
                ("height", "4097"),
                ("limit", "16777216"),
            ],
        );
        check(PictureError::Unknown, ErrorCode::PictureUnknown, &[]);
        check(PictureError::Damaged, ErrorCode::PictureDamaged, &[]);
        check(
            PictureError::Unsupported,
            ErrorCode::PictureUnsupported,
            &[],
        );
    }
}
