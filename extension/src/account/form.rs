//! One form of the page: what stands in it, what is wrong with it, and what is said when it is done.

use std::rc::Rc;

use signin_seal_shared::protocol::ErrorCode;
use signin_seal_shared::secret::Password;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, NodeList,
};

use super::AccountProblem;
use crate::browser::{i18n, time, timer};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

/// A form that the page shows.
#[derive(Clone)]
pub(super) struct Form {
    root: HtmlElement,
}

impl Form {
    /// The form of this id.
    pub(super) fn of(id: &str) -> Result<Self, JsValue> {
        let root: HtmlElement = by_id(id)?;
        Ok(Self { root })
    }

    /// Does `work` whenever the person sends the form off; not while it is still being done. What was
    /// wrong before is taken back first.
    pub(super) fn on_submit(
        id: &str,
        work: impl AsyncFn(&Self) -> Result<(), JsValue> + 'static,
    ) -> Result<(), JsValue> {
        let form = Self::of(id)?;
        if let Some(reveal) = form.root.query_selector(".reveal")? {
            let reveal: HtmlInputElement = reveal.dyn_into()?;
            let (shown, this) = (reveal.clone(), form.clone());
            dom::on(&reveal, "change", move |_| {
                let _done = this.reveal(shown.checked());
            })?;
        }
        let work = Rc::new(work);
        dom::on(&form.root.clone(), "submit", move |event| {
            event.prevent_default();
            if form.root.has_attribute("aria-busy") {
                return;
            }
            let (form, work) = (form.clone(), Rc::clone(&work));
            page::spawn(async move {
                form.clean()?;
                form.root.set_attribute("aria-busy", "true")?;
                let done = work(&form).await;
                form.root.remove_attribute("aria-busy")?;
                done
            });
        })
    }

    /// What stands in the field of this id, which the person typed for others to read.
    pub(super) fn text(id: &str) -> Result<String, JsValue> {
        let field: Element = by_id(id)?;
        if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
            return Ok(field.value());
        }
        if let Some(field) = field.dyn_ref::<HtmlSelectElement>() {
            return Ok(field.value());
        }
        Ok(field.dyn_into::<HtmlTextAreaElement>()?.value())
    }

    /// Puts this text into the field of this id.
    pub(super) fn fill(id: &str, text: &str) -> Result<(), JsValue> {
        let field: Element = by_id(id)?;
        if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
            field.set_value(text);
        } else if let Some(field) = field.dyn_ref::<HtmlSelectElement>() {
            field.set_value(text);
        } else {
            field.dyn_into::<HtmlTextAreaElement>()?.set_value(text);
        }
        Ok(())
    }

    /// What stands in the field of this id, which nobody may read.
    pub(super) fn secret(id: &str) -> Result<Password, JsValue> {
        Self::text(id).map(Password::new)
    }

    /// Empties every field, and takes back what was wrong.
    pub(super) fn empty(&self) -> Result<(), JsValue> {
        for field in self.all("input:not([type=checkbox], [type=radio])")? {
            field.dyn_into::<HtmlInputElement>()?.set_value("");
        }
        if let Some(reveal) = self.root.query_selector(".reveal")? {
            reveal.dyn_into::<HtmlInputElement>()?.set_checked(false);
            self.reveal(false)?;
        }
        self.clean()
    }

    /// Says beside each field that is empty that it is needed; whether all are filled.
    pub(super) fn are_filled(&self, ids: &[&str]) -> Result<bool, JsValue> {
        let mut filled = true;
        for id in ids {
            if Self::text(id)?.trim().is_empty() {
                self.fault(id, &i18n::text("account_missing"))?;
                filled = false;
            }
        }
        Ok(filled)
    }

    /// Says beside the second field when it is not the same as the first; whether it is.
    pub(super) fn are_same(&self, first: &str, second: &str, name: &str) -> Result<bool, JsValue> {
        let same = Self::text(first)?.trim() == Self::text(second)?.trim();
        if !same {
            self.fault(second, &i18n::text(name))?;
        }
        Ok(same)
    }

    /// Says what is wrong with a field beside it. The first one gets the focus.
    pub(super) fn fault(&self, id: &str, words: &str) -> Result<(), JsValue> {
        let is_first = self.root.query_selector("[aria-invalid]")?.is_none();
        let field: HtmlElement = by_id(id)?;
        let place: Element = field.closest(".field")?.ok_or("no field around it")?;
        let name = format!("{id}_fault");
        let fault = dom::copy_of("fault")?;
        fault.set_id(&name);
        fault.set_text_content(Some(words));
        place.append_child(&fault)?;
        let described = field.get_attribute("aria-describedby").unwrap_or_default();
        field.set_attribute("aria-describedby", format!("{described} {name}").trim())?;
        field.set_attribute("aria-invalid", "true")?;
        if is_first {
            field.focus()?;
        }
        Ok(())
    }

    /// Says why it was refused: beside the field that it is about, or at the top of the form.
    pub(super) fn refuse(&self, problem: &AccountProblem) -> Result<(), JsValue> {
        let (what, to_do) = problem.words();
        if let Some(id) = self.field_of(problem)? {
            return self.fault(&id, &what);
        }
        let card: HtmlElement = inside(&self.root, ".problem")?;
        inside::<Element>(&card, ".what")?.set_text_content(Some(&what));
        inside::<Element>(&card, ".do")?.set_text_content(Some(&to_do));
        dom::show(&card, Shown::Yes);
        let seconds: Option<u32> = problem.fact("seconds").and_then(|text| text.parse().ok());
        if let (Some(ErrorCode::TryLater), Some(seconds)) = (problem.code(), seconds) {
            self.count_down(time::now().0 + 1000 * i64::from(seconds))?;
        }
        card.scroll_into_view();
        Ok(())
    }

    /// The id of the field that a refusal is about: it says so itself, `data-for`.
    fn field_of(&self, problem: &AccountProblem) -> Result<Option<String>, JsValue> {
        let about = match problem.code() {
            Some(ErrorCode::EmailInvalid | ErrorCode::EmailSame) => "email",
            Some(ErrorCode::PasswordWeak | ErrorCode::PasswordUsed | ErrorCode::PasswordInSeal) => {
                "password"
            }
            Some(ErrorCode::AnswerEasy | ErrorCode::AnswerTells) => "answer",
            Some(ErrorCode::SettingRefused) => problem.fact("field").unwrap_or_default(),
            _ => return Ok(None),
        };
        for field in self.all("[data-for]")? {
            if field.get_attribute("data-for").as_deref() == Some(about) {
                return Ok(Some(field.id()));
            }
        }
        Ok(None)
    }

    /// Says how long it still takes until one may try again.
    fn count_down(&self, until_ms: i64) -> Result<(), JsValue> {
        let place: HtmlElement = inside(&self.root, ".countdown")?;
        let rest = (until_ms - time::now().0 + 999) / 1000;
        let is_over = rest <= 0;
        dom::show(&place, Shown::from(!is_over));
        if is_over {
            return self.clean();
        }
        let clock = format!("{}:{:02}", rest / 60, rest % 60);
        place.set_text_content(Some(&i18n::text_with("account_wait", &[&clock])));
        let this = self.clone();
        timer::after(1000, move || {
            // A try in between took the card away, and this with it.
            let is_shown = inside::<HtmlElement>(&this.root, ".countdown");
            if is_shown.is_ok_and(|place| !place.hidden()) {
                let _counted = this.count_down(until_ms);
            }
        });
        Ok(())
    }

    /// Takes back what was wrong.
    pub(super) fn clean(&self) -> Result<(), JsValue> {
        for fault in self.all(".fault")? {
            fault.remove();
        }
        for field in self.all("[aria-invalid]")? {
            field.remove_attribute("aria-invalid")?;
            let described = field.get_attribute("aria-describedby").unwrap_or_default();
            let own = format!("{}_fault", field.id());
            let rest: Vec<&str> = described
                .split_whitespace()
                .filter(|id| *id != own)
                .collect();
            match rest.is_empty() {
                true => field.remove_attribute("aria-describedby")?,
                false => field.set_attribute("aria-describedby", &rest.join(" "))?,
            }
        }
        for selector in [".problem", ".countdown", ".well"] {
            if let Some(place) = self.root.query_selector(selector)? {
                dom::show(&place.dyn_into()?, Shown::No);
            }
        }
        Ok(())
    }

    /// Says what was done.
    pub(super) fn say(&self, words: &str) -> Result<(), JsValue> {
        let said: HtmlElement = inside(&self.root, ".well")?;
        dom::show(&said, Shown::Yes);
        said.set_text_content(Some(words));
        Ok(())
    }

    /// Shows or hides what is typed into the secret fields.
    fn reveal(&self, shown: bool) -> Result<(), JsValue> {
        let kind = if shown { "text" } else { "password" };
        for field in self.all(".secret")? {
            field.dyn_into::<HtmlInputElement>()?.set_type(kind);
        }
        Ok(())
    }

    fn all(&self, selector: &str) -> Result<Vec<Element>, JsValue> {
        Ok(elements(&self.root.query_selector_all(selector)?))
    }
}

/// The elements of a list.
pub(super) fn elements(list: &NodeList) -> Vec<Element> {
    let nodes = (0..list.length()).filter_map(|index| list.item(index));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}
