//! The parts of the account that there are once.

use rusqlite::{OptionalExtension, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{Store, StoreError, opened_json};
use crate::clock::UnixMillis;
use crate::vault::RowIdentity;

/// A part of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What is set and chosen.
    Record,
    /// The member's profile.
    Profile,
    /// The photo.
    Photo,
    /// The photo as the card shows it.
    CardPhoto,
    /// How the sending of e-mail goes.
    Mail,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Profile => "profile",
            Self::Photo => "photo",
            Self::CardPhoto => "card_photo",
            Self::Mail => "mail",
        }
    }

    fn row(self) -> RowIdentity<'static> {
        RowIdentity {
            table: "account_part",
            row: self.name(),
        }
    }
}

impl Store {
    /// A part, or what there is before it was written first.
    pub(crate) fn part<T: DeserializeOwned + Default>(&self, part: Part) -> Result<T, StoreError> {
        let Some(sealed) = self.sealed_part(part)? else {
            return Ok(T::default());
        };
        opened_json(&self.key()?, part.row(), &sealed)
    }

    /// Keeps a part.
    pub(crate) fn keep_part(
        &self,
        part: Part,
        value: &impl Serialize,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let sealed = self.sealed_json(part.row(), value)?;
        self.keep_sealed_part(part, &sealed, now)
    }

    /// The bytes of a part.
    pub(crate) fn part_bytes(&self, part: Part) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let Some(sealed) = self.sealed_part(part)? else {
            return Ok(None);
        };
        Ok(Some(self.key()?.open(part.row(), &sealed)?))
    }

    /// Keeps these bytes as a part.
    pub(crate) fn keep_part_bytes(
        &self,
        part: Part,
        bytes: &[u8],
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let sealed = self.key_for_sealing()?.seal(part.row(), bytes)?;
        self.keep_sealed_part(part, &sealed, now)
    }

    /// Forgets a part.
    pub(crate) fn forget_part(&self, part: Part) -> Result<(), StoreError> {
        let sql = "DELETE FROM account_part WHERE part = :part";
        self.connection
            .execute(sql, named_params! { ":part": part.name() })?;
        Ok(())
    }

    fn sealed_part(&self, part: Part) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT sealed FROM account_part WHERE part = :part";
        let parameters = named_params! { ":part": part.name() };
        let row = self.connection.query_row(sql, parameters, |row| row.get(0));
        Ok(row.optional()?)
    }

    fn keep_sealed_part(
        &self,
        part: Part,
        sealed: &[u8],
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT OR REPLACE INTO account_part (part, sealed, changed_ms)
             VALUES (:part, :sealed, :now)",
            named_params! { ":part": part.name(), ":sealed": sealed, ":now": now.0 },
        )?;
        Ok(())
    }
}
