//! Whether a seal may be made: not in a private window, not against a policy, not on a public
//! computer.
//!
//! For some seconds after its start the browser does not say what the policy is, and until then it
//! allows. Nothing waits for it: a person needs longer than that to make a seal, and the page
//! changes as soon as the answer is there.

use wasm_bindgen::JsValue;

use super::{router, state};
use crate::browser::runtime::{self, Sender};
use crate::browser::storage;
use crate::messages::{Computer, May, POLICY_CHANGED};

/// The administrator's switch (`managed_schema.json`).
const POLICY: &str = "AllowSeal";
const ALLOWED: &str = "allowed";
const FORBIDDEN: &str = "forbidden";

/// Whether the page of `sender` may make a seal.
pub(super) fn of(sender: &Sender) -> May {
    let (computer, allows) =
        state::with(|state| (state.choices.computer, state.policy_allows)).unwrap_or_default();
    match computer {
        _ if sender.private => May::PrivateWindow,
        _ if allows == Some(false) => May::Policy,
        Some(Computer::Own) => May::Yes,
        Some(Computer::Public) => May::PublicComputer,
        None => May::AskWhose,
    }
}

/// What the policy was when the browser last said so, since it started.
pub(super) async fn last_known() -> Result<Option<bool>, JsValue> {
    let text = storage::read_session(POLICY).await?;
    Ok(text.map(|text| text == ALLOWED))
}

/// Asks the browser for the policy, and tells the pages where it is another than before.
pub async fn on_policy_changed() {
    let allows = storage::read_policy(POLICY).await != Some(false);
    let before = state::with(|state| state.policy_allows.replace(allows)).flatten();
    let word = if allows { ALLOWED } else { FORBIDDEN };
    // Where it cannot be kept, the next worker asks again.
    let _kept = storage::write_session(POLICY, word).await;
    if before.unwrap_or(true) != allows {
        runtime::broadcast(POLICY_CHANGED);
        router::tell_everybody().await;
    }
}
