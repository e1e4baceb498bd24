//! Content scripts on hosts that the manifest does not name.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = registerContentScripts)]
    async fn register(scripts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = updateContentScripts)]
    async fn update(scripts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = unregisterContentScripts)]
    async fn unregister(filter: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn execute(injection: &Object) -> Result<JsValue, JsValue>;
}

/// Lets `files` run in every document that one of `patterns` matches, also after the
/// browser's next start, and on no page that was named under this `id` before.
///
/// # Errors
/// The browser's, when a pattern is none.
pub async fn run_on(id: &str, files: &[&str], patterns: &[String]) -> Result<(), JsValue> {
    if patterns.is_empty() {
        // That there was none before is no error.
        let _none_before = unregister(&object(&[("ids", list([id]).into())])?).await;
        return Ok(());
    }
    let script = object(&[
        ("id", id.into()),
        ("js", list(files.iter().copied()).into()),
        ("matches", list(patterns.iter().map(String::as_str)).into()),
        ("allFrames", true.into()),
        ("runAt", "document_end".into()),
    ])?;
    let scripts = Array::of1(&script);
    // There is no call that does the one or the other.
    if update(&scripts).await.is_err() {
        register(&scripts).await?;
    }
    Ok(())
}

/// Runs `files` once in exactly this document.
///
/// # Errors
/// The browser's, when the document is gone, or is the browser's own.
pub async fn run_in(tab: TabId, document: &str, files: &[&str]) -> Result<(), JsValue> {
    let target = object(&[
        ("tabId", tab.into()),
        ("documentIds", list([document]).into()),
    ])?;
    execute(&object(&[
        ("target", target.into()),
        ("files", list(files.iter().copied()).into()),
    ])?)
    .await?;
    Ok(())
}

fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Array {
    texts.into_iter().map(JsValue::from_str).collect()
}

fn object(fields: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}
