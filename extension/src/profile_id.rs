//! The random id of this browser profile.

use signin_seal_shared::identity::ProfileId;
use wasm_bindgen::JsValue;

use crate::browser::randomness;
use crate::browser::storage::{self, Snapshot};

/// Under which it is kept in `local`.
pub(crate) const KEY: &str = "profile";

/// The id that this browser profile has; a new one on the first start.
pub(crate) fn read_or_make(kept: &Snapshot) -> Result<ProfileId, JsValue> {
    if let Some(id) = kept.local(KEY).and_then(|text| text.parse().ok()) {
        return Ok(id);
    }
    let id = ProfileId::from_random(randomness::random_bytes()?);
    storage::begin_to_write_local(KEY, id.as_str().to_owned());
    Ok(id)
}
