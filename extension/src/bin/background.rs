//! The background's WebAssembly. `static/background.js` registers the listeners, since a worker
//! must do so before its first `await`, and passes each event on.
//!
//! The exports stand here and not in the library: there they would be in every context's file.

use signin_seal_extension::background;
use wasm_bindgen::prelude::*;

fn main() {}

/// Fills the memory; every event waits for it.
///
/// # Errors
/// The browser's, when its storage cannot be read or written.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsValue> {
    background::start().await
}

/// Answers a message of another context.
///
/// # Errors
/// The browser's, when its storage cannot be written.
#[wasm_bindgen]
pub async fn on_message(message: String, sender: JsValue) -> Result<Option<String>, JsValue> {
    background::on_message(message, sender).await
}

/// A top-level page has been shown in a tab.
///
/// # Errors
/// The browser's, when its storage cannot be written.
#[wasm_bindgen]
pub async fn on_committed(tab: JsValue, document: String, url: String) -> Result<(), JsValue> {
    background::on_committed(tab, document, url).await
}

/// The browser or the extension has started; tabs may be there already.
#[wasm_bindgen]
pub async fn on_started() {
    background::on_started().await;
}

/// The administrator's settings have changed, or are known now.
#[wasm_bindgen]
pub async fn on_policy_changed() {
    background::on_policy_changed().await;
}

/// A tab was closed.
///
/// # Errors
/// The browser's, when its storage cannot be written.
#[wasm_bindgen]
pub async fn on_tab_removed(tab: JsValue) -> Result<(), JsValue> {
    background::on_tab_removed(tab).await
}
