//! The time of day, and times as a person of this language reads them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use signin_seal_shared::time::UnixMillis;
use wasm_bindgen::JsValue;

use super::i18n;

/// What the computer's clock says.
#[must_use]
pub fn now() -> UnixMillis {
    UnixMillis(Date::now() as i64)
}

/// A time in milliseconds since 1970, by date and clock, in the time zone of this computer.
#[must_use]
pub fn words(milliseconds: i64) -> String {
    formatted(
        milliseconds,
        &[("dateStyle", "long"), ("timeStyle", "short")],
    )
}

/// The date of a time in milliseconds since 1970, in the time zone of this computer.
#[must_use]
pub fn date_words(milliseconds: i64) -> String {
    formatted(milliseconds, &[("dateStyle", "long")])
}

/// As [`words`] in fewer letters, for lists.
#[must_use]
pub fn short_words(milliseconds: i64) -> String {
    formatted(
        milliseconds,
        &[("dateStyle", "medium"), ("timeStyle", "short")],
    )
}

/// A time in milliseconds since 1970, by date and clock to the second, in GMT.
#[must_use]
pub fn gmt_words(milliseconds: i64) -> String {
    formatted(
        milliseconds,
        &[
            ("dateStyle", "medium"),
            ("timeStyle", "medium"),
            ("timeZone", "UTC"),
        ],
    )
}

/// A time in milliseconds since 1970 in the form of ISO 8601, in GMT; empty where there is no such
/// time.
#[must_use]
pub fn iso(milliseconds: i64) -> String {
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    if date.get_time().is_nan() {
        return String::new();
    }
    date.to_iso_string().into()
}

fn formatted(milliseconds: i64, styles: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in styles {
        // Setting a field of a plain object cannot fail.
        let _set = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let languages = Array::of1(&JsValue::from_str(&i18n::text("language_tag")));
    let format = Intl::DateTimeFormat::new(&languages, &options);
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    let words = format.format().call1(&JsValue::UNDEFINED, &date);
    words
        .ok()
        .and_then(|words| words.as_string())
        .unwrap_or_default()
}
