//! Keeping sign-ins and what came to nothing, and noticing those that do not fit.

use std::collections::HashMap;

use signin_seal_shared::account::{
    AddressFound, HistoryFilter, Location, Marks, MessageKind, PlaceOfSignIn, SignInKind,
};

use super::messages;
use super::record::Record;
use crate::clock::UnixMillis;
use crate::store::{Part, Store, StoreError, Visitor};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// How far the clock may run ahead of the last sign-in before old ones are deleted by it: a clock that
/// was set years forward for a moment deletes nothing.
const TRUSTED_MS: i64 = 7 * DAY_MS;

/// What signs in where: nothing for the account itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Target<'a> {
    pub(super) site: &'a str,
    pub(super) host: &'a str,
}

/// Keeps a sign-in, tells of it, and deletes those that are too old. Returns its id.
pub(super) fn keep(
    store: &mut Store,
    kind: SignInKind,
    target: Target<'_>,
    visitor: &Visitor,
    found: &AddressFound,
    now: UnixMillis,
) -> Result<i64, StoreError> {
    let place = PlaceOfSignIn {
        kind,
        site: target.site.to_owned(),
        host: target.host.to_owned(),
        address: found.address.clone(),
        source: found.source,
        location: found.location.clone(),
        profile: visitor.profile.as_str().to_owned(),
        browser: visitor.browser.clone(),
    };
    store.at_once(|store| {
        let places = store.places()?;
        let last = store.last_sign_in_at()?;
        let mut marks = marks(&place, &places);
        marks.clock_behind = last.is_some_and(|last| now < last);
        let id = store.add_sign_in(&place, marks, now)?;
        forget_old(store, last.unwrap_or(now), now)?;
        match kind {
            SignInKind::Refused => {}
            SignInKind::Account => announce(store, &place, marks, now)?,
            SignInKind::Site => {
                announce(store, &place, marks, now)?;
                announce_move(store, &place, &places, now)?;
            }
            SignInKind::Stopped => {
                let facts = [("host", place.host.as_str()), ("site", &place.site)];
                messages::tell(store, MessageKind::PasswordStopped, &facts, now)?;
            }
        }
        Ok(id)
    })
}

/// What does not fit the earlier places of the same kind. What is no sign-in, a wrong password or one
/// that was kept from a page, fits nothing and is not marked.
fn marks(place: &PlaceOfSignIn, places: &HashMap<i64, PlaceOfSignIn>) -> Marks {
    let earlier = || places.values().filter(|earlier| earlier.kind == place.kind);
    if !is_sign_in(place.kind) || earlier().next().is_none() {
        return Marks::default();
    }
    let country = country(&place.location);
    let by_proxy =
        |place: &PlaceOfSignIn| matches!(place.location, Location::AnonymousProxy { .. });
    // Where no earlier address had a country, having one is nothing odd.
    let knows_countries = earlier().any(|earlier| self::country(&earlier.location).is_some());
    Marks {
        new_country: knows_countries
            && country.is_some()
            && !earlier().any(|earlier| self::country(&earlier.location) == country),
        new_profile: !earlier().any(|earlier| earlier.profile == place.profile),
        new_proxy: by_proxy(place) && !earlier().any(by_proxy),
        clock_behind: false,
    }
}

/// Whether somebody got in.
pub(super) fn is_sign_in(kind: SignInKind) -> bool {
    match kind {
        SignInKind::Account | SignInKind::Site => true,
        SignInKind::Refused | SignInKind::Stopped => false,
    }
}

fn country(location: &Location) -> Option<&str> {
    match location {
        Location::Country { code } => Some(code),
        Location::AnonymousProxy { code } => code.as_deref(),
        Location::Private {} | Location::Unknown {} => None,
    }
}

fn announce(
    store: &Store,
    place: &PlaceOfSignIn,
    marks: Marks,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let facts = [
        ("site", place.site.as_str()),
        ("address", place.address.as_deref().unwrap_or_default()),
        ("browser", &place.browser),
    ];
    if marks.is_unusual() {
        let country = country(&place.location).unwrap_or_default();
        let facts: Vec<_> = facts.into_iter().chain([("country", country)]).collect();
        messages::tell(store, MessageKind::NewPlace, &facts, now)
    } else {
        messages::tell(store, MessageKind::NewSignIn, &facts, now)
    }
}

/// A sign-in on another host of a site than ever before.
fn announce_move(
    store: &Store,
    place: &PlaceOfSignIn,
    places: &HashMap<i64, PlaceOfSignIn>,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let mut earlier = places
        .iter()
        .filter(|(_, earlier)| earlier.kind == SignInKind::Site && earlier.site == place.site);
    if earlier
        .clone()
        .any(|(_, earlier)| earlier.host == place.host)
    {
        return Ok(());
    }
    let newest = earlier.clone().map(|(id, _)| *id).max();
    let Some((_, before)) = earlier.find(|(id, _)| Some(**id) == newest) else {
        return Ok(());
    };
    let facts = [
        ("site", place.site.as_str()),
        ("host", &place.host),
        ("before", &before.host),
    ];
    messages::tell(store, MessageKind::SignInMoved, &facts, now)
}

/// Deletes what is older than the person wants from now on.
pub(super) fn forget_older(store: &Store, now: UnixMillis) -> Result<(), StoreError> {
    let last = store.last_sign_in_at()?;
    forget_old(store, last.unwrap_or(now), now)
}

/// Deletes what is older than the person wants, by the older of two clocks.
fn forget_old(store: &Store, last: UnixMillis, now: UnixMillis) -> Result<(), StoreError> {
    let record: Record = store.part(Part::Record)?;
    let Some(days) = record.retention_days else {
        return Ok(());
    };
    let trusted = now.0.min(last.0.saturating_add(TRUSTED_MS));
    let filter = HistoryFilter {
        to_ms: Some(trusted.saturating_sub(i64::from(days).saturating_mul(DAY_MS))),
        ..HistoryFilter::default()
    };
    if store.history(&filter, None, 1)?.is_empty() {
        return Ok(());
    }
    store.delete_sign_ins(&filter).map(drop)
}
