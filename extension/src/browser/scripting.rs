//! A script of the extension's own, put into documents.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = executeScript)]
    async fn execute_script(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = registerContentScripts)]
    async fn register_content_scripts(scripts: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "scripting"], js_name = unregisterContentScripts)]
    async fn unregister_content_scripts(filter: &Object) -> Result<JsValue, JsValue>;
}

/// Which documents of a tab.
#[derive(Clone, Copy, Debug)]
pub enum Documents<'a> {
    /// Every one that it has now.
    All,
    /// The one of this id.
    One(&'a str),
}

/// Runs `file` in documents of `tab`, without waiting for their own scripts.
///
/// # Errors
/// The browser's, when a document is gone or takes no scripts.
pub async fn run(tab: TabId, documents: Documents<'_>, file: &str) -> Result<(), JsValue> {
    let target = Object::new();
    Reflect::set(&target, &"tabId".into(), &tab.into())?;
    match documents {
        Documents::All => Reflect::set(&target, &"allFrames".into(), &true.into())?,
        Documents::One(id) => {
            Reflect::set(&target, &"documentIds".into(), &Array::of1(&id.into()))?
        }
    };
    let details = Object::new();
    Reflect::set(&details, &"target".into(), &target)?;
    Reflect::set(&details, &"files".into(), &Array::of1(&file.into()))?;
    Reflect::set(&details, &"injectImmediately".into(), &true.into())?;
    execute_script(&details).await?;
    Ok(())
}

/// Runs `files` in every document that `tab` has now, in this order.
///
/// # Errors
/// The browser's, when the tab is gone or takes no scripts.
pub async fn run_all(tab: TabId, files: &[&str]) -> Result<(), JsValue> {
    let target = Object::new();
    Reflect::set(&target, &"tabId".into(), &tab.into())?;
    Reflect::set(&target, &"allFrames".into(), &true.into())?;
    let details = Object::new();
    Reflect::set(&details, &"target".into(), &target)?;
    Reflect::set(&details, &"files".into(), &list(files))?;
    Reflect::set(&details, &"injectImmediately".into(), &true.into())?;
    execute_script(&details).await?;
    Ok(())
}

/// Lets `files` run before the page's own scripts in each document of the web, and in those without
/// an address of their own, also after the browser's next start; or lets them run there no longer.
/// Says whether they do so only from now on.
///
/// # Errors
/// The browser's.
pub async fn run_everywhere(id: &str, files: &[&str], runs: bool) -> Result<bool, JsValue> {
    if !runs {
        let filter = Object::new();
        Reflect::set(&filter, &"ids".into(), &Array::of1(&id.into()))?;
        let _none_before = unregister_content_scripts(&filter).await;
        return Ok(false);
    }
    let script = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&script, &name.into(), &value);
    set("id", id.into())?;
    set("matches", list(&["http://*/*", "https://*/*"]).into())?;
    set("js", list(files).into())?;
    set("runAt", "document_start".into())?;
    set("allFrames", true.into())?;
    set("matchOriginAsFallback", true.into())?;
    // That it runs already is no error.
    Ok(register_content_scripts(&Array::of1(&script)).await.is_ok())
}

fn list(texts: &[&str]) -> Array {
    texts.iter().copied().map(JsValue::from_str).collect()
}

/// Lets `file` run before the page's own scripts in each document of `host`, and in those without
/// an address of their own that it makes, until [`stop_running_on`] or the browser's end.
///
/// # Errors
/// The browser's, when it does already.
pub async fn run_on(host: &str, file: &str) -> Result<(), JsValue> {
    let script = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&script, &name.into(), &value);
    set("id", host.into())?;
    set(
        "matches",
        Array::of1(&format!("*://{host}/*").into()).into(),
    )?;
    set("js", Array::of1(&file.into()).into())?;
    set("runAt", "document_start".into())?;
    set("allFrames", true.into())?;
    set("matchOriginAsFallback", true.into())?;
    set("persistAcrossSessions", false.into())?;
    register_content_scripts(&Array::of1(&script)).await?;
    Ok(())
}

/// Ends what [`run_on`] began.
///
/// # Errors
/// The browser's, when nothing runs there.
pub async fn stop_running_on(host: &str) -> Result<(), JsValue> {
    let filter = Object::new();
    Reflect::set(&filter, &"ids".into(), &Array::of1(&host.into()))?;
    unregister_content_scripts(&filter).await?;
    Ok(())
}
