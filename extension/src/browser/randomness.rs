//! Random bytes from the browser's cryptographic source.

use wasm_bindgen::prelude::*;
use web_sys::WorkerGlobalScope;

/// 16 random bytes.
///
/// # Errors
/// The browser's, when it has no source; it always has one, in a worker and in a page.
pub fn random_bytes() -> Result<[u8; 16], JsValue> {
    let mut bytes = [0; 16];
    // A page's window has it by the same name (WindowOrWorkerGlobalScope), and no class is asked.
    let worker: WorkerGlobalScope = js_sys::global().unchecked_into();
    worker
        .crypto()?
        .get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}
