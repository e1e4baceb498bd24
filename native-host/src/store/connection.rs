//! Opening the SQLite file, so that what was committed stays and what is not ours stays as it is.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::StoreError;
use super::schema::{self, Stand};

/// How long another program may hold the store before a request fails: several helpers share it,
/// and each holds it for milliseconds only.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait where SQLite does not wait by itself.
const BUSY_PAUSE: Duration = Duration::from_millis(10);

/// Opens the store in this file, which may be empty.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let (mut connection, _) = open_existing(path)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;",
    )?;
    write_ahead(&connection)?;
    schema::bring_up_to_date(&mut connection)?;
    Ok(connection)
}

/// Opens a file that exists, and changes nothing in it. Beside a file that is refused, SQLite may
/// leave an empty `-wal` and its `-shm`; the next helper that may use it takes them away.
///
/// # Errors
/// `Newer` and `Foreign` for a file that this helper must not touch.
pub(super) fn open_existing(path: &Path) -> Result<(Connection, Stand), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF;")?;
    // Until it is known whose file this is, closing it must not move its log into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let stand = schema::stand(&mut connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok((connection, stand))
}

/// Turns on the write-ahead log: readers and a writer of several helpers do not wait for each
/// other. Where the file system cannot do it, the older journal keeps data as safe, but slower.
fn write_ahead(connection: &Connection) -> Result<(), StoreError> {
    // Two helpers that turn it on at once: SQLite tells one "busy" without waiting, since both
    // would wait for each other.
    let deadline = Instant::now() + BUSY_TIMEOUT;
    let mode = loop {
        let mode: Result<String, _> =
            connection.query_row("PRAGMA journal_mode = WAL", (), |row| row.get(0));
        match mode {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && Instant::now() < deadline =>
            {
                thread::sleep(BUSY_PAUSE);
            }
            other => break other?,
        }
    };
    if !mode.eq_ignore_ascii_case("wal") {
        tracing::warn!(mode, "the store has no write-ahead log");
    }
    Ok(())
}
