//! The account's password: how strong it is, and which ones are no good.

use signin_seal_shared::account::PasswordStrength;
use signin_seal_shared::limits::PASSWORD_BYTES;
use signin_seal_shared::seal::Mark;
use unicode_segmentation::UnicodeSegmentation;

use super::fault::AccountFault;
use super::record::Record;
use crate::fault::Fault;
use crate::member::{Member, password};
use crate::store::Store;

/// zxcvbn's score from which a password may be used: over a hundred million guesses.
const ENOUGH: u8 = 3;

/// How much of a password zxcvbn looks at: beyond it time grows, and nothing else.
const JUDGED_CHARACTERS: usize = 100;

/// Characters of a part of a seal or of an address that a password must not have in it, at least:
/// shorter ones stand in too much.
const PART_CHARACTERS: usize = 3;

/// How strong a password is. Some of the words of the address are known to whoever guesses.
pub(super) fn judge(store: &Store, password: &str, email: &str) -> Result<PasswordStrength, Fault> {
    let score = score(password, email);
    let is_known = has_part(password, email.split('@').next().unwrap_or_default())
        || stands_in_a_seal(store, password)?;
    Ok(PasswordStrength {
        score,
        is_enough: score >= ENOUGH && !is_known,
        is_known,
    })
}

/// Refuses a password that is no good as the next one. Returns its score.
pub(super) fn check(
    store: &Store,
    password: &str,
    email: &str,
    used: Option<(&Member, &Record)>,
) -> Result<u8, Fault> {
    let score = score(password, email);
    let has_name = has_part(password, email.split('@').next().unwrap_or_default());
    if password.len() > PASSWORD_BYTES || score < ENOUGH || has_name {
        return Err(AccountFault::PasswordWeak.into());
    }
    if stands_in_a_seal(store, password)? {
        return Err(AccountFault::PasswordInSeal.into());
    }
    if let Some((member, record)) = used {
        let present = [member.password_hash.as_str()].into_iter();
        for kept in present.chain(record.earlier_passwords.iter().map(String::as_str)) {
            if password::matches(kept, password)? {
                return Err(AccountFault::PasswordUsed.into());
            }
        }
    }
    Ok(score)
}

fn score(password: &str, email: &str) -> u8 {
    let judged: String = password.graphemes(true).take(JUDGED_CHARACTERS).collect();
    let known: Vec<&str> = email.split(['@', '.']).chain([email]).collect();
    u8::from(zxcvbn::zxcvbn(&judged, &known).score())
}

/// Whether the password is, or has in it, the words of any browser profile's seal.
fn stands_in_a_seal(store: &Store, password: &str) -> Result<bool, Fault> {
    for profile in store.profiles_with_a_seal()? {
        let Some(kept) = store.read_seal(&profile)? else {
            continue;
        };
        let Mark::Text(text) = &kept.seal.mark else {
            continue;
        };
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let whole = lines.concat();
        if has_part(password, &whole)
            || has_part(&whole, password)
            || lines.iter().any(|line| folded(line) == folded(password))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn has_part(text: &str, part: &str) -> bool {
    let part = folded(part);
    part.chars().count() >= PART_CHARACTERS && folded(text).contains(&part)
}

fn folded(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.flat_map(char::to_lowercase).collect()
}
