//! What the manifest asks for is what `docs/permissions.md` explains, no more, no less.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use serde_json::Value;

fn manifest() -> Value {
    serde_json::from_str(include_str!("../../manifest.json")).unwrap()
}

fn names(list: Option<&Value>) -> BTreeSet<String> {
    let list = list.and_then(Value::as_array).unwrap();
    list.iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// The first cells of the page's tables, as far as they are code.
fn explained(is_host: bool) -> BTreeSet<String> {
    let page = include_str!("../../docs/permissions.md");
    let first_cells = page.lines().filter_map(|line| line.strip_prefix("| `"));
    first_cells
        .filter_map(|line| line.split('`').next())
        .filter(|name| name.contains('/') == is_host)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_permission_is_explained() {
    assert_eq!(names(manifest().get("permissions")), explained(false));
    assert_eq!(manifest().get("host_permissions"), None);
    assert_eq!(manifest().get("optional_permissions"), None);
}

#[test]
fn every_host_is_explained() {
    let manifest = manifest();
    for place in [
        "/content_scripts/0/matches",
        "/web_accessible_resources/0/matches",
    ] {
        assert_eq!(names(manifest.pointer(place)), explained(true), "{place}");
    }
}
