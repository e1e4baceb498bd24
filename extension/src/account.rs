//! The account page: makes the member, signs in, and shows what is behind the sign-in, section by
//! section.
//!
//! It decides nothing about the account: the helper does. What stands behind the sign-in is in the
//! page only while there is a session; when it ends, it is taken out of the page.

mod address;
mod client;
mod csv;
mod desk;
mod draft;
mod email;
mod forgotten;
mod form;
mod guarding;
mod history;
mod inbox;
mod mail;
mod making;
mod overview;
mod password;
mod photo;
mod problem;
mod profile;
mod proof;
mod question;
mod session;
mod signing_in;
mod strength;
mod words;

use signin_seal_shared::account::{AccountReply, AccountRequest};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::browser::i18n;
use crate::dom::{self, Shown, by_id, inside};
use crate::page;
use session::Ended;

pub use problem::{AccountProblem, CODES, EMAIL_REASONS};

/// Starts the page.
///
/// # Errors
/// When the page was not built with this code.
pub fn start() -> Result<(), JsValue> {
    dom::translate()?;
    session::listen()?;
    desk::listen()?;
    draft::listen()?;
    dom::on(&by_id("lock")?, "click", |_| {
        page::spawn(session::lock());
    })?;
    dom::on(&by_id("again")?, "click", |_| page::spawn(open()))?;
    page::spawn(async {
        session::find().await?;
        open().await
    });
    Ok(())
}

/// Looks how things stand, and shows what fits.
async fn open() -> Result<(), JsValue> {
    let answer = client::ask(session::token(), AccountRequest::State {}).await;
    match answer {
        Ok(AccountReply::State { member: false, .. }) => making::show(),
        Ok(AccountReply::State {
            signed_in: true, ..
        }) => desk::show().await,
        Ok(AccountReply::State { .. }) => signing_in::show(None),
        Ok(_) => show_problem(Some(&AccountProblem::noise())),
        Err(problem) => show_problem(Some(&problem)),
    }
}

/// Asks in this session. Where it is over, the page is left as by a lock.
async fn ask(request: AccountRequest) -> Result<AccountReply, AccountProblem> {
    let answer = client::ask(session::token(), request).await;
    if let Err(problem) = &answer
        && problem.code() == Some(signin_seal_shared::protocol::ErrorCode::NoSession)
    {
        // There is nobody to tell when even that fails.
        let _ended = session::end(Ended::Idle).await;
    }
    answer
}

/// Asks for something that is answered by `done`.
async fn change(request: AccountRequest) -> Result<(), AccountProblem> {
    match ask(request).await? {
        AccountReply::Done {} => Ok(()),
        _ => Err(AccountProblem::noise()),
    }
}

/// Puts the template of this id into the page, in place of what stands there. What was opened before
/// is gone with its fields.
fn put(template: &str) -> Result<HtmlElement, JsValue> {
    show_problem(None)?;
    let place: Element = by_id("view")?;
    let view = dom::copy_of(template)?;
    place.replace_children_with_node_1(&view);
    Ok(view)
}

/// Says at the top of the page what is wrong; nothing takes it back.
fn show_problem(problem: Option<&AccountProblem>) -> Result<(), JsValue> {
    let card: HtmlElement = by_id("problem_card")?;
    if let Some(problem) = problem {
        let (what, to_do) = problem.words();
        inside::<Element>(&card, ".what")?.set_text_content(Some(&what));
        inside::<Element>(&card, ".do")?.set_text_content(Some(&to_do));
        card.scroll_into_view();
    }
    dom::show(&card, Shown::from(problem.is_some()));
    Ok(())
}

/// The language of e-mails: that of the page.
fn language() -> String {
    let tag = i18n::text("language_tag");
    let language = if tag.starts_with("zh") { "zh_CN" } else { "en" };
    language.to_owned()
}
