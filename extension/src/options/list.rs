//! The list of protected sites, and changing and removing the person's own.

use std::cell::RefCell;
use std::rc::Rc;

use signin_seal_shared::site::SiteRecord;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::fields::{Fields, Known};
use super::{ask, draw as draw_page, refresh, say, say_nothing, unanswered};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{FromOptions, OptionsAnswer, Origin, SiteView};
use crate::page;

/// Domains of a service that are named; of the rest it is said how many there are.
const NAMED_DOMAINS: usize = 4;

/// Whether a site is being changed or removed in the list: it is not drawn anew then.
pub(super) fn is_in_use() -> bool {
    let open = dom::document().and_then(|document| {
        document.query_selector(".altering:not([hidden]), .removing:not([hidden])")
    });
    matches!(open, Ok(Some(_)))
}

pub(super) fn draw(sites: &[SiteView]) -> Result<(), JsValue> {
    let rows: Element = by_id("sites")?;
    rows.set_text_content(None);
    for site in sites {
        let row = row(site)?;
        rows.append_child(&row)?;
    }
    Ok(())
}

/// The other domains of a service in words.
pub(super) fn others(domains: &[String]) -> String {
    let (named, rest) = domains.split_at(domains.len().min(NAMED_DOMAINS));
    let named = named.join(", ");
    match rest.len() {
        0 => i18n::text_with("sites_others", &[&named]),
        count => i18n::text_with("sites_others_more", &[&named, &count.to_string()]),
    }
}

fn row(site: &SiteView) -> Result<HtmlElement, JsValue> {
    let row = dom::copy_of("site")?;
    let write = |selector: &str, text: &str| -> Result<(), JsValue> {
        inside::<Element>(&row, selector)?.set_text_content(Some(text));
        Ok(())
    };
    write(".name", &site.name)?;
    write(".host", &site.domain)?;
    // Where nobody gave it a name, its domain stands there already.
    dom::show(
        &inside(&row, ".host")?,
        Shown::from(site.name != site.domain),
    );
    if !site.others.is_empty() {
        write(".others", &others(&site.others))?;
        dom::show(&inside(&row, ".others")?, Shown::Yes);
    }
    let hosts = match &site.sign_in_hosts {
        None => i18n::text("sites_signs_in_all"),
        Some(hosts) => i18n::text_with("sites_signs_in", &[&hosts.join(", ")]),
    };
    write(".signs_in", &hosts)?;
    match site.origin {
        Origin::Preset => write(".mark", &i18n::text("sites_always_on"))?,
        Origin::Policy => write(".mark", &i18n::text("sites_by_policy"))?,
        Origin::Own => return own(row, site.clone()),
    }
    dom::show(&inside(&row, ".mark")?, Shown::Yes);
    Ok(row)
}

fn own(row: HtmlElement, site: SiteView) -> Result<HtmlElement, JsValue> {
    let actions: HtmlElement = inside(&row, ".own")?;
    let altering: HtmlElement = inside(&row, ".altering")?;
    let removing: HtmlElement = inside(&row, ".removing")?;
    let turn_to = {
        let (actions, altering, removing) = (actions.clone(), altering.clone(), removing.clone());
        move |shown: &HtmlElement| {
            for part in [&actions, &altering, &removing] {
                dom::show(part, Shown::from(part == shown));
            }
        }
    };
    dom::show(&actions, Shown::Yes);
    let question = i18n::text_with("sites_remove_question", &[&site.name, &site.domain]);
    inside::<Element>(&removing, ".question")?.set_text_content(Some(&question));
    for (button, text) in [(".alter", "sites_alter_of"), (".remove", "sites_remove_of")] {
        let button: Element = inside(&actions, button)?;
        button.set_attribute("aria-label", &i18n::text_with(text, &[&site.name]))?;
    }

    let alter: HtmlElement = inside(&actions, ".alter")?;
    let remove: HtmlElement = inside(&actions, ".remove")?;
    for (cancel, back_to) in [
        (inside::<HtmlElement>(&altering, ".cancel")?, &alter),
        (inside(&removing, ".no")?, &remove),
    ] {
        let (turn_to, actions, back_to) = (turn_to.clone(), actions.clone(), back_to.clone());
        dom::on(&cancel, "click", move |_| {
            turn_to(&actions);
            let _focused = back_to.focus();
        })?;
    }
    {
        let (turn_to, removing) = (turn_to.clone(), removing.clone());
        let no: HtmlElement = inside(&removing, ".no")?;
        dom::on(&remove, "click", move |_| {
            turn_to(&removing);
            let _focused = no.focus();
        })?;
    }
    let fields: Rc<RefCell<Option<Fields>>> = Rc::default();
    {
        let place: Element = inside(&altering, ".place")?;
        let (altering, site, fields) = (altering.clone(), site.clone(), fields.clone());
        dom::on(&alter, "click", move |_| {
            if let Ok(new) = fields_of(&place, &site) {
                turn_to(&altering);
                let _focused = new.focus();
                *fields.borrow_mut() = Some(new);
            }
        })?;
    }
    dom::on(&altering, "submit", move |event| {
        event.prevent_default();
        if let Some(fields) = fields.borrow().clone() {
            page::spawn(save(fields));
        }
    })?;
    let yes: HtmlElement = inside(&removing, ".yes")?;
    dom::on(&yes, "click", move |_| page::spawn(take_off(site.clone())))?;
    Ok(row)
}

fn fields_of(place: &Element, site: &SiteView) -> Result<Fields, JsValue> {
    let domain = [site.domain.clone()];
    let known = Known {
        domain: &site.domain,
        others: &site.others,
        name: &site.name,
        chosen: site.sign_in_hosts.as_deref(),
        proposed: site.sign_in_hosts.as_deref().unwrap_or(&domain),
    };
    Fields::put(place, &known)
}

async fn save(fields: Fields) -> Result<(), JsValue> {
    let site: SiteRecord = fields.record();
    let words = i18n::text_with("sites_saved", &[site.name.trim()]);
    match ask(FromOptions::AlterSite(site)).await {
        Some(OptionsAnswer::Refused(refusal)) => {
            fields.refuse(&refusal)?;
            fields.focus()
        }
        answer => ended(answer, &words),
    }
}

async fn take_off(site: SiteView) -> Result<(), JsValue> {
    let answer = ask(FromOptions::RemoveSite(site.domain)).await;
    ended(answer, &i18n::text_with("sites_removed", &[&site.name]))
}

fn ended(answer: Option<OptionsAnswer>, words: &str) -> Result<(), JsValue> {
    say_nothing()?;
    match answer {
        Some(OptionsAnswer::Sites(sites)) => {
            draw_page(sites)?;
            dom::begin_at(&by_id("protected")?)?;
            say(words)
        }
        Some(OptionsAnswer::Refused(_)) => {
            // Another page of the extension took it off the list meanwhile.
            page::spawn(refresh());
            Ok(())
        }
        _ => unanswered(),
    }
}
