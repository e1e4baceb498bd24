//! Draws a seal: the same drawing in the frame on the page, in the popup and in the preview.

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::browser::i18n;
use crate::dom;
use crate::messages::SealView;

/// Draws `seal` into `element`, in place of what stood there. Screen readers speak its words.
///
/// # Errors
/// The browser's.
pub fn draw(element: &HtmlElement, seal: &SealView) -> Result<(), JsValue> {
    let document = dom::document()?;
    element.set_text_content(None);
    let style = element.style();
    style.set_property("background-color", &seal.colour)?;
    style.set_property("color", &seal.text_colour)?;
    for line in &seal.lines {
        let row = document.create_element("span")?;
        row.set_text_content(Some(line));
        row.set_class_name("seal-line");
        element.append_child(&row)?;
    }
    let words: Vec<&str> = seal.lines.iter().map(String::as_str).collect();
    element.set_attribute("role", "img")?;
    element.set_attribute(
        "aria-label",
        &i18n::text_with("seal_spoken", &[&words.join(" ")]),
    )
}
