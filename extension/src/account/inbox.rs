//! The section with the messages. Opening it marks them as read; what was new stays marked until the
//! section is left.

use std::cell::Cell;

use signin_seal_shared::account::{AccountReply, AccountRequest, InboxMessage, MessageKind};
use signin_seal_shared::limits::INBOX_PAGE;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::{AccountProblem, ask, change, desk, show_problem, words};
use crate::browser::{i18n, time};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

thread_local! {
    /// Where the next messages begin.
    static NEXT: Cell<Option<i64>> = const { Cell::new(None) };
}

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    dom::on(&by_id("inbox_more")?, "click", |_| {
        page::spawn(async {
            load(NEXT.get()).await?;
            Ok(())
        });
    })
}

/// Shows the latest messages, and marks them as read.
pub(super) async fn open() -> Result<(), JsValue> {
    by_id::<Element>("inbox_rows")?.set_text_content(None);
    let latest = load(None).await?;
    show_whether_empty()?;
    if let Some(up_to) = latest {
        // A message that stays unread is shown as new once more: no harm is done.
        let _marked = change(AccountRequest::MarkRead { up_to }).await;
        desk::refresh().await?;
    }
    Ok(())
}

/// Loads a page of messages; the number of the first of them.
async fn load(after: Option<i64>) -> Result<Option<i64>, JsValue> {
    let request = AccountRequest::Inbox {
        after,
        limit: INBOX_PAGE,
    };
    let (messages, next) = match ask(request).await {
        Ok(AccountReply::Inbox { messages, next }) => (messages, next),
        Ok(_) => {
            show_problem(Some(&AccountProblem::noise()))?;
            return Ok(None);
        }
        Err(problem) => {
            show_problem(Some(&problem))?;
            return Ok(None);
        }
    };
    let list: Element = by_id("inbox_rows")?;
    for message in &messages {
        list.append_child(row(message)?.as_ref())?;
    }
    NEXT.set(next);
    dom::show(&by_id("inbox_more")?, Shown::from(next.is_some()));
    Ok(messages.first().map(|message| message.id))
}

fn row(message: &InboxMessage) -> Result<HtmlElement, JsValue> {
    let row = dom::copy_of("message")?;
    let name = message.kind.name();
    let title = i18n::text(&format!("message_{name}"));
    let values: Vec<String> = facts(message.kind)
        .iter()
        .map(|fact| value(fact, message.parameters.get(fact).unwrap_or_default()))
        .collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let body = i18n::text_with(&format!("message_{name}_body"), &values);
    inside::<Element>(&row, ".title")?.set_text_content(Some(&title));
    inside::<Element>(&row, ".when")?.set_text_content(Some(&time::words(message.at_ms)));
    inside::<Element>(&row, ".body")?.set_text_content(Some(&body));
    dom::show(&inside(&row, ".mark")?, Shown::from(!message.read));
    let delete: HtmlElement = inside(&row, "button")?;
    let words = i18n::text_with("inbox_delete_of", &[&title]);
    delete.set_attribute("aria-label", &words)?;
    let (id, whole) = (message.id, row.clone());
    dom::on(&delete, "click", move |_| {
        page::spawn(remove(id, whole.clone()));
    })?;
    Ok(row)
}

async fn remove(id: i64, row: HtmlElement) -> Result<(), JsValue> {
    if let Err(problem) = change(AccountRequest::DeleteMessage { id }).await {
        return show_problem(Some(&problem));
    }
    // The button is gone: the keyboard goes on from the next message, or from the heading.
    let next = row.next_element_sibling();
    row.remove();
    show_whether_empty()?;
    match next {
        Some(next) => inside::<HtmlElement>(&next, "button")?.focus(),
        None => dom::begin_at(&by_id("section_inbox")?),
    }
}

fn show_whether_empty() -> Result<(), JsValue> {
    let is_empty = by_id::<Element>("inbox_rows")?.child_element_count() == 0;
    dom::show(&by_id("inbox_none")?, Shown::from(is_empty));
    Ok(())
}

/// The facts of a message, in the order in which its text names them.
fn facts(kind: MessageKind) -> &'static [&'static str] {
    match kind {
        MessageKind::ImitationMet
        | MessageKind::WarningPassed
        | MessageKind::PasswordStopped
        | MessageKind::PasswordEntered => &["host", "site"],
        MessageKind::SignInMoved => &["before", "host", "site"],
        MessageKind::WeeklySummary => &["imitations", "sign_ins", "unusual"],
        MessageKind::ProfileRejected => &["reason"],
        MessageKind::EmailChanged => &["new", "old"],
        MessageKind::NewSignIn => &["address", "browser", "site"],
        MessageKind::NewPlace => &["address", "browser", "country", "site"],
        MessageKind::SealChanged | MessageKind::SealRemoved => &["browser"],
        MessageKind::ProfilePublished
        | MessageKind::PasswordChanged
        | MessageKind::PasswordReset
        | MessageKind::QuestionChanged => &[],
    }
}

/// A fact as the person reads it.
fn value(fact: &str, value: &str) -> String {
    match (fact, value) {
        ("site", "") => i18n::text("sign_in_here"),
        ("address", "") => i18n::text("address_none"),
        ("browser", "") => i18n::text("take_over_unknown_browser"),
        ("country", "") => i18n::text("location_unknown"),
        ("old", "") => i18n::text("account_no_email"),
        ("country", code) if code.len() == 2 => words::country(code),
        (_, value) => value.to_owned(),
    }
}
