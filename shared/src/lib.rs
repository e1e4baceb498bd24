//! The domain of Sign-in Seal: which host is genuine, what a seal is, and what the extension and
//! the helper say to each other.
//!
//! No I/O, no clock, no randomness: they come in as arguments.
//! It builds for the host and for `wasm32-unknown-unknown`.

pub mod account;
pub mod guarding;
pub mod identity;
pub mod limits;
pub mod practice;
pub mod protocol;
pub mod seal;
pub mod secret;
pub mod sign_in;
pub mod site;
pub mod time;
pub mod verdict;
