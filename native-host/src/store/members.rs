//! The member's row, and the count of wrong passwords in it.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, named_params};

use super::{Store, StoreError};
use crate::clock::UnixMillis;
use crate::member::Member;
use crate::member::back_off::BackOff;

/// What becomes of a password that was given.
pub(crate) enum Attempt {
    /// There is no member, and so no password.
    NoMember,
    /// Too many wrong ones came; this one is not looked at.
    TryLater {
        /// Until the next one may be tried.
        seconds: u64,
    },
    /// It may be looked at. It is counted as wrong already.
    Counted {
        /// Whose password it should be.
        member: Member,
        /// How many wrong ones there are with this one.
        failures: u32,
    },
}

impl Store {
    /// Whether there is a member.
    pub(crate) fn has_member(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM member)";
        Ok(self.connection.query_row(sql, (), |row| row.get(0))?)
    }

    /// The member, where there is one.
    pub(crate) fn member(&self) -> Result<Option<Member>, StoreError> {
        Ok(read(&self.connection)?.map(|(member, _)| member))
    }

    /// Keeps this member, in place of an earlier one, without any wrong password.
    pub(crate) fn set_member(&self, member: &Member) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT OR REPLACE INTO member (only_row, id_hash, name_hash, password_hash)
             VALUES (1, :id_hash, :name_hash, :password_hash)",
            named_params! {
                ":id_hash": member.id_hash,
                ":name_hash": member.name_hash,
                ":password_hash": member.password_hash,
            },
        )?;
        Ok(())
    }

    /// Forgets the member. It needs no key.
    pub(crate) fn forget_member(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM member", ())?;
        Ok(())
    }

    /// Counts a password that was given as a wrong one, before anybody looks at it.
    pub(crate) fn count_attempt(&mut self, now: UnixMillis) -> Result<Attempt, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some((member, kept)) = read(&transaction)? else {
            return Ok(Attempt::NoMember);
        };
        let before = kept.by_clock(now);
        let seconds = before.seconds_left(now);
        let after = match seconds {
            Some(_) => before,
            None => before.after_a_failure(now),
        };
        if after != kept {
            transaction.execute(
                "UPDATE member SET failures = :failures, retry_at_ms = :retry_at",
                named_params! { ":failures": after.failures, ":retry_at": after.retry_at.0 },
            )?;
        }
        transaction.commit()?;
        Ok(match seconds {
            Some(seconds) => Attempt::TryLater { seconds },
            None => Attempt::Counted {
                member,
                failures: after.failures,
            },
        })
    }

    /// Counts from nothing again, after the right password of this member.
    pub(crate) fn forget_failures(&self, member: &Member) -> Result<(), StoreError> {
        // Another helper may have set another member meanwhile.
        self.connection.execute(
            "UPDATE member SET failures = 0, retry_at_ms = 0
             WHERE password_hash = :password_hash",
            named_params! { ":password_hash": member.password_hash },
        )?;
        Ok(())
    }
}

fn read(connection: &Connection) -> Result<Option<(Member, BackOff)>, StoreError> {
    let sql = "SELECT id_hash, name_hash, password_hash, failures, retry_at_ms FROM member";
    let read = |row: &Row<'_>| {
        let member = Member {
            id_hash: row.get(0)?,
            name_hash: row.get(1)?,
            password_hash: row.get(2)?,
        };
        let back_off = BackOff {
            failures: row.get(3)?,
            retry_at: UnixMillis(row.get(4)?),
        };
        Ok((member, back_off))
    };
    Ok(connection.query_row(sql, (), read).optional()?)
}
