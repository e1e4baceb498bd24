//! The popup: what the tab's page is, in words, and the whole seal where the page is genuine.

use signin_seal_extension::browser::{i18n, runtime, tabs};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Display, FromPage, TabReport};
use signin_seal_extension::seal_view;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    let edit: HtmlElement = by_id("edit")?;
    dom::on(&edit, "click", |_| {
        spawn_local(async {
            let opened = tabs::open(&runtime::url_of("editor.html"), tabs::active().await).await;
            if let (Ok(()), Some(window)) = (opened, web_sys::window()) {
                let _closed = window.close();
            }
        });
    })?;
    spawn_local(async {
        let report = report().await;
        let _drawn = draw(report.as_ref());
    });
    Ok(())
}

async fn report() -> Option<TabReport> {
    let tab = tabs::active().await?;
    let message = serde_json::to_string(&FromPage::ReportTab { tab }).ok()?;
    serde_json::from_str(&runtime::ask(&message).await.ok()?).ok()
}

fn draw(report: Option<&TabReport>) -> Result<(), JsValue> {
    let (name, site, host) = match report {
        Some(report) => (
            report.verdict.as_str(),
            report.site.as_str(),
            report.host.as_str(),
        ),
        None => ("no_answer", "", ""),
    };
    let verdict: HtmlElement = by_id("verdict")?;
    verdict.set_attribute("data-verdict", name)?;
    write(
        "title",
        &i18n::text_with(&format!("verdict_{name}_title"), &[site, host]),
    )?;
    write(
        "words",
        &i18n::text_with(&format!("verdict_{name}_words"), &[site, host]),
    )?;
    write("host", host)?;

    let seal: HtmlElement = by_id("seal")?;
    let problem_card: HtmlElement = by_id("problem_card")?;
    let display = report.map(|report| &report.display);
    let mut edit = "popup_edit";
    match display {
        Some(Display::Seal { seal: mark, .. }) => {
            seal_view::draw(&seal, mark)?;
            edit = "popup_change";
        }
        Some(Display::Invitation {}) => edit = "popup_make",
        Some(Display::Problem(problem)) => dom::write_problem(&problem_card, problem)?,
        Some(Display::Nothing {}) | None => {}
    }
    let label: Element = inside(by_id::<HtmlElement>("edit")?.as_ref(), "span")?;
    label.set_text_content(Some(&i18n::text(edit)));
    let has_seal = matches!(display, Some(Display::Seal { .. }));
    dom::show(&seal, Shown::from(has_seal));
    let has_problem = matches!(display, Some(Display::Problem(_)));
    dom::show(&problem_card, Shown::from(has_problem));
    Ok(())
}

fn write(id: &str, text: &str) -> Result<(), JsValue> {
    let element: Element = by_id(id)?;
    element.set_text_content(Some(text));
    Ok(())
}
