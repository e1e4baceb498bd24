//! The section in which the profile is edited: a draft is kept while it is typed, and Submit publishes
//! it, or leaves it to the administrator.

mod codes;

use signin_seal_shared::account::{
    AccountReply, AccountRequest, Approval, Profile, ProfileFault, ProfileField, ProfileState,
};
use signin_seal_shared::limits::{PROFILE_ABOUT_CHARACTERS, PROFILE_LANGUAGES};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::form::{Form, elements};
use super::{AccountProblem, ask, desk, draft, question, words};
use crate::browser::names::{self, Named};
use crate::browser::{i18n, storage, time};
use crate::dom::{self, Shown, by_id, inside};

/// The policy that says who approves profiles, and its value for a person.
const POLICY: (&str, &str) = ("ProfileApproval", "administrator");

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    for (menu, kind, codes) in [
        ("profile_country", Named::Region, codes::REGIONS),
        ("profile_language", Named::Language, codes::LANGUAGES),
    ] {
        let menu: HtmlSelectElement = by_id(menu)?;
        let codes: Vec<&str> = codes.split_whitespace().collect();
        for (code, name) in names::sorted(kind, &codes) {
            question::add_option(&menu, &code, &name)?;
        }
    }
    dom::on(&by_id("profile_form")?, "input", |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        // A language counts when it is added, not when it stands in the menu.
        if target.is_none_or(|field| field.id() != "profile_language") {
            let _kept = edited();
        }
    })?;
    dom::on(&by_id("profile_add_language")?, "click", |_| {
        let _added = add_language();
    })?;
    Form::on_submit("profile_form", async |form: &Form| submit(form).await)
}

/// Shows how the profile stands, and what may be edited: the draft, else what was submitted, else what
/// is published.
pub(super) async fn open() -> Result<(), JsValue> {
    // What is typed before it is filled would be lost.
    dom::show(&by_id("profile_form")?, Shown::No);
    match ask(AccountRequest::ReadProfile {}).await {
        Ok(AccountReply::Profile(state)) => {
            let shown = [
                state.draft.clone(),
                state.submitted.as_ref().map(|(profile, _)| profile.clone()),
                state.published.as_ref().map(|(profile, _)| profile.clone()),
            ];
            fill(&shown.into_iter().flatten().next().unwrap_or_default())?;
            dom::show(&by_id("profile_form")?, Shown::Yes);
            draw(&state)
        }
        Ok(_) => super::show_problem(Some(&AccountProblem::noise())),
        Err(problem) => super::show_problem(Some(&problem)),
    }
}

async fn submit(form: &Form) -> Result<(), JsValue> {
    let approval = match storage::read_policy_text(POLICY.0).await {
        Some(value) if value == POLICY.1 => Approval::Administrator,
        _ => Approval::Automatic,
    };
    let profile = typed()?;
    match ask(AccountRequest::SubmitProfile { profile, approval }).await {
        Ok(AccountReply::Profile(state)) => {
            draft::forget();
            draw(&state)?;
            desk::refresh().await?;
            desk::say(&i18n::text(match state.submitted {
                Some(_) => "profile_submitted",
                None => "profile_published",
            }))
        }
        Ok(AccountReply::ProfileFaults { faults }) => {
            for (field, fault) in faults {
                form.fault(field_id(field), &fault_words(field, fault))?;
            }
            Ok(())
        }
        Ok(_) => form.refuse(&AccountProblem::noise()),
        Err(problem) => form.refuse(&problem),
    }
}

/// The person changed something: it is kept as a draft.
fn edited() -> Result<(), JsValue> {
    let profile = typed()?;
    write_count(&profile.about)?;
    draft::typed(profile);
    dom::write("profile_kept", &i18n::text("profile_draft"))
}

fn typed() -> Result<Profile, JsValue> {
    let languages: Element = by_id("profile_languages")?;
    let languages = elements(&languages.query_selector_all("[data-code]")?);
    Ok(Profile {
        name: Form::text("profile_name")?,
        country: Form::text("profile_country")?,
        company: Form::text("profile_company")?,
        job: Form::text("profile_job")?,
        phone: Form::text("profile_phone")?,
        website: Form::text("profile_website")?,
        languages: languages
            .iter()
            .filter_map(|language| language.get_attribute("data-code"))
            .collect(),
        about: Form::text("profile_about")?,
    })
}

fn fill(profile: &Profile) -> Result<(), JsValue> {
    Form::of("profile_form")?.clean()?;
    for (id, text) in [
        ("profile_name", &profile.name),
        ("profile_country", &profile.country),
        ("profile_company", &profile.company),
        ("profile_job", &profile.job),
        ("profile_phone", &profile.phone),
        ("profile_website", &profile.website),
        ("profile_about", &profile.about),
    ] {
        Form::fill(id, text)?;
    }
    by_id::<Element>("profile_languages")?.set_text_content(None);
    for code in &profile.languages {
        put_language(code)?;
    }
    dom::write("profile_kept", "")?;
    write_count(&profile.about)
}

fn write_count(about: &str) -> Result<(), JsValue> {
    let count = about.chars().count().to_string();
    let limit = PROFILE_ABOUT_CHARACTERS.to_string();
    dom::write(
        "profile_about_count",
        &i18n::text_with("profile_count", &[&count, &limit]),
    )
}

fn add_language() -> Result<(), JsValue> {
    let code = Form::text("profile_language")?;
    let languages = typed()?.languages;
    if code.is_empty() || languages.contains(&code) || languages.len() >= PROFILE_LANGUAGES {
        return Ok(());
    }
    put_language(&code)?;
    Form::fill("profile_language", "")?;
    edited()
}

fn put_language(code: &str) -> Result<(), JsValue> {
    let row = dom::copy_of("language")?;
    let name = names::name(Named::Language, code);
    row.set_attribute("data-code", code)?;
    inside::<Element>(&row, ".name")?.set_text_content(Some(&name));
    let remove: HtmlElement = inside(&row, "button")?;
    let words = i18n::text_with("profile_remove_language", &[&name]);
    remove.set_attribute("aria-label", &words)?;
    let whole = row.clone();
    dom::on(&remove, "click", move |_| {
        whole.remove();
        let _kept = edited();
        // The button is gone: the keyboard goes on from the menu.
        let _focused = by_id::<HtmlElement>("profile_language").and_then(|menu| menu.focus());
    })?;
    by_id::<Element>("profile_languages")?.append_child(&row)?;
    Ok(())
}

/// How the profile stands, and what is published of it.
fn draw(state: &ProfileState) -> Result<(), JsValue> {
    let stand: HtmlElement = by_id("profile_state")?;
    let waits = state
        .submitted
        .as_ref()
        .map(|(_, at)| i18n::text_with("profile_waits", &[&time::words(*at)]));
    let rejected = state.rejected.as_ref().map(|rejection| {
        let when = time::words(rejection.at_ms);
        i18n::text_with("profile_was_rejected", &[&when, &rejection.reason])
    });
    let is_rejected = waits.is_none() && rejected.is_some();
    dom::show(&stand, Shown::from(waits.is_some() || rejected.is_some()));
    stand.set_class_name(if is_rejected { "problem" } else { "waits" });
    stand.set_text_content(waits.or(rejected).as_deref());
    let published: HtmlElement = by_id("profile_published")?;
    dom::show(&published, Shown::from(state.published.is_some()));
    let none: HtmlElement = by_id("profile_unpublished")?;
    dom::show(&none, Shown::from(state.published.is_none()));
    if let Some((profile, at)) = &state.published {
        write_published(profile, *at)?;
    }
    Ok(())
}

fn write_published(profile: &Profile, at_ms: i64) -> Result<(), JsValue> {
    let since = i18n::text_with("profile_since", &[&time::date_words(at_ms)]);
    dom::write("published_since", &since)?;
    dom::write("published_name", &profile.name)?;
    let list: Element = by_id("published_facts")?;
    list.set_text_content(None);
    let languages = profile.languages.iter();
    let languages: Vec<String> = languages
        .map(|code| names::name(Named::Language, code))
        .collect();
    let country = match profile.country.as_str() {
        "" => String::new(),
        code => words::country(code),
    };
    for (label, fact) in [
        ("profile_company", profile.company.clone()),
        ("profile_country", country),
        ("profile_job", profile.job.clone()),
        ("profile_phone", profile.phone.clone()),
        ("profile_website", profile.website.clone()),
        ("profile_languages", languages.join(", ")),
        ("profile_about", profile.about.clone()),
    ] {
        if !fact.is_empty() {
            let row = dom::copy_of("fact")?;
            inside::<Element>(&row, "dt")?.set_text_content(Some(&i18n::text(label)));
            inside::<Element>(&row, "dd")?.set_text_content(Some(&fact));
            list.append_child(&row)?;
        }
    }
    Ok(())
}

fn field_id(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Name => "profile_name",
        ProfileField::Country => "profile_country",
        ProfileField::Company => "profile_company",
        ProfileField::Job => "profile_job",
        ProfileField::Phone => "profile_phone",
        ProfileField::Website => "profile_website",
        ProfileField::Languages => "profile_language",
        ProfileField::About => "profile_about",
    }
}

fn fault_words(field: ProfileField, fault: ProfileFault) -> String {
    i18n::text(match (field, fault) {
        (_, ProfileFault::Missing) => "account_missing",
        (_, ProfileFault::Invisible) => "profile_fault_invisible",
        (ProfileField::Phone, ProfileFault::Form) => "profile_fault_phone",
        (ProfileField::Website, ProfileFault::Form) => "profile_fault_website",
        (_, ProfileFault::Form) => "profile_fault_form",
        (ProfileField::Languages, ProfileFault::TooLong) => "profile_fault_languages",
        (ProfileField::About, ProfileFault::TooLong) => "profile_fault_about",
        (_, ProfileFault::TooLong) => "profile_fault_long",
    })
}
