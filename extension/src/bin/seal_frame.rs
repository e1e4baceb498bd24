//! The seal frame: stands at the sign-in box of a page, and shows what the background gives it for
//! the page that it is tied to. It says nothing to its parent, and takes nothing from it but the
//! nonce in its own address.

use signin_seal_extension::browser::runtime;
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Display, FromFrame, Page, SEAL_CHANGED};
use signin_seal_extension::{page, seal_view};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    let nonce = nonce()?;
    for (button, page) in [
        ("welcome_make", Page::Editor),
        ("make", Page::Editor),
        ("change", Page::Editor),
        ("welcome_help", Page::Help),
        ("missing", Page::Help),
        ("why", Page::Help),
    ] {
        on_click(button, move || page::spawn(show(FromFrame::Open(page))))?;
    }
    on_click("not_now", || page::spawn(show(FromFrame::NotNow {})))?;
    let change: HtmlElement = by_id("change")?;
    on_click("seal_button", move || {
        let _shown = offer_change(Shown::from(change.hidden()));
    })?;
    runtime::on_broadcast(|message| {
        if message == SEAL_CHANGED {
            page::spawn(show(FromFrame::Refresh {}));
        }
    });
    page::spawn(show(FromFrame::Redeem { nonce }));
    Ok(())
}

/// What stands behind the `#` of this frame's address.
fn nonce() -> Result<String, JsValue> {
    let hash = dom::window()?.location().hash()?;
    Ok(hash.trim_start_matches('#').to_owned())
}

fn on_click(id: &str, mut work: impl FnMut() + 'static) -> Result<(), JsValue> {
    dom::on(&by_id(id)?, "click", move |_| work())
}

async fn show(message: FromFrame) -> Result<(), JsValue> {
    // Without an answer the frame stays empty: no answer is never "fine".
    let display: Option<Display> = page::ask(&message).await;
    draw(&display.unwrap_or(Display::Nothing {}))
}

fn draw(display: &Display) -> Result<(), JsValue> {
    let seal_card: HtmlElement = by_id("seal_card")?;
    match display {
        Display::Seal { seal, site } => {
            seal_view::draw(&by_id("seal")?, seal)?;
            let name: Element = inside(&seal_card, ".site")?;
            name.set_text_content(Some(site));
            offer_change(Shown::No)?;
        }
        Display::Problem(problem) => dom::write_problem(&by_id("problem_card")?, problem)?,
        Display::Welcome {} | Display::Invitation {} | Display::Nothing {} => {}
    }
    let shown = match display {
        Display::Seal { .. } => "seal_card",
        Display::Welcome {} => "welcome",
        Display::Invitation {} => "invitation",
        Display::Problem(_) => "problem_card",
        Display::Nothing {} => "",
    };
    for card in ["seal_card", "welcome", "invitation", "problem_card"] {
        dom::show(&by_id(card)?, Shown::from(card == shown));
    }
    Ok(())
}

/// Offers to change the seal in the place of what is said about it, or takes the offer back.
fn offer_change(offered: Shown) -> Result<(), JsValue> {
    let is_offered = offered == Shown::Yes;
    dom::show(&by_id("change")?, offered);
    dom::show(&by_id("about")?, Shown::from(!is_offered));
    let button: HtmlElement = by_id("seal_button")?;
    button.set_attribute("aria-expanded", if is_offered { "true" } else { "false" })
}
