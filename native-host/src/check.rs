//! `check`: the extension's judgement at the command line, for administrators and pipelines.
//!
//! One JSON object a line, in the order of the questions. It opens no store, no log and no
//! connection.

mod address;
mod answer;
mod lines;
mod sites;

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter, ErrorKind, IsTerminal as _, Read, Write};
use std::path::PathBuf;

use clap::Args;
use signin_seal_shared::site::Catalogue;
use thiserror::Error;

use crate::logging;
use crate::outcome::Outcome;
use answer::Judge;
use lines::Lines;
use sites::SitesError;

/// Bytes that are read or written at once: what a pipe of Linux holds.
const CHUNK_BYTES: usize = 64 * 1024;

/// What is asked, and of which sites.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Protect this site: a registrable domain, with all of its hosts as sign-in hosts.
    ///
    /// A host under it stands for its registrable domain: `login.example.co.uk` protects
    /// `example.co.uk`. The same name under another suffix is judged like a stranger's; where it is
    /// yours too, give it as well. It takes the place of the same site in the preset and in --sites. May be
    /// given more than once.
    #[arg(long, value_name = "DOMAIN")]
    site: Vec<String>,
    /// Protect the sites of this file, in the form in which the options page exports its list.
    #[arg(long, value_name = "FILE")]
    sites: Option<PathBuf>,
    /// Do not protect Alibaba.com on its own.
    #[arg(long)]
    no_preset: bool,
    /// What to judge. Without any, standard input is read, one on each line.
    #[arg(value_name = "HOST-OR-URL")]
    questions: Vec<OsString>,
}

/// Why the command ended early. No verdict is a failure.
#[derive(Debug, Error)]
enum CheckError {
    /// A site cannot be protected. Nothing was judged.
    #[error(transparent)]
    Sites(#[from] SitesError),
    /// Standard input failed.
    #[error("failed to read standard input")]
    Input(#[source] io::Error),
    /// Standard output failed.
    #[error("failed to write to standard output")]
    Output(#[source] io::Error),
}

/// Judges what the arguments or standard input ask.
pub(crate) fn check(arguments: &Arguments, output: impl Write) -> Outcome {
    match answer_all(arguments, output) {
        Ok(()) => Outcome::Done,
        // Whoever read the answers has enough of them, as `head` has.
        Err(CheckError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => Outcome::Done,
        Err(error) => {
            logging::tell_standard_error(&logging::with_causes(&error));
            match error {
                CheckError::Sites(_) => Outcome::Refused,
                CheckError::Input(_) | CheckError::Output(_) => Outcome::Failed,
            }
        }
    }
}

fn answer_all(arguments: &Arguments, output: impl Write) -> Result<(), CheckError> {
    let given = sites::given(&arguments.site, arguments.sites.as_deref())?;
    let catalogue = match arguments.no_preset {
        true => sites::alone(given),
        false => sites::with_preset(given),
    };
    // Standard output would write each line on its own.
    let output = BufWriter::with_capacity(CHUNK_BYTES, output);
    if arguments.questions.is_empty() {
        let input = io::stdin();
        if input.is_terminal() {
            logging::tell_standard_error("type a host or an address on each line, then Ctrl-D");
        }
        answer_lines(&catalogue, input.lock(), output)
    } else {
        answer_arguments(&catalogue, &arguments.questions, output)
    }
}

fn answer_arguments(
    catalogue: &Catalogue,
    questions: &[OsString],
    mut output: impl Write,
) -> Result<(), CheckError> {
    let mut judge = Judge::new(catalogue);
    for question in questions {
        judge
            .answer(&question.to_string_lossy(), &mut output)
            .map_err(CheckError::Output)?;
    }
    output.flush().map_err(CheckError::Output)
}

fn answer_lines(
    catalogue: &Catalogue,
    input: impl Read,
    mut output: impl Write,
) -> Result<(), CheckError> {
    let mut judge = Judge::new(catalogue);
    let mut lines = Lines::new(BufReader::with_capacity(CHUNK_BYTES, input));
    loop {
        // Before it has to wait for a line, whoever asks line by line gets what is answered.
        if !lines.has_one_at_hand() {
            output.flush().map_err(CheckError::Output)?;
        }
        let Some(line) = lines.next().map_err(CheckError::Input)? else {
            return output.flush().map_err(CheckError::Output);
        };
        judge
            .answer(&line, &mut output)
            .map_err(CheckError::Output)?;
    }
}
