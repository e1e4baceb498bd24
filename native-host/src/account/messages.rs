//! Telling the member of something: in the inbox always, by e-mail where they want it.

use signin_seal_shared::account::MessageKind;
use signin_seal_shared::protocol::Parameters;

use super::record::Record;
use crate::clock::UnixMillis;
use crate::store::{Message, Outgoing, Part, Store, StoreError};

/// Tells the member.
pub(super) fn tell(
    store: &Store,
    kind: MessageKind,
    facts: &[(&str, &str)],
    now: UnixMillis,
) -> Result<(), StoreError> {
    let record: Record = store.part(Part::Record)?;
    let to: Vec<&str> = record.email.iter().map(String::as_str).collect();
    tell_all(store, &record, &to, kind, facts, now)
}

/// Tells the member at these addresses.
pub(super) fn tell_all(
    store: &Store,
    record: &Record,
    to: &[&str],
    kind: MessageKind,
    facts: &[(&str, &str)],
    now: UnixMillis,
) -> Result<(), StoreError> {
    let mut parameters = Parameters::default();
    for (name, value) in facts {
        parameters.set((*name).to_owned(), (*value).to_owned());
    }
    let message = Message { kind, parameters };
    store.put_in_inbox(&message, now)?;
    if record.server.is_none() || !record.choices.0.contains(&kind) {
        return Ok(());
    }
    for to in to {
        let outgoing = Outgoing {
            to: (*to).to_owned(),
            language: record.language.clone(),
            message: message.clone(),
        };
        store.put_in_outbox(&outgoing, now)?;
    }
    Ok(())
}
