//! The toolbar button of a tab: the seal at icon size on the genuine page, neutral elsewhere.

use signin_seal_shared::seal::{Icon, IconColour, Mark, Seal};
use wasm_bindgen::JsValue;

use super::standing::Standing;
use crate::browser::tabs::TabId;
use crate::browser::{action, base64, i18n};
use crate::problem::Problem;

/// The sizes that a toolbar shows, on ordinary and on dense screens.
const TOOLBAR_SIZES: [u32; 2] = [16, 32];

/// Shows what a genuine page has. A tab that is gone meanwhile needs no icon.
pub(super) async fn show(tab: TabId, standing: &Result<Standing, Problem>) {
    let (drawings, title, badge) = match standing {
        Ok(Standing::Ours(kept)) => (drawings(&kept.seal), "toolbar_seal", ""),
        Ok(Standing::None { .. }) => (neutral(), "toolbar_invitation", "+"),
        Ok(Standing::Replaced(_) | Standing::Removed { .. }) => (neutral(), "toolbar_changed", "!"),
        Err(_) => (neutral(), "toolbar_problem", "!"),
    };
    let _tab_is_gone = dress(tab, &drawings, title, badge).await;
}

/// The seal at icon size, the smaller one first.
pub(super) fn drawings(seal: &Seal) -> [Icon; 2] {
    TOOLBAR_SIZES.map(|size| match &seal.mark {
        Mark::Text(_) => Icon::draw(size, IconColour::Seal(seal.colour)),
        Mark::Picture(picture) => {
            let rgba = match size {
                16 => &picture.toolbar_16,
                _ => &picture.toolbar_32,
            };
            Icon::of_picture(size, seal.colour, &base64::decode(rgba))
        }
    })
}

/// Says that the genuine page keeps its seal from being seen.
pub(super) async fn show_withdrawn(tab: TabId) {
    let _tab_is_gone = dress(tab, &neutral(), "toolbar_withdrawn", "!").await;
}

/// Says that anybody on the way can change the page that this tab shows.
pub(super) async fn show_insecure(tab: TabId) {
    let _tab_is_gone = dress(tab, &neutral(), "toolbar_insecure", "!").await;
}

/// Takes back what was said of a page that is a protected site's no longer.
pub(super) async fn show_nothing(tab: TabId) {
    let _tab_is_gone = dress(tab, &neutral(), "extension_name", "").await;
}

/// Says that the page which this tab shows has a name near to a site's.
pub(super) async fn show_lookalike(tab: TabId, site: &str) {
    let title = i18n::text_with("toolbar_lookalike", &[site]);
    let _tab_is_gone = dress_with(tab, &neutral(), &title, "?").await;
}

fn neutral() -> [Icon; 2] {
    TOOLBAR_SIZES.map(|size| Icon::draw(size, IconColour::Neutral))
}

async fn dress(tab: TabId, drawings: &[Icon], title: &str, badge: &str) -> Result<(), JsValue> {
    dress_with(tab, drawings, &i18n::text(title), badge).await
}

async fn dress_with(
    tab: TabId,
    drawings: &[Icon],
    title: &str,
    badge: &str,
) -> Result<(), JsValue> {
    action::set_icon(tab, drawings).await?;
    action::set_badge_text(tab, badge).await?;
    action::set_title(tab, title).await
}
