//! `member set` and `member forget`: what a person tells the helper about their account.
//!
//! Passwords come on standard input, a line each, and never as arguments: everybody on the computer
//! can read the arguments of a program.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use signin_seal_shared::limits::PASSWORD_BYTES;
use thiserror::Error;
use zeroize::Zeroizing;

use super::{Member, guard, id};
use crate::account;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::logging;
use crate::paths::{DataFolder, PathsError};
use crate::store::Store;

/// Bytes of an ID, at most: what an e-mail address may have (RFC 5321, section 4.5.3.1: 64 for the
/// part before the @, 255 for the domain).
const ID_BYTES: usize = 64 + 1 + 255;

/// Why a command failed. Nothing was changed, but for the count of wrong passwords.
#[derive(Debug, Error)]
pub(crate) enum MemberCommandError {
    /// No data folder.
    #[error(transparent)]
    Paths(#[from] PathsError),
    /// The store failed, or the password is not right.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The ID is empty or too long.
    #[error("failed to set the member: an ID has 1 to {ID_BYTES} bytes")]
    Id,
    /// Standard input ended too early.
    #[error("failed to read {which} password: standard input has no such line")]
    NoLine {
        /// Which password.
        which: &'static str,
    },
    /// A password is empty or too long.
    #[error("failed to use {which} password: a password has 1 to {PASSWORD_BYTES} bytes")]
    Length {
        /// Which password.
        which: &'static str,
    },
    /// A password is no text.
    #[error("failed to use {which} password: it is not valid UTF-8")]
    NotUnicode {
        /// Which password.
        which: &'static str,
    },
    /// There is nothing to forget.
    #[error("failed to forget the member: there is none")]
    NoMember,
    /// Standard input or output failed.
    #[error("failed to use standard input or output")]
    Stream(#[from] io::Error),
}

/// Keeps hashes of this ID and of the password that is read.
pub(crate) fn set(id: &str, output: &mut impl Write) -> Result<(), MemberCommandError> {
    if id.len() > ID_BYTES || id::is_empty(id) {
        return Err(MemberCommandError::Id);
    }
    let mut store = open_store()?;
    let present = if store.has_member().map_err(Fault::from)? {
        Some(read_password("the present")?)
    } else {
        None
    };
    let password = read_password("the new")?;
    let present = present.as_ref().map(|present| present.as_str());
    guard::check_password(&mut store, present, UnixMillis::now())?;
    let key = store.key_for_sealing().map_err(Fault::from)?;
    let member = Member::new(&key, id, &password).map_err(Fault::from)?;
    account::set_member(&mut store, &member, (id, &password), UnixMillis::now())?;
    tracing::info!("the member was set");
    writeln!(
        output,
        "set: this ID and password are never put on a seal, and taking over a seal needs the password"
    )?;
    Ok(())
}

/// Forgets ID and password.
pub(crate) fn forget(output: &mut impl Write) -> Result<(), MemberCommandError> {
    let mut store = open_store()?;
    if !store.has_member().map_err(Fault::from)? {
        return Err(MemberCommandError::NoMember);
    }
    let password = read_password("the present")?;
    guard::check_password(&mut store, Some(&password), UnixMillis::now())?;
    store.forget_member().map_err(Fault::from)?;
    tracing::info!("the member was forgotten");
    writeln!(
        output,
        "forgotten: taking over a seal needs no password any more"
    )?;
    Ok(())
}

/// Opens the store for a command.
pub(crate) fn open_store() -> Result<Store, MemberCommandError> {
    let folder = DataFolder::locate()?;
    // Wrong passwords are noted in the log, wherever they were given.
    if let Err(error) = logging::start(&folder) {
        let error = logging::with_causes(&error);
        logging::tell_standard_error(&format!("goes on without a log: {error}"));
    }
    Ok(Store::open(&folder).map_err(Fault::from)?)
}

/// One line of standard input.
pub(crate) fn read_password(which: &'static str) -> Result<Zeroizing<String>, MemberCommandError> {
    let input = io::stdin();
    if input.is_terminal() {
        logging::tell_standard_error(&format!("type {which} password (it is shown), then Enter"));
    }
    password(&mut input.lock(), which)
}

fn password(
    input: &mut impl BufRead,
    which: &'static str,
) -> Result<Zeroizing<String>, MemberCommandError> {
    // Room for the longest password and the end of its line: it is never grown, so that no copy is
    // left behind.
    let mut line = Zeroizing::new(Vec::with_capacity(PASSWORD_BYTES + 2));
    let limit = u64::try_from(line.capacity()).unwrap_or(u64::MAX);
    if input.take(limit).read_until(b'\n', &mut line)? == 0 {
        return Err(MemberCommandError::NoLine { which });
    }
    let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    if bytes.is_empty() || bytes.len() > PASSWORD_BYTES {
        return Err(MemberCommandError::Length { which });
    }
    let text = str::from_utf8(bytes).map_err(|_| MemberCommandError::NotUnicode { which })?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut input: &[u8]) -> Result<String, MemberCommandError> {
        password(&mut input, "the").map(|password| password.to_string())
    }

    #[test]
    fn a_password_is_one_line() {
        for input in ["fox\n", "fox\r\n", "fox", "fox\nowl\n"] {
            assert_eq!(read(input.as_bytes()).unwrap(), "fox", "{input:?}");
        }
        assert_eq!(read(b" a b \n").unwrap(), " a b ");
        let longest = "x".repeat(PASSWORD_BYTES);
        assert_eq!(read(format!("{longest}\r\n").as_bytes()).unwrap(), longest);
    }

    #[test]
    fn anything_else_is_refused() {
        use MemberCommandError as Error;
        assert!(matches!(read(b""), Err(Error::NoLine { .. })));
        for input in [String::from("\n"), "x".repeat(PASSWORD_BYTES + 1)] {
            assert!(matches!(read(input.as_bytes()), Err(Error::Length { .. })));
        }
        assert!(matches!(read(b"\xff\n"), Err(Error::NotUnicode { .. })));
    }
}
