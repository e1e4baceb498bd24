//! `bench check`: how long `signin-seal-host check` takes for a million hosts.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use verdict_bench::{hosts, sites};
use wait4::Wait4 as _;

use crate::{command, paths, progress, setup};

const PROGRAM: &str = "signin-seal-host";

/// How many hosts are judged.
const HOSTS: usize = 1_000_000;

/// Sites that are protected: as many as one person has.
const SITES: usize = 30;

/// How long the processor may take for the program, built as it would be shipped. It works for one
/// thread, so that the clock says the same on a computer that does nothing else.
const AT_MOST: Duration = Duration::from_secs(10);

/// Measures the program as tests run it, and as it would be shipped; an error where that takes too
/// long.
pub(crate) fn bench() -> Result<()> {
    progress::step("measuring a million hosts");
    let folder = tempfile::tempdir()?;
    let (input, output) = (folder.path().join("hosts"), folder.path().join("answers"));
    write_hosts(&input)?;

    setup::location_file()?;
    let build = ["build", "--package", PROGRAM];
    command::run(command::cargo().args(build))?;
    let took = judge_all(&paths::program(PROGRAM), &input, &output)?;
    took.print("built for tests")?;
    command::run(command::cargo().args(build).arg("--release"))?;
    let took = judge_all(&paths::release_program(PROGRAM), &input, &output)?;
    took.print("as it would be shipped")?;
    ensure!(
        took.processor <= AT_MOST,
        "over the budget: {:.2?} for a million hosts, not at most {AT_MOST:?}",
        took.processor
    );
    progress::done("a million hosts are judged within their budget");
    Ok(())
}

/// How long the program took.
struct Took {
    /// By the clock, which goes on while other programs are busy.
    clock: Duration,
    /// By the processor's own count for this program.
    processor: Duration,
}

impl Took {
    fn print(&self, built: &str) -> Result<()> {
        let what = format!("s for {HOSTS} hosts with {SITES} sites, {built}");
        let [processor, clock] = [self.processor, self.clock].map(|time| time.as_secs_f64());
        let line = format!("{what:<64} {processor:>6.2} (by the clock {clock:.2})");
        Ok(writeln!(std::io::stdout(), "{line}")?)
    }
}

fn write_hosts(path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for host in hosts::hosts().iter().cycle().take(HOSTS) {
        writeln!(file, "{host}")?;
    }
    Ok(file.flush()?)
}

fn judge_all(program: &Path, input: &Path, output: &Path) -> Result<Took> {
    let mut check = Command::new(program);
    check.arg("check");
    for domain in sites::domains(SITES) {
        check.args(["--site", domain.as_str()]);
    }
    check
        .stdin(File::open(input)?)
        .stdout(File::create(output)?);
    let start = Instant::now();
    let running = check.spawn().context("failed to start the helper")?;
    let ended = running.wait4()?;
    let took = Took {
        clock: start.elapsed(),
        processor: ended.rusage.utime + ended.rusage.stime,
    };
    let (shown, status) = (command::shown(&check), ended.status);
    ensure!(status.success(), "{shown} failed ({status})");
    let answers = BufReader::new(File::open(output)?).lines().count();
    ensure!(answers == HOSTS, "{answers} answers for {HOSTS} hosts");
    Ok(took)
}
