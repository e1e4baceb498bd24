//! Draws a seal: the same drawing in the frame on the page, in the popup and in the preview.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlImageElement};

use crate::browser::{file, i18n};
use crate::dom;
use crate::messages::SealView;

/// Draws `seal` into `element`, in place of what stood there. Screen readers speak its words, or
/// that it is a picture.
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
    let spoken = match &seal.picture {
        Some(picture) => {
            let image: HtmlImageElement = document.create_element("img")?.dyn_into()?;
            image.set_class_name("seal-picture");
            image.set_alt("");
            image.set_draggable(false);
            image.set_src(&file::data_url(picture));
            element.append_child(&image)?;
            i18n::text("seal_spoken_picture")
        }
        None => {
            let words: Vec<&str> = seal.lines.iter().map(String::as_str).collect();
            i18n::text_with("seal_spoken", &[&words.join(" ")])
        }
    };
    element.set_attribute("role", "img")?;
    element.set_attribute("aria-label", &spoken)
}
