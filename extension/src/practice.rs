//! The practice page: a drill with a make-believe sign-in page, on which the person's seal stands,
//! another one, or none.
//!
//! What is typed there is never read, and goes when the round is over. How it went is told to the
//! person alone: it is neither kept nor sent, not even to the background. In the part that shows the
//! guard, what is typed goes the guard's own way.

mod guard;
pub mod made_up;

use std::cell::RefCell;

use signin_seal_shared::practice::{Case, Decision, Outcome, Own};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlTemplateElement};

use self::made_up::MADE_UP;
use crate::browser::{i18n, randomness, runtime, tabs};
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{EditorStart, FromPage, SEAL_CHANGED, SealAnswer, SealView};
use crate::{page, seal_view};

const STEPS: [&str; 4] = ["explanation", "drill", "result", "guard_drill"];

/// A round that is on.
struct Round {
    case: Case,
    /// What stands at the sign-in box.
    seal: Option<SealView>,
}

thread_local! {
    /// The person's own seal, where there is one and it can be had.
    static OWN: RefCell<Option<SealView>> = const { RefCell::new(None) };
    static ROUND: RefCell<Option<Round>> = const { RefCell::new(None) };
}

/// Starts the page.
///
/// # Errors
/// When the page was not built with this code.
pub fn start() -> Result<(), JsValue> {
    dom::translate()?;
    for button in ["begin", "again"] {
        dom::on(&by_id(button)?, "click", |_| {
            page::spawn(async { begin() });
        })?;
    }
    dom::on(&by_id("stop")?, "click", |_| {
        page::spawn(async { decide(Decision::Stop) });
    })?;
    dom::on(&by_id("done")?, "click", |_| {
        page::spawn(tabs::close_this_tab_or_begin_anew());
    })?;
    guard::listen()?;
    runtime::on_broadcast(|message| {
        if message == SEAL_CHANGED && !guard::is_on() {
            page::spawn(explain_anew());
        }
    });
    // The browser can keep this page and show it again.
    let leave = Closure::<dyn FnMut()>::new(|| {
        if !guard::is_on() {
            page::spawn(async { leave() });
        }
    });
    dom::window()?.set_onpagehide(Some(leave.as_ref().unchecked_ref()));
    leave.forget();
    page::spawn(explain());
    Ok(())
}

/// Asks for the person's seal, and says what comes.
async fn explain() -> Result<(), JsValue> {
    let start: Option<EditorStart> = page::ask(&FromPage::StartEditor {}).await;
    let (own, problem) = match start.map(|start| start.seal) {
        Some(SealAnswer::Seal(own)) => (own, None),
        Some(SealAnswer::Problem(problem)) => (None, Some(problem)),
        Some(SealAnswer::FieldProblem(_)) | None => (None, Some(page::unanswered())),
    };
    page::show_problem(problem.as_ref())?;
    let has_none = own.is_none() && problem.is_none();
    dom::show(&by_id("no_seal_yet")?, Shown::from(has_none));
    dom::show(&by_id("without_own")?, Shown::from(problem.is_some()));
    let look = match &own {
        Some(_) => "practice_look",
        None => "practice_look_without_own",
    };
    dom::write("look", &i18n::text(look))?;
    OWN.set(own);
    by_id::<HtmlButtonElement>("begin")?.set_disabled(false);
    Ok(())
}

/// The seal is another by now: a round with the earlier one would teach the wrong thing.
async fn explain_anew() -> Result<(), JsValue> {
    let explanation: HtmlElement = by_id("explanation")?;
    let was_on = explanation.hidden();
    leave()?;
    if was_on {
        dom::begin_at(&explanation)?;
    }
    explain().await
}

fn leave() -> Result<(), JsValue> {
    let _given_up = end_round()?;
    show("explanation")
}

fn own() -> Option<SealView> {
    OWN.with_borrow(Clone::clone)
}

fn begin() -> Result<(), JsValue> {
    let [first, second, ..] = randomness::random_bytes()?;
    let own = own();
    let is_known = match own {
        Some(_) => Own::Known,
        None => Own::Unknown,
    };
    let case = Case::draw(first, is_known);
    let seal = match case {
        Case::NoSeal => None,
        Case::WrongSeal => {
            let seals = MADE_UP.iter().map(|it| it.view(&i18n::text(it.words)));
            made_up::other_than(own.as_ref(), seals.collect(), second)
        }
        Case::OwnSeal => own,
    };
    set_stage(seal.as_ref())?;
    ROUND.set(Some(Round { case, seal }));
    show("drill")?;
    dom::begin_at(&by_id("drill")?)
}

/// Puts up a new make-believe page: no undo brings back what was typed into an earlier one.
fn set_stage(seal: Option<&SealView>) -> Result<(), JsValue> {
    let template: HtmlTemplateElement = by_id("sign_in_page")?;
    let page = template.content().first_element_child().ok_or("no page")?;
    let page: Element = page.clone_node_with_deep(true)?.dyn_into()?;
    dom::translate_inside(&page)?;
    let card: HtmlElement = inside(&page, ".seal-card")?;
    if let Some(seal) = seal {
        seal_view::draw(&inside(&card, ".seal")?, seal)?;
    }
    dom::show(&card, Shown::from(seal.is_some()));
    dom::on(&inside(&page, "form")?, "submit", |event| {
        event.prevent_default();
        page::spawn(async { decide(Decision::SignIn) });
    })?;
    let stage: Element = by_id("stage")?;
    stage.set_text_content(None);
    stage.append_child(&page)?;
    Ok(())
}

/// Ends the round that is on. The fields are emptied without a look at them, and taken away.
fn end_round() -> Result<Option<Round>, JsValue> {
    let stage: Element = by_id("stage")?;
    if let Some(form) = stage.query_selector("form")? {
        form.dyn_into::<HtmlFormElement>()?.reset();
    }
    stage.set_text_content(None);
    Ok(ROUND.take())
}

fn decide(decision: Decision) -> Result<(), JsValue> {
    let Some(Round { case, seal }) = end_round()? else {
        return Ok(());
    };
    let outcome = Outcome::of(case, decision);
    let (name, title, remark) = match outcome {
        Outcome::StoppedRightly => ("stopped_rightly", "practice_stopped_rightly", None),
        Outcome::WentOnRightly => ("went_on_rightly", "practice_went_on_rightly", None),
        Outcome::Missed => ("missed", "practice_missed", Some("practice_missed_words")),
        Outcome::StoppedNeedlessly => (
            "stopped_needlessly",
            "practice_stopped_needlessly",
            Some("practice_stopped_needlessly_words"),
        ),
    };
    let why = match case {
        Case::NoSeal => "practice_why_no_seal",
        Case::WrongSeal => "practice_why_wrong_seal",
        Case::OwnSeal => "practice_why_own_seal",
    };
    by_id::<Element>("told")?.set_attribute("data-outcome", name)?;
    dom::write("told_title", &i18n::text(title))?;
    dom::write("why", &i18n::text(why))?;
    dom::write("remark", &remark.map(i18n::text).unwrap_or_default())?;
    dom::show(&by_id("remark")?, Shown::from(remark.is_some()));
    compare(seal.as_ref())?;
    show("result")?;
    dom::begin_at(&by_id("result")?)
}

/// Sets what stood at the box beside the person's own seal.
fn compare(at_the_box: Option<&SealView>) -> Result<(), JsValue> {
    let own = own();
    for (figure, seal) in [("at_the_box", at_the_box), ("own", own.as_ref())] {
        let figure: HtmlElement = by_id(figure)?;
        if let Some(seal) = seal {
            seal_view::draw(&inside(&figure, ".seal")?, seal)?;
        }
        dom::show(&inside(&figure, ".seal")?, Shown::from(seal.is_some()));
    }
    dom::show(&by_id("no_seal")?, Shown::from(at_the_box.is_none()));
    dom::show(&by_id("own")?, Shown::from(own.is_some()));
    Ok(())
}

/// Shows one step of the page, and no other.
fn show(step: &str) -> Result<(), JsValue> {
    for id in STEPS {
        dom::show(&by_id(id)?, Shown::from(id == step));
    }
    Ok(())
}
