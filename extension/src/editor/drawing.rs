//! The seal in the sizes in which it is shown, and what is to be said of it.

use signin_seal_shared::seal::{AtToolbarSize, Guess, Remark};
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

use crate::browser::{base64, i18n};
use crate::dom::{self, Shown, by_id};
use crate::messages::{IconView, Preview};
use crate::seal_view;

/// Draws the seal as the page, the popup and the toolbar show it.
pub(super) fn draw(preview: &Preview) -> Result<(), JsValue> {
    seal_view::draw(&by_id("preview")?, &preview.frame)?;
    seal_view::draw(&by_id("preview_large")?, &preview.large)?;
    for icon in &preview.toolbar {
        draw_icon(icon)?;
    }
    Ok(())
}

fn draw_icon(icon: &IconView) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = by_id(&format!("icon_{}", icon.size))?;
    let context = canvas.get_context("2d")?.ok_or("no drawing")?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    let bytes = base64::decode(&icon.rgba);
    let pixels = ImageData::new_with_u8_clamped_array(Clamped(bytes.as_slice()), icon.size)?;
    context.put_image_data(&pixels, 0.0, 0.0)
}

/// Says how easy the words are to guess, or what is left of the picture in the toolbar.
pub(super) fn show_remark(remark: Option<Remark>) -> Result<(), JsValue> {
    let guess = match remark {
        Some(Remark::Guess(Guess::Easy)) => Some(("easy", "guess_easy")),
        Some(Remark::Guess(Guess::Fair)) => Some(("fair", "guess_fair")),
        Some(Remark::Guess(Guess::Hard)) => Some(("hard", "guess_hard")),
        Some(Remark::AtToolbarSize(_)) | None => None,
    };
    let meter: HtmlElement = by_id("guess")?;
    dom::show(&meter, Shown::from(guess.is_some()));
    if let Some((level, words)) = guess {
        meter.set_attribute("data-guess", level)?;
        dom::write("guess_words", &i18n::text(words))?;
    }

    let small = match remark {
        Some(Remark::AtToolbarSize(AtToolbarSize::TooFlat)) => "picture_too_flat",
        Some(Remark::AtToolbarSize(AtToolbarSize::TooDark)) => "picture_too_dark",
        Some(Remark::AtToolbarSize(AtToolbarSize::Clear) | Remark::Guess(_)) | None => "",
    };
    dom::show(&by_id("at_toolbar_size")?, Shown::from(!small.is_empty()));
    if !small.is_empty() {
        dom::write("at_toolbar_size", &i18n::text(small))?;
    }
    Ok(())
}
