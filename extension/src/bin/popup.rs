//! The popup: what the tab's page is, in words, and the whole seal where the page is genuine.

use signin_seal_extension::browser::{i18n, runtime, tabs, timer};
use signin_seal_extension::card::{self, PublishedCard};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Display, FromPage, Page, TabReport};
use signin_seal_extension::page;
use signin_seal_extension::seal_view;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Two frames of a slow screen.
const PAINTED_MILLISECONDS: u32 = 100;

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    for (button, page) in [
        ("edit", Page::Editor),
        ("help", Page::Help),
        ("sites", Page::Options),
        ("account", Page::Account),
    ] {
        dom::on(&by_id(button)?, "click", move |_| page::spawn(open(page)))?;
    }
    dom::on(&by_id("protect")?, "click", |_| page::spawn(protect()))?;
    // A page that goes elsewhere under the popup leaves nothing of the one before.
    tabs::on_updated(|_| page::spawn(refresh()));
    page::spawn(async {
        refresh().await?;
        // The verdict is painted first: nobody waits for the card.
        timer::pause(PAINTED_MILLISECONDS).await;
        card::read(|published| {
            let _drawn = draw_card(&published);
        })
        .await;
        Ok(())
    });
    Ok(())
}

/// Who the member is, where something is published.
fn draw_card(published: &PublishedCard) -> Result<(), JsValue> {
    dom::write("card_name", &published.name)?;
    dom::write("card_company", &published.company)?;
    if let Some(photo) = &published.photo {
        let face: HtmlElement = by_id("card_photo")?;
        face.set_attribute("src", photo)?;
        dom::show(&face, Shown::Yes);
    }
    dom::show(&by_id("card")?, Shown::Yes);
    Ok(())
}

async fn open(page: Page) -> Result<(), JsValue> {
    let tab = tabs::active().await;
    let private = match tab {
        Some(tab) => tabs::is_private(tab).await,
        None => false,
    };
    tabs::open(&runtime::url_of(page.path(private)), tab).await?;
    dom::window()?.close()
}

/// The background looks itself what the tab shows, and opens the page that asks.
async fn protect() -> Result<(), JsValue> {
    if let Some(tab) = tabs::active().await {
        let _opened: Option<()> = page::ask(&FromPage::ProtectTab(tab)).await;
    }
    dom::window()?.close()
}

async fn refresh() -> Result<(), JsValue> {
    draw(report().await.as_ref())
}

async fn report() -> Option<TabReport> {
    let tab = tabs::active().await?;
    page::ask(&FromPage::ReportTab(tab)).await
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
    dom::write(
        "title",
        &i18n::text_with(&format!("verdict_{name}_title"), &[site, host]),
    )?;
    let has_seal = matches!(
        report.map(|report| &report.display),
        Some(Display::Seal { .. })
    );
    let words = match name {
        "genuine" if !has_seal => "verdict_genuine_without_seal".to_owned(),
        name => format!("verdict_{name}_words"),
    };
    dom::write("words", &i18n::text_with(&words, &[site, host]))?;
    dom::write("host", host)?;

    let seal: HtmlElement = by_id("seal")?;
    let problem_card: HtmlElement = by_id("problem_card")?;
    let display = report.map(|report| &report.display);
    let mut edit = "popup_edit";
    match display {
        Some(Display::Seal { seal: mark, .. }) => {
            seal_view::draw(&seal, mark)?;
            edit = "popup_change";
        }
        Some(Display::Welcome {} | Display::Invitation {}) => edit = "popup_make",
        Some(Display::Problem(problem)) => dom::write_problem(&problem_card, problem)?,
        Some(Display::Nothing {}) | None => {}
    }
    let may_be_protected = report.is_some_and(|report| report.may_be_protected);
    dom::show(&by_id("protect")?, Shown::from(may_be_protected));
    let label: Element = inside(by_id::<HtmlElement>("edit")?.as_ref(), "span")?;
    label.set_text_content(Some(&i18n::text(edit)));
    dom::show(&seal, Shown::from(has_seal));
    let has_problem = matches!(display, Some(Display::Problem(_)));
    dom::show(&problem_card, Shown::from(has_problem));
    Ok(())
}
