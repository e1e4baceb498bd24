//! The security question before a change: its answer opens the way to one change.
//!
//! A section that asks for it has the elements `NAME_none`, `NAME_proof` with `NAME_asked` and
//! `NAME_answer`, and `NAME_form`.

use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::protocol::ErrorCode;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::form::Form;
use super::{AccountProblem, ask, change, question};
use crate::dom::{self, Shown, by_id};

/// Makes the question of this section work.
pub(super) fn listen(name: &'static str) -> Result<(), JsValue> {
    Form::on_submit(&format!("{name}_proof"), async move |form: &Form| {
        let field = format!("{name}_answer");
        if !form.are_filled(&[&field])? {
            return Ok(());
        }
        let answer = Form::secret(&field)?;
        match change(AccountRequest::Prove { answer }).await {
            Ok(()) => {
                form.empty()?;
                show(name, "form")?;
                dom::begin_at(&by_id(&format!("{name}_form"))?)
            }
            Err(problem) => {
                Form::fill(&field, "")?;
                form.refuse(&problem)?;
                by_id::<HtmlElement>(&field)?.focus()
            }
        }
    })
}

/// Asks the question, or leads to where one is set.
pub(super) async fn open(name: &str) -> Result<(), JsValue> {
    for part in ["proof", "form"] {
        Form::of(&format!("{name}_{part}"))?.empty()?;
    }
    match ask(AccountRequest::ReadQuestion {}).await {
        Ok(AccountReply::Question {
            question: Some(question),
        }) => {
            dom::write(&format!("{name}_asked"), &question::words(&question))?;
            show(name, "proof")
        }
        Ok(AccountReply::Question { question: None }) => show(name, "none"),
        Ok(_) => super::show_problem(Some(&AccountProblem::noise())),
        Err(problem) => super::show_problem(Some(&problem)),
    }
}

/// The change was refused: where the answer is too long ago, the question is asked again.
pub(super) async fn refuse(
    name: &str,
    form: &Form,
    problem: &AccountProblem,
) -> Result<(), JsValue> {
    if problem.code() != Some(ErrorCode::ProofNeeded) {
        return form.refuse(problem);
    }
    open(name).await?;
    Form::of(&format!("{name}_proof"))?.refuse(problem)
}

fn show(name: &str, shown: &str) -> Result<(), JsValue> {
    for part in ["none", "proof", "form"] {
        let part_of_page: HtmlElement = by_id(&format!("{name}_{part}"))?;
        dom::show(&part_of_page, Shown::from(part == shown));
    }
    Ok(())
}
