//! The member's profile on its way from a draft to what is published.

use signin_seal_shared::account::{
    AccountReply, Approval, Card, MessageKind, Profile, ProfileState, Rejection,
};
use url::Url;

use super::fault::AccountFault;
use super::{messages, photo};
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::store::{Part, Store};

/// Bytes of a draft, at most: several times what a whole profile has, and few enough that all of its
/// stands have room in one answer.
const DRAFT_BYTES: usize = 100_000;

/// Keeps a draft, with whatever faults.
pub(super) fn save_draft(store: &mut Store, draft: Profile, now: UnixMillis) -> Result<(), Fault> {
    let fits = serde_json::to_vec(&draft).is_ok_and(|text| text.len() <= DRAFT_BYTES);
    if !fits {
        return Err(AccountFault::Setting { field: "profile" }.into());
    }
    change(store, now, |state| state.draft = Some(draft))
}

/// Submits a profile; it is published at once where nobody need approve it.
pub(super) fn submit(
    store: &mut Store,
    profile: Profile,
    approval: Approval,
    now: UnixMillis,
) -> Result<AccountReply, Fault> {
    let profile = profile.tidied();
    let faults = profile.faults(is_website);
    if !faults.is_empty() {
        save_draft(store, profile, now)?;
        return Ok(AccountReply::ProfileFaults { faults });
    }
    store.at_once(|store| {
        let mut state: ProfileState = store.part(Part::Profile)?;
        state.draft = None;
        state.rejected = None;
        match approval {
            Approval::Administrator => state.submitted = Some((profile, now.0)),
            Approval::Automatic => {
                state.submitted = None;
                state.published = Some((profile, now.0));
                messages::tell(store, MessageKind::ProfilePublished, &[], now)?;
            }
        }
        store.keep_part(Part::Profile, &state, now)?;
        Ok(AccountReply::Profile(Box::new(state)))
    })
}

/// Publishes what waits for approval. False where nothing waits.
pub(crate) fn approve(store: &mut Store, now: UnixMillis) -> Result<bool, Fault> {
    store.at_once(|store| {
        let mut state: ProfileState = store.part(Part::Profile)?;
        let Some((profile, _)) = state.submitted.take() else {
            return Ok(false);
        };
        state.published = Some((profile, now.0));
        state.rejected = None;
        store.keep_part(Part::Profile, &state, now)?;
        messages::tell(store, MessageKind::ProfilePublished, &[], now)?;
        Ok(true)
    })
}

/// Gives what waits for approval back to the member, as a draft. False where nothing waits.
pub(crate) fn reject(store: &mut Store, reason: &str, now: UnixMillis) -> Result<bool, Fault> {
    store.at_once(|store| {
        let mut state: ProfileState = store.part(Part::Profile)?;
        let Some((profile, _)) = state.submitted.take() else {
            return Ok(false);
        };
        // What the member wrote meanwhile goes before it.
        state.draft.get_or_insert(profile);
        state.rejected = Some(Rejection {
            at_ms: now.0,
            reason: reason.to_owned(),
        });
        store.keep_part(Part::Profile, &state, now)?;
        messages::tell(
            store,
            MessageKind::ProfileRejected,
            &[("reason", reason)],
            now,
        )?;
        Ok(true)
    })
}

/// What is published of the member.
pub(super) fn card(store: &Store) -> Result<Card, Fault> {
    let state: ProfileState = store.part(Part::Profile)?;
    let published = state.published.map(|(profile, _)| profile);
    let Profile { name, company, .. } = published.unwrap_or_default();
    Ok(Card {
        name,
        company,
        photo: photo::read(store, Part::CardPhoto)?,
    })
}

fn change(
    store: &mut Store,
    now: UnixMillis,
    change: impl FnOnce(&mut ProfileState),
) -> Result<(), Fault> {
    store.at_once(|store| {
        let mut state = store.part(Part::Profile)?;
        change(&mut state);
        store.keep_part(Part::Profile, &state, now)?;
        Ok(())
    })
}

fn is_website(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.host_str().is_some_and(|host| host.contains('.'))
    })
}
