//! A connection to the helper by native messaging.

use js_sys::{JSON, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = connectNative)]
    fn connect_native(name: &str) -> RawPort;

    type RawPort;
    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &RawPort, message: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn disconnect(this: &RawPort);
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn on_message(this: &RawPort) -> RawEvent;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    fn on_disconnect(this: &RawPort) -> RawEvent;

    type RawEvent;
    #[wasm_bindgen(method, js_name = addListener)]
    fn add_listener(this: &RawEvent, listener: &JsValue);

    #[wasm_bindgen(js_namespace = ["chrome"], js_name = runtime, thread_local_v2)]
    static RUNTIME: JsValue;
}

/// An open connection. The helper ends when it is dropped.
pub struct NativePort {
    port: RawPort,
    _on_message: Closure<dyn FnMut(JsValue)>,
    _on_disconnect: Closure<dyn FnMut()>,
}

impl NativePort {
    /// Starts the helper of this name. It never fails: what goes wrong comes as a disconnection.
    ///
    /// `on_message` gets each message as JSON text; `on_disconnect` gets the browser's words for
    /// why the connection ended, and is called at most once.
    pub fn connect(
        name: &str,
        mut on_message: impl FnMut(String) + 'static,
        mut on_disconnect: impl FnMut(String) + 'static,
    ) -> Self {
        let port = connect_native(name);
        let on_message = Closure::new(move |message: JsValue| {
            let text = JSON::stringify(&message).map(String::from);
            on_message(text.unwrap_or_default());
        });
        let on_disconnect = Closure::new(move || on_disconnect(last_error()));
        port.on_message().add_listener(on_message.as_ref());
        port.on_disconnect().add_listener(on_disconnect.as_ref());
        Self {
            port,
            _on_message: on_message,
            _on_disconnect: on_disconnect,
        }
    }

    /// Sends one message, given as JSON text.
    ///
    /// # Errors
    /// The browser's, when the connection has ended.
    pub fn post(&self, message: &str) -> Result<(), JsValue> {
        self.port.post_message(&JSON::parse(message)?)
    }
}

impl Drop for NativePort {
    fn drop(&mut self) {
        self.port.disconnect();
    }
}

/// The browser's words for the last failure; they exist only while it is being reported.
fn last_error() -> String {
    let error = RUNTIME.with(|runtime| js_sys::Reflect::get(runtime, &"lastError".into()));
    let message = error.and_then(|error| js_sys::Reflect::get(&error, &"message".into()));
    message
        .ok()
        .and_then(|message| message.dyn_into::<JsString>().ok())
        .map(String::from)
        .unwrap_or_default()
}
