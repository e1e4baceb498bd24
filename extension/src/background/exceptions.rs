//! The person's exceptions, kept in this browser profile.

use signin_seal_shared::verdict::{Exception, Exceptions, Lookalike};
use wasm_bindgen::JsValue;

use super::{state, visits};
use crate::browser::storage::{self, Snapshot};
use crate::browser::time;
use crate::messages::{ExceptionView, ExceptionsAnswer};

const KEY: &str = "exceptions";

/// What is kept. A list that cannot be read as a whole counts for nothing: the person is warned.
pub(super) fn read(kept: &Snapshot) -> Exceptions {
    kept.local(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Those that count now, for the options page.
pub(super) fn list() -> ExceptionsAnswer {
    let now = time::now();
    let view = |exception: &Exception| ExceptionView {
        host: exception.host.to_string(),
        site: visits::name_of(&exception.site),
        made_ms: exception.made_at.0,
        until_ms: exception.until.0,
    };
    let exceptions =
        state::with(|state| state.exceptions.counting(now).cloned().collect::<Vec<_>>());
    ExceptionsAnswer {
        exceptions: exceptions.unwrap_or_default().iter().map(view).collect(),
    }
}

/// Keeps an exception of this accusation.
pub(super) async fn add(lookalike: &Lookalike) -> Result<(), JsValue> {
    let now = time::now();
    state::with(|state| {
        let exception = Exception::of(lookalike, now);
        state.exceptions.add(exception, now);
    });
    keep().await
}

/// Takes the exception of this host back.
pub(super) async fn remove(host: &str) -> Result<(), JsValue> {
    state::with(|state| state.exceptions.remove(host));
    keep().await
}

async fn keep() -> Result<(), JsValue> {
    let text = state::with(|state| serde_json::to_string(&state.exceptions).unwrap_or_default());
    storage::write_local(KEY, &text.unwrap_or_default()).await
}
