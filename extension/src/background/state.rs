//! What the background holds in memory.

use std::cell::RefCell;
use std::rc::Rc;

use signin_seal_shared::seal::KeptSeal;
use signin_seal_shared::site::{Catalogue, alibaba};
use wasm_bindgen::JsValue;

use super::choices::{self, Choices};
use super::helper::Helper;
use super::memory::{self, Memory};
use super::ties::{PageDocument, Ties};
use super::turns::Turns;
use super::{permission, profile};
use crate::browser::storage;

const TIES: &str = "ties";

/// One worker's memory. It is borrowed for a moment at a time, never across an `await`.
pub(super) struct State {
    pub(super) catalogue: Catalogue,
    pub(super) ties: Ties,
    pub(super) helper: Helper,
    pub(super) memory: Memory,
    pub(super) turns: Turns,
    pub(super) choices: Choices,
    /// The seal that the helper sent last, when it was ours.
    pub(super) recent: Option<Rc<KeptSeal>>,
    /// Whether the administrator allows seals; none while the browser has not said so.
    pub(super) policy_allows: Option<bool>,
    /// The page that shows the one invitation.
    pub(super) welcomed: Option<PageDocument>,
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
        memory: memory::read_or_make().await?,
        turns: Turns::default(),
        choices: choices::read().await?,
        recent: None,
        policy_allows: permission::last_known().await?,
        welcomed: None,
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
