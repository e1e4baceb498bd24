//! Pictures of every kind, whole and broken, through the crate's public functions.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod drawing;
mod kit;
mod mutations;
mod opening;
