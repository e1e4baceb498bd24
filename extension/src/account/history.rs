//! The section with all sign-ins: filtered, page by page, as a file, deleted, kept for so many days.

use std::cell::RefCell;

use js_sys::Array;
use signin_seal_shared::account::{
    AccountReply, AccountRequest, HistoryFilter, HistoryRow, Marks, SignInKind,
};
use signin_seal_shared::limits::{HISTORY_PAGE, RETENTION_DAYS};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::form::Form;
use super::{AccountProblem, ask, change, desk, show_problem, words};
use crate::browser::{file, i18n};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

/// Rows that are shown at once.
const ROWS: u32 = 50;

/// The milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

const FILE_NAME: &str = "sign-in-history.csv";

/// What is shown.
#[derive(Default)]
struct Shows {
    filter: HistoryFilter,
    next: Option<i64>,
}

thread_local! {
    static SHOWS: RefCell<Shows> = RefCell::default();
}

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    Form::on_submit("history_filter", async |form: &Form| {
        let filter = typed_filter()?;
        if let (Some(from), Some(to)) = (filter.from_ms, filter.to_ms)
            && from >= to
        {
            return form.fault("history_to", &i18n::text("history_backwards"));
        }
        SHOWS.with_borrow_mut(|shows| shows.filter = filter);
        refresh().await
    })?;
    dom::on(&by_id("history_all")?, "click", |_| {
        page::spawn(async {
            forget();
            open().await
        });
    })?;
    dom::on(&by_id("history_more")?, "click", |_| page::spawn(more()))?;
    dom::on(&by_id("history_export")?, "click", |_| {
        page::spawn(export());
    })?;
    dom::on(&by_id("history_delete")?, "click", |_| {
        let _asked = ask_whether();
    })?;
    dom::on(&by_id("history_delete_no")?, "click", |_| {
        let _closed = close_question();
    })?;
    dom::on(&by_id("history_delete_yes")?, "click", |_| {
        page::spawn(delete());
    })?;
    dom::on(&by_id("retention_for_ever")?, "change", |_| {
        let _shown = follow_retention();
    })?;
    Form::on_submit("retention", async |form: &Form| set_retention(form).await)
}

/// Shows the latest sign-ins that fit the filter.
pub(super) async fn open() -> Result<(), JsValue> {
    fill_filter()?;
    // What is typed before it is filled would be lost.
    dom::show(&by_id("retention")?, Shown::No);
    desk::refresh().await?;
    let days = desk::with(|overview| overview.retention_days).flatten();
    by_id::<HtmlInputElement>("retention_for_ever")?.set_checked(days.is_none());
    let text = days.map(|days| days.to_string()).unwrap_or_default();
    Form::fill("retention_days", &text)?;
    follow_retention()?;
    dom::show(&by_id("retention")?, Shown::Yes);
    refresh().await
}

/// Forgets what was looked for.
pub(super) fn forget() {
    SHOWS.take();
}

/// What is odd about a sign-in, as a list; nothing where it is as always.
pub(super) fn write_odd(list: &HtmlElement, marks: Marks) -> Result<(), JsValue> {
    let odd = words::odd(marks);
    list.set_text_content(None);
    for words in &odd {
        let row = dom::document()?.create_element("li")?;
        row.set_text_content(Some(words));
        list.append_child(&row)?;
    }
    dom::show(list, Shown::from(!odd.is_empty()));
    Ok(())
}

async fn refresh() -> Result<(), JsValue> {
    close_question()?;
    by_id::<Element>("history_rows")?.set_text_content(None);
    SHOWS.with_borrow_mut(|shows| shows.next = None);
    load(None).await?;
    let is_empty = by_id::<Element>("history_rows")?.child_element_count() == 0;
    dom::show(&by_id("history_table")?, Shown::from(!is_empty));
    dom::show(&by_id("history_none")?, Shown::from(is_empty));
    for id in ["history_export", "history_delete"] {
        dom::show(&by_id(id)?, Shown::from(!is_empty));
    }
    Ok(())
}

/// The keyboard goes on at the first of the new rows.
async fn more() -> Result<(), JsValue> {
    let place: Element = by_id("history_rows")?;
    let rows = place.child_element_count();
    let next = SHOWS.with_borrow(|shows| shows.next);
    load(next).await?;
    if let Some(row) = place.children().item(rows) {
        let row: HtmlElement = row.dyn_into()?;
        row.set_tab_index(-1);
        row.focus()?;
    }
    Ok(())
}

async fn load(after: Option<i64>) -> Result<(), JsValue> {
    let filter = SHOWS.with_borrow(|shows| shows.filter.clone());
    let (rows, next) = match read(filter, after, ROWS).await {
        Ok(found) => found,
        Err(problem) => return show_problem(Some(&problem)),
    };
    let place: Element = by_id("history_rows")?;
    for row in &rows {
        place.append_child(line(row)?.as_ref())?;
    }
    SHOWS.with_borrow_mut(|shows| shows.next = next);
    dom::show(&by_id("history_more")?, Shown::from(next.is_some()));
    let shown = place.child_element_count().to_string();
    dom::write(
        "history_count",
        &i18n::text_with("history_shown", &[&shown]),
    )
}

async fn read(
    filter: HistoryFilter,
    after: Option<i64>,
    limit: u32,
) -> Result<(Vec<HistoryRow>, Option<i64>), AccountProblem> {
    let request = AccountRequest::History {
        filter,
        after,
        limit,
    };
    match ask(request).await? {
        AccountReply::History { rows, next } => Ok((rows, next)),
        _ => Err(AccountProblem::noise()),
    }
}

fn line(row: &HistoryRow) -> Result<HtmlElement, JsValue> {
    let line = dom::copy_of("history_row")?;
    let write = |place: &str, words: &str| {
        inside::<Element>(&line, place).map(|place| place.set_text_content(Some(words)))
    };
    write(".gmt", &words::gmt(row.at_ms))?;
    write(".local", &words::local(row.at_ms))?;
    write(".kind", &words::kind(row.place.kind))?;
    write(".site", &words::site(row))?;
    write(".address", &words::address(row))?;
    write(".location", &words::location(&row.place.location))?;
    write(".browser", &words::browser(row))?;
    if row.marks.is_unusual() {
        line.class_list().add_1("unusual")?;
    }
    dom::show(
        &inside(&line, ".mark")?,
        Shown::from(row.marks.is_unusual()),
    );
    write_odd(&inside(&line, ".odd")?, row.marks)?;
    let link: HtmlElement = inside(&line, ".whois")?;
    let whois = words::whois(row.place.address.as_deref(), &row.place.location);
    match &whois {
        Some(address) => link.set_attribute("href", address)?,
        None => link.remove(),
    }
    Ok(line)
}

/// The filter as the person wrote it; days are those of GMT, as the times are.
fn typed_filter() -> Result<HistoryFilter, JsValue> {
    let day = |id: &str| -> Result<Option<i64>, JsValue> {
        let number = by_id::<HtmlInputElement>(id)?.value_as_number();
        Ok(number.is_finite().then_some(number as i64))
    };
    let kind = match Form::text("history_kind")?.as_str() {
        "account" => Some(SignInKind::Account),
        "refused" => Some(SignInKind::Refused),
        "site" => Some(SignInKind::Site),
        "stopped" => Some(SignInKind::Stopped),
        _ => None,
    };
    Ok(HistoryFilter {
        from_ms: day("history_from")?,
        to_ms: day("history_to")?.map(|day| day + DAY),
        kind,
        text: Form::text("history_text")?.trim().to_owned(),
    })
}

fn fill_filter() -> Result<(), JsValue> {
    let filter = SHOWS.with_borrow(|shows| shows.filter.clone());
    let kind = match filter.kind {
        Some(SignInKind::Account) => "account",
        Some(SignInKind::Refused) => "refused",
        Some(SignInKind::Site) => "site",
        Some(SignInKind::Stopped) => "stopped",
        None => "",
    };
    Form::fill("history_kind", kind)?;
    Form::fill("history_text", &filter.text)?;
    for (id, day) in [
        ("history_from", filter.from_ms),
        ("history_to", filter.to_ms.map(|to| to - DAY)),
    ] {
        let field: HtmlInputElement = by_id(id)?;
        match day {
            Some(day) => field.set_value_as_number(day as f64),
            None => field.set_value(""),
        }
    }
    Form::of("history_filter")?.clean()
}

/// Saves all sign-ins that fit, not only those that are shown.
async fn export() -> Result<(), JsValue> {
    let filter = SHOWS.with_borrow(|shows| shows.filter.clone());
    let parts = Array::of1(&super::csv::head().into());
    let (mut after, mut count) = (None, 0);
    loop {
        let (rows, next) = match read(filter.clone(), after, HISTORY_PAGE).await {
            Ok(found) => found,
            Err(problem) => return show_problem(Some(&problem)),
        };
        let lines: String = rows.iter().map(super::csv::line).collect();
        parts.push(&lines.into());
        count += rows.len();
        desk::say(&i18n::text_with("history_exported", &[&count.to_string()]))?;
        after = next;
        if after.is_none() {
            return file::save_parts(FILE_NAME, "text/csv;charset=utf-8", &parts);
        }
    }
}

fn ask_whether() -> Result<(), JsValue> {
    let is_all = SHOWS.with_borrow(|shows| shows.filter == HistoryFilter::default());
    let name = match is_all {
        true => "history_delete_all",
        false => "history_delete_these",
    };
    dom::write("history_question", &i18n::text(name))?;
    dom::show(&by_id("history_deleting")?, Shown::Yes);
    dom::begin_at(&by_id("history_deleting")?)
}

fn close_question() -> Result<(), JsValue> {
    dom::show(&by_id("history_deleting")?, Shown::No);
    Ok(())
}

async fn delete() -> Result<(), JsValue> {
    let filter = SHOWS.with_borrow(|shows| shows.filter.clone());
    match ask(AccountRequest::DeleteHistory { filter }).await {
        Ok(AccountReply::Deleted { rows }) => {
            refresh().await?;
            desk::refresh().await?;
            let words = i18n::text_with("history_deleted", &[&rows.to_string()]);
            desk::say(&words)?;
            dom::begin_at(&by_id("section_history")?)
        }
        Ok(_) => show_problem(Some(&AccountProblem::noise())),
        Err(problem) => show_problem(Some(&problem)),
    }
}

fn follow_retention() -> Result<(), JsValue> {
    let for_ever: HtmlInputElement = by_id("retention_for_ever")?;
    let days: HtmlInputElement = by_id("retention_days")?;
    days.set_disabled(for_ever.checked());
    Ok(())
}

async fn set_retention(form: &Form) -> Result<(), JsValue> {
    let for_ever: HtmlInputElement = by_id("retention_for_ever")?;
    let days = match for_ever.checked() {
        true => None,
        false => {
            let days = Form::text("retention_days")?.trim().parse::<u32>();
            match days {
                Ok(days) if (1..=RETENTION_DAYS).contains(&days) => Some(days),
                _ => return form.fault("retention_days", &i18n::text("retention_fault")),
            }
        }
    };
    match change(AccountRequest::SetRetention { days }).await {
        Ok(()) => {
            refresh().await?;
            form.say(&i18n::text("account_saved"))
        }
        Err(problem) => form.refuse(&problem),
    }
}
