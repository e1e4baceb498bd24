//! Keyed fingerprints by the browser's own cryptography (Web Cryptography API, HMAC with SHA-256).

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, WorkerGlobalScope};

/// The HMAC-SHA-256 of `message` under `key`, as 64 lower-case hexadecimal digits.
///
/// # Errors
/// The browser's.
pub async fn hmac_sha256(key: &[u8], message: &[u8]) -> Result<String, JsValue> {
    let worker: WorkerGlobalScope = js_sys::global().unchecked_into();
    let subtle = worker.crypto()?.subtle();
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"HMAC".into())?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
    let key = subtle.import_key_with_object(
        "raw",
        &Uint8Array::from(key),
        &algorithm,
        false,
        &Array::of1(&"sign".into()),
    )?;
    let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
    let signed = subtle.sign_with_str_and_u8_array("HMAC", &key, message)?;
    let signed: ArrayBuffer = JsFuture::from(signed).await?.dyn_into()?;
    let bytes = Uint8Array::new(&signed).to_vec();
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
