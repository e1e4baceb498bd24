//! What happens outside of the account, and is told to the member: nothing where there is none.

use signin_seal_shared::account::{AddressSettings, MessageKind, SignInKind};
use signin_seal_shared::guarding::Whose;
use signin_seal_shared::limits::HOST_BYTES;
use signin_seal_shared::protocol::Event;

use super::sign_ins::{self, Target};
use super::{ErrandsIn, Record, messages};
use crate::address;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::store::{Part, Store, StoreError, Visitor};

/// Bytes of a site's name that are kept.
const SITE_BYTES: usize = 200;

/// Notes what the extension saw.
pub(crate) fn note(
    store: &mut Store,
    visitor: &Visitor,
    event: Event,
    errands: &mut ErrandsIn<'_>,
    now: UnixMillis,
) -> Result<(), Fault> {
    tracing::info!(kind = event.name(), "an event was noted");
    if !store.has_member()? {
        return Ok(());
    }
    let (kind, host, site) = match event {
        Event::SignedIn { site, host, stun } => {
            let (site, host) = (cut(site, SITE_BYTES), cut(host, HOST_BYTES));
            errands.keep_sign_in(site, host, stun, visitor.clone(), now);
            return Ok(());
        }
        Event::ImitationMet { host, site } => (MessageKind::ImitationMet, host, site),
        Event::WarningPassed { host, site } => (MessageKind::WarningPassed, host, site),
        Event::PasswordStopped { host, whose } => {
            let (host, site) = (cut(host, HOST_BYTES), cut(name_of(whose), SITE_BYTES));
            keep_stopped(store, visitor, &host, &site, now)?;
            errands.deliver();
            return Ok(());
        }
        Event::PasswordEntered { host, whose } => {
            (MessageKind::PasswordEntered, host, name_of(whose))
        }
    };
    let (host, site) = (cut(host, HOST_BYTES), cut(site, SITE_BYTES));
    let facts = [("host", host.as_str()), ("site", &site)];
    store.at_once(|store| messages::tell(store, kind, &facts, now))?;
    errands.deliver();
    Ok(())
}

/// Keeps in the history that a password was kept from a page, and tells of it.
fn keep_stopped(
    store: &mut Store,
    visitor: &Visitor,
    host: &str,
    site: &str,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let record: Record = store.part(Part::Record)?;
    // Without a STUN server: what a page brings about must make nobody send anything.
    let settings = AddressSettings {
        stun: None,
        ..record.address
    };
    let found = address::find(&settings, None);
    let kind = SignInKind::Stopped;
    let target = Target { site, host };
    sign_ins::keep(store, kind, target, visitor, &found, now).map(drop)
}

/// The name of a site; empty for the account.
fn name_of(whose: Whose) -> String {
    match whose {
        Whose::Account {} => String::new(),
        Whose::Site { name, .. } => name,
    }
}

/// A seal was saved in place of another one.
pub(crate) fn seal_changed(
    store: &Store,
    visitor: &Visitor,
    now: UnixMillis,
) -> Result<(), StoreError> {
    tell_of_seal(store, MessageKind::SealChanged, visitor, now)
}

/// A seal was removed.
pub(crate) fn seal_removed(
    store: &Store,
    visitor: &Visitor,
    now: UnixMillis,
) -> Result<(), StoreError> {
    tell_of_seal(store, MessageKind::SealRemoved, visitor, now)
}

fn tell_of_seal(
    store: &Store,
    kind: MessageKind,
    visitor: &Visitor,
    now: UnixMillis,
) -> Result<(), StoreError> {
    if !store.has_member()? {
        return Ok(());
    }
    messages::tell(store, kind, &[("browser", &visitor.browser)], now)
}

fn cut(mut text: String, bytes: usize) -> String {
    text.retain(|character| !character.is_control());
    text.truncate(text.floor_char_boundary(bytes));
    text
}
