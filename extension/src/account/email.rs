//! The section in which the e-mail address is changed.

use signin_seal_shared::account::AccountRequest;
use wasm_bindgen::JsValue;

use super::form::Form;
use super::{change, desk, proof};
use crate::browser::i18n;
use crate::dom;

const NAME: &str = "email";

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    proof::listen(NAME)?;
    Form::on_submit("email_form", async |form: &Form| {
        if !form.are_filled(&["email_new", "email_again"])?
            || !form.are_same("email_new", "email_again", "account_emails_differ")?
        {
            return Ok(());
        }
        let email = Form::text("email_new")?.trim().to_owned();
        let request = AccountRequest::ChangeEmail {
            email: email.clone(),
        };
        match change(request).await {
            Ok(()) => {
                open().await?;
                desk::refresh().await?;
                desk::say(&i18n::text_with("email_changed", &[&email]))
            }
            Err(problem) => proof::refuse(NAME, form, &problem).await,
        }
    })
}

/// Shows the present address, and asks the question.
pub(super) async fn open() -> Result<(), JsValue> {
    proof::open(NAME).await?;
    let present = desk::with(|overview| overview.email.clone()).flatten();
    let present = present.unwrap_or_else(|| i18n::text("account_no_email"));
    dom::write("email_present", &present)
}
