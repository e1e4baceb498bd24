//! Making the account: e-mail address and password, then the security question.

use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::secret::Password;
use wasm_bindgen::JsValue;

use super::form::Form;
use super::{
    AccountProblem, address, client, desk, guarding, language, put, question, session, strength,
};
use crate::dom::{self, by_id};
use crate::page;

/// Shows the first step.
pub(super) fn show() -> Result<(), JsValue> {
    put("making_view")?;
    strength::watch("making_password", || Form::text("making_email"))?;
    Form::on_submit("making", async |form: &Form| make(form).await)
}

async fn make(form: &Form) -> Result<(), JsValue> {
    let all = ["making_email", "making_password", "making_password_again"];
    if !form.are_filled(&all)?
        || !form.are_same(
            "making_password",
            "making_password_again",
            "account_passwords_differ",
        )?
    {
        return Ok(());
    }
    let password = Form::secret("making_password")?;
    let request = AccountRequest::CreateMember {
        email: Form::text("making_email")?,
        password: password.clone(),
        language: language(),
        stun: address::policy_server().await,
    };
    match client::ask(None, request).await {
        Ok(AccountReply::SignedIn { session: token }) => {
            guarding::tell();
            ask_question(password)?;
            session::begin(token).await
        }
        Ok(_) => form.refuse(&AccountProblem::noise()),
        Err(problem) => form.refuse(&problem),
    }
}

/// The second step: the question. The person just chose the password, and is not asked for it again.
fn ask_question(password: Password) -> Result<(), JsValue> {
    let view = put("making_question_view")?;
    question::put_fields(&by_id("making_question_fields")?)?;
    dom::on(&by_id("making_later")?, "click", |_| {
        page::spawn(desk::show());
    })?;
    Form::on_submit("making_question", async move |form: &Form| {
        if question::set(form, password.clone()).await? {
            desk::show().await?;
        }
        Ok(())
    })?;
    dom::begin_at(&view)
}
