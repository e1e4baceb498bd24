//! What the person sees while it works: one line a step, on standard error.

use std::io::{self, Write};

/// A step begins.
pub(crate) fn step(words: &str) {
    line("•", words);
}

/// Something is there now.
pub(crate) fn done(words: &str) {
    line("✓", words);
}

fn line(mark: &str, words: &str) {
    let _nobody_reads = writeln!(io::stderr(), "{mark} {words}");
}
