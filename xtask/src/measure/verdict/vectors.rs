//! Vectors of the WHATWG URL Standard and of IDNA: are addresses and hosts read as browsers do?
//!
//! <https://github.com/web-platform-tests/wpt/tree/master/url>. This is the helper's parser; the
//! extension uses the browser's own.

mod address;
mod host;
mod javascript;
mod reason;

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::data::Files;
use super::judging::{Catalogue, judge_address, sites};
use super::report::Report;
use super::well_known::WELL_KNOWN;
use reason::Reason;

const WHAT: &str = "URL and IDNA vectors";

/// How a vector and the judgement compare.
enum Agreement {
    /// They agree.
    Agree,
    /// The vector is not about addresses of web pages or their hosts.
    NotAbout,
    /// They differ, for a reason that is known.
    Known(Reason),
    /// They differ, in this way.
    Disagree(String),
}

/// Holds each vector against what the judgement makes of it.
pub(super) fn measure(files: &Files, report: &mut Report) -> Result<()> {
    let paths: Vec<_> = files.in_folders("wpt", "json").collect();
    if paths.is_empty() {
        return report.unmeasured(WHAT);
    }
    report.title(format_args!(
        "{WHAT}, bar: all agree, or differ for a known reason"
    ))?;
    report.line(format_args!(
        "{:<46} {:>6} {:>6} {:>6} {:>9}",
        "file", "about", "agree", "known", "disagree"
    ))?;
    let catalogue = Catalogue::new(sites(WELL_KNOWN));
    let mut reasons = Vec::new();
    let mut differences = Vec::new();
    for path in paths {
        let name = files.shown(path);
        let text = fs::read_to_string(path).with_context(|| format!("failed to read {name}"))?;
        let vectors = serde_json::from_str(&javascript::without_lone_surrogates(&text));
        let vectors = vectors.with_context(|| format!("failed to understand {name}"))?;
        // The vectors of setters are no list: nothing here changes a part of an address.
        let Value::Array(vectors) = vectors else {
            continue;
        };
        let (mut agree, mut known, mut disagree) = (0, 0, 0);
        for vector in vectors.iter().filter(|vector| vector.is_object()) {
            // Judged with sites enrolled, so that every rule sees what a page could bring.
            let _verdict = judge_address(text_of(vector, "input"), &catalogue);
            match compare(vector) {
                Agreement::NotAbout => {}
                Agreement::Agree => agree += 1,
                Agreement::Known(reason) => {
                    known += 1;
                    reasons.push(reason);
                }
                Agreement::Disagree(how) => {
                    disagree += 1;
                    differences.push(how);
                }
            }
        }
        let about = agree + known + disagree;
        report.line(format_args!(
            "{name:<46} {about:>6} {agree:>6} {known:>6} {disagree:>9}"
        ))?;
    }
    for reason in Reason::ALL {
        let count = reasons.iter().filter(|&&known| known == reason).count();
        report.line(format_args!("known: {count:>4} × {}", reason.text()))?;
    }
    report.list(&differences)?;
    report.none(&differences, format_args!("{WHAT} that disagree"));
    Ok(())
}

/// A vector of a host has `output`, one of an address `href` or `failure`.
fn compare(vector: &Value) -> Agreement {
    if vector.get("input").is_none() {
        return Agreement::NotAbout;
    }
    match vector.get("output") {
        Some(output @ (Value::String(_) | Value::Null)) => {
            host::compare(text_of(vector, "input"), output.as_str())
        }
        Some(_) => Agreement::NotAbout,
        None => address::compare(vector),
    }
}

fn text_of<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector.get(name).and_then(Value::as_str).unwrap_or_default()
}
