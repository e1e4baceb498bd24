//! Which page an options page was opened for, to protect its site.
//!
//! The background notes it by the browser's ids of both tabs. Nothing of it stands in the options
//! page's address, where another page could have written it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{sites, state, visits};
use crate::browser::navigation::top_document;
use crate::browser::runtime::{self, Sender};
use crate::browser::storage::{self, Snapshot};
use crate::browser::tabs::{self, TabId};
use crate::messages::{Candidate, OptionsAnswer};

pub(super) const OPTIONS_PAGE: &str = "options.html";
const KEY: &str = "asked_for";

/// The origins of pages whose site a person wants to protect, by the tab that asks them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct AskedFor(HashMap<TabId, String>);

impl AskedFor {
    /// Forgets what `tab` was opened for; whether there was something.
    fn forget(&mut self, tab: TabId) -> bool {
        self.0.remove(&tab).is_some()
    }
}

/// What was noted since the browser started.
pub(super) fn read(kept: &Snapshot) -> AskedFor {
    kept.session(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Opens the options page for the site that `tab` shows now.
pub(super) async fn open_for(tab: TabId) -> Result<(), JsValue> {
    let Some(top) = top_document(tab).await else {
        return Ok(());
    };
    if !visits::may_be_protected(&top) {
        return Ok(());
    }
    // The rest of the address is nobody's business.
    let origin = web_sys::Url::new(&top.url)?.origin();
    let opened = tabs::open(&runtime::url_of(OPTIONS_PAGE), Some(tab)).await?;
    if let Some(opened) = opened {
        state::with(|state| state.asked_for.0.insert(opened, origin));
        keep().await?;
    }
    Ok(())
}

/// What the options page of `sender` was opened for.
pub(super) fn of(sender: &Sender) -> OptionsAnswer {
    let origin = state::with(|state| state.asked_for.0.get(&sender.tab?).cloned()).flatten();
    let Some(url) = origin.and_then(|origin| web_sys::Url::new(&origin).ok()) else {
        return OptionsAnswer::Nothing {};
    };
    match sites::judge(&url.hostname(), &[]) {
        OptionsAnswer::Candidate(candidate) => OptionsAnswer::Candidate(Candidate {
            over_http: url.protocol() == "http:",
            ..candidate
        }),
        refused => refused,
    }
}

/// The person has decided, or the tab was closed.
pub(super) async fn forget(tab: Option<TabId>) -> Result<(), JsValue> {
    let Some(tab) = tab else {
        return Ok(());
    };
    match state::with(|state| state.asked_for.forget(tab)) {
        Some(true) => keep().await,
        Some(false) | None => Ok(()),
    }
}

async fn keep() -> Result<(), JsValue> {
    let text = state::with(|state| serde_json::to_string(&state.asked_for).unwrap_or_default());
    storage::write_session(KEY, &text.unwrap_or_default()).await
}
