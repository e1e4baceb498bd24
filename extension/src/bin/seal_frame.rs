//! The seal frame: stands at the sign-in box of a page, and shows what the background gives it for
//! the page that it is tied to. It says nothing to its parent, and takes nothing from it but the
//! nonce in its own address.

use signin_seal_extension::browser::{runtime, timer};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Display, FromFrame, Page, SEAL_CHANGED};
use signin_seal_extension::{cover, page, seal_view};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// How long to wait before each question for what belongs to the nonce.
const REDEEM_PAUSES_MS: [u32; 4] = [0, 100, 300, 1000];

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
    on_click("go_to_genuine", || {
        page::spawn(show(FromFrame::GoToGenuine {}));
    })?;
    on_click("not_now", || page::spawn(show(FromFrame::NotNow {})))?;
    listen_to_touch()?;
    runtime::on_broadcast(|message| {
        if message == SEAL_CHANGED {
            page::spawn(begin(FromFrame::Refresh {}));
        }
    });
    page::spawn(redeem(nonce));
    cover::watch(|| page::spawn(show(FromFrame::Covered {})))
}

/// What stands behind the `#` of this frame's address.
fn nonce() -> Result<String, JsValue> {
    let hash = dom::window()?.location().hash()?;
    Ok(hash.trim_start_matches('#').to_owned())
}

fn on_click(id: &str, mut work: impl FnMut() + 'static) -> Result<(), JsValue> {
    dom::on(&by_id(id)?, "click", move |_| work())
}

/// The background may hear of the nonce late, where its worker died meanwhile: then it is asked
/// again.
async fn redeem(nonce: String) -> Result<(), JsValue> {
    let message = FromFrame::Redeem { nonce };
    for pause in REDEEM_PAUSES_MS {
        timer::pause(pause).await;
        match page::ask_patiently(&message).await {
            Some(Display::Nothing {}) => {}
            Some(display) => return draw(&display),
            None => return draw(&Display::Problem(page::unanswered())),
        }
    }
    draw(&Display::Nothing {})
}

/// Shows what there is to show, or says that nobody answered: no answer is never "fine", and no
/// empty place either.
async fn begin(message: FromFrame) -> Result<(), JsValue> {
    let display: Option<Display> = page::ask_patiently(&message).await;
    draw(&display.unwrap_or_else(|| Display::Problem(page::unanswered())))
}

/// Does what the person wants, once.
async fn show(message: FromFrame) -> Result<(), JsValue> {
    match page::ask(&message).await {
        Some(display) => draw(&display),
        None => begin(FromFrame::Refresh {}).await,
    }
}

fn draw(display: &Display) -> Result<(), JsValue> {
    let seal_card: HtmlElement = by_id("seal_card")?;
    match display {
        Display::Seal { seal, site, waits } => {
            seal_view::draw(&by_id("seal")?, seal)?;
            wait_for_touch(*waits)?;
            let name: Element = inside(&seal_card, ".site")?;
            name.set_text_content(Some(site));
            offer_change(Shown::No)?;
        }
        Display::Problem(problem) => {
            dom::write_problem(&by_id("problem_card")?, problem)?;
            let leads_on = problem.code.has_genuine_page();
            dom::show(&by_id("go_to_genuine")?, Shown::from(leads_on));
        }
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

/// A click on the seal touches it while the password field waits for that, and offers to change it
/// otherwise. So does the keyboard that comes to it.
fn listen_to_touch() -> Result<(), JsValue> {
    let change: HtmlElement = by_id("change")?;
    let hint: HtmlElement = by_id("touch")?;
    let waits = move || !hint.hidden();
    let is_waiting = waits.clone();
    on_click("seal_button", move || match is_waiting() {
        true => page::spawn(show(FromFrame::Touched {})),
        false => {
            let _shown = offer_change(Shown::from(change.hidden()));
        }
    })?;
    let button: HtmlElement = by_id("seal_button")?;
    let is_waiting = waits.clone();
    let by_keyboard = button.clone();
    dom::on(&button, "focus", move |_| {
        if is_waiting() && by_keyboard.matches(":focus-visible") == Ok(true) {
            page::spawn(show(FromFrame::Touched {}));
        }
    })?;
    // The page gives the keyboard to the frame, and the frame to the seal.
    let focus = Closure::<dyn FnMut()>::new(move || {
        if waits() {
            let _focused = button.focus();
        }
    });
    dom::window()?.set_onfocus(Some(focus.as_ref().unchecked_ref()));
    focus.forget();
    Ok(())
}

/// Says that the password field waits, or that it need not any more.
fn wait_for_touch(waits: bool) -> Result<(), JsValue> {
    dom::show(&by_id("touch")?, Shown::from(waits));
    let card: Element = by_id("seal_card")?;
    card.class_list().toggle_with_force("waits", waits)?;
    Ok(())
}

/// Offers to change the seal in the place of what is said about it, or takes the offer back.
fn offer_change(offered: Shown) -> Result<(), JsValue> {
    let is_offered = offered == Shown::Yes;
    dom::show(&by_id("change")?, offered);
    let waits = !by_id::<HtmlElement>("touch")?.hidden();
    dom::show(&by_id("about")?, Shown::from(!is_offered && !waits));
    let button: HtmlElement = by_id("seal_button")?;
    button.set_attribute("aria-expanded", if is_offered { "true" } else { "false" })
}
