//! The security question: the menu with its answer, and the section in which it is set.

use signin_seal_shared::account::{AccountReply, AccountRequest, ListedQuestion, SecurityQuestion};
use signin_seal_shared::limits::OWN_QUESTION_CHARACTERS;
use signin_seal_shared::secret::Password;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::form::Form;
use super::{ask, change, desk};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id, inside};

/// The choice of a question of one's own.
const OWN: &str = "own";

/// A question as the person reads it.
pub(super) fn words(question: &SecurityQuestion) -> String {
    match question {
        SecurityQuestion::Listed(listed) => i18n::text(&format!("question_{}", listed.name())),
        SecurityQuestion::Own(own) => own.clone(),
    }
}

/// Puts the menu and its fields into `place`.
pub(super) fn put_fields(place: &Element) -> Result<(), JsValue> {
    let fields = dom::copy_of("question_fields")?;
    let menu: HtmlSelectElement = inside(&fields, "select")?;
    for question in ListedQuestion::ALL {
        let words = words(&SecurityQuestion::Listed(*question));
        add_option(&menu, question.name(), &words)?;
    }
    add_option(&menu, OWN, &i18n::text("question_own"))?;
    let own: HtmlElement = inside(&fields, ".own_question")?;
    let field: HtmlInputElement = inside(&own, "input")?;
    field.set_max_length(OWN_QUESTION_CHARACTERS.try_into().unwrap_or(i32::MAX));
    let chosen = menu.clone();
    dom::on(&menu, "change", move |_| {
        dom::show(&own, Shown::from(chosen.value() == OWN));
    })?;
    place.replace_children_with_node_1(&fields);
    Ok(())
}

/// Adds one choice to a menu.
pub(super) fn add_option(
    menu: &HtmlSelectElement,
    value: &str,
    words: &str,
) -> Result<(), JsValue> {
    let option = dom::document()?.create_element("option")?;
    option.set_attribute("value", value)?;
    option.set_text_content(Some(words));
    menu.append_child(&option)?;
    Ok(())
}

/// Keeps the question that stands in the fields, with its answer; whether it was kept.
pub(super) async fn set(form: &Form, password: Password) -> Result<bool, JsValue> {
    let chosen = Form::text("question_menu")?;
    let needed: &[&str] = match chosen == OWN {
        true => &["question_own_words", "question_answer"],
        false => &["question_menu", "question_answer"],
    };
    if !form.are_filled(needed)? {
        return Ok(false);
    }
    let is_chosen = |question: &&ListedQuestion| question.name() == chosen;
    let question = match ListedQuestion::ALL.iter().find(is_chosen) {
        Some(listed) => SecurityQuestion::Listed(*listed),
        None => SecurityQuestion::Own(Form::text("question_own_words")?.trim().to_owned()),
    };
    let request = AccountRequest::SetQuestion {
        password,
        question,
        answer: Form::secret("question_answer")?,
    };
    match change(request).await {
        Ok(()) => Ok(true),
        Err(problem) => {
            form.refuse(&problem)?;
            Ok(false)
        }
    }
}

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    put_fields(&by_id("question_place")?)?;
    Form::on_submit("question_form", async |form: &Form| {
        if !form.are_filled(&["question_password"])? {
            return Ok(());
        }
        let password = Form::secret("question_password")?;
        if set(form, password).await? {
            form.empty()?;
            open().await?;
            desk::refresh().await?;
            form.say(&i18n::text("question_saved"))?;
        }
        Ok(())
    })
}

/// Shows which question is set.
pub(super) async fn open() -> Result<(), JsValue> {
    let question = match ask(AccountRequest::ReadQuestion {}).await {
        Ok(AccountReply::Question { question }) => question,
        Ok(_) => None,
        Err(problem) => return super::show_problem(Some(&problem)),
    };
    let present: HtmlElement = by_id("question_present")?;
    dom::show(&present, Shown::from(question.is_some()));
    let none: HtmlElement = by_id("question_none")?;
    dom::show(&none, Shown::from(question.is_none()));
    if let Some(question) = question {
        dom::write("question_words", &words(&question))?;
    }
    Ok(())
}
