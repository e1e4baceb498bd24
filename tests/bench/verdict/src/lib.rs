//! What is judged when the speed of verdicts is measured, the same in each run and everywhere.

mod draw;
pub mod hosts;
pub mod nasty;
pub mod sites;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
