//! Tabs.

use js_sys::{Array, Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    async fn create(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = get)]
    async fn get(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = getCurrent)]
    async fn get_current() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = remove)]
    async fn remove(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = update)]
    async fn update(tab: i32, details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "windows"], js_name = update)]
    async fn update_window(window: i32, details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onUpdated"], js_name = addListener)]
    fn add_updated_listener(listener: &JsValue);
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = sendMessage)]
    async fn send_message(tab: i32, message: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// The page that the browser shows in a new tab.
pub const NEW_TAB: &str = "chrome://newtab/";

/// The browser's id of a tab, for as long as the browser runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TabId(i32);

impl TabId {
    /// The id that the browser gave; none when it is not one: what belongs to no tab has -1.
    #[must_use]
    pub fn read(value: &JsValue) -> Option<Self> {
        let id = value.as_f64().filter(|id| *id >= 0.0)?;
        Some(Self(id as i32))
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

/// Opens `url` in a new tab. Closing it leads back to `opener`, where both can stand in one window:
/// from a private window the extension's own pages open in an ordinary one. The new tab's id; none
/// where the browser does not say.
///
/// # Errors
/// The browser's, when there is no window for it.
pub async fn open(url: &str, opener: Option<TabId>) -> Result<Option<TabId>, JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"url".into(), &url.into())?;
    if let Some(opener) = opener
        && !is_private(opener).await
    {
        Reflect::set(&details, &"openerTabId".into(), &opener.into())?;
    }
    let tab = create(&details).await?;
    Ok(TabId::read(&Reflect::get(&tab, &"id".into())?))
}

/// What kind of window a tab stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// One that can show the extension's own pages.
    Ordinary,
    /// One that shows the browser's error page in their place.
    Private,
}

/// Leads `tab` to `url`. Whatever it was loading is given up.
///
/// # Errors
/// The browser's, when the tab is gone.
pub async fn lead(tab: TabId, url: &str) -> Result<Window, JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"url".into(), &url.into())?;
    let tab = update(tab.0, &details).await?;
    let is_private = Reflect::get(&tab, &"incognito".into())?.is_truthy();
    Ok(if is_private {
        Window::Private
    } else {
        Window::Ordinary
    })
}

/// Opens `url`, a page of the extension, in an ordinary window, and puts that window in front.
///
/// # Errors
/// The browser's, when there is no window for it.
pub async fn open_in_front(url: &str) -> Result<Option<TabId>, JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"url".into(), &url.into())?;
    let tab = create(&details).await?;
    if let Some(window) = Reflect::get(&tab, &"windowId".into())?.as_f64() {
        let front = Object::new();
        Reflect::set(&front, &"focused".into(), &true.into())?;
        update_window(window as i32, &front).await?;
    }
    Ok(TabId::read(&Reflect::get(&tab, &"id".into())?))
}

/// Closes the tab of this page, or leads it to a new tab's page where the window has no other:
/// without any tab the browser would end.
///
/// # Errors
/// The browser's, when the page stands in no tab.
pub async fn close_this_tab_or_begin_anew() -> Result<(), JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"currentWindow".into(), &true.into())?;
    let others = Array::from(&query(&details).await?).length() > 1;
    if others {
        return close_this_tab().await;
    }
    let tab = get_current().await?;
    match TabId::read(&Reflect::get(&tab, &"id".into())?) {
        Some(tab) => lead(tab, NEW_TAB).await.map(|_| ()),
        None => Ok(()),
    }
}

/// Whether `tab` stands in a private window.
pub async fn is_private(tab: TabId) -> bool {
    let Ok(tab) = get(tab.0).await else {
        return false;
    };
    Reflect::get(&tab, &"incognito".into()).is_ok_and(|private| private.is_truthy())
}

/// The tab that the tab of this page was opened from.
pub async fn opener_of_this_tab() -> Option<TabId> {
    opener_in(&get_current().await.ok()?)
}

/// The tab that `tab` was opened from; none where the browser does not say.
pub async fn opener_of(tab: TabId) -> Option<TabId> {
    opener_in(&get(tab.0).await.ok()?)
}

fn opener_in(tab: &JsValue) -> Option<TabId> {
    TabId::read(&Reflect::get(tab, &"openerTabId".into()).ok()?)
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

/// Sends `message` to the content script of exactly this document. Nobody waits for it: a page can
/// hold its own script back for as long as it likes. That it is gone is no error.
pub fn tell_document(tab: TabId, document: &str, message: &str) {
    let options = Object::new();
    if Reflect::set(&options, &"documentId".into(), &document.into()).is_ok() {
        let message = message.to_owned();
        spawn_local(async move {
            let _document_is_gone = send_message(tab.0, &message, &options).await;
        });
    }
}

/// Calls `listener` with each tab that goes elsewhere, or changes in another way.
pub fn on_updated(mut listener: impl FnMut(TabId) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |tab: JsValue| {
        if let Some(tab) = TabId::read(&tab) {
            listener(tab);
        }
    });
    add_updated_listener(listener.as_ref());
    listener.forget();
}
