//! Why a request was not carried out, and how that is told on the wire.
//!
//! This is the only place where the helper's own errors become wire codes.

use std::io::{self, ErrorKind};

use rusqlite::ErrorCode as SqliteCode;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use signin_seal_shared::limits::REQUEST_FRAME_BYTES;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, PROTOCOL_VERSION};
use thiserror::Error;

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
