//! What the scripts of hostile test pages have heard, for the test to read.

use std::sync::{Mutex, PoisonError};

/// Lines that are kept: a test reads a handful.
const LINES: usize = 10_000;

static CAUGHT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes one line.
pub(crate) fn note(line: &str) {
    let mut caught = CAUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    if caught.len() < LINES {
        caught.push(line.to_owned());
    }
}

/// All lines so far.
pub(crate) fn lines() -> String {
    let caught = CAUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    caught.join("\n")
}
