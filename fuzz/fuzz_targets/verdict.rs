//! Judges whatever comes. The first byte chooses the frame and the sites, the rest is the address.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../shared/tests/verdict/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::check(bytes));
