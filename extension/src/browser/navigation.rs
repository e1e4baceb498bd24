//! What the browser attests of the documents in its tabs.

use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "webNavigation"], js_name = getFrame)]
    async fn get_frame(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "webNavigation"], js_name = getAllFrames)]
    async fn get_all_frames(details: &Object) -> Result<JsValue, JsValue>;
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

/// A document, at the top of a tab or in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyDocument {
    /// Its address.
    pub url: String,
    /// It stands in no other page.
    pub is_top: bool,
}

/// What the browser says of a document; none when it is gone.
pub async fn document(tab: TabId, document: &str) -> Option<AnyDocument> {
    let details = Object::new();
    Reflect::set(&details, &"tabId".into(), &tab.into()).ok()?;
    Reflect::set(&details, &"documentId".into(), &document.into()).ok()?;
    let frame = get_frame(&details).await.ok()?;
    let field = |name: &str| Reflect::get(&frame, &name.into()).ok();
    let is_shown = field("documentLifecycle")?.as_string()? == "active";
    let error_occurred = field("errorOccurred")?.is_truthy();
    let found = AnyDocument {
        url: field("url")?.as_string()?,
        is_top: field("frameType")?.as_string()? == "outermost_frame",
    };
    (is_shown && !error_occurred).then_some(found)
}

/// The addresses of the frames inside the page that `tab` shows.
pub async fn embedded_urls(tab: TabId) -> Vec<String> {
    let details = Object::new();
    let asked = Reflect::set(&details, &"tabId".into(), &tab.into());
    let Ok(frames) = (match asked {
        Ok(_) => get_all_frames(&details).await,
        Err(error) => Err(error),
    }) else {
        return Vec::new();
    };
    // A tab that is gone has no frames.
    let Ok(frames) = frames.dyn_into::<Array>() else {
        return Vec::new();
    };
    let is_embedded = |frame: &JsValue| {
        let place = Reflect::get(frame, &"frameId".into()).ok();
        place.and_then(|place| place.as_f64()) != Some(0.0)
    };
    let url = |frame: JsValue| Reflect::get(&frame, &"url".into()).ok()?.as_string();
    frames.iter().filter(is_embedded).filter_map(url).collect()
}
