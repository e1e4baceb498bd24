//! The browser extension of Sign-in Seal.
//!
//! One crate, one small WebAssembly for each context (`src/bin/*.rs`): the background, the seal
//! frame, the seal editor, the account, the options and the popup. What is decided is decided in
//! `shared`; this crate acts on it at the browser's edge. Only [`browser`] names the browser's own API.

pub mod account;
pub mod background;
pub mod browser;
pub mod card;
pub mod cover;
mod cropping;
pub mod dom;
pub mod editor;
mod guarding;
pub mod messages;
pub mod options;
pub mod page;
pub mod practice;
pub mod problem;
mod profile_id;
pub mod seal_view;
pub mod stopped;
