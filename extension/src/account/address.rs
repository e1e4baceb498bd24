//! The section about the address in use: how it is found, and where it is.

use signin_seal_shared::account::{
    AccountReply, AccountRequest, AddressFound, AddressSettings, AddressSource,
};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::form::Form;
use super::{AccountProblem, ask, change, desk, show_problem, words};
use crate::browser::{i18n, storage};
use crate::dom::{self, Shown, by_id};
use crate::page;

/// The policy that names a STUN server.
const POLICY: &str = "StunServer";

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    dom::on(&by_id("address_again")?, "click", |_| page::spawn(find()))?;
    Form::on_submit("address_form", async |form: &Form| {
        let text = |id: &str| -> Result<Option<String>, JsValue> {
            let text = Form::text(id)?.trim().to_owned();
            Ok((!text.is_empty()).then_some(text))
        };
        // What the administrator set is no choice of the person's.
        let is_set: bool = by_id::<HtmlInputElement>("address_stun")?.disabled();
        let own = desk::with(|overview| overview.address.stun.clone()).flatten();
        let settings = AddressSettings {
            stun: if is_set { own } else { text("address_stun")? },
            file: text("address_file")?,
        };
        match change(AccountRequest::SetAddress { settings }).await {
            Ok(()) => {
                desk::refresh().await?;
                form.say(&i18n::text("account_saved"))?;
                find().await
            }
            Err(problem) => form.refuse(&problem),
        }
    })
}

/// Shows the settings, and finds the address.
pub(super) async fn open() -> Result<(), JsValue> {
    // What is typed before it is filled would be lost.
    dom::show(&by_id("address_form")?, Shown::No);
    let settings = desk::with(|overview| overview.address.clone()).unwrap_or_default();
    let policy = policy_server().await;
    let stun: HtmlInputElement = by_id("address_stun")?;
    stun.set_disabled(policy.is_some());
    dom::show(&by_id("address_policy")?, Shown::from(policy.is_some()));
    let shown = policy.or(settings.stun).unwrap_or_default();
    stun.set_value(&shown);
    Form::fill("address_file", &settings.file.unwrap_or_default())?;
    dom::show(&by_id("address_form")?, Shown::Yes);
    find().await
}

/// The STUN server of the policy, where it has one.
pub(super) async fn policy_server() -> Option<String> {
    storage::read_policy_text(POLICY).await
}

async fn find() -> Result<(), JsValue> {
    dom::write("address_found", &i18n::text("address_looking"))?;
    let stun = policy_server().await;
    match ask(AccountRequest::FindAddress { stun }).await {
        Ok(AccountReply::Address(found)) => draw(&found),
        Ok(_) => show_problem(Some(&AccountProblem::noise())),
        Err(problem) => show_problem(Some(&problem)),
    }
}

fn draw(found: &AddressFound) -> Result<(), JsValue> {
    let address = match &found.address {
        Some(address) => address.clone(),
        None => i18n::text("address_none"),
    };
    dom::write("address_found", &address)?;
    dom::write("address_location", &words::location(&found.location))?;
    let source = match found.source {
        AddressSource::Route => "address_by_route",
        AddressSource::Stun => "address_by_stun",
    };
    dom::write("address_source", &i18n::text(source))?;
    dom::write("address_date", &found.file_date)?;
    let stun: HtmlElement = by_id("address_stun_failed")?;
    dom::show(&stun, Shown::from(found.stun_failed));
    let file: HtmlElement = by_id("address_file_failed")?;
    dom::show(&file, Shown::from(found.file_failed));
    let whois = words::whois(found.address.as_deref(), &found.location);
    dom::show(&by_id("address_whois")?, Shown::from(whois.is_some()));
    if let Some(whois) = whois {
        by_id::<Element>("address_whois")?.set_attribute("href", &whois)?;
    }
    Ok(())
}
