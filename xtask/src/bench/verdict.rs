//! `bench verdict`: how fast visits are judged, here and as WebAssembly in Node.

mod process;

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::{command, paths, progress, setup};

/// How many sites there may be: few, as many as one person has, and as many as a list of an
/// administrator may have.
const FEW: u64 = 10;
const PERSON: u64 = 30;
const MANY: u64 = 10_000;

/// Nanoseconds for a host with the sites of one person.
const HOST_NANOSECONDS: f64 = 5_000.0;

/// How much longer a host may take with many sites than with few.
const GROWTH: f64 = 2.0;

/// Milliseconds to build the catalogue of many sites.
const BUILD_MILLISECONDS: f64 = 200.0;

/// Bytes of that catalogue.
const CATALOGUE_BYTES: f64 = 10_000_000.0;

/// Nanoseconds for any address at all.
const SLOWEST_NANOSECONDS: f64 = 1_000_000.0;

/// Measures all, and prints it; an error that names the budgets that were not kept.
pub(crate) fn bench() -> Result<()> {
    let mut budgets = Budgets::default();
    progress::step("measuring verdicts on this computer");
    process::build()?;
    on_this_computer(&mut budgets)?;
    progress::step("measuring verdicts as WebAssembly");
    let outcome = in_node();
    if let Err(error) = outcome {
        budgets.over.push(format!("in Node: {error:#}"));
    }
    budgets.finish()
}

fn on_this_computer(budgets: &mut Budgets) -> Result<()> {
    let counts = [FEW, PERSON, MANY].map(|count| count.to_string());
    let [few, person, many] = counts.each_ref().map(String::as_str);
    let times = process::measure(&["hosts", few, person, many])?.answer;
    let time = |index| number(times.get(index));
    let (with_few, with_person, with_many) = (time(0)?, time(1)?, time(2)?);
    budgets.line("ns a host, 10 sites", with_few, None)?;
    budgets.line("ns a host, 30 sites", with_person, Some(HOST_NANOSECONDS))?;
    budgets.line("ns a host, 10,000 sites", with_many, None)?;
    let growth = with_many / with_few;
    budgets.line(
        "times longer, 10,000 sites against 10",
        growth,
        Some(GROWTH),
    )?;

    let nothing = process::measure(&["domains", "0"])?;
    let names = process::measure(&["domains", many])?;
    let catalogue = process::measure(&["build", many])?;
    let milliseconds = number(catalogue.answer.get("milliseconds"))?;
    budgets.line(
        "ms to build 10,000 sites",
        milliseconds,
        Some(BUILD_MILLISECONDS),
    )?;
    let bytes = catalogue.more_bytes_than(&nothing);
    budgets.line(
        "bytes of 10,000 sites and their index",
        bytes,
        Some(CATALOGUE_BYTES),
    )?;
    let bytes = names.more_bytes_than(&nothing);
    budgets.line("  of these, bytes of their names alone", bytes, None)?;

    for (count, sites) in [(person, "30 sites"), (many, "10,000 sites")] {
        let slowest = process::measure(&["nasty", count])?.answer;
        let nanoseconds = number(slowest.get("nanoseconds"))?;
        let what = format!("ns for the slowest address, {sites}");
        budgets.line(&what, nanoseconds, Some(SLOWEST_NANOSECONDS))?;
        let text = |name| slowest.get(name).map(Value::to_string).unwrap_or_default();
        let line = format!("  of {} addresses: {}", text("addresses"), text("what"));
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// The same judgement as WebAssembly, beside the package `eth-phishing-detect`.
fn in_node() -> Result<()> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    command::run(command::cargo().args([
        "build",
        "--package",
        "verdict-bench",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "wasm",
    ]))?;
    let folder = paths::target().join("bench/verdict");
    Bindgen::new()
        .input_path(paths::raw_wasm("verdict_bench"))
        .nodejs(true)?
        .typescript(false)
        .generate(&folder)
        .context("failed to bind verdict_bench.wasm")?;
    let mut bench = command::playwright();
    bench
        .args(["test", "--config", "bench/playwright.config.ts", "verdict"])
        .env("SIGNIN_SEAL_VERDICT_BENCH", folder.join("verdict_bench.js"));
    command::run(&mut bench)
}

fn number(value: Option<&Value>) -> Result<f64> {
    value.and_then(Value::as_f64).context("a number is missing")
}

/// What was measured, held against what it may be.
#[derive(Default)]
struct Budgets {
    over: Vec<String>,
}

impl Budgets {
    /// Prints a line, and keeps it where it is over its budget.
    fn line(&mut self, what: &str, measured: f64, budget: Option<f64>) -> Result<()> {
        let mut out = std::io::stdout();
        let measured_text = format!("{measured:.1}");
        let Some(budget) = budget else {
            return Ok(writeln!(out, "{what:<44} {measured_text:>12}")?);
        };
        writeln!(out, "{what:<44} {measured_text:>12}, at most {budget}")?;
        if measured > budget {
            self.over
                .push(format!("{what}: {measured_text}, not at most {budget}"));
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        if self.over.is_empty() {
            progress::done("verdicts are within their budgets");
            return Ok(());
        }
        bail!("over the budget:\n  {}", self.over.join("\n  "))
    }
}
