//! Names of countries and languages in the person's language, from the browser's own tables
//! (ECMA-402, `Intl.DisplayNames` and `Intl.Collator`).

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::i18n;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DisplayNames)]
    type DisplayNames;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = DisplayNames)]
    fn new(languages: &Array, options: &Object) -> Result<DisplayNames, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<JsValue, JsValue>;
}

/// What has a code and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A country or region, ISO 3166-1 alpha-2.
    Region,
    /// A language, BCP 47.
    Language,
}

/// The name of one code; the code itself where the browser has none.
#[must_use]
pub fn name(kind: Named, code: &str) -> String {
    names(kind)
        .and_then(|names| names.of(code).ok()?.as_string())
        .unwrap_or_else(|| code.to_owned())
}

/// Codes with their names, in the order in which a person of this language looks for them.
#[must_use]
pub fn sorted(kind: Named, codes: &[&str]) -> Vec<(String, String)> {
    let names = names(kind);
    let name = |code: &str| names.as_ref()?.of(code).ok()?.as_string();
    let named = codes.iter().map(|code| {
        let name = name(code).unwrap_or_else(|| (*code).to_owned());
        ((*code).to_owned(), name)
    });
    let mut named: Vec<(String, String)> = named.collect();
    let compare: Function = Intl::Collator::new(&languages(), &Object::new()).compare();
    named.sort_by(|(_, one), (_, other)| {
        let order = compare.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
        let order = order.ok().and_then(|order| order.as_f64()).unwrap_or(0.0);
        order.total_cmp(&0.0)
    });
    named
}

fn names(kind: Named) -> Option<DisplayNames> {
    let options = Object::new();
    let kind = match kind {
        Named::Region => "region",
        Named::Language => "language",
    };
    Reflect::set(&options, &"type".into(), &kind.into()).ok()?;
    DisplayNames::new(&languages(), &options).ok()
}

fn languages() -> Array {
    Array::of1(&JsValue::from_str(&i18n::text("language_tag")))
}
