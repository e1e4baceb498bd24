//! Each message against its golden file and against PROTOCOL.md, and what no message may have.
//!
//! A changed golden file is a new version of the protocol.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod account;
mod golden;
mod guarding;
mod protocol;
