//! The guarded passwords, row by row. What is in a row is read by `guarding/entry.rs`.

use rusqlite::{OptionalExtension, named_params};

use super::{Store, StoreError};
use crate::vault::{DataKey, RowIdentity, VaultError};

/// The row of the account's own password.
pub(crate) const ACCOUNT_GUARD: i64 = 0;

/// One row, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct GuardRow {
    /// Its number.
    pub(crate) id: i64,
    /// What is sealed in it.
    pub(crate) sealed: Vec<u8>,
}

/// What changes with each change of the store, whoever makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StoreVersion {
    /// Counts the changes of others.
    others: i64,
    /// Counts the changes of this connection.
    own: u64,
}

impl GuardRow {
    /// What was sealed for this row.
    pub(crate) fn open(&self, key: &DataKey) -> Result<zeroize::Zeroizing<Vec<u8>>, VaultError> {
        key.open(row_of(&self.id.to_string()), &self.sealed)
    }
}

impl Store {
    /// What changes with each change. Asked before rows are read, it is never newer than they are.
    pub(crate) fn version(&self) -> Result<StoreVersion, StoreError> {
        let others = self
            .connection
            .query_row("PRAGMA data_version", (), |row| row.get(0))?;
        Ok(StoreVersion {
            others,
            own: self.connection.total_changes(),
        })
    }

    /// All guarded passwords, the account's own first and then the oldest.
    pub(crate) fn guards(&self) -> Result<Vec<GuardRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, sealed FROM guard ORDER BY id")?;
        let rows = statement.query_map((), |row| {
            Ok(GuardRow {
                id: row.get(0)?,
                sealed: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The row of the account's own password.
    pub(crate) fn account_guard(&self) -> Result<Option<GuardRow>, StoreError> {
        let id = ACCOUNT_GUARD;
        let sealed = self.connection.query_row(
            "SELECT sealed FROM guard WHERE id = :id",
            named_params! { ":id": id },
            |row| row.get(0),
        );
        Ok(sealed.optional()?.map(|sealed| GuardRow { id, sealed }))
    }

    /// Keeps one more, sealed for its row. The caller's transaction holds it together.
    pub(crate) fn add_guard(&self, plain: &[u8]) -> Result<(), StoreError> {
        // The key first: where it was lost, a new one is made only while no row needs the old one.
        let key = self.key_for_sealing()?;
        let id: i64 = self.connection.query_row(
            "INSERT INTO guard (sealed) VALUES (zeroblob(0)) RETURNING id",
            (),
            |row| row.get(0),
        )?;
        let sealed = key.seal(row_of(&id.to_string()), plain)?;
        self.connection.execute(
            "UPDATE guard SET sealed = :sealed WHERE id = :id",
            named_params! { ":id": id, ":sealed": sealed },
        )?;
        Ok(())
    }

    /// Keeps the account's own, in place of an earlier one.
    pub(crate) fn set_account_guard(&self, plain: &[u8]) -> Result<(), StoreError> {
        let id = ACCOUNT_GUARD;
        let sealed = self
            .key_for_sealing()?
            .seal(row_of(&id.to_string()), plain)?;
        self.connection.execute(
            "INSERT OR REPLACE INTO guard (id, sealed) VALUES (:id, :sealed)",
            named_params! { ":id": id, ":sealed": sealed },
        )?;
        Ok(())
    }

    /// Forgets the account's own.
    pub(crate) fn forget_account_guard(&self) -> Result<(), StoreError> {
        let sql = "DELETE FROM guard WHERE id = :id";
        self.connection
            .execute(sql, named_params! { ":id": ACCOUNT_GUARD })?;
        Ok(())
    }

    /// Forgets this one, but never the account's own. Returns whether it was there.
    pub(crate) fn remove_guard(&self, id: i64) -> Result<bool, StoreError> {
        let removed = self.connection.execute(
            "DELETE FROM guard WHERE id = :id AND id <> :account",
            named_params! { ":id": id, ":account": ACCOUNT_GUARD },
        )?;
        Ok(removed > 0)
    }
}

fn row_of(name: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "guard",
        row: name,
    }
}
