//! The background's WebAssembly. `static/background.js` registers the listeners, since a worker
//! must do so before its first `await`, and passes each event on.
//!
//! The exports stand here and not in the library: there they would be in every context's file.

use signin_seal_extension::background;
use wasm_bindgen::prelude::*;

fn main() {}

/// Fills the memory from what is kept in `local` and in `session`; every event waits for it.
///
/// # Errors
/// The browser's, when it has no random numbers.
#[wasm_bindgen]
pub fn start(local: JsValue, session: JsValue) -> Result<(), JsValue> {
    background::start(local, session)
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

/// A visit begins.
#[wasm_bindgen]
pub async fn on_begun(tab: JsValue, url: String) {
    background::on_begun(&tab, &url);
    background::on_leaving(tab).await;
}

/// A visit came to nothing.
#[wasm_bindgen]
pub async fn on_stayed(tab: JsValue) {
    background::on_stayed(tab).await;
}

/// A top-level page is requested.
#[wasm_bindgen]
pub fn on_requested(tab: &JsValue, request: &str, url: &str) {
    background::on_requested(tab, request, url);
}

/// A page that is shown has another address.
#[wasm_bindgen]
pub fn on_same_document(tab: &JsValue, url: &str) {
    background::on_same_document(tab, url);
}

/// The browser has put another page into the place of a tab.
#[wasm_bindgen]
pub async fn on_replaced(tab: JsValue) {
    background::on_replaced(tab).await;
}

/// A document has been shown, or was read.
#[wasm_bindgen]
pub async fn on_document(tab: JsValue, document: String) {
    background::on_document(tab, document).await;
}

/// A page has been prepared, and is not shown yet.
#[wasm_bindgen]
pub async fn on_prepared(tab: JsValue, document: String, url: String) {
    background::on_prepared(tab, document, url).await;
}

/// The browser or the extension has started; tabs may be there already.
#[wasm_bindgen]
pub async fn on_started() {
    background::on_started().await;
    background::run_on_sign_in_pages().await;
}

/// The administrator's settings have changed, or are known now.
#[wasm_bindgen]
pub async fn on_policy_changed() {
    background::on_policy_changed().await;
    background::on_policy_sites_changed().await;
}

/// A tab was closed.
///
/// # Errors
/// The browser's, when its storage cannot be written.
#[wasm_bindgen]
pub async fn on_tab_removed(tab: JsValue) -> Result<(), JsValue> {
    background::on_tab_removed(tab).await
}
