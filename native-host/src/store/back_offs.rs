//! What was tried in vain, gate by gate: kept, so that neither a new helper nor several at once get
//! more tries.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use super::{Store, StoreError};
use crate::clock::UnixMillis;
use crate::member::back_off::BackOff;

/// What somebody may try in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// The member's password.
    Password,
    /// The answer to the security question.
    Answer,
}

/// What becomes of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Try {
    /// Too many came in vain; this one is not looked at.
    Later {
        /// Until the next one may be made.
        seconds: u64,
    },
    /// It may be looked at. It is counted as one in vain already.
    Counted {
        /// How many were in vain with this one.
        failures: u32,
    },
}

impl Gate {
    fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Answer => "answer",
        }
    }
}

impl Store {
    /// Counts a try as one in vain, before anybody looks at it; for how many seconds no other may be
    /// made where too many came.
    pub(crate) fn count_try(
        &mut self,
        gate: Gate,
        now: UnixMillis,
    ) -> Result<Result<u32, u64>, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let counted = count(&transaction, gate, now)?;
        transaction.commit()?;
        Ok(match counted {
            Try::Counted { failures } => Ok(failures),
            Try::Later { seconds } => Err(seconds),
        })
    }

    /// Counts from nothing again.
    pub(crate) fn forget_tries(&self, gate: Gate) -> Result<(), StoreError> {
        let sql = "DELETE FROM back_off WHERE gate = :gate";
        self.connection
            .execute(sql, named_params! { ":gate": gate.name() })?;
        Ok(())
    }
}

/// Counts a try inside a transaction that the caller commits.
pub(super) fn count(
    transaction: &Connection,
    gate: Gate,
    now: UnixMillis,
) -> Result<Try, StoreError> {
    let kept = transaction
        .query_row(
            "SELECT failures, retry_at_ms FROM back_off WHERE gate = :gate",
            named_params! { ":gate": gate.name() },
            |row| {
                Ok(BackOff {
                    failures: row.get(0)?,
                    retry_at: UnixMillis(row.get(1)?),
                })
            },
        )
        .optional()?
        .unwrap_or(BackOff {
            failures: 0,
            retry_at: UnixMillis(0),
        });
    let before = kept.by_clock(now);
    let seconds = before.seconds_left(now);
    let after = match seconds {
        Some(_) => before,
        None => before.after_a_failure(now),
    };
    if after != kept {
        transaction.execute(
            "INSERT OR REPLACE INTO back_off (gate, failures, retry_at_ms)
             VALUES (:gate, :failures, :retry_at)",
            named_params! {
                ":gate": gate.name(),
                ":failures": after.failures,
                ":retry_at": after.retry_at.0,
            },
        )?;
    }
    Ok(match seconds {
        Some(seconds) => Try::Later { seconds },
        None => Try::Counted {
            failures: after.failures,
        },
    })
}
