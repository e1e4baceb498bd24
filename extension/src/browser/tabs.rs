//! Tabs.

use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    async fn create(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    async fn get_current() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = remove)]
    async fn remove(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = sendMessage)]
    async fn send_message(tab: i32, message: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// The browser's id of a tab, for as long as the browser runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TabId(i32);

impl TabId {
    /// The id that the browser gave; none when it is not one.
    #[must_use]
    pub fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|id| Self(id as i32))
    }
}

impl From<TabId> for JsValue {
    fn from(tab: TabId) -> Self {
        tab.0.into()
    }
}

/// The tab that the person looks at; none when the browser does not say.
pub async fn active() -> Option<TabId> {
    let details = Object::new();
    Reflect::set(&details, &"active".into(), &true.into()).ok()?;
    Reflect::set(&details, &"lastFocusedWindow".into(), &true.into()).ok()?;
    let tabs: Array = query(&details).await.ok()?.dyn_into().ok()?;
    TabId::read(&Reflect::get(&tabs.get(0), &"id".into()).ok()?)
}

/// Every tab of every window.
pub async fn all() -> Vec<TabId> {
    let Ok(tabs) = query(&Object::new()).await else {
        return Vec::new();
    };
    let id = |tab: JsValue| TabId::read(&Reflect::get(&tab, &"id".into()).ok()?);
    Array::from(&tabs).iter().filter_map(id).collect()
}

/// Opens `url` in a new tab. Closing it leads back to `opener`.
///
/// # Errors
/// The browser's, when there is no window for it.
pub async fn open(url: &str, opener: Option<TabId>) -> Result<(), JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"url".into(), &url.into())?;
    if let Some(opener) = opener {
        Reflect::set(&details, &"openerTabId".into(), &opener.into())?;
    }
    create(&details).await?;
    Ok(())
}

/// Whether the tab of this page was opened from another one.
pub async fn this_tab_has_opener() -> bool {
    let Ok(tab) = get_current().await else {
        return false;
    };
    Reflect::get(&tab, &"openerTabId".into()).is_ok_and(|opener| opener.as_f64().is_some())
}

/// Closes the tab of this page.
///
/// # Errors
/// The browser's, when the page stands in no tab.
pub async fn close_this_tab() -> Result<(), JsValue> {
    let tab = get_current().await?;
    if let Some(TabId(id)) = TabId::read(&Reflect::get(&tab, &"id".into())?) {
        remove(id).await?;
    }
    Ok(())
}

/// Sends `message` to the content script of exactly this document. That it is gone is no error.
pub async fn tell_document(tab: TabId, document: &str, message: &str) {
    let options = Object::new();
    if Reflect::set(&options, &"documentId".into(), &document.into()).is_ok() {
        let _document_is_gone = send_message(tab.0, message, &options).await;
    }
}
