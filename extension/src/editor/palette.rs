//! The colours to pick from, and the field for any other.

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::dom::{self, Shown, by_id};

/// The radio button that stands for the colour of the field beside it.
const OTHER: &str = "other_colour";
const FIELD: &str = "colour_field";
/// What **See more colours** shows.
const MORE: &str = "more_colours";
/// How many colours are seen at first.
const FIRST_COLOURS: usize = 12;

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
    let chosen = match swatch {
        Some(swatch) => swatch.clone(),
        None => {
            by_id::<HtmlInputElement>(FIELD)?.set_value(colour);
            by_id(OTHER)?
        }
    };
    chosen.set_checked(true);
    let more: HtmlElement = by_id(MORE)?;
    if more.contains(Some(&chosen)) && more.hidden() {
        see_more()?;
    }
    Ok(())
}

/// Paints the swatches, and makes a first choice, so that not every seal is made on the same
/// colour.
pub(super) fn start() -> Result<(), JsValue> {
    let swatches = swatches()?;
    let mut colours = Vec::new();
    for swatch in swatches.iter().filter(|swatch| swatch.id() != OTHER) {
        swatch.style().set_property("--swatch", &swatch.value())?;
        colours.push(swatch);
    }
    // The first twelve: what is chosen should be seen.
    colours.truncate(FIRST_COLOURS);
    let place = (js_sys::Math::random() * colours.len() as f64) as usize;
    if let Some(swatch) = colours.get(place) {
        swatch.set_checked(true);
    }
    Ok(())
}

/// Shows or hides the rest of the colours.
pub(super) fn see_more() -> Result<(), JsValue> {
    let more: HtmlElement = by_id(MORE)?;
    let shown = more.hidden();
    dom::show(&more, Shown::from(shown));
    let button: HtmlElement = by_id("see_more")?;
    button.set_attribute("aria-expanded", if shown { "true" } else { "false" })
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
