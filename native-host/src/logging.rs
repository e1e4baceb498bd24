//! The log: one file a day in the data folder, the last seven kept.
//!
//! Records are written at once, so that none is lost at the end. No record holds a secret: no
//! seal, no key, nothing of a message's text. Nothing is ever written to standard output.

use std::error::Error as StdError;
use std::io::{self, Write};
use std::{fs, panic};

use thiserror::Error;
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};

use crate::paths::DataFolder;
use crate::private_files::{self, Privacy};

/// How many daily files are kept: a week is enough to look into a report, and no history.
const FILES_KEPT: usize = 7;

/// Why there is no log.
#[derive(Debug, Error)]
pub(crate) enum LogError {
    /// The data folder or the folder of the logs could not be made.
    #[error("failed to make the folder of the log")]
    Folder(#[source] io::Error),
    /// Today's file could not be opened.
    #[error("failed to open the log file")]
    File(#[source] InitError),
}

/// Sends all records of this process to the log.
pub(crate) fn start(folder: &DataFolder) -> Result<(), LogError> {
    let privacy = private_files::make_folder(folder.root()).map_err(LogError::Folder)?;
    let logs = folder.logs();
    // The file that the appender makes at midnight has the mode of the umask until the next
    // start; the folder keeps others out of it.
    let _ = private_files::make_folder(&logs).map_err(LogError::Folder)?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("host")
        .filename_suffix("log")
        .max_log_files(FILES_KEPT)
        .build(&logs)
        .map_err(LogError::File)?;
    for entry in fs::read_dir(&logs).map_err(LogError::Folder)?.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = private_files::tighten_file(&entry.path()).map_err(LogError::Folder)?;
        }
    }
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_target(false)
        .with_max_level(tracing::Level::INFO)
        .with_writer(appender)
        .init();
    if let Privacy::Tightened { from } = privacy {
        let (what, mode) = ("data folder", format_args!("{from:04o}"));
        tracing::warn!(what, mode, "it was open to others, and is closed now");
    }
    Ok(())
}

/// Writes a line for whoever looks at the browser's own output.
pub(crate) fn tell_standard_error(line: &str) {
    // Nobody is left to tell where this fails.
    let _ = writeln!(io::stderr().lock(), "signin-seal-host: {line}");
}

/// Makes a panic a record in the log and a line on standard error. What the panic says is left
/// out: it may repeat what was being worked on.
pub(crate) fn watch_for_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(place, "the helper ends by a fault of its own");
        tell_standard_error(&format!("failed by a fault of its own at {place}"));
    }));
}

/// An error with all its causes, in one line.
pub(crate) fn with_causes(error: &dyn StdError) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
