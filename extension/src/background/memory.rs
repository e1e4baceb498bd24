//! What the extension remembers of the seal that it last saved: a keyed fingerprint, so that a seal
//! that was changed or removed behind its back is noticed.
//!
//! It stands in the browser profile's storage, the seal itself in the helper's store: whoever
//! changes one without the other is found out. The fingerprint covers the stamp, 128 random bits
//! that only the store has, so that the words of a seal cannot be guessed from the fingerprint.

use serde::{Deserialize, Serialize};
use signin_seal_shared::identity::SealStamp;
use signin_seal_shared::seal::KeptSeal;
use wasm_bindgen::JsValue;

use super::state;
use crate::browser::storage::{self, Snapshot};
use crate::browser::{hmac, randomness};

const KEY: &str = "memory";

/// The form of the fingerprint. Another form is another number, so that a later version of the
/// extension can tell a seal that was changed from one that is only written in another way.
const FORM: &str = "seal fingerprint 1";

/// How many changes without a known end are remembered.
const MOST_PENDING: usize = 8;

/// The fingerprint of the seal that was saved last, and the changes of which the end is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memory {
    /// The fingerprint's key.
    key: String,
    /// The fingerprint; none where there should be no seal.
    fingerprint: Option<String>,
    /// Written before the helper is asked for a change: where its answer is lost, both the seal
    /// before and the one after it are ours.
    pending: Vec<Pending>,
}

/// A change that the helper was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Pending {
    /// To keep a seal. Its stamp stands here as a keyed hash: the stamp itself is for the store
    /// alone.
    Saving(String),
    /// To forget the seal.
    Removing,
}

/// What the store has, held against what is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// This extension saved or removed it.
    Ours,
    /// Somebody else did.
    Foreign,
}

/// What is remembered in this browser profile; nothing on the first start.
pub(super) fn read_or_make(kept: &Snapshot) -> Result<Memory, JsValue> {
    let text = kept.local(KEY);
    if let Some(memory) = text.and_then(|text| serde_json::from_str(&text).ok()) {
        return Ok(memory);
    }
    let key = randomness::random_bytes()?;
    Ok(Memory {
        key: key.iter().map(|byte| format!("{byte:02x}")).collect(),
        fingerprint: None,
        pending: Vec::new(),
    })
}

/// A saving under this stamp.
pub(super) async fn saving(stamp: &SealStamp) -> Result<Pending, JsValue> {
    Ok(Pending::Saving(hash(stamp.as_str()).await?))
}

/// Notes that the helper is going to be asked for this change.
pub(super) async fn expect(pending: Pending) -> Result<(), JsValue> {
    change(|memory| {
        memory.pending.push(pending);
        let surplus = memory.pending.len().saturating_sub(MOST_PENDING);
        memory.pending.drain(..surplus);
    })
    .await
}

/// Notes that this change was refused: the store is as it was.
pub(super) async fn take_back(pending: &Pending) -> Result<(), JsValue> {
    change(|memory| {
        // The last of its kind: an earlier one may have happened all the same.
        if let Some(place) = memory.pending.iter().rposition(|other| other == pending) {
            memory.pending.remove(place);
        }
    })
    .await
}

/// Notes that the store has this now, and that it is as the person wants it.
pub(super) async fn remember(kept: Option<&KeptSeal>) -> Result<(), JsValue> {
    let fingerprint = fingerprint(kept).await?;
    change(|memory| {
        memory.fingerprint = fingerprint;
        memory.pending.clear();
    })
    .await
}

/// Whether what the store has now comes from here.
pub(super) async fn origin_of(kept: Option<&KeptSeal>) -> Result<Origin, JsValue> {
    let fingerprint = fingerprint(kept).await?;
    let stamp = match kept {
        Some(kept) => Some(saving(&kept.stamp).await?),
        None => None,
    };
    let Some((memory, changes_run)) =
        state::with(|state| (state.memory.clone(), state.turns.are_taken()))
    else {
        return Ok(Origin::Foreign);
    };
    if memory.fingerprint == fingerprint {
        // A change of which the end was not known did not happen.
        if !memory.pending.is_empty() && !changes_run {
            change(|memory| memory.pending.clear()).await?;
        }
        return Ok(Origin::Ours);
    }
    let expected = stamp.unwrap_or(Pending::Removing);
    if !memory.pending.contains(&expected) {
        return Ok(Origin::Foreign);
    }
    if !changes_run {
        remember(kept).await?;
    }
    Ok(Origin::Ours)
}

/// The fingerprint of what the store has; none of nothing.
pub(super) async fn fingerprint(kept: Option<&KeptSeal>) -> Result<Option<String>, JsValue> {
    let Some(kept) = kept else {
        return Ok(None);
    };
    let seal = serde_json::to_string(&kept.seal).unwrap_or_default();
    Ok(Some(hash(&format!("{FORM} {} {seal}", kept.stamp)).await?))
}

async fn hash(message: &str) -> Result<String, JsValue> {
    let key = state::with(|state| state.memory.key.clone()).unwrap_or_default();
    hmac::hmac_sha256(key.as_bytes(), message.as_bytes()).await
}

async fn change(work: impl FnOnce(&mut Memory)) -> Result<(), JsValue> {
    let text = state::with(|state| {
        work(&mut state.memory);
        serde_json::to_string(&state.memory).unwrap_or_default()
    });
    storage::write_local(KEY, &text.unwrap_or_default()).await
}
