//! The colours to pick from, and the field for any other.

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement};

use crate::dom::{self, by_id};

/// The radio button that stands for the colour of the field beside it.
const OTHER: &str = "other_colour";
const FIELD: &str = "colour_field";

/// The colour that is chosen, `#rrggbb`; empty where none is.
pub(super) fn chosen() -> Result<String, JsValue> {
    match swatches()?.into_iter().find(HtmlInputElement::checked) {
        Some(swatch) if swatch.id() == OTHER => Ok(by_id::<HtmlInputElement>(FIELD)?.value()),
        Some(swatch) => Ok(swatch.value()),
        None => Ok(String::new()),
    }
}

/// Chooses `colour`: its swatch, or the field for any other.
pub(super) fn choose(colour: &str) -> Result<(), JsValue> {
    let swatches = swatches()?;
    let swatch = swatches.iter().find(|swatch| swatch.value() == colour);
    match swatch {
        Some(swatch) => swatch.set_checked(true),
        None => {
            by_id::<HtmlInputElement>(FIELD)?.set_value(colour);
            by_id::<HtmlInputElement>(OTHER)?.set_checked(true);
        }
    }
    Ok(())
}

/// A first choice, so that not every seal is made on the same colour.
pub(super) fn choose_at_random() -> Result<(), JsValue> {
    let swatches = swatches()?;
    let colours: Vec<_> = swatches
        .iter()
        .filter(|swatch| swatch.id() != OTHER)
        .collect();
    let place = (js_sys::Math::random() * colours.len() as f64) as usize;
    if let Some(swatch) = colours.get(place) {
        swatch.set_checked(true);
    }
    Ok(())
}

/// Picking a colour in the field chooses it.
pub(super) fn follow(event: &Event) -> Result<(), JsValue> {
    let field: HtmlInputElement = by_id(FIELD)?;
    let source = event.target().and_then(|target| target.dyn_into().ok());
    if source == Some(field) {
        by_id::<HtmlInputElement>(OTHER)?.set_checked(true);
    }
    Ok(())
}

fn swatches() -> Result<Vec<HtmlInputElement>, JsValue> {
    let found = dom::document()?.query_selector_all("input[name=colour]")?;
    let swatches = (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok());
    Ok(swatches.collect())
}
