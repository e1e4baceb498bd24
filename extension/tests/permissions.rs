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

/// The first cells of the table under this heading, as far as they are code.
fn explained(heading: &str) -> BTreeSet<String> {
    let page = include_str!("../../docs/permissions.md");
    let chapter = page
        .split("\n## ")
        .find(|chapter| chapter.starts_with(heading));
    let first_cells = chapter
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `"));
    first_cells
        .filter_map(|line| line.split('`').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_permission_is_explained() {
    let manifest = manifest();
    assert_eq!(
        names(manifest.get("permissions")),
        explained("Permissions\n")
    );
    assert_eq!(
        names(manifest.get("host_permissions")),
        explained("Host permissions\n")
    );
    assert_eq!(manifest.get("optional_permissions"), None);
}

#[test]
fn every_policy_is_explained() {
    let schema = include_str!("../static/managed_schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let policies = schema.get("properties").and_then(Value::as_object).unwrap();
    let rows = include_str!("../../docs/policy.md").lines();
    let cells = rows.filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let explained: BTreeSet<&str> = cells.collect();
    for policy in policies.keys() {
        assert!(explained.contains(policy.as_str()), "{policy}");
    }
}

#[test]
fn every_host_is_explained() {
    let manifest = manifest();
    assert_eq!(
        names(manifest.pointer("/content_scripts/0/matches")),
        explained("Hosts of the content script\n")
    );
    let accessible = manifest.pointer("/web_accessible_resources/0/matches");
    assert_eq!(
        names(accessible),
        BTreeSet::from(["http://*/*".to_owned(), "https://*/*".to_owned()])
    );
}
