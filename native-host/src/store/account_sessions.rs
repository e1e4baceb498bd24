//! The account's sessions. Of a token only a keyed hash is kept: a copy of the file signs nobody in.

use hmac::Mac;
use rusqlite::{OptionalExtension, named_params};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::limits::{PROOF_MILLISECONDS, SESSION_IDLE_MILLISECONDS};

use super::{Store, StoreError};
use crate::clock::UnixMillis;
use crate::vault::KEYED_HASH_BYTES;

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal session 1";

/// Sessions that are open at once, at most: more than a person has browsers. The one that was used
/// longest ago gives way.
const SESSIONS: u32 = 20;

/// A session that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenSession {
    /// The sign-in by which it began.
    pub(crate) sign_in: i64,
    /// Whether the security question was answered a short while ago.
    pub(crate) is_proved: bool,
}

impl Store {
    /// Begins a session.
    pub(crate) fn begin_session(
        &self,
        token: &SessionToken,
        sign_in: i64,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO account_session (token_hash, sign_in, used_ms) VALUES (:hash, :sign_in, :now)",
            named_params! { ":hash": self.hash_of(token)?, ":sign_in": sign_in, ":now": now.0 },
        )?;
        self.connection.execute(
            "DELETE FROM account_session WHERE token_hash NOT IN
             (SELECT token_hash FROM account_session ORDER BY used_ms DESC, rowid DESC LIMIT :most)",
            named_params! { ":most": SESSIONS },
        )?;
        Ok(())
    }

    /// The session of this token, where it has not ended; it is used by that.
    ///
    /// A clock that was set by more than the idle time, forward or back, ends it: nobody can tell how
    /// long nothing was done.
    pub(crate) fn use_session(
        &self,
        token: &SessionToken,
        now: UnixMillis,
    ) -> Result<Option<OpenSession>, StoreError> {
        let hash = self.hash_of(token)?;
        let found: Option<(i64, i64, Option<i64>)> = self
            .connection
            .query_row(
                "SELECT sign_in, used_ms, proved_ms FROM account_session WHERE token_hash = :hash",
                named_params! { ":hash": hash },
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((sign_in, used_ms, proved_ms)) = found else {
            return Ok(None);
        };
        if !is_within(now, used_ms, SESSION_IDLE_MILLISECONDS) {
            self.end_session(token)?;
            return Ok(None);
        }
        self.connection.execute(
            "UPDATE account_session SET used_ms = :now WHERE token_hash = :hash",
            named_params! { ":now": now.0, ":hash": hash },
        )?;
        Ok(Some(OpenSession {
            sign_in,
            is_proved: proved_ms.is_some_and(|at| is_within(now, at, PROOF_MILLISECONDS)),
        }))
    }

    /// Whether the session of this token has not ended. It is not used by that: whoever only looks
    /// keeps no session open.
    pub(crate) fn has_session(
        &self,
        token: &SessionToken,
        now: UnixMillis,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT used_ms FROM account_session WHERE token_hash = :hash";
        let parameters = named_params! { ":hash": self.hash_of(token)? };
        let used_ms = self.connection.query_row(sql, parameters, |row| row.get(0));
        let used_ms: Option<i64> = used_ms.optional()?;
        Ok(used_ms.is_some_and(|used_ms| is_within(now, used_ms, SESSION_IDLE_MILLISECONDS)))
    }

    /// Notes that the security question was answered in this session.
    pub(crate) fn set_proved(
        &self,
        token: &SessionToken,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE account_session SET proved_ms = :now WHERE token_hash = :hash",
            named_params! { ":now": now.0, ":hash": self.hash_of(token)? },
        )?;
        Ok(())
    }

    /// Notes that a change used the answer up. False where none was left.
    pub(crate) fn use_proof_up(&self, token: &SessionToken) -> Result<bool, StoreError> {
        let changed = self.connection.execute(
            "UPDATE account_session SET proved_ms = NULL
             WHERE token_hash = :hash AND proved_ms IS NOT NULL",
            named_params! { ":hash": self.hash_of(token)? },
        )?;
        Ok(changed == 1)
    }

    /// Ends this session.
    pub(crate) fn end_session(&self, token: &SessionToken) -> Result<(), StoreError> {
        self.connection.execute(
            "DELETE FROM account_session WHERE token_hash = :hash",
            named_params! { ":hash": self.hash_of(token)? },
        )?;
        Ok(())
    }

    /// Ends all sessions but this one.
    pub(crate) fn end_other_sessions(
        &self,
        token: Option<&SessionToken>,
    ) -> Result<(), StoreError> {
        let spared = token.map(|token| self.hash_of(token)).transpose()?;
        self.connection.execute(
            "DELETE FROM account_session WHERE :spared IS NULL OR token_hash <> :spared",
            named_params! { ":spared": spared },
        )?;
        Ok(())
    }

    fn hash_of(&self, token: &SessionToken) -> Result<[u8; KEYED_HASH_BYTES], StoreError> {
        let hash = self.key()?.keyed_hash(PURPOSE);
        Ok(hash
            .chain_update(token.as_str())
            .finalize()
            .into_bytes()
            .into())
    }
}

fn is_within(now: UnixMillis, since: i64, limit: i64) -> bool {
    now.0.abs_diff(since) <= limit.unsigned_abs()
}
