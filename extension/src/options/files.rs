//! The list as a file: exported, and imported after the person has seen what becomes of it.

use std::cell::RefCell;

use signin_seal_shared::limits::IMPORT_BYTES;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{ask, fill_with_refused, refresh, say, say_nothing, show_refusal, unanswered};
use crate::browser::{file, i18n};
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{FromOptions, ImportPlan, OptionsAnswer};
use crate::page;

const FILE_NAME: &str = "sign-in-seal-sites.json";

thread_local! {
    /// What stands in the file that the person sees the plan of.
    static FILE: RefCell<String> = const { RefCell::new(String::new()) };
}

pub(super) fn listen() -> Result<(), JsValue> {
    dom::on(&by_id("export")?, "click", |_| page::spawn(export()))?;
    dom::on(&by_id("import")?, "change", |_| page::spawn(open()))?;
    dom::on(&by_id("plan_yes")?, "click", |_| page::spawn(import()))?;
    dom::on(&by_id("plan_no")?, "click", |_| {
        page::spawn(async { close() });
    })
}

async fn export() -> Result<(), JsValue> {
    match ask(FromOptions::ExportSites {}).await {
        Some(OptionsAnswer::File(list)) => file::save(FILE_NAME, "application/json", &list),
        _ => unanswered(),
    }
}

async fn open() -> Result<(), JsValue> {
    say_nothing()?;
    close()?;
    let input: HtmlInputElement = by_id("import")?;
    let Some(file) = input.files().and_then(|files| files.get(0)) else {
        return Ok(());
    };
    // Else the same file could not be chosen a second time.
    input.set_value("");
    // A text that is too long even for the question is cut: the background refuses it by its length.
    let most = file.slice_with_f64_and_f64(0.0, IMPORT_BYTES as f64 + 1.0)?;
    let text = file::read_text(&most).await.unwrap_or_default();
    let question = FromOptions::JudgeImport(text.clone());
    FILE.set(text);
    show(ask(question).await).await
}

async fn import() -> Result<(), JsValue> {
    let question = FromOptions::ImportSites(FILE.take());
    show(ask(question).await).await
}

async fn show(answer: Option<OptionsAnswer>) -> Result<(), JsValue> {
    match answer {
        Some(OptionsAnswer::Plan(plan)) => show_plan(&plan),
        Some(OptionsAnswer::Taken(plan)) => {
            close()?;
            refresh().await?;
            let counts = [plan.taken.len(), plan.skipped.len(), plan.refused.len()];
            let counts = counts.map(|count| count.to_string());
            let counts = counts.each_ref().map(String::as_str);
            say(&i18n::text_with("sites_imported", &counts))
        }
        Some(OptionsAnswer::Refused(refusal)) => {
            show_refusal(&by_id("file_problem")?, Some(&refusal))
        }
        _ => unanswered(),
    }
}

fn show_plan(plan: &ImportPlan) -> Result<(), JsValue> {
    let (taken, skipped, refused) = (plan.taken.len(), plan.skipped.len(), plan.refused.len());
    let title = if taken > 0 {
        "sites_plan"
    } else {
        "sites_plan_nothing"
    };
    dom::write("plan_title", &i18n::text(title))?;
    for (id, text, count) in [
        ("plan_taken", "sites_plan_taken", taken),
        ("plan_skipped", "sites_plan_skipped", skipped),
        ("plan_refused", "sites_plan_refused", refused),
    ] {
        let part: HtmlElement = by_id(id)?;
        dom::show(&part, Shown::from(count > 0));
        let heading = i18n::text_with(text, &[&count.to_string()]);
        inside::<Element>(&part, "h3")?.set_text_content(Some(&heading));
    }
    for (id, sites) in [("plan_taken", &plan.taken), ("plan_skipped", &plan.skipped)] {
        let list: Element = inside(by_id::<HtmlElement>(id)?.as_ref(), "ul")?;
        list.set_text_content(None);
        for site in sites {
            let row = dom::document()?.create_element("li")?;
            row.set_text_content(Some(site));
            list.append_child(&row)?;
        }
    }
    let list: Element = inside(by_id::<HtmlElement>("plan_refused")?.as_ref(), "ul")?;
    fill_with_refused(&list, &plan.refused)?;
    dom::show(&by_id("plan_yes")?, Shown::from(taken > 0));
    let yes = i18n::text_with("sites_plan_yes", &[&taken.to_string()]);
    dom::write("plan_yes", &yes)?;
    let no = if taken > 0 {
        "sites_cancel"
    } else {
        "sites_close"
    };
    dom::write("plan_no", &i18n::text(no))?;
    dom::show(&by_id("plan")?, Shown::Yes);
    dom::begin_at(&by_id("plan")?)
}

fn close() -> Result<(), JsValue> {
    dom::show(&by_id("plan")?, Shown::No);
    show_refusal(&by_id("file_problem")?, None)
}
