//! The commands for a person. What they say goes to standard output, errors to standard error.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use signin_seal_picture::OtherFormats;

use crate::account::command::{self as account, LogFormat};
use crate::check;
use crate::doctor;
use crate::guarding::command as guarding;
use crate::install;
use crate::logging;
use crate::member;
use crate::outcome::Outcome;
use crate::picture_file;

/// The helper of Sign-in Seal: keeps your seal on this computer, for the browser extension.
///
/// The browser starts this program by itself when the extension needs it. You run it by hand
/// only to make it known to your browsers (`install`), to take that back (`uninstall`), to find
/// out why something does not work (`doctor`), to tell it what must never stand on a seal
/// (`member`), or to judge addresses without a browser (`check`).
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
    /// Tell the helper your ID and password, so that it keeps them off your seals.
    ///
    /// A seal with your ID or your password on it is refused, and another browser profile takes
    /// over a seal only with the password. Only hashes are kept, on this computer.
    ///
    /// Passwords are read from standard input, never from the arguments. To keep yours off the
    /// screen and out of the shell's history:
    ///
    ///   read -rs p; printf '%s\n' "$p" | signin-seal-host member set --id you@mail.example
    #[command(verbatim_doc_comment)]
    Member {
        #[command(subcommand)]
        command: MemberCommand,
    },
    /// What scripts ask of your account.
    Account {
        #[command(subcommand)]
        command: AccountCommand,
    },
    /// Your sign-ins.
    Log {
        #[command(subcommand)]
        command: LogCommand,
    },
    /// The member's profile, for whoever approves it.
    Profile {
        #[command(subcommand)]
        command: ProfileCommand,
    },
    /// The passwords that are kept from pages that are not their site's.
    ///
    /// They are guarded in the browser, where you are asked after a sign-in. The passwords themselves
    /// are not kept: what is kept is enough to know one again while it is typed.
    Guard {
        #[command(subcommand)]
        command: GuardCommand,
    },
    /// Say what becomes of a picture file, as a line of JSON. Keeps nothing of it.
    Picture {
        /// The picture.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Convert it where it is a PNG, WebP or GIF, in place of refusing it.
        #[arg(long)]
        convert: bool,
        /// Write it here as PNG: at its full size, upright, in sRGB.
        #[arg(long, value_name = "FILE")]
        upright: Option<PathBuf>,
    },
    /// Judge hosts and addresses as the extension does: genuine, an imitation, or neither.
    ///
    /// For each one, in the order in which they came, a line of JSON with exactly these keys:
    ///
    ///   {"input":"alibaba.com.evil.example","host":"alibaba.com.evil.example",
    ///    "verdict":"lookalike","site":"alibaba.com","rule":"embedded_name","severity":"block"}
    ///
    ///   input     as it came; what is no UTF-8 is replaced by U+FFFD
    ///   host      the host that a browser would ask, in ASCII; null where there is none
    ///   verdict   genuine    a sign-in host of a protected site, over https
    ///             lookalike  it imitates a protected site
    ///             insecure   a sign-in host of a protected site, but over http
    ///             unknown    none of these; site is set where it is another host of that site
    ///             invalid    no host and no http or https address
    ///   site      the site that is meant: the registrable domain by which it was given
    ///   rule      by what trick a lookalike imitates it
    ///   severity  block: the name alone is proof enough; caution: innocent names look like that too
    ///
    /// What begins with http: or https: is judged as that address; anything else as what stands
    /// behind https://, so that a host may bring a port, a path or a user: alibaba.com:8443/x.
    /// Other schemes (mailto:, javascript:) are invalid. So are an empty line and one of more than
    /// 65536 bytes, of which only the beginning is repeated: each line of standard input gets one
    /// answer. Lines end with LF or CR LF; white space around an entry does not count.
    ///
    /// The exit code is 0 whatever the verdicts are. It is 2 where a --site or --sites cannot be
    /// used, and nothing is judged then; 1 where standard input or output fails.
    ///
    /// It reads no store, writes no log, needs no browser and uses no network.
    #[command(verbatim_doc_comment)]
    Check(check::Arguments),
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Say how the account stands, as a line of JSON, without anything of what is in it.
    Status,
}

#[derive(Debug, Subcommand)]
enum LogCommand {
    /// Write all sign-ins to standard output, the latest first.
    ///
    /// The first line of standard input is the account's password; wrong ones count as on the page.
    Export {
        /// In which form.
        #[arg(long, value_enum, default_value_t = LogFormat::Csv)]
        format: LogFormat,
    },
}

#[derive(Debug, Subcommand)]
enum ProfileCommand {
    /// Print the published profile as a line of JSON.
    Show,
    /// Print the profile that waits for approval as a line of JSON, or nothing.
    List,
    /// Publish the profile that waits for approval.
    Approve,
    /// Give the profile that waits for approval back to the member.
    Reject {
        /// Why: the member reads these words.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
enum GuardCommand {
    /// Print a line of JSON for each guarded password, the newest first: its number, the site's id and
    /// name (null for the password of your account), and since when it is guarded.
    List,
    /// Guard this password no longer. The password of your account is always guarded.
    Remove {
        /// Its number, as `guard list` prints it.
        id: i64,
    },
}

#[derive(Debug, Subcommand)]
enum MemberCommand {
    /// Keep hashes of your ID and password, in place of earlier ones.
    ///
    /// The first line of standard input is the password. Where one is set already, the first line
    /// is that one, and the second line is the new one.
    ///
    /// Three wrong passwords are free; then you wait, longer each time, up to an hour. Seals that
    /// you made earlier are not looked at.
    Set {
        /// Your ID or e-mail address at the protected site. Of an e-mail address, the part before
        /// the @ is kept off your seals too, where it has three characters or more.
        #[arg(long, value_name = "ID")]
        id: String,
    },
    /// Forget ID and password, and with them the whole account: profile, photo, sign-ins, messages.
    /// Your seals are kept. The first line of standard input is the password.
    Forget,
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
    match &cli.command {
        Command::Install(browsers) => outcome(install::install(browsers, output)),
        Command::Uninstall(browsers) => outcome(install::uninstall(browsers, output)),
        Command::Doctor(browsers) => doctor::examine(browsers, output).unwrap_or_else(failed),
        Command::Member { command } => outcome(match command {
            MemberCommand::Set { id } => member::command::set(id, output),
            MemberCommand::Forget => member::command::forget(output),
        }),
        Command::Account {
            command: AccountCommand::Status,
        } => outcome(account::status(output)),
        Command::Log {
            command: LogCommand::Export { format },
        } => outcome(account::export_log(*format, output)),
        Command::Profile { command } => outcome(match command {
            ProfileCommand::Show => account::show_profile(output),
            ProfileCommand::List => account::list_profiles(output),
            ProfileCommand::Approve => account::approve_profile(output),
            ProfileCommand::Reject { reason } => account::reject_profile(reason, output),
        }),
        Command::Guard { command } => outcome(match command {
            GuardCommand::List => guarding::list(output),
            GuardCommand::Remove { id } => guarding::remove(*id, output),
        }),
        Command::Check(arguments) => check::check(arguments, output),
        Command::Picture {
            file,
            convert,
            upright,
        } => {
            let others = match convert {
                true => OtherFormats::Convert,
                false => OtherFormats::Refuse,
            };
            outcome(picture_file::examine(
                file,
                others,
                upright.as_deref(),
                output,
            ))
        }
    }
}

fn outcome<E: Error + 'static>(done: Result<(), E>) -> Outcome {
    done.map_or_else(failed, |()| Outcome::Done)
}

fn failed<E: Error + 'static>(error: E) -> Outcome {
    logging::tell_standard_error(&logging::with_causes(&error));
    Outcome::Failed
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
