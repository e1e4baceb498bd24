//! Writes the certificates of a test server into a folder, for tests that are not in Rust.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use test_servers::Certificates;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1);
    let folder = folder.context("the folder is missing: test-certificates FOLDER")?;
    Certificates::make(&PathBuf::from(folder))?;
    Ok(())
}
