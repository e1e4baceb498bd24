//! The question whether a password is to be guarded: it stands in the popup's place after a sign-in,
//! once. Nothing of the password is here.

use signin_seal_extension::browser::i18n;
use signin_seal_extension::dom::{self, Shown, by_id};
use signin_seal_extension::messages::{FromGuarding, GuardChoice, GuardingAnswer};
use signin_seal_extension::page;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement};

const BUTTONS: [(&str, GuardChoice); 3] = [
    ("guard", GuardChoice::Guard),
    ("not_now", GuardChoice::NotNow),
    ("never", GuardChoice::Never),
];

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    page::spawn(ask());
    Ok(())
}

async fn ask() -> Result<(), JsValue> {
    let site = match page::ask_patiently(&FromGuarding::Question {}).await {
        Some(GuardingAnswer::Question(site)) if !site.is_empty() => site,
        // Nothing is to be asked of the page that the tab shows now.
        _ => return dom::window()?.location().replace("popup.html"),
    };
    dom::write("title", &i18n::text_with("guard_title", &[&site]))?;
    for (button, choice) in BUTTONS {
        let site = site.clone();
        dom::on(&by_id(button)?, "click", move |_| {
            page::spawn(answer(choice, site.clone()));
        })?;
    }
    let question: HtmlElement = by_id("question")?;
    dom::show(&question, Shown::Yes);
    // It can open by itself: keys that were meant for the page find no button.
    dom::begin_at(&question)
}

async fn answer(choice: GuardChoice, site: String) -> Result<(), JsValue> {
    set_disabled(true)?;
    match page::ask(&FromGuarding::Answer(choice)).await {
        Some(GuardingAnswer::Done {}) => answered(choice, &site),
        Some(GuardingAnswer::Problem(problem)) => {
            set_disabled(false)?;
            page::show_problem(Some(&problem))
        }
        _ => {
            set_disabled(false)?;
            page::show_problem(Some(&page::unanswered()))
        }
    }
}

fn set_disabled(are_disabled: bool) -> Result<(), JsValue> {
    for (button, _) in BUTTONS {
        by_id::<HtmlButtonElement>(button)?.set_disabled(are_disabled);
    }
    Ok(())
}

fn answered(choice: GuardChoice, site: &str) -> Result<(), JsValue> {
    let (title, words) = match choice {
        GuardChoice::NotNow => return dom::window()?.close(),
        GuardChoice::Guard => (
            i18n::text("guard_done_title"),
            i18n::text_with("guard_done_words", &[site]),
        ),
        GuardChoice::Never => (
            i18n::text_with("guard_never_title", &[site]),
            i18n::text("guard_never_words"),
        ),
    };
    dom::write("answered_title", &title)?;
    dom::write("answered_words", &words)?;
    by_id::<Element>("told")?
        .class_list()
        .toggle_with_force("is-guarded", choice == GuardChoice::Guard)?;
    dom::show(&by_id("question")?, Shown::No);
    let told: HtmlElement = by_id("answered")?;
    dom::show(&told, Shown::Yes);
    dom::begin_at(&told)
}
