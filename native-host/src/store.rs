//! The store: one SQLite file for each person of the computer, shared by all of their browsers.
//!
//! `store/schema.rs` is the manual of what is in it. SQL stands below this module only.
//! Once a function here has returned, what it changed survives a crash.
//! The key is read anew for each use, so that a key file that was lost is noticed before a seal
//! is saved that nobody could open again.

mod connection;
mod schema;

use std::io;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};
use signin_seal_shared::identity::ProfileId;
use signin_seal_shared::seal::Seal;
use thiserror::Error;
use zeroize::Zeroizing;

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
    /// A row opened, and what is in it is no seal.
    #[error("failed to read a seal that was opened")]
    Content,
    /// A seal could not be put in JSON.
    #[error("failed to put a seal in JSON")]
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

    /// The seal of this browser profile, where it has one.
    pub(crate) fn read_seal(&self, profile: &ProfileId) -> Result<Option<Seal>, StoreError> {
        let sealed: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT sealed FROM seal WHERE profile = :profile",
                named_params! { ":profile": profile.as_str() },
                |row| row.get(0),
            )
            .optional()?;
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let plain = DataKey::read(&self.folder.key())?.open(seal_of(profile), &sealed)?;
        // The parser's message could repeat what it read.
        let seal = serde_json::from_slice(&plain).map_err(|_| StoreError::Content)?;
        Ok(Some(seal))
    }

    /// Keeps the seal of this browser profile, in place of an earlier one.
    pub(crate) fn save_seal(
        &mut self,
        profile: &ProfileId,
        seal: &Seal,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let key = self.key_for_sealing()?;
        let plain = Zeroizing::new(serde_json::to_vec(seal).map_err(StoreError::Unwritable)?);
        let sealed = key.seal(seal_of(profile), &plain)?;

        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO browser_profile (id, first_seen_ms, last_seen_ms)
             VALUES (:profile, :now, :now)
             ON CONFLICT (id) DO UPDATE SET last_seen_ms = :now",
            named_params! { ":profile": profile.as_str(), ":now": now.0 },
        )?;
        transaction.execute(
            "INSERT INTO seal (profile, sealed, saved_ms)
             VALUES (:profile, :sealed, :now)
             ON CONFLICT (profile) DO UPDATE SET sealed = :sealed, saved_ms = :now",
            named_params! { ":profile": profile.as_str(), ":sealed": sealed, ":now": now.0 },
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Forgets the seal of this browser profile. It needs no key, so that a seal that cannot be
    /// read any more can still be removed.
    pub(crate) fn remove_seal(&self, profile: &ProfileId) -> Result<(), StoreError> {
        self.connection.execute(
            "DELETE FROM seal WHERE profile = :profile",
            named_params! { ":profile": profile.as_str() },
        )?;
        Ok(())
    }

    /// Notes that this browser profile was here, where it is known.
    pub(crate) fn note_visit(
        &self,
        profile: &ProfileId,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE browser_profile SET last_seen_ms = :now WHERE id = :profile",
            named_params! { ":profile": profile.as_str(), ":now": now.0 },
        )?;
        Ok(())
    }

    /// The key for a new seal. A missing key is made only where no seal needs the old one.
    fn key_for_sealing(&self) -> Result<DataKey, StoreError> {
        // First the rows, then the key: another helper makes the key before its first row, so a
        // row that is seen here has its key in place already.
        let any_seal: bool =
            self.connection
                .query_row("SELECT EXISTS (SELECT 1 FROM seal)", (), |row| row.get(0))?;
        let path = self.folder.key();
        let key = if any_seal {
            DataKey::read(&path)
        } else {
            DataKey::read_or_make(&path)
        };
        Ok(key?)
    }

    fn profiles_with_a_seal(&self) -> Result<Vec<ProfileId>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT profile FROM seal ORDER BY profile")?;
        let names = statement.query_map((), |row| row.get::<_, String>(0))?;
        names
            .map(|name| name?.parse().map_err(|_| StoreError::Content))
            .collect()
    }

    fn damage(&self) -> Result<Option<String>, StoreError> {
        let found: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
        Ok(Some(found).filter(|found| found != "ok"))
    }
}

fn seal_of(profile: &ProfileId) -> RowIdentity<'_> {
    RowIdentity {
        table: "seal",
        profile,
    }
}

fn warn_where_open(what: &str, privacy: Privacy) {
    if let Privacy::Tightened { from } = privacy {
        let mode = format_args!("{from:04o}");
        tracing::warn!(what, mode, "it was open to others, and is closed now");
    }
}

#[cfg(test)]
mod tests;
