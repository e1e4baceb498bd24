//! A call after a while.

use futures_channel::oneshot;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, milliseconds: u32) -> JsValue;
}

/// Calls `callback` once, after `milliseconds`.
pub fn after(milliseconds: u32, callback: impl FnOnce() + 'static) {
    set_timeout(&Closure::once_into_js(callback), milliseconds);
}

/// Comes to its end after `milliseconds`.
pub async fn pause(milliseconds: u32) {
    let (sender, receiver) = oneshot::channel();
    after(milliseconds, move || {
        let _nobody_waits_any_more = sender.send(());
    });
    let _over = receiver.await;
}
