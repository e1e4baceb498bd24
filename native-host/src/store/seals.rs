//! The seals of the browser profiles.
//!
//! What is sealed is the seal with the stamp of its saving. Version 1 of the schema sealed the
//! seal alone: such a row gets a stamp that no extension draws.

use rusqlite::{OptionalExtension, TransactionBehavior, named_params};
use serde::{Deserialize, Serialize};
use signin_seal_shared::identity::{ProfileId, SealStamp};
use signin_seal_shared::seal::{KeptSeal, OtherSeal, Seal};
use zeroize::Zeroizing;

use super::{Store, StoreError, Visitor};
use crate::clock::UnixMillis;
use crate::vault::RowIdentity;

/// How many seals of other profiles are listed: more than a person has browser profiles, and few
/// enough for one frame.
const OTHER_SEALS: u32 = 100;

/// What is sealed, since version 2 of the schema.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    seal: Seal,
    stamp: SealStamp,
}

/// [`Content`] on its way into the store.
#[derive(Serialize)]
struct ContentRef<'a> {
    seal: &'a Seal,
    stamp: &'a SealStamp,
}

/// What there is to tell of a browser profile that has no seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Absence {
    /// When it was removed, where there was one.
    pub(crate) removed: Option<UnixMillis>,
    /// How many other browser profiles have a seal.
    pub(crate) others: u32,
}

impl Store {
    /// The seal of this browser profile, where it has one. It reads a store of any version.
    pub(crate) fn read_seal(&self, profile: &ProfileId) -> Result<Option<KeptSeal>, StoreError> {
        let row: Option<(Vec<u8>, i64)> = self
            .connection
            .query_row(
                "SELECT sealed, saved_ms FROM seal WHERE profile = :profile",
                named_params! { ":profile": profile.as_str() },
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((sealed, saved_ms)) = row else {
            return Ok(None);
        };
        let plain = self.key()?.open(seal_of(profile), &sealed)?;
        let Content { seal, stamp } = content(&plain)?;
        Ok(Some(KeptSeal {
            seal,
            stamp,
            saved_ms,
        }))
    }

    /// What there is to tell where [`Store::read_seal`] found nothing.
    pub(crate) fn absence(&self, profile: &ProfileId) -> Result<Absence, StoreError> {
        let removed: Option<Option<i64>> = self
            .connection
            .query_row(
                "SELECT removed_ms FROM browser_profile WHERE id = :profile",
                named_params! { ":profile": profile.as_str() },
                |row| row.get(0),
            )
            .optional()?;
        let others = self.connection.query_row(
            "SELECT count(*) FROM seal WHERE profile <> :profile",
            named_params! { ":profile": profile.as_str() },
            |row| row.get(0),
        )?;
        Ok(Absence {
            removed: removed.flatten().map(UnixMillis),
            others,
        })
    }

    /// Keeps the seal of this browser profile, in place of an earlier one.
    pub(crate) fn save_seal(
        &mut self,
        visitor: &Visitor,
        seal: Seal,
        stamp: SealStamp,
        now: UnixMillis,
    ) -> Result<KeptSeal, StoreError> {
        let profile = &visitor.profile;
        let key = self.key_for_sealing()?;
        let content = ContentRef {
            seal: &seal,
            stamp: &stamp,
        };
        let plain = Zeroizing::new(serde_json::to_vec(&content).map_err(StoreError::Unwritable)?);
        let sealed = key.seal(seal_of(profile), &plain)?;

        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO browser_profile (id, first_seen_ms, last_seen_ms, browser)
             VALUES (:profile, :now, :now, :browser)
             ON CONFLICT (id) DO UPDATE
             SET last_seen_ms = :now, browser = :browser, removed_ms = NULL",
            named_params! {
                ":profile": profile.as_str(),
                ":browser": visitor.browser,
                ":now": now.0,
            },
        )?;
        transaction.execute(
            "INSERT INTO seal (profile, sealed, saved_ms)
             VALUES (:profile, :sealed, :now)
             ON CONFLICT (profile) DO UPDATE SET sealed = :sealed, saved_ms = :now",
            named_params! { ":profile": profile.as_str(), ":sealed": sealed, ":now": now.0 },
        )?;
        transaction.commit()?;
        Ok(KeptSeal {
            seal,
            stamp,
            saved_ms: now.0,
        })
    }

    /// Forgets the seal of this browser profile, and keeps when that was. It needs no key, so that
    /// a seal that cannot be read any more can still be removed.
    pub(crate) fn remove_seal(
        &mut self,
        profile: &ProfileId,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let removed = transaction.execute(
            "DELETE FROM seal WHERE profile = :profile",
            named_params! { ":profile": profile.as_str() },
        )?;
        if removed > 0 {
            transaction.execute(
                "UPDATE browser_profile SET removed_ms = :now WHERE id = :profile",
                named_params! { ":profile": profile.as_str(), ":now": now.0 },
            )?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The seals of all profiles but this one, the last seen first, at most [`OTHER_SEALS`].
    /// No seal is opened.
    pub(crate) fn other_seals(&self, profile: &ProfileId) -> Result<Vec<OtherSeal>, StoreError> {
        let needs_password = self.has_member()?;
        let mut statement = self.connection.prepare(
            "SELECT id, browser, saved_ms, last_seen_ms
             FROM seal JOIN browser_profile ON id = profile
             WHERE profile <> :profile
             ORDER BY last_seen_ms DESC, id
             LIMIT :limit",
        )?;
        let mut rows = statement.query(named_params! {
            ":profile": profile.as_str(),
            ":limit": OTHER_SEALS,
        })?;
        let mut seals = Vec::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            seals.push(OtherSeal {
                profile: id.parse().map_err(|_| StoreError::Content)?,
                browser: row.get(1)?,
                saved_ms: row.get(2)?,
                last_seen_ms: row.get(3)?,
                needs_password,
            });
        }
        Ok(seals)
    }

    /// All profiles that have a seal. It reads a store of any version.
    pub(crate) fn profiles_with_a_seal(&self) -> Result<Vec<ProfileId>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT profile FROM seal ORDER BY profile")?;
        let names = statement.query_map((), |row| row.get::<_, String>(0))?;
        names
            .map(|name| name?.parse().map_err(|_| StoreError::Content))
            .collect()
    }
}

fn seal_of(profile: &ProfileId) -> RowIdentity<'_> {
    RowIdentity {
        table: "seal",
        row: profile.as_str(),
    }
}

/// What an opened row holds. The parser's message could repeat what it read, and is dropped.
fn content(plain: &[u8]) -> Result<Content, StoreError> {
    if let Ok(content) = serde_json::from_slice(plain) {
        return Ok(content);
    }
    let seal = serde_json::from_slice(plain).map_err(|_| StoreError::Content)?;
    Ok(Content {
        seal,
        stamp: SealStamp::from_random([0; 16]),
    })
}
