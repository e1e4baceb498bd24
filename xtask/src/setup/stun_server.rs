//! coturn, the STUN server that the tests ask: the one that is there, or the system's package of it.

use anyhow::{Context as _, Result};

use super::system_packages;
use crate::{command, progress};

const PACKAGE: &str = "coturn";
const PROGRAM: &str = "turnserver";

/// Sees to it that the tests find it by the search path.
pub(crate) fn stun_server() -> Result<()> {
    if command::find(PROGRAM).is_some() {
        return Ok(());
    }
    progress::step("installing coturn by the system's package manager");
    let installed = system_packages::install(PACKAGE);
    let install = system_packages::install_command(PACKAGE);
    let what_to_do = format!("run `{install}`, then run this again");
    installed.with_context(|| format!("coturn is missing: {what_to_do}"))?;
    let found = command::find(PROGRAM).map(|_| ());
    found.with_context(|| format!("coturn brought no {PROGRAM}: {what_to_do}"))
}
