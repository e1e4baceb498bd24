//! The page that takes over the seal of another browser profile, when the browser's data was
//! deleted, or when one seal is wanted in several profiles.

use signin_seal_extension::browser::{i18n, tabs, time};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{FromPage, OthersAnswer, SealAnswer, SealView};
use signin_seal_extension::{page, seal_view};
use signin_seal_shared::identity::ProfileId;
use signin_seal_shared::seal::OtherSeal;
use signin_seal_shared::secret::Password;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTemplateElement};

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    dom::on(&by_id("back")?, "click", |_| {
        page::spawn(tabs::close_this_tab());
    })?;
    page::spawn(list());
    Ok(())
}

async fn list() -> Result<(), JsValue> {
    match page::ask(&FromPage::ListOthers {}).await {
        Some(OthersAnswer::Others(seals)) => {
            dom::show(&by_id("none")?, Shown::from(seals.is_empty()));
            by_id::<Element>("others")?.set_text_content(None);
            for seal in seals {
                add(seal)?;
            }
            Ok(())
        }
        Some(OthersAnswer::Problem(problem)) => page::show_problem(Some(&problem)),
        None => page::show_problem(Some(&page::unanswered())),
    }
}

fn add(seal: OtherSeal) -> Result<(), JsValue> {
    let template: HtmlTemplateElement = by_id("other")?;
    let row = template.content().first_element_child().ok_or("no row")?;
    let row: Element = row.clone_node_with_deep(true)?.dyn_into()?;
    let write = |selector: &str, text: &str| -> Result<(), JsValue> {
        inside::<Element>(&row, selector)?.set_text_content(Some(text));
        Ok(())
    };
    let browser = match seal.browser.as_str() {
        "" => i18n::text("take_over_unknown_browser"),
        name => name.to_owned(),
    };
    write(".browser", &browser)?;
    let when = |name: &str, milliseconds| i18n::text_with(name, &[&time::words(milliseconds)]);
    write(".saved", &when("take_over_saved", seal.saved_ms))?;
    write(".seen", &when("take_over_seen", seal.last_seen_ms))?;
    write(".password span", &i18n::text("take_over_password"))?;
    write("button", &i18n::text("take_over_do"))?;
    let password: HtmlElement = inside(&row, ".password")?;
    dom::show(&password, Shown::from(seal.needs_password));
    by_id::<Element>("others")?.append_child(&row)?;

    let browser: Element = inside(&row, ".browser")?;
    browser.set_id(&browser_of(&seal.profile));
    let button: HtmlButtonElement = inside(&row, "button")?;
    button.set_attribute("aria-describedby", &browser.id())?;
    let form: HtmlElement = inside(&row, "form")?;
    let field: HtmlInputElement = inside(&row, "input")?;
    field.set_required(seal.needs_password);
    dom::on(&form, "submit", move |event| {
        event.prevent_default();
        let password = seal.needs_password.then(|| Password::new(field.value()));
        field.set_value("");
        let profile = seal.profile.clone();
        let button = button.clone();
        page::spawn(async move {
            // One try at a time: a second click would count as a wrong password.
            button.set_disabled(true);
            let question = FromPage::TakeOver {
                profile: profile.clone(),
                password,
            };
            let answer = page::ask(&question).await;
            button.set_disabled(false);
            show(answer, &profile).await
        });
    })
}

/// The keyboard goes on from the row where it was.
fn focus_row(profile: &ProfileId) -> Result<(), JsValue> {
    let name: Element = by_id(&browser_of(profile))?;
    let form: Element = name.closest("form")?.ok_or("no form")?;
    let field: HtmlInputElement = inside(&form, "input")?;
    match field.required() {
        true => field.focus(),
        false => inside::<HtmlButtonElement>(&form, "button")?.focus(),
    }
}

/// The id of the element that names the browser of a row.
fn browser_of(profile: &ProfileId) -> String {
    format!("browser_{profile}")
}

async fn show(answer: Option<SealAnswer>, profile: &ProfileId) -> Result<(), JsValue> {
    match answer {
        Some(SealAnswer::Seal(Some(seal))) => taken(&seal).await,
        Some(SealAnswer::Problem(problem)) => {
            page::show_problem(Some(&problem))?;
            // What is needed may be another thing since the list was made.
            list().await?;
            focus_row(profile)
        }
        Some(SealAnswer::Seal(None) | SealAnswer::FieldProblem(_)) | None => {
            page::show_problem(Some(&page::unanswered()))
        }
    }
}

async fn taken(seal: &SealView) -> Result<(), JsValue> {
    page::show_problem(None)?;
    dom::show(&by_id("others")?, Shown::No);
    seal_view::draw(&by_id("seal")?, seal)?;
    dom::show(&by_id("taken")?, Shown::Yes);
    let has_opener = tabs::opener_of_this_tab().await.is_some();
    dom::show(&by_id("back")?, Shown::from(has_opener));
    dom::begin_at(&by_id("taken")?)
}
