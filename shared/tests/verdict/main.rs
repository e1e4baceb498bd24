//! What must hold for every verdict, whatever is visited and whichever sites there are.
//!
//! `fuzz/fuzz_targets/verdict.rs` looks for a counterexample to the same invariants.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod invariants;

mod mutations;
mod properties;
