//! A call after a while.

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
