//! What the administrator and the circumstances allow. Whether a seal may be made: not in a private
//! window, not against a policy, not on a public computer. And whether the policy lets a person go on
//! to a lookalike.
//!
//! For some seconds after its start the browser does not say what the policy is. Nothing waits for
//! it: until then seals are allowed, since a person needs longer than that to make one, and a warning
//! says nothing of going on. Pages change as soon as the answer is there.

use super::{router, state};
use crate::browser::runtime::{self, Sender};
use crate::browser::storage::{self, Snapshot};
use crate::messages::{Computer, May, POLICY_CHANGED, Touch};

/// The administrator's switch (`managed_schema.json`) for making seals.
pub(super) const SEAL: &str = "AllowSeal";
/// The administrator's switch for seals that are to be touched.
pub(super) const TOUCH: &str = "RequireTouch";
/// The administrator's switch for going on to a lookalike.
pub(super) const CONTINUE: &str = "AllowContinue";
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

/// Whether a person may go on from a warning to the lookalike. The browser is asked once more: what
/// was last known may be from before it knew.
pub(super) async fn may_continue() -> bool {
    let known = state::with(|state| state.policy_lets_on).flatten();
    known != Some(false) && storage::read_policy(CONTINUE).await != Some(false)
}

/// The same, as soon as the browser has said it: a warning does not wait for that.
pub(super) async fn known_to_continue() -> Option<bool> {
    state::with(|state| state.policy_lets_on).flatten()?;
    Some(may_continue().await)
}

/// Whether the seal is to be touched before a password is typed.
pub(super) fn touch() -> Touch {
    match state::with(|state| (state.policy_wants_touch, state.choices.touch)) {
        Some((true, _)) => Touch::Demanded,
        chosen => Touch::Chosen(chosen.is_some_and(|(_, chosen)| chosen)),
    }
}

/// What the policy was when the browser last said so, since it started.
pub(super) fn last_known(kept: &Snapshot, policy: &str) -> Option<bool> {
    Some(kept.session(policy)? == ALLOWED)
}

/// Asks the browser for the policy, and tells the pages where it is another than before, or is known
/// now.
pub async fn on_policy_changed() {
    let seal = ask(SEAL, true).await;
    let lets_on = ask(CONTINUE, true).await;
    let touch = ask(TOUCH, false).await;
    let before = state::with(|state| {
        (
            state.policy_allows.replace(seal),
            state.policy_lets_on.replace(lets_on),
            std::mem::replace(&mut state.policy_wants_touch, touch),
        )
    });
    let (allowed, let_on, wanted) = before.unwrap_or_default();
    let is_another =
        (allowed.unwrap_or(true), let_on.unwrap_or(true), wanted) != (seal, lets_on, touch);
    if is_another || let_on.is_none() {
        runtime::broadcast(POLICY_CHANGED);
    }
    if is_another {
        router::tell_everybody().await;
    }
}

/// Asks for one switch, and notes the answer for the next worker.
async fn ask(policy: &str, unset: bool) -> bool {
    let allows = storage::read_policy(policy).await.unwrap_or(unset);
    let word = if allows { ALLOWED } else { FORBIDDEN };
    // Where it cannot be kept, the next worker asks again.
    let _kept = storage::write_session(policy, word).await;
    allows
}
