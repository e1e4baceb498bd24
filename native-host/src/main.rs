//! `signin-seal-host`, the helper of Sign-in Seal: it keeps the seal of each browser profile on
//! this computer and speaks native messaging with this project's extension (PROTOCOL.md).
//!
//! A browser starts it with the extension's origin as the first argument; a person starts it with
//! a command. Here it is only decided which of the two it is.

mod outcome;

mod clock;
mod paths;
mod private_files;

mod fault;
mod framing;
mod message;

mod account;
mod store;
mod vault;

mod guarding;
mod guess;
mod member;
mod picture_file;
mod pictures;
mod rendering;

mod address;
mod mail;

mod conversation;
mod logging;
mod serve;

mod check;
mod cli;
mod doctor;
mod host_manifest;
mod install;
mod tampering;

use std::process::ExitCode;

#[cfg(not(unix))]
compile_error!("signin-seal-host runs on Linux and macOS; other systems are not supported yet");

/// How Chromium's first argument to a helper begins
/// (Chrome, "Native messaging", Native messaging protocol).
const ORIGIN_SCHEME: &str = "chrome-extension://";

fn main() -> ExitCode {
    let first_argument = std::env::args_os().nth(1);
    let origin = first_argument
        .as_deref()
        .map(|argument| argument.to_string_lossy())
        .filter(|argument| argument.starts_with(ORIGIN_SCHEME));
    let outcome = match origin {
        Some(origin) => serve::started_by_browser(&origin),
        None => cli::started_by_person(),
    };
    outcome.into()
}
