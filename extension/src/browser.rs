//! The only door to the browser's extension API (`chrome.*`).
//!
//! Bindings only: what is passed and what comes back. Nothing is decided here.

pub mod action;
pub mod base64;
pub mod content_scripts;
pub mod file;
pub mod hmac;
pub mod i18n;
pub mod names;
pub mod native_port;
pub mod navigation;
pub mod randomness;
pub mod runtime;
pub mod scripting;
pub mod storage;
pub mod tabs;
pub mod time;
pub mod timer;
