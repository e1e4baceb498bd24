//! The first section: the security level, and the last sign-ins.

use signin_seal_shared::account::{
    AccountReply, AccountRequest, HistoryFilter, HistoryRow, Level, Raise, SignInKind,
};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::{ask, desk, history, words};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id, inside};

/// How many sign-ins on sites are shown here; the others stand in the history.
const SITES: u32 = 3;

/// Shows the section as it is now.
pub(super) async fn open() -> Result<(), JsValue> {
    desk::refresh().await?;
    draw_level()?;
    draw_sign_ins()?;
    let filter = HistoryFilter {
        kind: Some(SignInKind::Site),
        ..HistoryFilter::default()
    };
    let request = AccountRequest::History {
        filter,
        after: None,
        limit: SITES,
    };
    if let Ok(AccountReply::History { rows, .. }) = ask(request).await {
        let list: Element = by_id("site_sign_ins")?;
        list.set_text_content(None);
        for row in &rows {
            list.append_child(card(row, &words::site(row))?.as_ref())?;
        }
        dom::show(&by_id("site_part")?, Shown::from(!rows.is_empty()));
    }
    Ok(())
}

fn draw_level() -> Result<(), JsValue> {
    let Some((level, raises)) = desk::with(|overview| (overview.level, overview.raises.clone()))
    else {
        return Ok(());
    };
    let name = match level {
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
    };
    by_id::<Element>("level")?.set_attribute("data-level", name)?;
    dom::write("level_name", &i18n::text(&format!("level_{name}")))?;
    dom::write("level_words", &i18n::text(&format!("level_{name}_words")))?;
    let list: Element = by_id("raises")?;
    list.set_text_content(None);
    for raise in &raises {
        let (name, address) = match raise {
            Raise::StrongerPassword => ("raise_stronger_password", "#password"),
            Raise::SetQuestion => ("raise_set_question", "#question"),
            Raise::SetEmail => ("raise_set_email", "#email"),
            Raise::MakeSeal => ("raise_make_seal", "editor.html"),
            Raise::SetMailServer => ("raise_set_mail_server", "#mail"),
        };
        let row = dom::copy_of("raise")?;
        let link: Element = inside(&row, "a")?;
        link.set_attribute("href", address)?;
        link.set_text_content(Some(&i18n::text(name)));
        list.append_child(&row)?;
    }
    dom::show(&by_id("raise_part")?, Shown::from(!raises.is_empty()));
    Ok(())
}

/// The sign-in before the present one stands on top: the present one is the person's own.
fn draw_sign_ins() -> Result<(), JsValue> {
    let rows = desk::with(|overview| overview.sign_ins.clone()).unwrap_or_default();
    let list: Element = by_id("account_sign_ins")?;
    list.set_text_content(None);
    let (present, before) = (rows.first(), rows.get(1));
    let shown = [
        (before, "last_sign_in_before"),
        (present, "last_sign_in_now"),
    ];
    for (row, name) in shown {
        if let Some(row) = row {
            list.append_child(card(row, &i18n::text(name))?.as_ref())?;
        }
    }
    dom::show(&by_id("first_sign_in")?, Shown::from(before.is_none()));
    Ok(())
}

/// One sign-in with all that is known of it.
fn card(row: &HistoryRow, title: &str) -> Result<HtmlElement, JsValue> {
    let card = dom::copy_of("sign_in_card")?;
    let write = |place: &str, words: &str| {
        inside::<Element>(&card, place).map(|place| place.set_text_content(Some(words)))
    };
    write(".title", title)?;
    write(".gmt", &words::gmt(row.at_ms))?;
    write(".local", &words::local(row.at_ms))?;
    write(".address", &words::address(row))?;
    write(".location", &words::location(&row.place.location))?;
    write(".site", &words::site(row))?;
    write(".browser", &words::browser(row))?;
    let is_unusual = row.marks.is_unusual();
    dom::show(&inside(&card, ".mark")?, Shown::from(is_unusual));
    let odd: HtmlElement = inside(&card, ".odd")?;
    history::write_odd(&odd, row.marks)?;
    dom::show(&inside(&card, ".not_you")?, Shown::from(is_unusual));
    let messages: HtmlElement = inside(&card, ".of_site")?;
    let host = row.place.host.as_str();
    dom::show(&messages, Shown::from(!host.is_empty()));
    if !host.is_empty() {
        messages.set_attribute("href", &format!("https://{host}/"))?;
        messages.set_text_content(Some(&i18n::text_with("not_you_site", &[host])));
    }
    Ok(card)
}
