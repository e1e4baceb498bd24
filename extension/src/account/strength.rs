//! How strong a password is, said while it is being typed. The helper judges it.

use std::cell::Cell;
use std::rc::Rc;

use signin_seal_shared::account::{AccountReply, AccountRequest, PasswordStrength};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::form::Form;
use super::{client, session};
use crate::browser::{i18n, timer};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

/// How long the person pauses before it is judged, in milliseconds.
const PAUSE_MILLISECONDS: u32 = 250;

/// Shows the strength below the field of this id. `email` is the address that the password should
/// have nothing of.
pub(super) fn watch(
    id: &'static str,
    email: impl Fn() -> Result<String, JsValue> + 'static,
) -> Result<(), JsValue> {
    let field: HtmlElement = by_id(id)?;
    let place: Element = field.closest(".field")?.ok_or("no field around it")?;
    let meter = dom::copy_of("strength")?;
    place.append_child(&meter)?;
    let typed = Rc::new(Cell::new(0_u32));
    let email = Rc::new(email);
    dom::on(&field, "input", move |_| {
        typed.set(typed.get() + 1);
        let number = typed.get();
        let (typed, email, meter) = (Rc::clone(&typed), Rc::clone(&email), meter.clone());
        page::spawn(async move {
            timer::pause(PAUSE_MILLISECONDS).await;
            if typed.get() != number {
                return Ok(());
            }
            let password = Form::secret(id)?;
            if password.reveal().is_empty() {
                dom::show(&meter, Shown::No);
                return Ok(());
            }
            let request = AccountRequest::JudgePassword {
                password,
                email: email()?,
            };
            let answer = client::ask(session::token(), request).await;
            match answer {
                Ok(AccountReply::Strength(strength)) if typed.get() == number => {
                    draw(&meter, strength)
                }
                // It is judged again when it is sent off.
                _ => Ok(()),
            }
        });
    })
}

fn draw(meter: &HtmlElement, strength: PasswordStrength) -> Result<(), JsValue> {
    let score = match strength.is_known {
        true => 0,
        false => strength.score.min(4),
    };
    let name = match strength.is_known {
        true => "strength_known".to_owned(),
        false => format!("strength_{score}"),
    };
    meter.set_attribute("data-score", &score.to_string())?;
    dom::show(meter, Shown::Yes);
    inside::<Element>(meter, ".words")?.set_text_content(Some(&i18n::text(&name)));
    Ok(())
}
