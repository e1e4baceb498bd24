//! The random id of this browser profile.

use signin_seal_shared::identity::ProfileId;
use wasm_bindgen::JsValue;

use crate::browser::{randomness, storage};

const KEY: &str = "profile";

/// The id that this browser profile has; a new one on the first start.
pub(super) async fn read_or_make() -> Result<ProfileId, JsValue> {
    if let Some(id) = storage::read_local(KEY)
        .await?
        .and_then(|text| text.parse().ok())
    {
        return Ok(id);
    }
    let id = ProfileId::from_random(randomness::random_bytes()?);
    storage::write_local(KEY, id.as_str()).await?;
    Ok(id)
}
