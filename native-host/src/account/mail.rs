//! Setting and trying the SMTP server, and sending what waits.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use signin_seal_shared::account::{AccountReply, MailServer};

use super::Asked;
use super::fault::AccountFault;
use super::record::Record;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::mail::{self, Letter, MailError};
use crate::store::{Part, Store};

/// How long a server may take for one e-mail.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long it may take while the person waits for it: less than the page waits for an answer.
const TRIAL_PATIENCE: Duration = Duration::from_secs(7);

/// How the sending goes, as it is kept.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Sending {
    pub(super) sent_ms: Option<i64>,
    pub(super) last_error: Option<String>,
}

/// Sets the server, or none. A password that is not given stays, for the same server only.
pub(super) fn set_server(
    asked: &mut Asked<'_>,
    server: Option<MailServer>,
) -> Result<AccountReply, Fault> {
    if let Some(server) = &server {
        mail::check(server).map_err(|field| AccountFault::Setting { field })?;
    }
    let now = asked.now;
    asked.store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        record.server = server.map(|mut server| {
            let is_same = |old: &&MailServer| {
                // Another server must not be handed the password of this one.
                (&old.host, old.port, &old.user) == (&server.host, server.port, &server.user)
            };
            if server.password.is_none() {
                let old = record.server.as_ref().filter(is_same);
                server.password = old.and_then(|old| old.password.clone());
            }
            server
        });
        if record.server.is_none() {
            store.empty_outbox()?;
        }
        store.keep_part(Part::Record, &record, now)?;
        store.keep_part(Part::Mail, &Sending::default(), now)?;
        Ok::<_, Fault>(())
    })?;
    asked.errands.deliver();
    Ok(AccountReply::Done {})
}

/// Sends a message to the member's own address now.
pub(super) fn try_server(asked: &mut Asked<'_>) -> Result<AccountReply, Fault> {
    let record: Record = asked.store.part(Part::Record)?;
    let server = record
        .server
        .ok_or(AccountFault::Setting { field: "host" })?;
    let email = record
        .email
        .ok_or(AccountFault::Setting { field: "email" })?;
    let letter = Letter::trial(&email, &record.language, asked.now);
    let sent = mail::send(&server, &letter, TRIAL_PATIENCE);
    note(asked.store, &sent, asked.now)?;
    sent.map_err(|error| AccountFault::Mail {
        reason: error.to_string(),
    })?;
    Ok(AccountReply::Done {})
}

/// Sends what is due, one e-mail after the other, until nothing is or somebody says stop.
pub(super) fn deliver(
    store: &mut Store,
    now: impl Fn() -> UnixMillis,
    goes_on: impl Fn() -> bool,
) -> Result<(), Fault> {
    while goes_on() {
        let record: Record = store.part(Part::Record)?;
        let Some(server) = record.server else {
            return Ok(());
        };
        let taken_at = now();
        let put_off = |made, attempts| mail::next_try(made, attempts, taken_at);
        let Some(taken) = store.take_letter(taken_at, put_off)? else {
            return Ok(());
        };
        let outgoing = &taken.outgoing;
        let letter = Letter::new(
            outgoing.message.kind,
            &outgoing.message.parameters,
            &outgoing.to,
            &outgoing.language,
            taken.made,
        );
        let sent = mail::send(&server, &letter, PATIENCE);
        note(store, &sent, now())?;
        match sent {
            Ok(()) => store.letter_is_sent(taken.id)?,
            Err(MailError::Permanent(_)) => store.give_letter_up(taken.id, now())?,
            Err(MailError::Temporary(_)) => {
                if mail::next_try(taken.made, taken.attempts, now()).is_none() {
                    store.give_letter_up(taken.id, now())?;
                }
            }
        }
    }
    Ok(())
}

fn note(store: &mut Store, sent: &Result<(), MailError>, now: UnixMillis) -> Result<(), Fault> {
    store.at_once(|store| {
        let mut sending: Sending = store.part(Part::Mail)?;
        match sent {
            Ok(()) => {
                sending.sent_ms = Some(now.0);
                sending.last_error = None;
            }
            Err(error) => {
                tracing::warn!("an e-mail was not sent");
                sending.last_error = Some(error.to_string());
            }
        }
        store.keep_part(Part::Mail, &sending, now)?;
        Ok(())
    })
}
