//! The options page: protected sites, exceptions, guarded passwords, import and export.
//!
//! It decides nothing: each change is asked of the background, which judges it, and each answer
//! brings the whole list.

mod adding;
mod exceptions;
mod fields;
mod files;
mod guarding;
mod list;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::browser::{i18n, runtime};
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{
    FromOptions, OptionsAnswer, RefusedSite, SITES_CHANGED, SiteRefusal, SitesAnswer,
};
use crate::page;

/// Starts the page.
///
/// # Errors
/// When the page was not built with this code.
pub fn start() -> Result<(), JsValue> {
    dom::translate()?;
    adding::listen()?;
    files::listen()?;
    runtime::on_broadcast(|message| {
        if message == SITES_CHANGED && !list::is_in_use() {
            page::spawn(refresh());
        }
    });
    page::spawn(begin());
    page::spawn(exceptions::refresh());
    page::spawn(guarding::refresh());
    Ok(())
}

async fn begin() -> Result<(), JsValue> {
    refresh().await?;
    match ask(FromOptions::AskedFor {}).await {
        Some(OptionsAnswer::Nothing {}) => Ok(()),
        answer => adding::show(answer, Vec::new()),
    }
}

async fn refresh() -> Result<(), JsValue> {
    match ask(FromOptions::ListSites {}).await {
        Some(OptionsAnswer::Sites(sites)) => draw(sites),
        _ => unanswered(),
    }
}

/// One function for all questions: a copy for each would make the page some kilobytes larger.
async fn ask(question: FromOptions) -> Option<OptionsAnswer> {
    page::ask(&question).await
}

/// There was no answer, or none to this question.
fn unanswered() -> Result<(), JsValue> {
    page::show_problem(Some(&page::unanswered()))
}

fn draw(answer: SitesAnswer) -> Result<(), JsValue> {
    list::draw(&answer.sites)?;
    dom::show(&by_id("policy")?, Shown::from(!answer.refused.is_empty()));
    fill_with_refused(&by_id("policy_refused")?, &answer.refused)?;
    adding::set_ready(answer.ready)
}

/// Says what was done, in place of what was said before.
fn say(words: &str) -> Result<(), JsValue> {
    let said: HtmlElement = by_id("said")?;
    said.set_text_content(Some(words));
    dom::show(&said, Shown::Yes);
    said.scroll_into_view();
    page::show_problem(None)
}

fn say_nothing() -> Result<(), JsValue> {
    dom::show(&by_id("said")?, Shown::No);
    page::show_problem(None)
}

/// Fills a list with what was written down as sites, and is none.
fn fill_with_refused(list: &Element, refused: &[RefusedSite]) -> Result<(), JsValue> {
    list.set_text_content(None);
    for RefusedSite { entry, refusal } in refused {
        let row = dom::copy_of("refused_entry")?;
        inside::<Element>(&row, ".entry")?.set_text_content(Some(entry));
        write_refusal(&row, refusal)?;
        list.append_child(&row)?;
    }
    Ok(())
}

/// Writes what happened, by which trick, and what to do.
fn write_refusal(card: &Element, refusal: &SiteRefusal) -> Result<(), JsValue> {
    let values: Vec<&str> = refusal.values.iter().map(String::as_str).collect();
    let rule = refusal.rule.as_ref();
    let rule = rule.map(|rule| i18n::text_with(&format!("warning_rule_{rule}"), &[&refusal.site]));
    for (place, words) in [
        (".what", i18n::text_with(&refusal.what, &values)),
        (".rule", rule.unwrap_or_default()),
        (".do", i18n::text_with(&refusal.to_do, &values)),
    ] {
        inside::<Element>(card, place)?.set_text_content(Some(&words));
    }
    Ok(())
}

/// Shows a refusal in its card, or nothing.
fn show_refusal(card: &HtmlElement, refusal: Option<&SiteRefusal>) -> Result<(), JsValue> {
    if let Some(refusal) = refusal {
        write_refusal(card, refusal)?;
    }
    dom::show(card, Shown::from(refusal.is_some()));
    Ok(())
}
