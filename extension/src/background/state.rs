//! What the background holds in memory.

use std::cell::RefCell;
use std::rc::Rc;

use signin_seal_shared::seal::KeptSeal;
use signin_seal_shared::site::{Catalogue, SiteRecord};
use signin_seal_shared::verdict::Exceptions;
use wasm_bindgen::JsValue;

use super::asked_for::{self, AskedFor};
use super::choices::{self, Choices};
use super::guarding::{self, Pairs, Questions, Stream};
use super::helper::Helper;
use super::memory::{self, Memory};
use super::policy_sites::{self, PolicySites};
use super::requests::Requests;
use super::sign_ins::{self, SignIns};
use super::ties::{PageDocument, Ties};
use super::turns::Turns;
use super::warnings::Warnings;
use super::{exceptions, permission, protection, sites};
use crate::browser::storage::{self, Snapshot};
use crate::profile_id;

const TIES: &str = "ties";
const WARNINGS: &str = "warnings";

/// One worker's memory. It is borrowed for a moment at a time, never across an `await`.
pub(super) struct State {
    /// All sites: the preset, the policy's, and the person's own.
    pub(super) catalogue: Catalogue,
    pub(super) own_sites: Vec<SiteRecord>,
    pub(super) policy_sites: PolicySites,
    pub(super) asked_for: AskedFor,
    pub(super) ties: Ties,
    pub(super) warnings: Warnings,
    pub(super) exceptions: Exceptions,
    pub(super) helper: Helper,
    pub(super) memory: Memory,
    pub(super) turns: Turns,
    pub(super) requests: Requests,
    pub(super) sign_ins: SignIns,
    pub(super) choices: Choices,
    /// What was typed last where a password could belong.
    pub(super) typed: Stream,
    /// Which hosts may have the password of another site.
    pub(super) guarding_pairs: Pairs,
    /// Which passwords the person is to be asked about.
    pub(super) questions: Questions,
    /// The seal that the helper sent last, when it was ours.
    pub(super) recent: Option<Rc<KeptSeal>>,
    /// Whether the administrator allows seals; none while the browser has not said so.
    pub(super) policy_allows: Option<bool>,
    /// Whether the administrator lets people go on to lookalikes; none as above.
    pub(super) policy_lets_on: Option<bool>,
    /// Whether the administrator demands that seals are touched.
    pub(super) policy_wants_touch: bool,
    /// The page that shows the one invitation.
    pub(super) welcomed: Option<PageDocument>,
}

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// Fills the memory from what is kept in `local` and in `session`. Everything else waits for it, so
/// that it waits for nothing itself.
///
/// # Errors
/// The browser's, when it has no random numbers.
pub fn start(local: JsValue, session: JsValue) -> Result<(), JsValue> {
    storage::close_to_content_scripts();
    let kept = &Snapshot::new(local, session);
    // Ties that cannot be read belong to an older version: the frames ask again on a reload.
    let ties = kept.session(TIES);
    let ties = ties.and_then(|text| serde_json::from_str(&text).ok());
    let own_sites = sites::read(kept);
    let policy_sites = policy_sites::last_known(kept);
    // Warnings of an older version are not warned of again; the visits are judged anew.
    let warnings = kept.session(WARNINGS);
    let warnings = warnings.and_then(|text| serde_json::from_str(&text).ok());
    let state = State {
        catalogue: protection::catalogue(&policy_sites.records, &own_sites),
        own_sites,
        policy_sites,
        asked_for: asked_for::read(kept),
        ties: ties.unwrap_or_default(),
        warnings: warnings.unwrap_or_default(),
        exceptions: exceptions::read(kept),
        helper: Helper::new(profile_id::read_or_make(kept)?),
        memory: memory::read_or_make(kept)?,
        turns: Turns::default(),
        requests: Requests::default(),
        sign_ins: sign_ins::read(kept),
        choices: choices::read(kept),
        typed: guarding::read_stream(kept),
        guarding_pairs: guarding::read_pairs(kept),
        questions: guarding::read_questions(kept),
        recent: None,
        policy_allows: permission::last_known(kept, permission::SEAL),
        policy_lets_on: permission::last_known(kept, permission::CONTINUE),
        policy_wants_touch: permission::last_known(kept, permission::TOUCH) == Some(true),
        welcomed: None,
    };
    STATE.with_borrow_mut(|slot| *slot = Some(state));
    Ok(())
}

/// Works with the memory for a moment; none before [`start`] has ended.
pub(super) fn with<T>(work: impl FnOnce(&mut State) -> T) -> Option<T> {
    STATE.with_borrow_mut(|state| state.as_mut().map(work))
}

/// Writes the ties where they outlive the worker.
pub(super) async fn keep_ties() -> Result<(), JsValue> {
    let text = with(|state| serde_json::to_string(&state.ties).unwrap_or_default());
    storage::write_session(TIES, &text.unwrap_or_default()).await
}

/// Writes the warnings where they outlive the worker.
pub(super) async fn keep_warnings() -> Result<(), JsValue> {
    let text = with(|state| serde_json::to_string(&state.warnings).unwrap_or_default());
    storage::write_session(WARNINGS, &text.unwrap_or_default()).await
}
