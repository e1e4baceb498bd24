//! E-mails that wait to be sent.

use rusqlite::{OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::{Message, Store, StoreError, opened_json};
use crate::clock::UnixMillis;
use crate::vault::RowIdentity;

/// E-mails that wait, at most: where a server is away for days, the inbox has the messages all the
/// same.
const WAITING: u32 = 500;

/// For how long it is told that an e-mail was given up.
const GIVEN_UP_DAYS: i64 = 30;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// An e-mail that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outgoing {
    /// To whom.
    pub(crate) to: String,
    /// In which language.
    pub(crate) language: String,
    /// What it says.
    pub(crate) message: Message,
}

/// An e-mail that somebody has taken, to send it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutgoingLetter {
    /// Its row.
    pub(crate) id: i64,
    /// When it was written.
    pub(crate) made: UnixMillis,
    /// How often it was tried, with this time.
    pub(crate) attempts: u32,
    /// The e-mail.
    pub(crate) outgoing: Outgoing,
}

impl Store {
    /// Leaves an e-mail to whoever sends next.
    pub(crate) fn put_in_outbox(
        &self,
        outgoing: &Outgoing,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let name = now.0.to_string();
        let sealed = self.sealed_json(row_of(&name), outgoing)?;
        self.connection.execute(
            "INSERT INTO outbox (made_ms, sealed, due_ms)
             SELECT :now, :sealed, :now
             WHERE (SELECT count(*) FROM outbox WHERE given_up = 0) < :most",
            named_params! { ":now": now.0, ":sealed": sealed, ":most": WAITING },
        )?;
        Ok(())
    }

    /// Takes the e-mail that is due first, and puts it off until then: of several helpers one gets
    /// it, and where that one ends, another tries later.
    ///
    /// Nothing is put off for more than a day: what seems to be, was put off by another clock, and is
    /// due at once.
    pub(crate) fn take_letter(
        &mut self,
        now: UnixMillis,
        put_off: impl Fn(UnixMillis, u32) -> Option<UnixMillis>,
    ) -> Result<Option<OutgoingLetter>, StoreError> {
        self.at_once(|store| {
            let sql = "SELECT id, made_ms, attempts, sealed FROM outbox
                 WHERE given_up = 0 AND (due_ms <= :now OR due_ms > :now + :day)
                 ORDER BY due_ms, id LIMIT 1";
            let parameters = named_params! { ":now": now.0, ":day": DAY_MS };
            let found: Option<(i64, i64, u32, Vec<u8>)> = store
                .connection
                .query_row(sql, parameters, |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()?;
            let Some((id, made_ms, attempts, sealed)) = found else {
                return Ok(None);
            };
            let name = made_ms.to_string();
            let outgoing = opened_json(&store.key()?, row_of(&name), &sealed)?;
            let attempts = attempts.saturating_add(1);
            let made = UnixMillis(made_ms);
            let due = put_off(made, attempts);
            store.connection.execute(
                "UPDATE outbox SET attempts = :attempts, due_ms = :due WHERE id = :id",
                named_params! { ":attempts": attempts, ":due": due.map_or(now.0 + DAY_MS, |due| due.0), ":id": id },
            )?;
            Ok(Some(OutgoingLetter {
                id,
                made,
                attempts,
                outgoing,
            }))
        })
    }

    /// The e-mail was sent.
    pub(crate) fn letter_is_sent(&self, id: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM outbox WHERE id = :id";
        self.connection.execute(sql, named_params! { ":id": id })?;
        Ok(())
    }

    /// Nobody tries this e-mail any more.
    pub(crate) fn give_letter_up(&self, id: i64, now: UnixMillis) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE outbox SET given_up = 1, due_ms = :now WHERE id = :id",
            named_params! { ":now": now.0, ":id": id },
        )?;
        self.connection.execute(
            "DELETE FROM outbox WHERE given_up = 1 AND due_ms < :oldest",
            named_params! { ":oldest": now.0 - GIVEN_UP_DAYS * DAY_MS },
        )?;
        Ok(())
    }

    /// How many e-mails wait, and how many were given up in the last days.
    pub(crate) fn letters(&self) -> Result<(u32, u32), StoreError> {
        Ok(self.connection.query_row(
            "SELECT count(*) FILTER (WHERE given_up = 0), count(*) FILTER (WHERE given_up = 1)
             FROM outbox",
            (),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    }

    /// Forgets all e-mails that wait: there is no server any more.
    pub(crate) fn empty_outbox(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM outbox", ())?;
        Ok(())
    }
}

fn row_of(name: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "outbox",
        row: name,
    }
}
