//! The extension's own storage: `local` stays, `session` lasts as long as the browser runs and is
//! never written to disk, `managed` is what the administrator set.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn local_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn local_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = setAccessLevel)]
    async fn local_set_access_level(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "managed"], js_name = get)]
    async fn managed_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = get)]
    async fn session_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = set)]
    async fn session_set(items: &Object) -> Result<JsValue, JsValue>;
}

/// Closes `local` to content scripts, to which browsers leave it open. `session` is closed anyway.
///
/// # Errors
/// The browser's, when it cannot.
pub async fn close_to_content_scripts() -> Result<(), JsValue> {
    local_set_access_level(&items("accessLevel", "TRUSTED_CONTEXTS")?).await?;
    Ok(())
}

/// The text kept under `key` in this browser profile.
///
/// # Errors
/// The browser's, when it cannot read.
pub async fn read_local(key: &str) -> Result<Option<String>, JsValue> {
    text_of(&local_get(key).await?, key)
}

/// Keeps `text` under `key` in this browser profile.
///
/// # Errors
/// The browser's, when it cannot write.
pub async fn write_local(key: &str, text: &str) -> Result<(), JsValue> {
    local_set(&items(key, text)?).await?;
    Ok(())
}

/// What the administrator set under `key`; none where nothing is set.
pub async fn read_policy(key: &str) -> Option<bool> {
    // Where there is no policy at all, some browsers refuse the question.
    let items = managed_get(key).await.ok()?;
    Reflect::get(&items, &key.into()).ok()?.as_bool()
}

/// The text kept under `key` since the browser started.
///
/// # Errors
/// The browser's, when it cannot read.
pub async fn read_session(key: &str) -> Result<Option<String>, JsValue> {
    text_of(&session_get(key).await?, key)
}

/// Keeps `text` under `key` until the browser ends.
///
/// # Errors
/// The browser's, when it cannot write.
pub async fn write_session(key: &str, text: &str) -> Result<(), JsValue> {
    session_set(&items(key, text)?).await?;
    Ok(())
}

fn text_of(items: &JsValue, key: &str) -> Result<Option<String>, JsValue> {
    Ok(Reflect::get(items, &key.into())?.as_string())
}

fn items(key: &str, text: &str) -> Result<Object, JsValue> {
    let items = Object::new();
    Reflect::set(&items, &key.into(), &text.into())?;
    Ok(items)
}
