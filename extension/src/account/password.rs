//! The section in which the password is changed.

use signin_seal_shared::account::AccountRequest;
use wasm_bindgen::JsValue;

use super::form::Form;
use super::{change, desk, guarding, proof, strength};
use crate::browser::{i18n, time};
use crate::dom;

const NAME: &str = "password";

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    proof::listen(NAME)?;
    strength::watch("password_new", || {
        let email = desk::with(|overview| overview.email.clone()).flatten();
        Ok(email.unwrap_or_default())
    })?;
    Form::on_submit("password_form", async |form: &Form| {
        if !form.are_filled(&["password_new", "password_again"])?
            || !form.are_same("password_new", "password_again", "account_passwords_differ")?
        {
            return Ok(());
        }
        let password = Form::secret("password_new")?;
        match change(AccountRequest::ChangePassword { password }).await {
            Ok(()) => {
                guarding::tell();
                open().await?;
                desk::refresh().await?;
                desk::say(&i18n::text("password_changed"))
            }
            Err(problem) => proof::refuse(NAME, form, &problem).await,
        }
    })
}

/// Says since when the password is set, and asks the question.
pub(super) async fn open() -> Result<(), JsValue> {
    proof::open(NAME).await?;
    let since = desk::with(|overview| overview.password_set_ms).flatten();
    let words = since.map(|at| i18n::text_with("password_since", &[&time::date_words(at)]));
    dom::write("password_since", &words.unwrap_or_default())
}
