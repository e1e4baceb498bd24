//! The toolbar button of a tab: in the seal's colour on the genuine page, neutral elsewhere.

use signin_seal_shared::seal::{Icon, IconColour};
use wasm_bindgen::JsValue;

use crate::browser::tabs::TabId;
use crate::browser::{action, i18n};
use crate::messages::Display;

/// The sizes that a toolbar shows, on ordinary and on dense screens.
const TOOLBAR_SIZES: [u32; 2] = [16, 32];

/// Shows what a genuine page has. A tab that is gone meanwhile needs no icon.
pub(super) async fn show(tab: TabId, display: &Display) {
    let (colour, title, badge) = match display {
        Display::Seal { seal, .. } => (icon_colour(&seal.colour), "toolbar_seal", ""),
        Display::Invitation {} => (IconColour::Neutral, "toolbar_invitation", "+"),
        Display::Problem(_) => (IconColour::Neutral, "toolbar_problem", "!"),
        Display::Nothing {} => (IconColour::Neutral, "extension_name", ""),
    };
    let _tab_is_gone = dress(tab, colour, title, badge).await;
}

fn icon_colour(colour: &str) -> IconColour {
    colour.parse().map_or(IconColour::Neutral, IconColour::Seal)
}

/// Says that anybody on the way can change the page that this tab shows.
pub(super) async fn show_insecure(tab: TabId) {
    let _tab_is_gone = dress(tab, IconColour::Neutral, "toolbar_insecure", "!").await;
}

async fn dress(tab: TabId, colour: IconColour, title: &str, badge: &str) -> Result<(), JsValue> {
    let drawings = TOOLBAR_SIZES.map(|size| Icon::draw(size, colour));
    action::set_icon(tab, &drawings).await?;
    action::set_badge_text(tab, badge).await?;
    action::set_title(tab, &i18n::text(title)).await
}
