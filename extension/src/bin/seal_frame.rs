//! The seal frame: stands at the sign-in box of a page, and shows what the background gives it for
//! the page that it is tied to. It says nothing to its parent, and takes nothing from it but the
//! nonce in its own address.

use signin_seal_extension::browser::runtime;
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Display, FromFrame, Place, SEAL_CHANGED};
use signin_seal_extension::seal_view;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    let nonce = nonce()?;
    for button in ["invitation", "change"] {
        let button: HtmlElement = by_id(button)?;
        dom::on(&button, "click", |_| {
            spawn_local(async { show(&FromFrame::OpenEditor {}).await });
        })?;
    }
    runtime::on_broadcast(|message| {
        if message == SEAL_CHANGED {
            spawn_local(async { show(&FromFrame::Refresh {}).await });
        }
    });
    spawn_local(async move { show(&FromFrame::Redeem { nonce }).await });
    Ok(())
}

/// What stands behind the `#` of this frame's address.
fn nonce() -> Result<String, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let hash = window.location().hash()?;
    Ok(hash.trim_start_matches('#').to_owned())
}

async fn show(message: &FromFrame) {
    let Ok(message) = serde_json::to_string(message) else {
        return;
    };
    // Without an answer the frame stays empty: no answer is never "fine".
    let answer = runtime::ask(&message).await.ok();
    let display = answer.and_then(|text| serde_json::from_str(&text).ok());
    let _drawn = draw(&display.unwrap_or(Display::Nothing {}));
}

fn draw(display: &Display) -> Result<(), JsValue> {
    let seal_card: HtmlElement = by_id("seal_card")?;
    let invitation: HtmlElement = by_id("invitation")?;
    let problem_card: HtmlElement = by_id("problem_card")?;
    match display {
        Display::Seal { seal, site } => {
            seal_view::draw(&by_id("seal")?, seal)?;
            let name: Element = inside(&seal_card, ".site")?;
            name.set_text_content(Some(site));
        }
        Display::Problem(problem) => dom::write_problem(&problem_card, problem)?,
        Display::Invitation {} | Display::Nothing {} => {}
    }
    let place = Place::of(display);
    dom::show(&seal_card, Shown::from(place == Place::Seal));
    dom::show(&invitation, Shown::from(place == Place::Invitation));
    dom::show(&problem_card, Shown::from(place == Place::Problem));
    Ok(())
}
