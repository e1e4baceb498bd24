//! What the browser attests of the documents in its tabs.

use js_sys::{JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "webNavigation"], js_name = getFrame)]
    async fn get_frame(details: &Object) -> Result<JsValue, JsValue>;
}

/// The document that a tab shows in its top frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopDocument {
    /// The browser's id of the document; a reload or another page has another one.
    pub document: String,
    /// Its address.
    pub url: String,
    /// The browser met an error: it shows a page of its own under this address, or stopped early.
    pub error_occurred: bool,
}

/// What `tab` shows now; none when the tab is gone or the browser does not say.
pub async fn top_document(tab: TabId) -> Option<TopDocument> {
    let details = Object::new();
    Reflect::set(&details, &"tabId".into(), &tab.into()).ok()?;
    Reflect::set(&details, &"frameId".into(), &0.into()).ok()?;
    let frame = get_frame(&details).await.ok()?;
    let text = |name: &str| -> Option<String> {
        let value = Reflect::get(&frame, &name.into()).ok()?;
        value.dyn_into::<JsString>().ok().map(String::from)
    };
    Some(TopDocument {
        document: text("documentId")?,
        url: text("url")?,
        error_occurred: Reflect::get(&frame, &"errorOccurred".into())
            .ok()?
            .is_truthy(),
    })
}
