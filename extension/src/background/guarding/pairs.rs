//! The hosts that may have the password of another site, as the person says.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::state;
use crate::browser::storage::{self, Snapshot};
use crate::browser::time;
use crate::messages::PairView;

const KEY: &str = "guarding_pairs";
/// The administrator's switch (`managed_schema.json`).
const POLICY: &str = "AllowPasswordExceptions";
/// The oldest give way: the person is asked once more.
const KEPT: usize = 200;

/// The person's pairs, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::background) struct Pairs(Vec<PairView>);

/// What is kept. A list that cannot be read as a whole counts for nothing: the person is warned.
pub(in crate::background) fn read_pairs(kept: &Snapshot) -> Pairs {
    kept.local(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// The ids of the sites of which this host may have the password.
pub(super) fn of(host: &str) -> Vec<String> {
    let ids = |pairs: &Pairs| {
        let pairs = pairs.0.iter().filter(|pair| pair.host == host);
        pairs.map(|pair| pair.site.clone()).collect()
    };
    state::with(|state| ids(&state.guarding_pairs)).unwrap_or_default()
}

/// All of them, the newest first.
pub(super) fn list() -> Vec<PairView> {
    let list = state::with(|state| state.guarding_pairs.0.iter().rev().cloned().collect());
    list.unwrap_or_default()
}

/// Whether the administrator lets a person give a host the password of another site.
pub(in crate::background) async fn may_let_have() -> bool {
    storage::read_policy(POLICY).await != Some(false)
}

/// Lets `host` have the password of this site.
pub(in crate::background) async fn let_have(
    site: &str,
    name: &str,
    host: &str,
) -> Result<(), JsValue> {
    let pair = PairView {
        site: site.to_owned(),
        name: name.to_owned(),
        host: host.to_owned(),
        since_ms: time::now().0,
    };
    state::with(|state| {
        let pairs = &mut state.guarding_pairs.0;
        pairs.retain(|other| other.site != pair.site || other.host != pair.host);
        if pairs.len() >= KEPT {
            pairs.remove(0);
        }
        pairs.push(pair);
    });
    keep().await
}

/// Takes that back.
pub(super) async fn remove(site: &str, host: &str) -> Result<(), JsValue> {
    state::with(|state| {
        let pairs = &mut state.guarding_pairs.0;
        pairs.retain(|pair| pair.site != site || pair.host != host);
    });
    keep().await
}

async fn keep() -> Result<(), JsValue> {
    let text =
        state::with(|state| serde_json::to_string(&state.guarding_pairs).unwrap_or_default());
    storage::write_local(KEY, &text.unwrap_or_default()).await
}
