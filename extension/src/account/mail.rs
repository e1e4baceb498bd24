//! The section of the e-mail service: which messages go out, and by which server.

use signin_seal_shared::account::{
    AccountRequest, MailSecurity, MailServer, MailState, MessageChoices, MessageColumn, MessageKind,
};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::form::Form;
use super::{AccountProblem, change, desk};
use crate::browser::{i18n, time};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    for kind in MessageKind::ALL {
        put_switch(*kind)?;
    }
    Form::on_submit("mail_form", async |form: &Form| save(form).await)?;
    dom::on(&by_id("mail_try")?, "click", |_| page::spawn(try_it()))?;
    dom::on(&by_id("mail_remove")?, "click", |_| page::spawn(remove()))?;
    dom::on(&by_id("mail_security")?, "change", |_| {
        let _followed = follow_security();
    })
}

/// Shows what is chosen and set.
pub(super) async fn open() -> Result<(), JsValue> {
    // What is typed before it is filled would be lost.
    dom::show(&by_id("mail_form")?, Shown::No);
    desk::refresh().await?;
    let known = desk::with(|overview| {
        (
            overview.choices.clone(),
            overview.server.clone(),
            overview.mail.clone(),
        )
    });
    let Some((choices, server, state)) = known else {
        return Ok(());
    };
    for kind in MessageKind::ALL {
        let switch: HtmlInputElement = by_id(&switch_id(*kind))?;
        switch.set_checked(choices.0.contains(kind));
    }
    Form::of("mail_form")?.empty()?;
    fill(server.as_ref())?;
    dom::show(&by_id("mail_form")?, Shown::Yes);
    draw_state(server.is_some(), &state)
}

fn switch_id(kind: MessageKind) -> String {
    format!("choice_{}", kind.name())
}

fn put_switch(kind: MessageKind) -> Result<(), JsValue> {
    let column = match kind.column() {
        MessageColumn::TradeAlerts => "column_trade_alerts",
        MessageColumn::MembershipServices => "column_membership_services",
        MessageColumn::Notifications => "column_notifications",
    };
    let row = dom::copy_of("choice")?;
    let switch: HtmlInputElement = inside(&row, "input")?;
    switch.set_id(&switch_id(kind));
    let words = i18n::text(&format!("message_{}", kind.name()));
    inside::<Element>(&row, ".name")?.set_text_content(Some(&words));
    dom::on(&switch, "change", |_| page::spawn(choose()))?;
    inside::<Element>(by_id::<HtmlElement>(column)?.as_ref(), ".choices")?.append_child(&row)?;
    Ok(())
}

/// Each switch counts at once.
async fn choose() -> Result<(), JsValue> {
    let mut chosen = Vec::new();
    for kind in MessageKind::ALL {
        if by_id::<HtmlInputElement>(&switch_id(*kind))?.checked() {
            chosen.push(*kind);
        }
    }
    let choices = MessageChoices(chosen);
    match change(AccountRequest::SetChoices { choices }).await {
        Ok(()) => dom::write("choices_said", &i18n::text("account_saved")),
        Err(problem) => {
            super::show_problem(Some(&problem))?;
            open().await
        }
    }
}

fn fill(server: Option<&MailServer>) -> Result<(), JsValue> {
    let security = server.map_or(MailSecurity::Tls, |server| server.security);
    Form::fill("mail_security", name_of(security))?;
    let port = server.map_or_else(
        || usual_port(security).to_string(),
        |it| it.port.to_string(),
    );
    Form::fill("mail_port", &port)?;
    if let Some(server) = server {
        Form::fill("mail_host", &server.host)?;
        Form::fill("mail_user", &server.user)?;
        Form::fill("mail_from", &server.from)?;
        Form::fill("mail_authority", &server.authority)?;
    }
    for id in ["mail_try", "mail_remove", "mail_has_password"] {
        dom::show(&by_id(id)?, Shown::from(server.is_some()));
    }
    Ok(())
}

fn draw_state(is_set: bool, state: &MailState) -> Result<(), JsValue> {
    dom::show(&by_id("mail_off")?, Shown::from(!is_set));
    dom::show(&by_id("mail_state")?, Shown::from(is_set));
    let sent = match state.sent_ms {
        Some(at) => time::words(at),
        None => i18n::text("mail_never"),
    };
    dom::write("mail_sent", &sent)?;
    dom::write("mail_waiting", &state.waiting.to_string())?;
    dom::write("mail_given_up", &state.given_up.to_string())?;
    let error: HtmlElement = by_id("mail_error_part")?;
    dom::show(&error, Shown::from(state.last_error.is_some()));
    dom::write(
        "mail_error",
        state.last_error.as_deref().unwrap_or_default(),
    )
}

async fn save(form: &Form) -> Result<(), JsValue> {
    if !form.are_filled(&["mail_host", "mail_port", "mail_from"])? {
        return Ok(());
    }
    let Ok(port) = Form::text("mail_port")?.trim().parse::<u16>() else {
        return form.fault("mail_port", &i18n::text("mail_fault_port"));
    };
    let password = Form::secret("mail_password")?;
    let text = |id: &str| Form::text(id).map(|text| text.trim().to_owned());
    let server = MailServer {
        host: text("mail_host")?,
        port,
        security: chosen_security()?,
        user: text("mail_user")?,
        password: (!password.reveal().is_empty()).then_some(password),
        from: text("mail_from")?,
        authority: text("mail_authority")?,
    };
    set(form, Some(server), "mail_saved").await
}

async fn remove() -> Result<(), JsValue> {
    set(&Form::of("mail_form")?, None, "mail_removed").await
}

async fn set(form: &Form, server: Option<MailServer>, done: &str) -> Result<(), JsValue> {
    match change(AccountRequest::SetServer { server }).await {
        Ok(()) => {
            open().await?;
            form.say(&i18n::text(done))?;
            by_id::<HtmlElement>("mail_host")?.focus()
        }
        Err(problem) => form.refuse(&problem),
    }
}

async fn try_it() -> Result<(), JsValue> {
    let form = Form::of("mail_form")?;
    form.clean()?;
    if desk::with(|overview| overview.email.is_none()) == Some(true) {
        return form.say(&i18n::text("mail_no_email"));
    }
    form.say(&i18n::text("mail_trying"))?;
    let answer: Result<(), AccountProblem> = change(AccountRequest::TryServer {}).await;
    form.clean()?;
    match answer {
        Ok(()) => form.say(&i18n::text("mail_tried")),
        Err(problem) => form.refuse(&problem),
    }
}

/// The usual port goes with the security, unless the person wrote another one.
fn follow_security() -> Result<(), JsValue> {
    let security = chosen_security()?;
    let other = match security {
        MailSecurity::Tls => MailSecurity::StartTls,
        MailSecurity::StartTls => MailSecurity::Tls,
    };
    if Form::text("mail_port")? == usual_port(other).to_string() {
        Form::fill("mail_port", &usual_port(security).to_string())?;
    }
    Ok(())
}

fn chosen_security() -> Result<MailSecurity, JsValue> {
    let chosen = Form::text("mail_security")?;
    Ok(match chosen == name_of(MailSecurity::StartTls) {
        true => MailSecurity::StartTls,
        false => MailSecurity::Tls,
    })
}

fn name_of(security: MailSecurity) -> &'static str {
    match security {
        MailSecurity::Tls => "tls",
        MailSecurity::StartTls => "start_tls",
    }
}

/// The ports for submission (RFC 8314, sections 3.3 and 7.3).
fn usual_port(security: MailSecurity) -> u16 {
    match security {
        MailSecurity::Tls => 465,
        MailSecurity::StartTls => 587,
    }
}
