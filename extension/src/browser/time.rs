//! Times as a person of this language reads them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::i18n;

/// A time in milliseconds since 1970, by date and clock, in the time zone of this computer.
#[must_use]
pub fn words(milliseconds: i64) -> String {
    let options = Object::new();
    // Setting a field of a plain object cannot fail.
    let _set = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    let _set = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    let languages = Array::of1(&JsValue::from_str(&i18n::text("language_tag")));
    let format = Intl::DateTimeFormat::new(&languages, &options);
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    let words = format.format().call1(&JsValue::UNDEFINED, &date);
    words
        .ok()
        .and_then(|words| words.as_string())
        .unwrap_or_default()
}
