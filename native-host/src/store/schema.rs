//! The schema of the store, and how a file comes to have it.
//!
//! `PRAGMA application_id` is `0x5365616c` ("Seal" in ASCII); `PRAGMA user_version` counts the
//! versions of the schema, from 1. A file that has neither and holds nothing is new.
//!
//! # Tables (version 4)
//!
//! **`browser_profile`**: one installation of the extension in one browser profile. A row is made
//! with the profile's first seal; a profile that never had one leaves no trace. The row stays when
//! the seal is removed, since it says when that was.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | the extension's random id: 32 lower-case hexadecimal digits |
//! | `first_seen_ms` | when the row was made, in milliseconds since 1970 |
//! | `last_seen_ms` | when the profile last asked for something |
//! | `browser` | what the browser called itself then, at most 64 bytes; empty where it is not known (since version 2) |
//! | `removed_ms` | when the seal was removed; null while there is one (since version 2) |
//!
//! **`seal`**: the seal of a browser profile, at most one. It goes with its profile.
//!
//! | column | what it is |
//! |---|---|
//! | `profile` | whose it is |
//! | `sealed` | nonce (24 bytes), then JSON sealed by XChaCha20-Poly1305 with the table's name and `profile` as associated data (`vault.rs`): `seal` (`shared::seal::Seal`) and `stamp` (32 hexadecimal digits). A row that version 1 wrote holds the seal alone, and its stamp is 32 zeros |
//! | `saved_ms` | when it was saved |
//!
//! **`member`**: the person's ID and password at the protected site, at most one row, neither of
//! them readable (since version 2). What is hashed, and how, stands in `member.rs`.
//!
//! | column | what it is |
//! |---|---|
//! | `only_row` | 1 |
//! | `id_hash` | HMAC-SHA-256 of the ID, 32 bytes |
//! | `name_hash` | the same of an e-mail address's part before the @; null where there is none, or where it is too short to be told from a word |
//! | `password_hash` | Argon2id, as a PHC string |
//!
//! The tables of the account follow, all since version 3. What is sealed in them is JSON, sealed as in
//! `seal`, with the table's name and the first column as associated data.
//!
//! **`back_off`**: what was tried in vain, one row for each gate: `password`, `answer`.
//!
//! | column | what it is |
//! |---|---|
//! | `gate` | which gate |
//! | `failures` | how many wrong tries came since the last right one |
//! | `retry_at_ms` | when the next one may be made |
//!
//! **`account_part`**: what there is once.
//!
//! | column | what it is |
//! |---|---|
//! | `part` | `record` (`account/record.rs`), `profile` (`shared::account::ProfileState`), `photo` and `card_photo` (JPEG), `mail` (how the sending goes) |
//! | `sealed` | the part, sealed |
//! | `changed_ms` | when it was changed |
//!
//! **`account_session`**: the sessions that have not ended.
//!
//! | column | what it is |
//! |---|---|
//! | `token_hash` | HMAC-SHA-256 of the token |
//! | `sign_in` | the sign-in by which it began |
//! | `used_ms` | when something was asked in it last |
//! | `proved_ms` | when the security question was answered, where no change used it up yet |
//!
//! **`sign_in_place`**: where sign-ins took place; many share one, which is what keeps the file small.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | counts up |
//! | `hash` | HMAC-SHA-256 of the place, to find it again |
//! | `sealed` | `shared::account::PlaceOfSignIn`, sealed; the row's name is the hash |
//!
//! **`sign_in`**: the sign-ins. When they were, and which ones are alike, is not encrypted.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | counts up, whatever the clock says |
//! | `at_ms` | when |
//! | `place` | where |
//! | `marks` | 1 new country, 2 new profile, 4 new proxy, 8 clock behind |
//!
//! **`message`**: the inbox.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | counts up |
//! | `at_ms` | when it came |
//! | `is_read` | 1 where it was seen |
//! | `sealed` | kind and parameters, sealed; the row's name is the time |
//!
//! **`outbox`**: e-mails that wait, or were given up.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | counts up |
//! | `made_ms` | when it was written |
//! | `sealed` | receiver, kind and parameters, sealed; the row's name is that time |
//! | `attempts` | how often it was tried |
//! | `due_ms` | when it is tried next |
//! | `given_up` | 1 where nobody tries any more |
//!
//! **`guard`**: the guarded passwords (since version 4). Without the key a row tells nothing, not even
//! how long what is sealed in it is: it is filled up to one length.
//!
//! | column | what it is |
//! |---|---|
//! | `id` | counts up; the password of the account itself has 0 |
//! | `sealed` | `guarding/entry.rs`, sealed; the row's name is the id |
//!
//! # Versions
//!
//! Each version is one file in `schema/`, which takes a store from the version before to its own
//! and is never edited after a release. All that are missing run in one transaction.
//! A newer store, and a file that is something else, are refused before anything is written.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// What brings a store to each version, from the first on.
const STEPS: [&str; 4] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
];

const APPLICATION_ID: i64 = 0x5365_616c;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Nothing is in it yet.
    New,
    /// A store of this version, which this helper knows.
    Version(usize),
}

/// What the file is.
///
/// # Errors
/// `Newer` and `Foreign` for a file that this helper must not touch.
pub(crate) fn stand(connection: &mut Connection) -> Result<Stand, StoreError> {
    // One snapshot: another helper may be making the schema right now.
    let snapshot = connection.transaction()?;
    let stand = stand_now(&snapshot)?;
    snapshot.commit()?;
    Ok(stand)
}

/// Gives the store the newest schema. Of several helpers at once, one does it.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = match stand_now(&transaction)? {
        Stand::New => 0,
        Stand::Version(version) => version,
    };
    for step in STEPS.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    transaction.commit()?;
    if from < STEPS.len() {
        tracing::info!(
            from,
            to = STEPS.len(),
            "the store's schema was brought up to date"
        );
    }
    Ok(())
}

fn stand_now(connection: &Connection) -> Result<Stand, StoreError> {
    let number = |sql| connection.query_row(sql, (), |row| row.get::<_, i64>(0));
    let application_id = number("PRAGMA application_id")?;
    let user_version = number("PRAGMA user_version")?;
    let objects = number("SELECT count(*) FROM sqlite_schema")?;

    if (application_id, user_version, objects) == (0, 0, 0) {
        return Ok(Stand::New);
    }
    if application_id != APPLICATION_ID {
        return Err(StoreError::Foreign);
    }
    match usize::try_from(user_version) {
        Ok(version @ 1..) if version <= STEPS.len() => Ok(Stand::Version(version)),
        Ok(1..) => Err(StoreError::Newer {
            found: user_version,
            supported: STEPS.len(),
        }),
        _ => Err(StoreError::Foreign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    #[test]
    fn an_empty_file_gets_the_newest_schema_once() {
        let mut connection = empty();
        assert_eq!(stand(&mut connection).unwrap(), Stand::New);
        for _ in 0..2 {
            bring_up_to_date(&mut connection).unwrap();
            let newest = Stand::Version(STEPS.len());
            assert_eq!(stand(&mut connection).unwrap(), newest);
        }
    }

    #[test]
    fn other_files_are_refused() {
        for (sql, newer) in [
            ("CREATE TABLE t (x)", false),
            ("PRAGMA user_version = 1", false),
            ("PRAGMA application_id = 77; PRAGMA user_version = 1", false),
            ("PRAGMA application_id = 0x5365616c", false),
            (
                "PRAGMA application_id = 0x5365616c; PRAGMA user_version = -1",
                false,
            ),
            (
                "PRAGMA application_id = 0x5365616c; PRAGMA user_version = 99",
                true,
            ),
        ] {
            let mut connection = empty();
            connection.execute_batch(sql).unwrap();
            let error = bring_up_to_date(&mut connection).unwrap_err();
            assert_eq!(matches!(error, StoreError::Newer { .. }), newer, "{sql}");
            assert_eq!(matches!(error, StoreError::Foreign), !newer, "{sql}");
        }
    }
}
