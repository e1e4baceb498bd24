//! Drives the real helper over pipes, as a browser and as a person do.
//!
//! Each test has a home folder of its own. Nothing waits by the clock; what does not answer in
//! ten seconds has failed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod kit;

mod account;
mod account_changes;
mod account_gates;
mod account_guessing;
mod account_history;
mod account_photo;
mod account_profile;
mod account_secrecy;
mod account_settings;
mod account_upgrade;
mod check;
mod commands;
mod conversation;
mod durability;
mod frames;
mod guarding;
mod guess;
mod log;
mod member;
mod pictures;
mod seals;
mod secrecy;
mod strange_stores;
mod take_over;
