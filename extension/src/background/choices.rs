//! What the person has answered, kept in this browser profile.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::state;
use crate::browser::storage::{self, Snapshot};
use crate::messages::Computer;

const KEY: &str = "choices";

/// The person's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Choices {
    /// The invitation was shown: it is shown once.
    pub(super) invited: bool,
    /// Whose computer this is; none before the question was answered.
    pub(super) computer: Option<Computer>,
    /// The seal is to be touched before a password is typed.
    pub(super) touch: bool,
    /// The ids of the sites of which no password is to be guarded, nor asked about.
    pub(super) unguarded: Vec<String>,
}

/// The answers so far.
pub(super) fn read(kept: &Snapshot) -> Choices {
    kept.local(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Keeps an answer.
pub(super) async fn change(work: impl FnOnce(&mut Choices)) -> Result<(), JsValue> {
    let text = state::with(|state| {
        work(&mut state.choices);
        serde_json::to_string(&state.choices).unwrap_or_default()
    });
    storage::write_local(KEY, &text.unwrap_or_default()).await
}
