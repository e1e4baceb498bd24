//! What the account page shows first.

use signin_seal_shared::account::{
    Facts, Level, MailServer, MailState, MessageKind, Overview, SignInKind,
};

use super::mail::Sending;
use super::profile;
use super::record::Record;
use crate::fault::Fault;
use crate::store::{Part, Store, Visitor};

/// The whole of it, for the session that began with this sign-in.
pub(super) fn overview(store: &Store, visitor: &Visitor, sign_in: i64) -> Result<Overview, Fault> {
    let record: Record = store.part(Part::Record)?;
    let (level, raises) = level(store, visitor, &record)?;
    let of_account =
        |place: &signin_seal_shared::account::PlaceOfSignIn| place.kind == SignInKind::Account;
    Ok(Overview {
        card: profile::card(store)?,
        level,
        raises,
        has_question: record.question.is_some(),
        password_set_ms: record.password_set_ms,
        sign_ins: store.sign_ins_up_to(sign_in, of_account, 2)?,
        history_rows: store.count_sign_ins()?,
        unread: store.unread()?,
        retention_days: record.retention_days,
        mail: mail_state(store)?,
        email: record.email,
        address: record.address,
        choices: record.choices,
        server: record.server.map(without_password),
    })
}

/// The security level.
pub(super) fn level(
    store: &Store,
    visitor: &Visitor,
    record: &Record,
) -> Result<(Level, Vec<signin_seal_shared::account::Raise>), Fault> {
    Ok(Level::of(&Facts {
        password_score: record.password_score,
        has_question: record.question.is_some(),
        has_email: record.email.is_some(),
        has_seal: store.read_seal(&visitor.profile)?.is_some(),
        sends_mail: sends_mail(record),
    }))
}

/// Whether the person hears of an unusual sign-in outside of this computer.
pub(super) fn sends_mail(record: &Record) -> bool {
    record.server.is_some() && record.choices.0.contains(&MessageKind::NewPlace)
}

/// How the sending goes.
pub(super) fn mail_state(store: &Store) -> Result<MailState, Fault> {
    let sending: Sending = store.part(Part::Mail)?;
    let (waiting, given_up) = store.letters()?;
    Ok(MailState {
        waiting,
        given_up,
        sent_ms: sending.sent_ms,
        last_error: sending.last_error,
    })
}

fn without_password(server: MailServer) -> MailServer {
    MailServer {
        password: None,
        ..server
    }
}
