//! What the background holds in memory.

use std::cell::RefCell;

use signin_seal_shared::site::{Catalogue, alibaba};
use wasm_bindgen::JsValue;

use super::helper::Helper;
use super::profile;
use super::ties::Ties;
use crate::browser::storage;

const TIES: &str = "ties";

/// One worker's memory. It is borrowed for a moment at a time, never across an `await`.
pub(super) struct State {
    pub(super) catalogue: Catalogue,
    pub(super) ties: Ties,
    pub(super) helper: Helper,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// Fills the memory from the browser's storage. Everything else waits for it.
///
/// # Errors
/// The browser's, when its storage cannot be read or written.
pub async fn start() -> Result<(), JsValue> {
    storage::close_to_content_scripts().await?;
    let profile = profile::read_or_make().await?;
    let ties = storage::read_session(TIES).await?;
    // Ties that cannot be read belong to an older version: the frames ask again on a reload.
    let ties = ties.and_then(|text| serde_json::from_str(&text).ok());
    let state = State {
        catalogue: Catalogue::new(vec![alibaba()]),
        ties: ties.unwrap_or_default(),
        helper: Helper::new(profile),
    };
    STATE.with_borrow_mut(|slot| *slot = Some(state));
    Ok(())
}

/// Works with the memory for a moment; none before [`start`] has ended.
pub(super) fn with<T>(work: impl FnOnce(&mut State) -> T) -> Option<T> {
    STATE.with_borrow_mut(|state| state.as_mut().map(work))
}

/// Writes the ties where they outlive the worker.
pub(super) async fn keep_ties() -> Result<(), JsValue> {
    let text = with(|state| serde_json::to_string(&state.ties).unwrap_or_default());
    storage::write_session(TIES, &text.unwrap_or_default()).await
}
