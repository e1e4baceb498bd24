//! `bench`: what a person waits for, held against its budgets.

mod account;
mod check;
mod verdict;

use std::fs;

use anyhow::Result;
use clap::Subcommand;

use crate::{build, command, paths, progress, run, setup};

/// A frame that shows something at once, without style, script or WebAssembly.
const BARE_FRAME: &str = "<!doctype html><title>bare</title><p>bare</p>";

/// A part of what is measured.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Part {
    /// How fast visits are judged
    Verdict,
    /// How long the helper takes for a million hosts
    Check,
    /// How soon the account page has its answers with a million sign-ins
    Account,
    /// How soon a woken background judges, the seal is painted, and a large picture saved; what other
    /// pages pay, and how much memory the background takes
    Browser,
}

/// Measures one part or all; an error where a budget is not kept.
pub(crate) fn bench(part: Option<Part>) -> Result<()> {
    match part {
        Some(Part::Verdict) => verdict::bench(),
        Some(Part::Check) => check::bench(),
        Some(Part::Account) => account::bench(),
        Some(Part::Browser) => browser(),
        None => {
            verdict::bench()?;
            check::bench()?;
            account::bench()?;
            browser()
        }
    }
}

/// How soon the background judges after its worker's death, how soon the seal is painted, against a
/// bare extension frame on the same page, with worker and helper warm and cold, and how soon a picture
/// of 1 MB is saved; what a large page pays that is none of ours, and how much memory the background
/// takes.
fn browser() -> Result<()> {
    build::everything()?;
    let chromium = setup::chromium()?;
    setup::npm_packages()?;
    let bare = paths::target().join("bench/bare-extension");
    if bare.exists() {
        fs::remove_dir_all(&bare)?;
    }
    build::copy_tree(&paths::chromium_extension(), &bare)?;
    fs::write(bare.join("seal_frame.html"), BARE_FRAME)?;

    progress::step("measuring");
    let mut bench = command::playwright();
    bench
        .args(["test", "--config", "bench/playwright.config.ts"])
        .args(["cold-start", "seal-paint", "first-visit", "picture-save"])
        .args(["page-load", "memory"])
        .env("SIGNIN_SEAL_BARE_EXTENSION", &bare);
    command::run(run::with_parts(&mut bench, &chromium))
}
