//! The extension's own storage: `local` stays, `session` lasts as long as the browser runs and is
//! never written to disk, `managed` is what the administrator set.
//!
//! `local` and `session` are read once, as a whole, while WebAssembly is still being compiled; from
//! then on the memory is what counts, and they are only written.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::runtime;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn local_get(keys: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn local_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = setAccessLevel)]
    async fn local_set_access_level(details: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "managed"], js_name = get)]
    async fn managed_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = set)]
    async fn session_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = get)]
    async fn session_get(keys: &Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = remove)]
    async fn session_remove(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session", "onChanged"], js_name = addListener)]
    fn add_session_listener(listener: &JsValue);
}

/// All that was kept when the worker started.
pub struct Snapshot {
    local: JsValue,
    session: JsValue,
}

impl Snapshot {
    /// What the browser gave, asked for all of `local` and all of `session`.
    #[must_use]
    pub fn new(local: JsValue, session: JsValue) -> Self {
        Self { local, session }
    }

    /// What is kept under these keys: for pages, which need little of it.
    ///
    /// # Errors
    /// The browser's, when it cannot read.
    pub async fn of(local: &[&str], session: &[&str]) -> Result<Self, JsValue> {
        let list = |keys: &[&str]| keys.iter().map(|key| JsValue::from_str(key)).collect();
        Ok(Self {
            local: local_get(&list(local)).await?,
            session: session_get(&list(session)).await?,
        })
    }

    /// The text kept under `key` in this browser profile.
    #[must_use]
    pub fn local(&self, key: &str) -> Option<String> {
        text_of(&self.local, key)
    }

    /// The text kept under `key` since the browser started.
    #[must_use]
    pub fn session(&self, key: &str) -> Option<String> {
        text_of(&self.session, key)
    }
}

/// Closes `local` to content scripts, to which browsers leave it open. `session` is closed anyway.
/// Nobody waits for it: the only content scripts are the extension's own.
pub fn close_to_content_scripts() {
    spawn_local(async {
        let closed = match items("accessLevel", "TRUSTED_CONTEXTS") {
            Ok(level) => local_set_access_level(&level).await,
            Err(error) => Err(error),
        };
        if let Err(error) = closed {
            runtime::log("the storage was not closed to content scripts:", &error);
        }
    });
}

/// Keeps `text` under `key` in this browser profile.
///
/// # Errors
/// The browser's, when it cannot write.
pub async fn write_local(key: &str, text: &str) -> Result<(), JsValue> {
    local_set(&items(key, text)?).await?;
    Ok(())
}

/// Keeps `text` under `key` in this browser profile, ahead of all that is kept there from now on.
/// Nobody waits for it.
pub fn begin_to_write_local(key: &'static str, text: String) {
    spawn_local(async move {
        if let Err(error) = write_local(key, &text).await {
            runtime::log("what was to be kept was not written:", &error);
        }
    });
}

/// What the administrator set under `key`; none where nothing is set.
pub async fn read_policy(key: &str) -> Option<bool> {
    // Where there is no policy at all, some browsers refuse the question.
    let items = managed_get(key).await.ok()?;
    Reflect::get(&items, &key.into()).ok()?.as_bool()
}

/// The text that the administrator set under `key`; none where nothing is set.
pub async fn read_policy_text(key: &str) -> Option<String> {
    let items = managed_get(key).await.ok()?;
    Reflect::get(&items, &key.into()).ok()?.as_string()
}

/// The list that the administrator set under `key`, as JSON text: a list of texts, each of which is
/// one entry in JSON. So each can be read by itself. None where nothing is set.
pub async fn read_policy_list(key: &str) -> Option<String> {
    let items = managed_get(key).await.ok()?;
    let list: Array = Reflect::get(&items, &key.into()).ok()?.dyn_into().ok()?;
    let text = |entry: JsValue| JSON::stringify(&entry).ok().map(JsValue::from);
    let entries: Array = list.iter().filter_map(text).collect();
    JSON::stringify(&entries).ok().map(String::from)
}

/// Keeps `text` under `key` until the browser ends.
///
/// # Errors
/// The browser's, when it cannot write.
pub async fn write_session(key: &str, text: &str) -> Result<(), JsValue> {
    session_set(&items(key, text)?).await?;
    Ok(())
}

/// Forgets what was kept under `key` until the browser ends.
///
/// # Errors
/// The browser's, when it cannot write.
pub async fn forget_session(key: &str) -> Result<(), JsValue> {
    session_remove(key).await?;
    Ok(())
}

/// Calls `listener` with the key and the text of each change of what is kept until the browser ends,
/// whoever made it; none where it was forgotten. It stays for as long as the page does.
pub fn on_session_changed(mut listener: impl FnMut(String, Option<String>) + 'static) {
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |changes: JsValue| {
        let Some(changes) = changes.dyn_ref::<Object>() else {
            return;
        };
        for key in Object::keys(changes) {
            let change = Reflect::get(changes, &key).unwrap_or_default();
            listener(
                key.as_string().unwrap_or_default(),
                text_of(&change, "newValue"),
            );
        }
    });
    add_session_listener(listener.as_ref());
    listener.forget();
}

fn text_of(items: &JsValue, key: &str) -> Option<String> {
    Reflect::get(items, &key.into()).ok()?.as_string()
}

fn items(key: &str, text: &str) -> Result<Object, JsValue> {
    let items = Object::new();
    Reflect::set(&items, &key.into(), &text.into())?;
    Ok(items)
}
