//! Texts in the person's language, from `static/_locales`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(name: &str, substitutions: &Array) -> String;
}

/// The text of this name.
#[must_use]
pub fn text(name: &str) -> String {
    text_with(name, &[])
}

/// The text of this name, with `$1`, `$2` … replaced by the values.
#[must_use]
pub fn text_with(name: &str, values: &[&str]) -> String {
    let substitutions: Array = values
        .iter()
        .map(|value| JsValue::from_str(value))
        .collect();
    get_message(name, &substitutions)
}
