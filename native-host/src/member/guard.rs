//! What the member's password guards, and what no seal may have.

use signin_seal_shared::seal::SealText;

use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::store::{Attempt, Store};

/// Lets pass who gives the member's password, and everybody where there is no member.
///
/// # Errors
/// [`Fault::TryLater`] before anything is hashed; [`Fault::PasswordWrong`], which is counted.
pub(crate) fn check_password(
    store: &mut Store,
    password: Option<&str>,
    now: UnixMillis,
) -> Result<(), Fault> {
    // It is counted as wrong before it is looked at: neither several helpers at once nor one that
    // is killed meanwhile get a try for nothing.
    let member = match store.count_attempt(now)? {
        Attempt::NoMember => return Ok(()),
        Attempt::TryLater { seconds } => {
            tracing::warn!(seconds, "a password came too early");
            return Err(Fault::TryLater { seconds });
        }
        Attempt::Counted { member, failures } => {
            let right = password.map_or(Ok(false), |password| member.has_password(password))?;
            if !right {
                tracing::warn!(failures, "a wrong password was given");
                return Err(Fault::PasswordWrong);
            }
            member
        }
    };
    store.forget_failures(&member)?;
    Ok(())
}

/// Refuses words in which the member's ID or password stands.
///
/// # Errors
/// [`Fault::HasSecret`], which tells neither which nor where.
pub(crate) fn check_words(store: &Store, text: &SealText) -> Result<(), Fault> {
    let Some(member) = store.member()? else {
        return Ok(());
    };
    if member.stands_in(&store.key()?, text)? {
        return Err(Fault::HasSecret);
    }
    Ok(())
}
