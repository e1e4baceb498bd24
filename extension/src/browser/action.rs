//! The toolbar button of one tab.

use js_sys::{Object, Reflect};
use signin_seal_shared::seal::Icon;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsValue};
use web_sys::ImageData;

use super::tabs::TabId;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setIcon)]
    async fn set_icon_with(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setTitle)]
    async fn set_title_with(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setBadgeText)]
    async fn set_badge_text_with(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = setPopup)]
    async fn set_popup_with(details: &Object) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["chrome", "action"], js_name = openPopup)]
    async fn open_the_popup() -> Result<JsValue, JsValue>;
}

/// Shows these drawings of one icon, each in its size.
///
/// # Errors
/// The browser's, when the tab is gone.
pub async fn set_icon(tab: TabId, drawings: &[Icon]) -> Result<(), JsValue> {
    let pictures = Object::new();
    for drawing in drawings {
        let picture =
            ImageData::new_with_u8_clamped_array(Clamped(drawing.rgba.as_slice()), drawing.size)?;
        Reflect::set(&pictures, &drawing.size.into(), &picture)?;
    }
    set_icon_with(&details(tab, "imageData", &pictures)?).await?;
    Ok(())
}

/// Shows `title` when the pointer rests on the button, and to screen readers.
///
/// # Errors
/// The browser's, when the tab is gone.
pub async fn set_title(tab: TabId, title: &str) -> Result<(), JsValue> {
    set_title_with(&details(tab, "title", &title.into())?).await?;
    Ok(())
}

/// Shows up to four characters over the icon; none when `text` is empty.
///
/// # Errors
/// The browser's, when the tab is gone.
pub async fn set_badge_text(tab: TabId, text: &str) -> Result<(), JsValue> {
    set_badge_text_with(&details(tab, "text", &text.into())?).await?;
    Ok(())
}

/// Lets the button open this page of the extension.
///
/// # Errors
/// The browser's, when the tab is gone.
pub async fn set_popup(tab: TabId, page: &str) -> Result<(), JsValue> {
    set_popup_with(&details(tab, "popup", &page.into())?).await?;
    Ok(())
}

/// Opens what the button opens, over the window that the person looks at.
///
/// # Errors
/// The browser's, when it does so for a click alone, or nobody looks at a window.
pub async fn open_popup() -> Result<(), JsValue> {
    open_the_popup().await?;
    Ok(())
}

fn details(tab: TabId, name: &str, value: &JsValue) -> Result<Object, JsValue> {
    let details = Object::new();
    Reflect::set(&details, &"tabId".into(), &tab.into())?;
    Reflect::set(&details, &name.into(), value)?;
    Ok(details)
}
