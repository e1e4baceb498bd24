//! The measurements.

use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use clap::Parser;
use serde_json::{Value, json};
use signin_seal_shared::site::{Catalogue, Site};
use signin_seal_shared::verdict::{Frame, Visit, judge};
use verdict_bench::nasty::{Nasty, nasty};
use verdict_bench::{hosts, sites};

/// Rounds of which the median counts: other programs are busy in some of them.
const ROUNDS: usize = 15;

/// What is measured. Each in a process of its own: memory is counted by the most that it ever had.
#[derive(Parser)]
enum Measurement {
    /// The time for a host, for each number of sites
    Hosts {
        /// How many sites
        sites: Vec<usize>,
    },
    /// The time to build a catalogue
    Build {
        /// How many sites
        sites: usize,
    },
    /// Only the domains of so many sites, for comparison
    Domains {
        /// How many sites
        sites: usize,
    },
    /// The address that takes longest
    Nasty {
        /// How many sites
        sites: usize,
    },
}

/// Measures what the arguments say.
pub(crate) fn measure() -> Result<()> {
    let measured = match Measurement::parse() {
        Measurement::Hosts { sites } => per_host(&sites)?,
        Measurement::Build { sites } => build(sites),
        Measurement::Domains { sites } => {
            json!({ "domains": black_box(sites::domains(sites)).len() })
        }
        Measurement::Nasty { sites } => slowest(sites)?,
    };
    Ok(writeln!(std::io::stdout(), "{measured}")?)
}

/// Nanoseconds for a host, with each number of sites, in turns.
fn per_host(counts: &[usize]) -> Result<Value> {
    let hosts = hosts::hosts();
    let urls: Vec<String> = hosts
        .iter()
        .map(|host| format!("https://{host}/"))
        .collect();
    let catalogues: Vec<Catalogue> = counts.iter().map(|&count| catalogue(count)).collect();
    let mut times = vec![Vec::new(); counts.len()];
    for _ in 0..ROUNDS {
        for (catalogue, times) in catalogues.iter().zip(&mut times) {
            let start = Instant::now();
            for url in &urls {
                judged(url, catalogue);
            }
            times.push(start.elapsed() / u32::try_from(urls.len())?);
        }
    }
    let medians = times.into_iter().map(|times| nanoseconds(median(times)));
    Ok(medians.collect())
}

/// Milliseconds to build the catalogue; the sites are there before.
fn build(count: usize) -> Value {
    let sites: Vec<Site> = sites::sites(count);
    let start = Instant::now();
    let catalogue = Catalogue::new(sites);
    let time = start.elapsed();
    judged("https://example.com/", &catalogue);
    json!({ "milliseconds": time.as_secs_f64() * 1000.0 })
}

/// The address that takes longest, and how long.
fn slowest(count: usize) -> Result<Value> {
    let catalogue = catalogue(count);
    let time = |nasty: &Nasty| {
        let once = |_| {
            let start = Instant::now();
            judged(&nasty.url, &catalogue);
            start.elapsed()
        };
        median((0..ROUNDS).map(once).collect())
    };
    let all = nasty();
    let slowest = all.iter().map(|nasty| (time(nasty), &nasty.what)).max();
    let (time, what) = slowest.context("there are no nasty addresses")?;
    Ok(json!({ "what": what, "nanoseconds": nanoseconds(time), "addresses": all.len() }))
}

fn catalogue(count: usize) -> Catalogue {
    Catalogue::new(sites::sites(count))
}

fn judged(url: &str, catalogue: &Catalogue) {
    let frame = Frame::Top;
    black_box(judge(
        &Visit {
            url: black_box(url),
            frame,
        },
        catalogue,
    ));
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn nanoseconds(time: Duration) -> Value {
    json!(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
}
