//! Messages between the extension's contexts, and who sent them.

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn send(message: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(words: &str, error: &JsValue);

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL)]
    fn get_url(path: &str) -> String;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = id, thread_local_v2)]
    static ID: String;

    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn add_message_listener(listener: &JsValue);
}

/// Who sent a message, as the browser attests it. Nothing of it comes from the sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The address of the sender's own document.
    pub url: String,
    /// The browser's id of the sender's own document.
    pub document: String,
    /// The tab it stands in; a popup stands in none.
    pub tab: Option<TabId>,
    /// Its place in the tab: 0 is the top frame.
    pub frame: u32,
    /// Its tab belongs to a private window.
    pub private: bool,
    /// Its document is shown, and not just prepared, or kept to be shown again.
    pub is_shown: bool,
    /// Its document has the address of its host, and none of its rights.
    pub is_sandboxed: bool,
    /// The origin whose rights it has; none where it has nobody's, or the browser does not say.
    pub origin: Option<String>,
}

/// Sends `message` to the background and waits for the answer.
///
/// # Errors
/// The browser's, when nobody answered.
pub async fn ask(message: &str) -> Result<String, JsValue> {
    let answer = send(message).await?;
    answer.dyn_into::<JsString>().map(String::from)
}

/// Sends `message` to all pages and frames of the extension. Nobody waits for it; that nobody
/// listens is no error.
pub fn broadcast(message: &'static str) {
    spawn_local(async move {
        let _nobody_listens = send(message).await;
    });
}

/// Calls `listener` with each message that the background broadcasts. It stays for as long as the
/// page does. What a tab says is passed over: a content script could say it too.
pub fn on_broadcast(mut listener: impl FnMut(String) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |message: JsValue, sender| {
        let stands_in_a_tab = Reflect::get(&sender, &"tab".into());
        let is_own = stands_in_a_tab.is_ok_and(|tab| tab.is_undefined());
        if let (true, Ok(text)) = (is_own, message.dyn_into::<JsString>()) {
            listener(text.into());
        }
    });
    add_message_listener(listener.as_ref());
    listener.forget();
}

/// Writes what went wrong into the log of this context, for those who look for a fault.
pub fn log(words: &str, error: &JsValue) {
    console_error(words, error);
}

/// The extension's id.
#[must_use]
pub fn id() -> String {
    ID.with(Clone::clone)
}

/// The address of one of the extension's own files.
#[must_use]
pub fn url_of(path: &str) -> String {
    get_url(path)
}

/// What the browser calls itself, for people; empty where it does not say.
#[must_use]
pub fn browser_name() -> String {
    let field = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok();
    let data = field(&js_sys::global(), "navigator").and_then(|it| field(&it, "userAgentData"));
    let brands = data.as_ref().and_then(|data| field(data, "brands"));
    let brands = brands.map(|brands| js_sys::Array::from(&brands));
    let names = brands.iter().flat_map(js_sys::Array::iter);
    let mut names = names.filter_map(|brand| field(&brand, "brand")?.as_string());
    // One brand of the list is made up on purpose: "Not" and punctuation (User-Agent Client Hints,
    // section 6.2). Browsers built on Chromium name it beside their own.
    let known: Vec<String> = names
        .by_ref()
        .filter(|name| !name.starts_with("Not"))
        .collect();
    let own = known.iter().find(|name| *name != "Chromium");
    own.or(known.first()).cloned().unwrap_or_default()
}

/// The extension's version, as its manifest has it.
#[must_use]
pub fn version() -> String {
    let version = Reflect::get(&get_manifest(), &"version".into()).ok();
    version
        .and_then(|version| version.as_string())
        .unwrap_or_default()
}

impl Sender {
    /// Reads what the browser says of a sender; none where it does not say enough, or names
    /// another extension.
    #[must_use]
    pub fn read(sender: &JsValue) -> Option<Self> {
        let field = |value: &JsValue, name: &str| Reflect::get(value, &name.into()).ok();
        if field(sender, "id")?.as_string()? != id() {
            return None;
        }
        let origin = field(sender, "origin").and_then(|origin| origin.as_string());
        let tab = field(sender, "tab").filter(JsValue::is_object);
        let frame = field(sender, "frameId").and_then(|frame| frame.as_f64());
        // Only a popup stands in no tab and has no place in one.
        let frame = match (frame, &tab) {
            (Some(frame), _) => frame as u32,
            (None, None) => 0,
            (None, Some(_)) => return None,
        };
        let private = tab.as_ref().and_then(|tab| field(tab, "incognito"));
        let lifecycle = field(sender, "documentLifecycle").and_then(|word| word.as_string());
        Some(Self {
            is_sandboxed: origin.as_deref() == Some("null"),
            origin: origin.filter(|origin| origin != "null"),
            is_shown: lifecycle.as_deref() == Some("active"),
            private: private.is_some_and(|private| private.is_truthy()),
            url: field(sender, "url")?.as_string()?,
            document: field(sender, "documentId")
                .and_then(|document| document.as_string())
                .unwrap_or_default(),
            tab: tab.and_then(|tab| TabId::read(&field(&tab, "id")?)),
            frame,
        })
    }
}
