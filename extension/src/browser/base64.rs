//! Base64 by the browser's own `atob` and `btoa` (HTML Standard, section 8.3).

use signin_seal_shared::seal::Base64;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn atob(text: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(catch)]
    fn btoa(text: &str) -> Result<String, JsValue>;
}

/// The bytes; an empty list where the browser does not take the text.
#[must_use]
pub fn decode(text: &Base64) -> Vec<u8> {
    // Both functions speak in strings of which each character is one byte.
    let bytes = atob(text.as_str()).unwrap_or_default();
    bytes.chars().map(|byte| byte as u8).collect()
}

/// The text of these bytes; none where the browser fails.
#[must_use]
pub fn encode(bytes: &[u8]) -> Option<Base64> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    btoa(&text).ok()?.try_into().ok()
}
