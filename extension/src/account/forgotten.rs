//! A forgotten password: the address, the question with its answer, a new password.

use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use wasm_bindgen::JsValue;

use super::form::Form;
use super::{AccountProblem, client, guarding, put, question, signing_in, strength};
use crate::dom::{self, by_id};

/// Shows the first step, with what was typed at the sign-in.
pub(super) fn show(email: &str) -> Result<(), JsValue> {
    let view = put("forgotten_view")?;
    Form::fill("forgotten_email", email)?;
    back("forgotten_back")?;
    Form::on_submit("forgotten", async |form: &Form| {
        if !form.are_filled(&["forgotten_email"])? {
            return Ok(());
        }
        let email = Form::text("forgotten_email")?;
        let request = AccountRequest::ForgottenQuestion {
            email: email.clone(),
        };
        match client::ask(None, request).await {
            Ok(AccountReply::Question {
                question: Some(question),
            }) => ask_answer(email, &question::words(&question)),
            Ok(AccountReply::Question { question: None }) => {
                let none = ErrorReply::new(ErrorCode::NoQuestion);
                form.refuse(&AccountProblem::of(none))
            }
            Ok(_) => form.refuse(&AccountProblem::noise()),
            Err(problem) => form.refuse(&problem),
        }
    })?;
    dom::begin_at(&view)
}

fn ask_answer(email: String, question: &str) -> Result<(), JsValue> {
    let view = put("forgotten_answer_view")?;
    dom::write("forgotten_question", question)?;
    back("forgotten_answer_back")?;
    let typed = email.clone();
    strength::watch("forgotten_password", move || Ok(typed.clone()))?;
    Form::on_submit("forgotten_answer", async move |form: &Form| {
        reset(form, &email).await
    })?;
    dom::begin_at(&view)
}

async fn reset(form: &Form, email: &str) -> Result<(), JsValue> {
    let all = [
        "forgotten_answered",
        "forgotten_password",
        "forgotten_password_again",
    ];
    if !form.are_filled(&all)?
        || !form.are_same(
            "forgotten_password",
            "forgotten_password_again",
            "account_passwords_differ",
        )?
    {
        return Ok(());
    }
    let request = AccountRequest::ResetPassword {
        email: email.to_owned(),
        answer: Form::secret("forgotten_answered")?,
        password: Form::secret("forgotten_password")?,
    };
    match client::ask(None, request).await {
        Ok(AccountReply::Done {}) => {
            guarding::tell();
            signing_in::show(Some("account_reset"))
        }
        Ok(_) => form.refuse(&AccountProblem::noise()),
        Err(problem) => form.refuse(&problem),
    }
}

fn back(id: &str) -> Result<(), JsValue> {
    dom::on(&by_id(id)?, "click", |_| {
        let _shown = signing_in::show(None);
    })
}
