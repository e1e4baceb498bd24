//! Chromium: the one that is there, or the system's package of it.
//!
//! Google Chrome does not do here: it refuses to load an unpacked extension from the command line.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::system_packages;
use crate::{command, progress};

/// Names the browser to use, in place of the search.
const VARIABLE: &str = "CHROMIUM";

const PROGRAMS: [&str; 2] = ["chromium", "chromium-browser"];
const MAC_PROGRAM: &str = "/Applications/Chromium.app/Contents/MacOS/Chromium";

/// The path of a Chromium that starts.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    progress::step("installing Chromium by the system's package manager");
    let installed = system_packages::install("chromium");
    find().with_context(|| {
        let install = system_packages::install_command("chromium");
        let why = match installed {
            Ok(()) => String::new(),
            Err(error) => format!(" ({error:#})"),
        };
        format!(
            "Chromium is missing and could not be installed{why}: run `{install}`, or name one \
             with {VARIABLE}=/path/to/chromium, then run this again"
        )
    })
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Some(PathBuf::from(named));
    }
    let on_the_path = PROGRAMS.into_iter().filter_map(command::find);
    let mac = Some(PathBuf::from(MAC_PROGRAM)).filter(|path| path.exists());
    on_the_path.chain(mac).find(|path| starts(path))
}

/// Some systems ship a `chromium` that only tells how to install one.
fn starts(path: &Path) -> bool {
    path.to_str().is_some_and(command::exists)
}
