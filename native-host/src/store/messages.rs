//! The inbox.

use rusqlite::{Row, named_params};
use serde::{Deserialize, Serialize};
use signin_seal_shared::account::{InboxMessage, MessageKind};
use signin_seal_shared::protocol::Parameters;

use super::{Store, StoreError, opened_json};
use crate::clock::UnixMillis;
use crate::vault::RowIdentity;

/// Messages that are kept, at most: years of them. The oldest give way.
const MESSAGES: u32 = 2_000;

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    /// What it is about.
    pub(crate) kind: MessageKind,
    /// The facts for its text.
    pub(crate) parameters: Parameters,
}

impl Store {
    /// Puts a message into the inbox.
    pub(crate) fn put_in_inbox(
        &self,
        message: &Message,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let name = now.0.to_string();
        let sealed = self.sealed_json(row_of(&name), message)?;
        self.connection.execute(
            "INSERT INTO message (at_ms, sealed) VALUES (:now, :sealed)",
            named_params! { ":now": now.0, ":sealed": sealed },
        )?;
        self.connection.execute(
            "DELETE FROM message WHERE id <= (SELECT max(id) FROM message) - :most",
            named_params! { ":most": MESSAGES },
        )?;
        Ok(())
    }

    /// Messages before this one, the latest first.
    pub(crate) fn inbox(
        &self,
        after: Option<i64>,
        limit: u32,
    ) -> Result<Vec<InboxMessage>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at_ms, is_read, sealed FROM message
             WHERE :after IS NULL OR id < :after ORDER BY id DESC LIMIT :limit",
        )?;
        let read = |row: &Row<'_>| -> rusqlite::Result<(i64, i64, bool, Vec<u8>)> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let parameters = named_params! { ":after": after, ":limit": limit };
        let rows: Vec<_> = statement
            .query_map(parameters, read)?
            .collect::<Result<_, _>>()?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.key()?;
        let message = |(id, at_ms, read, sealed): (i64, i64, bool, Vec<u8>)| {
            let name = at_ms.to_string();
            let Message { kind, parameters } = opened_json(&key, row_of(&name), &sealed)?;
            Ok(InboxMessage {
                id,
                at_ms,
                kind,
                parameters,
                read,
            })
        };
        rows.into_iter().map(message).collect()
    }

    /// How many messages nobody has seen.
    pub(crate) fn unread(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM message WHERE is_read = 0";
        Ok(self.connection.query_row(sql, (), |row| row.get(0))?)
    }

    /// Notes that all messages up to this one were seen.
    pub(crate) fn mark_read(&self, up_to: i64) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE message SET is_read = 1 WHERE is_read = 0 AND id <= :up_to",
            named_params! { ":up_to": up_to },
        )?;
        Ok(())
    }

    /// Deletes a message.
    pub(crate) fn delete_message(&self, id: i64) -> Result<(), StoreError> {
        let sql = "DELETE FROM message WHERE id = :id";
        self.connection.execute(sql, named_params! { ":id": id })?;
        Ok(())
    }
}

fn row_of(name: &str) -> RowIdentity<'_> {
    RowIdentity {
        table: "message",
        row: name,
    }
}
