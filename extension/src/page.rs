//! What the extension's pages have in common: a question to the background, and the card for what
//! is wrong.

use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::browser::{runtime, timer};
use crate::dom::{self, Shown, by_id};
use crate::problem::{Problem, ProblemCode};

/// Asks the background; nothing where it does not answer.
pub async fn ask<A: DeserializeOwned>(message: &impl Serialize) -> Option<A> {
    let answer = runtime::ask(&serde_json::to_string(message).ok()?).await;
    serde_json::from_str(&answer.ok()?).ok()
}

/// How long to wait before a question is asked once more, in milliseconds: a worker that died is
/// there again within a few hundred, and one that dies again and again is not waited for without end.
const PAUSES: [u32; 5] = [50, 150, 400, 800, 1600];

/// Asks the background until it answers, some times: its worker may die before it does. For questions
/// that change nothing when they are asked twice; nothing where there was no answer at all.
pub async fn ask_patiently<A: DeserializeOwned>(message: &impl Serialize) -> Option<A> {
    for pause in PAUSES {
        if let Some(answer) = ask(message).await {
            return Some(answer);
        }
        timer::pause(pause).await;
    }
    ask(message).await
}

/// Does some work of which nobody awaits the end. One function for all work: a copy for each would
/// make every page some kilobytes larger.
pub fn spawn(work: impl Future<Output = Result<(), JsValue>> + 'static) {
    spawn_boxed(Box::pin(work));
}

fn spawn_boxed(work: Pin<Box<dyn Future<Output = Result<(), JsValue>>>>) {
    spawn_local(async move {
        // A page that lacks an element was not built with this code; there is nobody to tell.
        let _done = work.await;
    });
}

/// What is said where the background did not answer.
#[must_use]
pub fn unanswered() -> Problem {
    Problem::new(ProblemCode::Internal)
}

/// Says at the top of the page what is wrong; nothing takes it back.
///
/// # Errors
/// When the page has no such card.
pub fn show_problem(problem: Option<&Problem>) -> Result<(), JsValue> {
    let card: HtmlElement = by_id("problem_card")?;
    if let Some(problem) = problem {
        dom::write_problem(&card, problem)?;
    }
    dom::show(&card, Shown::from(problem.is_some()));
    Ok(())
}
