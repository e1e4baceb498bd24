//! The warning page: which host was on its way, which one it imitates, by what trick, and three ways
//! on; or from which page a guarded password was kept. What it warns of, and where the ways lead, is
//! the background's word.

use std::cell::Cell;

use signin_seal_extension::browser::{i18n, runtime, tabs, time, timer};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{
    FromPage, OddView, Onward, POLICY_CHANGED, PieceView, WarningAnswer, WarningView, Way,
};
use signin_seal_extension::{page, stopped};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTemplateElement};

/// How long the page is looked at before it lets the person go on to the lookalike: long enough to
/// have seen the two names, and too long for a click that was meant for another page.
const ARMING_MILLISECONDS: u32 = 3_000;
/// How often it looks whether it is looked at.
const TICK_MILLISECONDS: u32 = 250;
/// How long the browser may take to go back before the tab is closed instead.
const BACK_MILLISECONDS: u32 = 500;

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    for (button, way) in [
        ("go_genuine", Way::Genuine),
        ("leave", Way::Leave),
        ("stopped_go", Way::Genuine),
        ("stopped_stay", Way::Leave),
        ("change_it", Way::ChangeIt),
    ] {
        dom::on(&by_id(button)?, "click", move |_| page::spawn(go_on(way)))?;
    }
    stopped::on_excepted(|| page::spawn(go_on(Way::MayHaveIt)))?;
    dom::on(
        &by_id("continue")?,
        "click",
        |_| page::spawn(go_on_anyway()),
    )?;
    runtime::on_broadcast(|message| {
        if message == POLICY_CHANGED {
            page::spawn(start());
        }
    });
    // Another warning for this tab changes only what stands behind the `#`; and the browser can keep
    // this page and show it again.
    let again = Closure::<dyn FnMut()>::new(|| page::spawn(start()));
    let listener = Some(again.as_ref().unchecked_ref());
    dom::window()?.set_onhashchange(listener);
    dom::window()?.set_onpageshow(listener);
    again.forget();
    page::spawn(start());
    arm()
}

thread_local! {
    /// For how long the page has been looked at without a break.
    static LOOKED_AT: Cell<u32> = const { Cell::new(0) };
}

fn warning() -> Result<String, JsValue> {
    let hash = dom::window()?.location().hash()?;
    Ok(hash.trim_start_matches('#').to_owned())
}

async fn start() -> Result<(), JsValue> {
    let warning = warning()?;
    let face = match page::ask(&FromPage::StartWarning(warning)).await {
        Some(WarningAnswer::Warning(view)) => {
            draw(&view)?;
            "warning"
        }
        Some(WarningAnswer::Stopped(view)) => {
            stopped::draw(&view)?;
            "stopped"
        }
        Some(WarningAnswer::Nothing {}) | None => "nothing",
    };
    let mut was_hidden = true;
    for id in ["warning", "stopped", "nothing"] {
        let face_of_it: HtmlElement = by_id(id)?;
        was_hidden &= face_of_it.hidden();
        dom::show(&face_of_it, Shown::from(id == face));
    }
    if was_hidden {
        // Keys that were meant for the other page find no button.
        dom::begin_at(&by_id(face)?)?;
    }
    Ok(())
}

fn draw(view: &WarningView) -> Result<(), JsValue> {
    let site = view.site.as_str();
    let genuine_host = view.genuine_host.as_str();
    dom::write("title", &i18n::text_with("warning_title", &[site]))?;
    let rule = format!("warning_rule_{}", view.rule);
    dom::write("rule", &i18n::text_with(&rule, &[site]))?;
    dom::write("imitates", &i18n::text_with("warning_imitates", &[site]))?;
    write_host("visited", &view.visited)?;
    write_host("genuine", &view.genuine)?;
    by_id::<Element>("odd_characters")?.set_text_content(None);
    for odd in &view.odd {
        add_odd(odd)?;
    }
    dom::show(&by_id("odd")?, Shown::from(!view.odd.is_empty()));
    dom::write(
        "go_genuine",
        &i18n::text_with("warning_go", &[genuine_host]),
    )?;

    dom::show(
        &by_id("anyway")?,
        Shown::from(view.may_continue == Some(true)),
    );
    dom::show(
        &by_id("policy")?,
        Shown::from(view.may_continue == Some(false)),
    );
    dom::write(
        "anyway_words",
        &i18n::text_with("warning_anyway_words", &[site]),
    )?;
    if let Some(until_ms) = view.until_ms {
        let until = i18n::text_with("warning_until", &[&time::date_words(until_ms)]);
        dom::write("until", &until)?;
    }
    let has_end = Shown::from(view.until_ms.is_some());
    dom::show(&by_id("for_some_time_choice")?, has_end);
    Ok(())
}

/// Writes a host piece by piece; what differs is marked.
fn write_host(id: &str, pieces: &[PieceView]) -> Result<(), JsValue> {
    let host: Element = by_id(id)?;
    host.set_text_content(None);
    for piece in pieces {
        let (name, text) = match piece {
            PieceView::Same(text) => ("span", text),
            PieceView::Different(text) => ("mark", text),
        };
        let element = dom::document()?.create_element(name)?;
        element.set_text_content(Some(text));
        host.append_child(&element)?;
    }
    Ok(())
}

fn add_odd(odd: &OddView) -> Result<(), JsValue> {
    let template: HtmlTemplateElement = by_id("odd_character")?;
    let row = template.content().first_element_child().ok_or("no row")?;
    let row: Element = row.clone_node_with_deep(true)?.dyn_into()?;
    inside::<Element>(&row, ".character")?.set_text_content(Some(&odd.character));
    let script = match odd.script.as_str() {
        "" => String::new(),
        script => i18n::text(&format!("script_{script}")),
    };
    let words = [odd.code.as_str(), &script, &odd.looks_like];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    inside::<Element>(&row, ".name")?.set_text_content(Some(&words.join(" ")));
    by_id::<Element>("odd_characters")?.append_child(&row)?;
    Ok(())
}

/// Lets the buttons that lead on to the page be pressed only after the page was looked at for a while.
fn arm() -> Result<(), JsValue> {
    let is_looked_at = !dom::document()?.hidden() && dom::document()?.has_focus()?;
    let looked_at = match is_looked_at {
        true => LOOKED_AT.get().saturating_add(TICK_MILLISECONDS),
        false => 0,
    };
    LOOKED_AT.set(looked_at);
    let is_armed = looked_at > ARMING_MILLISECONDS;
    stopped::arm(is_armed)?;
    by_id::<HtmlButtonElement>("continue")?.set_disabled(!is_armed);
    by_id::<Element>("arming")?
        .class_list()
        .toggle_with_force("visually-hidden", is_armed)?;
    timer::after(TICK_MILLISECONDS, || page::spawn(async { arm() }));
    Ok(())
}

async fn go_on_anyway() -> Result<(), JsValue> {
    let for_some_time: HtmlInputElement = by_id("for_some_time")?;
    match for_some_time.checked() {
        true => go_on(Way::ForSomeTime).await,
        false => go_on(Way::Once).await,
    }
}

async fn go_on(way: Way) -> Result<(), JsValue> {
    let warning = warning()?;
    match page::ask(&FromPage::GoOn { warning, way }).await {
        Some(Onward::To(url)) => dom::window()?.location().replace(&url),
        Some(Onward::Back { pages }) => {
            let history = dom::window()?.history()?;
            timer::after(BACK_MILLISECONDS, || {
                page::spawn(tabs::close_this_tab_or_begin_anew());
            });
            history.go_with_delta(-pages)
        }
        Some(Onward::Close {}) => tabs::close_this_tab_or_begin_anew().await,
        Some(Onward::Refused {}) | None => start().await,
    }
}
