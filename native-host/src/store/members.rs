//! The member's row.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, named_params};

use super::back_offs::{self, Try};
use super::{Gate, Store, StoreError};
use crate::clock::UnixMillis;
use crate::member::Member;

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
        read(&self.connection)
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
        self.forget_tries(Gate::Password)
    }

    /// Forgets the member, and all of their account. It needs no key.
    pub(crate) fn forget_member(&mut self) -> Result<(), StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(
            "DELETE FROM member;
             DELETE FROM back_off;
             DELETE FROM account_part;
             DELETE FROM account_session;
             DELETE FROM sign_in;
             DELETE FROM sign_in_place;
             DELETE FROM message;
             DELETE FROM outbox;
             DELETE FROM guard WHERE id = 0;",
        )?;
        Ok(transaction.commit()?)
    }

    /// Counts a password that was given as a wrong one, before anybody looks at it.
    pub(crate) fn count_attempt(&mut self, now: UnixMillis) -> Result<Attempt, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(member) = read(&transaction)? else {
            return Ok(Attempt::NoMember);
        };
        let counted = back_offs::count(&transaction, Gate::Password, now)?;
        transaction.commit()?;
        Ok(match counted {
            Try::Later { seconds } => Attempt::TryLater { seconds },
            Try::Counted { failures } => Attempt::Counted { member, failures },
        })
    }

    /// Counts from nothing again, after the right password of this member.
    pub(crate) fn forget_failures(&self, member: &Member) -> Result<(), StoreError> {
        // Another helper may have set another member meanwhile.
        self.connection.execute(
            "DELETE FROM back_off WHERE gate = 'password'
             AND EXISTS (SELECT 1 FROM member WHERE password_hash = :password_hash)",
            named_params! { ":password_hash": member.password_hash },
        )?;
        Ok(())
    }
}

fn read(connection: &Connection) -> Result<Option<Member>, StoreError> {
    let sql = "SELECT id_hash, name_hash, password_hash FROM member";
    let read = |row: &Row<'_>| {
        Ok(Member {
            id_hash: row.get(0)?,
            name_hash: row.get(1)?,
            password_hash: row.get(2)?,
        })
    };
    Ok(connection.query_row(sql, (), read).optional()?)
}
