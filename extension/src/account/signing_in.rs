//! The sign-in to the account.

use signin_seal_shared::account::{AccountReply, AccountRequest};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::form::Form;
use super::{AccountProblem, address, client, desk, forgotten, guarding, language, put, session};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id};

/// Shows the sign-in, and why it is shown.
pub(super) fn show(why: Option<&str>) -> Result<(), JsValue> {
    let view = put("sign_in_view")?;
    if let Some(why) = why {
        let said: HtmlElement = by_id("sign_in_why")?;
        said.set_text_content(Some(&i18n::text(why)));
        dom::show(&said, Shown::Yes);
        dom::begin_at(&view)?;
    }
    dom::on(&by_id("forgot")?, "click", |_| {
        let email = Form::text("sign_in_email").unwrap_or_default();
        let _shown = forgotten::show(&email);
    })?;
    Form::on_submit("sign_in", async |form: &Form| sign_in(form).await)
}

async fn sign_in(form: &Form) -> Result<(), JsValue> {
    if !form.are_filled(&["sign_in_email", "sign_in_password"])? {
        return Ok(());
    }
    let request = AccountRequest::SignIn {
        email: Form::text("sign_in_email")?,
        password: Form::secret("sign_in_password")?,
        language: language(),
        stun: address::policy_server().await,
    };
    match client::ask(None, request).await {
        Ok(AccountReply::SignedIn { session: token }) => {
            guarding::tell();
            session::begin(token).await?;
            desk::show().await
        }
        Ok(_) => form.refuse(&AccountProblem::noise()),
        Err(problem) => {
            Form::fill("sign_in_password", "")?;
            form.refuse(&problem)?;
            by_id::<HtmlElement>("sign_in_password")?.focus()
        }
    }
}
