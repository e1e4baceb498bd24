//! Finishes `manifest.json` for a browser, and holds it against what the code says.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use signin_seal_shared::site::{SignInHosts, alibaba};

use crate::paths;

/// Writes the manifest into the unpacked extension.
///
/// The hosts on which the content script runs must be the preset's sign-in hosts: on one more, a
/// page could see the extension; on one less, the seal would be missing. Other sites are added at
/// run time, so the seal frame may stand on every web page, and the extension may reach every
/// host: no less, or the person's own sites had no seal, or no reason for its absence, and no more.
pub(crate) fn write(dist: &Path) -> Result<()> {
    let text = fs::read_to_string(paths::manifest())?;
    let manifest: Value = serde_json::from_str(&text).context("manifest.json is not JSON")?;

    let SignInHosts::Exact(hosts) = alibaba().sign_in_hosts else {
        bail!("the preset does not name its sign-in hosts");
    };
    let sign_in_pages = hosts.iter().map(|host| format!("*://{host}/*").into());
    for (place, expected) in [
        ("/content_scripts/0/matches", sign_in_pages.collect()),
        (
            "/web_accessible_resources/0/matches",
            vec!["http://*/*".into(), "https://*/*".into()],
        ),
        (
            "/host_permissions",
            vec!["http://*/*".into(), "https://*/*".into()],
        ),
    ] {
        let expected: Vec<Value> = expected;
        let matches = manifest.pointer(place).and_then(Value::as_array);
        ensure!(
            matches == Some(&expected),
            "manifest.json{place} is not what the code expects"
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
