//! Adding a site: search, the question whether it is another site than the one that it is near to,
//! and the confirmation of its registrable domain.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, Url};

use super::fields::{Fields, Known};
use super::{ask, draw, list, say, say_nothing, show_refusal, unanswered, write_refusal};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{Candidate, FromOptions, OptionsAnswer, ReadyView, SiteRefusal};
use crate::page;

/// How many services are shown of those that are found: what fits beside the question.
const SHOWN: usize = 6;

/// What the person is adding.
#[derive(Default)]
struct Adding {
    ready: Vec<ReadyView>,
    /// The host that they wrote.
    host: String,
    /// The sites that it is not, as they have said.
    not: Vec<String>,
    /// The site that the page asks about: it is near to it.
    near: Option<String>,
    fields: Option<Fields>,
}

thread_local! {
    static ADDING: RefCell<Adding> = RefCell::default();
}

pub(super) fn listen() -> Result<(), JsValue> {
    let wanted: HtmlElement = by_id("wanted")?;
    dom::on(&wanted, "input", |_| page::spawn(async { find() }))?;
    dom::on(&by_id("add")?, "submit", |event| {
        event.prevent_default();
        page::spawn(go_on());
    })?;
    dom::on(
        &by_id("near_other")?,
        "click",
        |_| page::spawn(is_another()),
    )?;
    for cancel in ["near_cancel", "confirm_no"] {
        dom::on(&by_id(cancel)?, "click", |_| {
            page::spawn(async { begin_anew() });
        })?;
    }
    dom::on(&by_id("confirm")?, "submit", |event| {
        event.prevent_default();
        page::spawn(confirm());
    })
}

/// The well-known services that are not protected yet.
pub(super) fn set_ready(ready: Vec<ReadyView>) -> Result<(), JsValue> {
    ADDING.with_borrow_mut(|adding| adding.ready = ready);
    find()
}

/// Shows what came of the judgement of a site that the person wants.
pub(super) fn show(answer: Option<OptionsAnswer>, not: Vec<String>) -> Result<(), JsValue> {
    match answer {
        Some(OptionsAnswer::Candidate(candidate)) => {
            ADDING.with_borrow_mut(|adding| adding.not = not);
            ask_to_confirm(&candidate)
        }
        Some(OptionsAnswer::Refused(refusal)) if refusal.near.is_some() => {
            ADDING.with_borrow_mut(|adding| {
                adding.not = not;
                adding.near.clone_from(&refusal.near);
            });
            ask_whether_another(&refusal)
        }
        Some(OptionsAnswer::Refused(refusal)) => {
            turn_to("add")?;
            show_refusal(&by_id("refused")?, Some(&refusal))
        }
        _ => unanswered(),
    }
}

/// Shows the services whose name or domain has what was typed.
fn find() -> Result<(), JsValue> {
    let typed = typed()?;
    let sought = typed.to_ascii_lowercase();
    let mut found: Vec<ReadyView> = ADDING.with_borrow(|adding| {
        let is_sought = |ready: &&ReadyView| {
            ready.name.to_ascii_lowercase().contains(&sought) || ready.domain.contains(&sought)
        };
        adding.ready.iter().filter(is_sought).cloned().collect()
    });
    // What begins with it comes first; the order stays otherwise.
    found.sort_by_key(|ready| !ready.name.to_ascii_lowercase().starts_with(&sought));
    show_refusal(&by_id("refused")?, None)?;
    let shown = if typed.is_empty() {
        0
    } else {
        found.len().min(SHOWN)
    };
    let words = match (typed.is_empty(), found.len()) {
        (true, _) | (_, 0) => String::new(),
        (false, count) => {
            i18n::text_with("sites_add_found", &[&shown.to_string(), &count.to_string()])
        }
    };
    dom::write("found", &words)?;
    let rows: Element = by_id("ready")?;
    rows.set_text_content(None);
    for ready in found.into_iter().take(shown) {
        let row = dom::copy_of("ready_row")?;
        inside::<Element>(&row, ".title")?.set_text_content(Some(&ready.name));
        inside::<Element>(&row, ".host")?.set_text_content(Some(&ready.domain));
        let button: HtmlElement = inside(&row, "button")?;
        dom::on(&button, "click", move |_| {
            page::spawn(judge(ready.domain.clone(), Vec::new()));
        })?;
        rows.append_child(&row)?;
    }
    Ok(())
}

/// The name of a service stands for its domain, and an address for its host.
async fn go_on() -> Result<(), JsValue> {
    let typed = typed()?;
    let named = ADDING.with_borrow(|adding| {
        let mut ready = adding.ready.iter();
        let named = ready.find(|ready| ready.name.eq_ignore_ascii_case(&typed));
        named.map(|ready| ready.domain.clone())
    });
    let of_address = || match typed.contains("://") {
        true => Url::new(&typed).ok().map(|url| url.hostname()),
        false => None,
    };
    let host = named.or_else(of_address).unwrap_or(typed.clone());
    judge(host, Vec::new()).await
}

async fn judge(host: String, not: Vec<String>) -> Result<(), JsValue> {
    say_nothing()?;
    ADDING.with_borrow_mut(|adding| adding.host.clone_from(&host));
    let question = FromOptions::JudgeSite {
        host,
        not: not.clone(),
    };
    show(ask(question).await, not)
}

fn ask_whether_another(refusal: &SiteRefusal) -> Result<(), JsValue> {
    let card: HtmlElement = by_id("near")?;
    write_refusal(&card, refusal)?;
    let host = refusal.values.first().cloned().unwrap_or_default();
    inside::<Element>(&card, ".domain")?.set_text_content(Some(&host));
    let other = i18n::text_with("sites_near_other", &[&refusal.site]);
    dom::write("near_other", &other)?;
    ADDING.with_borrow_mut(|adding| {
        if adding.host.is_empty() {
            adding.host = host;
        }
    });
    turn_to("near")?;
    dom::begin_at(&card)
}

/// The person says that it is another site than the one that was named.
async fn is_another() -> Result<(), JsValue> {
    let (host, not) = ADDING.with_borrow_mut(|adding| {
        let near = adding.near.take();
        let not = adding.not.iter().cloned().chain(near).collect();
        (adding.host.clone(), not)
    });
    judge(host, not).await
}

fn ask_to_confirm(candidate: &Candidate) -> Result<(), JsValue> {
    let own_host = [candidate.host.clone()];
    let known = Known {
        domain: &candidate.domain,
        others: &candidate.others,
        name: &candidate.name,
        chosen: candidate.ready_hosts.as_deref(),
        proposed: candidate.ready_hosts.as_deref().unwrap_or(&own_host),
    };
    let place: Element = by_id("confirm_fields")?;
    let fields = Fields::put(&place, &known)?;
    ADDING.with_borrow_mut(|adding| adding.fields = Some(fields));

    dom::write("confirm_domain", &candidate.domain)?;
    let note = |id: &str, words: Option<String>| -> Result<(), JsValue> {
        dom::show(&by_id(id)?, Shown::from(words.is_some()));
        words.map_or(Ok(()), |words| dom::write(id, &words))
    };
    let others = Some(&candidate.others).filter(|others| !others.is_empty());
    note("confirm_others", others.map(|others| list::others(others)))?;
    let sister = candidate.sister_of.as_ref();
    note(
        "confirm_sister",
        sister.map(|site| i18n::text_with("sites_sister_note", &[site])),
    )?;
    dom::show(&by_id("confirm_http")?, Shown::from(candidate.over_http));
    dom::write(
        "confirm_yes",
        &i18n::text_with("sites_confirm_yes", &[&candidate.domain]),
    )?;
    turn_to("confirm")?;
    dom::begin_at(&by_id("confirm")?)
}

async fn confirm() -> Result<(), JsValue> {
    let known = ADDING.with_borrow(|adding| Some((adding.fields.clone()?, adding.not.clone())));
    let Some((fields, not)) = known else {
        return Ok(());
    };
    let site = fields.record();
    let words = i18n::text_with("sites_added", &[site.name.trim()]);
    match ask(FromOptions::AddSite { site, not }).await {
        Some(OptionsAnswer::Sites(sites)) => {
            draw(sites)?;
            begin_anew()?;
            say(&words)
        }
        Some(OptionsAnswer::Refused(refusal)) => {
            fields.refuse(&refusal)?;
            fields.focus()
        }
        _ => unanswered(),
    }
}

fn begin_anew() -> Result<(), JsValue> {
    say_nothing()?;
    ADDING.with_borrow_mut(|adding| {
        *adding = Adding {
            ready: std::mem::take(&mut adding.ready),
            ..Adding::default()
        };
    });
    let wanted: HtmlInputElement = by_id("wanted")?;
    wanted.set_value("");
    find()?;
    turn_to("add")?;
    wanted.focus()
}

fn turn_to(panel: &str) -> Result<(), JsValue> {
    for id in ["add", "near", "confirm"] {
        dom::show(&by_id(id)?, Shown::from(id == panel));
    }
    Ok(())
}

fn typed() -> Result<String, JsValue> {
    Ok(by_id::<HtmlInputElement>("wanted")?
        .value()
        .trim()
        .to_owned())
}
