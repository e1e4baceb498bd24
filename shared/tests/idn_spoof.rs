//! Chromium's table of names that it shows in Unicode or not, judged with well-known sites.

use serde::Deserialize;
use signin_seal_shared::site::{Catalogue, Site, alibaba};
use signin_seal_shared::verdict::{Frame, Verdict, Visit, judge};

const TABLE: &str = include_str!("vectors/idn_spoof.json");

/// Sites that the table imitates, and others that a person may have, with short names among them.
const SITES: [&str; 14] = [
    "google.com",
    "facebook.com",
    "apple.com",
    "amazon.com",
    "paypal.com",
    "microsoft.com",
    "chase.com",
    "instagram.com",
    "linkedin.com",
    "netflix.com",
    "github.com",
    "yahoo.com",
    "ebay.com",
    "dhl.com",
];

#[derive(Deserialize)]
struct Row {
    name: String,
    expected: Expected,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expected {
    Safe,
    Unsafe,
    Invalid,
}

#[test]
fn no_spoof_is_genuine_and_no_safe_name_is_accused() {
    let sites = SITES.map(|domain| Site::of_written_domain(domain).unwrap());
    let catalogue = Catalogue::new(sites.into_iter().chain([alibaba()]).collect());
    let rows: Vec<Row> = serde_json::from_str(TABLE).unwrap();
    assert_eq!(rows.len(), 139);
    for Row { name, expected } in rows {
        let (url, frame) = (&format!("https://{name}/"), Frame::Top);
        let verdict = judge(&Visit { url, frame }, &catalogue);
        let bad = match expected {
            Expected::Safe => matches!(verdict, Verdict::Lookalike(_)),
            Expected::Unsafe | Expected::Invalid => matches!(verdict, Verdict::Genuine(_)),
        };
        assert!(!bad, "{name}, {expected:?}: {verdict:?}");
    }
}
