//! The three line fields, the count beside each, and what is wrong with them.

use signin_seal_shared::limits::{SEAL_LINE_CHARACTERS, SEAL_LINES};
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, Element, Event, HtmlElement, HtmlInputElement};

use super::is_picture;
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id};
use crate::messages::FieldProblem;
use crate::problem::Problem;

/// What stands in the fields.
pub(super) fn lines() -> Result<Vec<String>, JsValue> {
    (1..=SEAL_LINES)
        .map(|line| Ok(field(line)?.value()))
        .collect()
}

pub(super) fn are_empty() -> Result<bool, JsValue> {
    Ok(lines()?.iter().all(String::is_empty))
}

/// Puts these lines into the fields, from the first on; the fields after them are emptied.
pub(super) fn fill<L: AsRef<str>>(words: &[L]) -> Result<(), JsValue> {
    for line in 1..=SEAL_LINES {
        let words = words.get(line - 1).map(AsRef::as_ref);
        field(line)?.set_value(words.unwrap_or_default());
    }
    Ok(())
}

/// Writes beside each field how many characters a person counts in it.
pub(super) fn write_counts(characters: &[usize]) -> Result<(), JsValue> {
    for (index, characters) in characters.iter().enumerate() {
        let count: Element = by_id(&format!("count_{}", index + 1))?;
        count.set_text_content(Some(&format!("{characters}/{SEAL_LINE_CHARACTERS}")));
    }
    Ok(())
}

/// Says by its field what is wrong, and takes back what was said before.
pub(super) fn show_problem(problem: Option<&FieldProblem>) -> Result<(), JsValue> {
    let picture: HtmlElement = by_id("error_picture")?;
    picture.set_text_content(problem.map(words).as_deref());
    dom::show(&picture, Shown::from(problem.is_some()));
    for line in 1..=SEAL_LINES {
        let error: HtmlElement = by_id(&format!("error_{line}"))?;
        let here = problem.filter(|problem| problem.line == line);
        error.set_text_content(here.map(words).as_deref());
        dom::show(&error, Shown::from(here.is_some()));
        let invalid = if here.is_some() { "true" } else { "false" };
        field(line)?.set_attribute("aria-invalid", invalid)?;
    }
    Ok(())
}

/// Says at the first line why the words are refused, when it must not be said which of them.
pub(super) fn show_refusal(problem: &Problem) -> Result<(), JsValue> {
    let (what, _) = problem.text_names();
    let problem = FieldProblem {
        line: 1,
        text: what,
        values: Vec::new(),
        empty: false,
    };
    show_problem(Some(&problem))?;
    focus(&problem)
}

/// Puts the cursor where something must be mended.
pub(super) fn focus(problem: &FieldProblem) -> Result<(), JsValue> {
    match is_picture()? {
        true => by_id::<HtmlElement>("browse")?.focus(),
        false => field(problem.line)?.focus(),
    }
}

/// What a paste brought, when it has several lines: a single-line field would run them together,
/// and nobody would see that something was lost.
pub(super) fn pasted_lines(event: &Event) -> Option<Vec<String>> {
    let clipboard = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let text = clipboard.get_data("text/plain").ok()?;
    let pasted: Vec<String> = text.trim_end().lines().map(str::to_owned).collect();
    (pasted.len() > 1).then_some(pasted)
}

/// Whether so many lines have a field each.
pub(super) fn have_room_for(lines: &[String]) -> bool {
    lines.len() <= SEAL_LINES
}

fn field(line: usize) -> Result<HtmlInputElement, JsValue> {
    by_id(&format!("line_{line}"))
}

fn words(problem: &FieldProblem) -> String {
    let values: Vec<&str> = problem.values.iter().map(String::as_str).collect();
    i18n::text_with(&problem.text, &values)
}
