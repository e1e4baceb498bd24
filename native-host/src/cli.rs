//! The commands for a person. What they say goes to standard output, errors to standard error.

use std::io;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::doctor;
use crate::install;
use crate::logging;
use crate::outcome::Outcome;

/// The helper of Sign-in Seal: keeps your seal on this computer, for the browser extension.
///
/// The browser starts this program by itself when the extension needs it. You run it by hand
/// only to make it known to your browsers (`install`), to take that back (`uninstall`), or to
/// find out why something does not work (`doctor`).
#[derive(Debug, Parser)]
#[command(
    name = "signin-seal-host",
    version,
    arg_required_else_help = true,
    after_help = "Exit codes:\n  \
        0  done, no problem found\n  \
        1  failed, or doctor found a problem\n  \
        2  wrong arguments, or started for another extension than Sign-in Seal\n\n\
        Environment:\n  \
        SIGNIN_SEAL_DATA_DIR  keep seals and logs in this folder (an absolute path)"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell your browsers where this program is.
    ///
    /// Writes a small file, the host manifest, for Chromium and for Google Chrome. The browser
    /// then starts this program for the Sign-in Seal extension, and for no other. Running it
    /// again does no harm; do so after moving the program.
    Install(Browsers),
    /// Take back what `install` did. Your seals are kept.
    Uninstall(Browsers),
    /// Look for problems, and say what to do about each. Changes nothing.
    Doctor(Browsers),
}

/// Which browsers a command is about.
#[derive(Debug, Args)]
pub(crate) struct Browsers {
    /// Only the browser that runs with this --user-data-dir, not your usual ones.
    #[arg(long, value_name = "DIR")]
    pub(crate) user_data_dir: Option<PathBuf>,
}

/// Does what the arguments say. Wrong arguments end the process here.
pub(crate) fn started_by_person() -> Outcome {
    let cli = Cli::parse();
    let output = &mut io::stdout().lock();
    let done = match &cli.command {
        Command::Install(browsers) => install::install(browsers, output),
        Command::Uninstall(browsers) => install::uninstall(browsers, output),
        Command::Doctor(browsers) => {
            return doctor::examine(browsers, output).unwrap_or_else(|error| {
                logging::tell_standard_error(&logging::with_causes(&error));
                Outcome::Failed
            });
        }
    };
    match done {
        Ok(()) => Outcome::Done,
        Err(error) => {
            logging::tell_standard_error(&logging::with_causes(&error));
            Outcome::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::paths::DATA_FOLDER_VARIABLE;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_names_the_variable_and_the_exit_codes() {
        let help = Cli::command().render_long_help().to_string();
        assert!(help.contains(DATA_FOLDER_VARIABLE), "{help}");
        assert!(help.contains("Exit codes:"), "{help}");
    }
}
