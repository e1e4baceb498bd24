//! The hosts that are not warned of, as the person decided.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::say;
use crate::browser::{i18n, time};
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{ExceptionView, ExceptionsAnswer, FromPage};
use crate::page;

pub(super) async fn refresh() -> Result<(), JsValue> {
    match page::ask(&FromPage::ListExceptions {}).await {
        Some(answer) => draw(answer),
        None => page::show_problem(Some(&page::unanswered())),
    }
}

fn draw(answer: ExceptionsAnswer) -> Result<(), JsValue> {
    let exceptions = answer.exceptions;
    dom::show(&by_id("exceptions")?, Shown::from(!exceptions.is_empty()));
    let rows: Element = by_id("exception_rows")?;
    rows.set_text_content(None);
    for exception in exceptions {
        let row = row(exception)?;
        rows.append_child(&row)?;
    }
    Ok(())
}

fn row(exception: ExceptionView) -> Result<HtmlElement, JsValue> {
    let row = dom::copy_of("exception")?;
    let write = |selector: &str, text: &str| -> Result<(), JsValue> {
        inside::<Element>(&row, selector)?.set_text_content(Some(text));
        Ok(())
    };
    write(".host", &exception.host)?;
    let looks_like = match exception.site.as_str() {
        "" => String::new(),
        site => i18n::text_with("exceptions_looks_like", &[site]),
    };
    write(".looks_like", &looks_like)?;
    let [made, until] = [exception.made_ms, exception.until_ms].map(time::date_words);
    write(
        ".until",
        &i18n::text_with("exceptions_dates", &[&made, &until]),
    )?;
    let button: HtmlElement = inside(&row, ".remove")?;
    button.set_attribute(
        "aria-label",
        &i18n::text_with("exceptions_remove_of", &[&exception.host]),
    )?;
    dom::on(&button, "click", move |_| {
        page::spawn(remove(exception.host.clone()));
    })?;
    Ok(row)
}

async fn remove(host: String) -> Result<(), JsValue> {
    let words = i18n::text_with("exceptions_removed", &[&host]);
    let answer: Option<ExceptionsAnswer> = page::ask(&FromPage::RemoveException(host)).await;
    match answer {
        Some(answer) => {
            // The keyboard goes on from what is left; the button that was pressed is gone.
            let rest = match answer.exceptions.is_empty() {
                true => "protected",
                false => "exceptions",
            };
            draw(answer)?;
            dom::begin_at(&by_id(rest)?)?;
            say(&words)
        }
        None => page::show_problem(Some(&page::unanswered())),
    }
}
