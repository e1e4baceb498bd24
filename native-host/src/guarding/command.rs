//! `guard list` and `guard remove`: which passwords are guarded, by site and date. The passwords
//! themselves are nowhere.

use std::io::Write;

use serde::Serialize;
use signin_seal_shared::guarding::Whose;
use thiserror::Error;

use super::Guarding;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::member::command::{MemberCommandError, open_store};
use crate::store::ACCOUNT_GUARD;

/// Why a command failed. Nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum GuardCommandError {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] MemberCommandError),
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The account's own password stays guarded.
    #[error(
        "failed to remove the guard: the account's own password is always guarded; \
         `member forget` forgets it with the account"
    )]
    Account,
    /// There is none of this number.
    #[error("failed to remove the guard: no guarded password has the number {id}")]
    NoSuchGuard {
        /// The number.
        id: i64,
    },
    /// Standard output failed.
    #[error("failed to write to standard output")]
    Output(#[from] std::io::Error),
    /// Something could not be put in JSON.
    #[error("failed to put the answer in JSON")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    /// Null for the account.
    site: Option<&'a str>,
    name: Option<&'a str>,
    since: String,
}

/// A line of JSON for each guarded password, the newest first.
pub(crate) fn list(output: &mut impl Write) -> Result<(), GuardCommandError> {
    let store = open_store()?;
    for guarded in Guarding::default().list(&store)? {
        let (site, name) = match &guarded.whose {
            Whose::Account {} => (None, None),
            Whose::Site { id, name } => (Some(id.as_str()), Some(name.as_str())),
        };
        let line = Line {
            id: guarded.id,
            site,
            name,
            since: UnixMillis(guarded.since_ms).to_gmt(),
        };
        writeln!(output, "{}", serde_json::to_string(&line)?)?;
    }
    Ok(())
}

/// Guards this one no longer; also one that cannot be read any more.
pub(crate) fn remove(id: i64, output: &mut impl Write) -> Result<(), GuardCommandError> {
    if id == ACCOUNT_GUARD {
        return Err(GuardCommandError::Account);
    }
    let store = open_store()?;
    if !store.remove_guard(id).map_err(Fault::from)? {
        return Err(GuardCommandError::NoSuchGuard { id });
    }
    tracing::info!("a password is guarded no longer");
    writeln!(output, "removed: this password is guarded no longer")?;
    Ok(())
}
