//! The store: one SQLite file for each person of the computer, shared by all of their browsers.
//!
//! `store/schema.rs` is the manual of what is in it. SQL stands below this module only.
//! Once a function here has returned, what it changed survives a crash.
//! The key is read anew for each use, so that a key file that was lost is noticed before a seal
//! is saved that nobody could open again.

mod account_parts;
mod account_sessions;
mod back_offs;
mod connection;
mod guards;
mod members;
mod messages;
mod outbox;
mod schema;
mod seals;
mod sign_ins;

use std::io;

use rusqlite::{Connection, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use signin_seal_shared::identity::ProfileId;
use thiserror::Error;
use zeroize::Zeroizing;

pub(crate) use account_parts::Part;
pub(crate) use back_offs::Gate;
pub(crate) use guards::{ACCOUNT_GUARD, GuardRow, StoreVersion};
pub(crate) use members::Attempt;
pub(crate) use messages::Message;
pub(crate) use outbox::Outgoing;
pub(crate) use schema::Stand;

use crate::clock::UnixMillis;
use crate::logging;
use crate::paths::DataFolder;
use crate::private_files::{self, Privacy};
use crate::vault::{DataKey, RowIdentity, VaultError};

/// An open store.
pub(crate) struct Store {
    connection: Connection,
    folder: DataFolder,
}

/// Who asks: a browser profile, and what its browser calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// The browser profile.
    pub(crate) profile: ProfileId,
    /// The browser's own name for itself, at most
    /// [`BROWSER_NAME_BYTES`](signin_seal_shared::limits::BROWSER_NAME_BYTES).
    pub(crate) browser: String,
}

/// What `doctor` wants to know of a store.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// What the file is.
    pub(crate) stand: Stand,
    /// How many browser profiles have a seal that can be read.
    pub(crate) readable: usize,
    /// Why the first of the others cannot be read.
    pub(crate) unreadable: Option<String>,
    /// What SQLite's own check found, where it found something.
    pub(crate) damage: Option<String>,
}

/// Why the store could not do what was asked. Nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    /// A newer version of the helper wrote it.
    #[error(
        "failed to open the store: its schema is version {found}, this helper knows up to {supported}"
    )]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest version that this helper knows.
        supported: usize,
    },
    /// It is an SQLite file of another program.
    #[error("failed to open the store: the file belongs to another program")]
    Foreign,
    /// The data folder or the file could not be made.
    #[error("failed to make the store's folder or file")]
    Files(#[source] io::Error),
    /// SQLite's reason.
    #[error("failed to use the store's file")]
    Sqlite(#[from] rusqlite::Error),
    /// The key, or a row that does not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A row opened, and what is in it is not what belongs there.
    #[error("failed to read a row that was opened")]
    Content,
    /// A row could not be put in JSON.
    #[error("failed to put a row in JSON")]
    Unwritable(#[source] serde_json::Error),
}

impl Store {
    /// Opens the store in this folder; both are made where there are none.
    pub(crate) fn open(folder: &DataFolder) -> Result<Self, StoreError> {
        let privacy = private_files::make_folder(folder.root()).map_err(StoreError::Files)?;
        warn_where_open("data folder", privacy);
        if folder.key().exists() {
            let privacy = private_files::tighten_file(&folder.key()).map_err(StoreError::Files)?;
            warn_where_open("key file", privacy);
        }
        // SQLite gives its -wal and -shm files the mode of this one.
        let privacy = private_files::make_file(&folder.store()).map_err(StoreError::Files)?;
        warn_where_open("store", privacy);
        Ok(Self {
            connection: connection::open(&folder.store())?,
            folder: folder.clone(),
        })
    }

    /// How a store that exists is doing. Nothing is made or changed, but for what SQLite does at
    /// each opening: the log of a helper that was killed is moved into the store.
    pub(crate) fn examine(folder: &DataFolder) -> Result<Condition, StoreError> {
        let (connection, stand) = connection::open_existing(&folder.store())?;
        let store = Self {
            connection,
            folder: folder.clone(),
        };
        let mut condition = Condition {
            stand,
            readable: 0,
            unreadable: None,
            damage: store.damage()?,
        };
        if stand == Stand::New || condition.damage.is_some() {
            return Ok(condition);
        }
        for profile in store.profiles_with_a_seal()? {
            match store.read_seal(&profile) {
                Ok(_) => condition.readable += 1,
                Err(error) => {
                    condition
                        .unreadable
                        .get_or_insert_with(|| logging::with_causes(&error));
                }
            }
        }
        Ok(condition)
    }

    /// Notes that this browser profile was here, where it is known.
    pub(crate) fn note_visit(&self, visitor: &Visitor, now: UnixMillis) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE browser_profile SET last_seen_ms = :now, browser = :browser
             WHERE id = :profile",
            named_params! {
                ":profile": visitor.profile.as_str(),
                ":browser": visitor.browser,
                ":now": now.0,
            },
        )?;
        Ok(())
    }

    /// The key for what is new. A missing key is made only where nothing needs the old one.
    pub(crate) fn key_for_sealing(&self) -> Result<DataKey, StoreError> {
        // First the rows, then the key: another helper makes the key before its first row, so a
        // row that is seen here has its key in place already.
        let any_row: bool = self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM seal) OR EXISTS (SELECT 1 FROM member)
                 OR EXISTS (SELECT 1 FROM account_part) OR EXISTS (SELECT 1 FROM guard)",
            (),
            |row| row.get(0),
        )?;
        let path = self.folder.key();
        let key = if any_row {
            DataKey::read(&path)
        } else {
            DataKey::read_or_make(&path)
        };
        Ok(key?)
    }

    /// Makes several changes at once: all of them are kept, or none. What it calls opens no
    /// transaction of its own.
    pub(crate) fn at_once<T, E: From<StoreError>>(
        &mut self,
        change: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let run = |store: &Self, sql| {
            let run = store.connection.execute_batch(sql);
            run.map_err(|error| E::from(StoreError::from(error)))
        };
        run(self, "BEGIN IMMEDIATE")?;
        let changed = change(self).and_then(|value| run(self, "COMMIT").map(|()| value));
        if changed.is_err() {
            // Where it fails, SQLite has rolled back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        changed
    }

    /// The key for what is there already.
    pub(crate) fn key(&self) -> Result<DataKey, StoreError> {
        Ok(DataKey::read(&self.folder.key())?)
    }

    /// Puts a value in JSON and seals it for this row.
    fn sealed_json(
        &self,
        row: RowIdentity<'_>,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = Zeroizing::new(serde_json::to_vec(value).map_err(StoreError::Unwritable)?);
        Ok(self.key_for_sealing()?.seal(row, &plain)?)
    }

    fn damage(&self) -> Result<Option<String>, StoreError> {
        let found: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok(Some(found).filter(|found| found != "ok"))
    }
}

/// The value in a row that was sealed by [`Store::sealed_json`].
fn opened_json<T: DeserializeOwned>(
    key: &DataKey,
    row: RowIdentity<'_>,
    sealed: &[u8],
) -> Result<T, StoreError> {
    let plain = key.open(row, sealed)?;
    // The parser's message could repeat what it read, and is dropped.
    serde_json::from_slice(&plain).map_err(|_| StoreError::Content)
}

fn warn_where_open(what: &str, privacy: Privacy) {
    if let Privacy::Tightened { from } = privacy {
        let mode = format_args!("{from:04o}");
        tracing::warn!(what, mode, "it was open to others, and is closed now");
    }
}

#[cfg(test)]
mod tests;
