//! Finishes `manifest.json` for a browser, and holds it against what the code says.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use signin_seal_shared::site::alibaba;

use crate::paths;

/// Writes the manifest into the unpacked extension.
///
/// The hosts on which the content script runs must be the preset's sign-in hosts: on one more, a
/// page could see the extension; on one less, the seal would be missing.
pub(crate) fn write(dist: &Path) -> Result<()> {
    let text = fs::read_to_string(paths::manifest())?;
    let manifest: Value = serde_json::from_str(&text).context("manifest.json is not JSON")?;

    let hosts = alibaba().sign_in_hosts;
    let expected: Vec<Value> = hosts
        .iter()
        .map(|host| format!("https://{host}/*").into())
        .collect();
    for place in [
        "/content_scripts/0/matches",
        "/web_accessible_resources/0/matches",
    ] {
        let matches = manifest.pointer(place).and_then(Value::as_array);
        ensure!(
            matches == Some(&expected),
            "manifest.json{place} and the sign-in hosts of the preset differ"
        );
    }
    let version = manifest.get("version").and_then(Value::as_str);
    ensure!(
        version == Some(env!("CARGO_PKG_VERSION")),
        "manifest.json and Cargo.toml name different versions"
    );
    fs::write(dist.join("manifest.json"), text)?;
    Ok(())
}
