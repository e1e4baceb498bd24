//! What the extension's WebAssembly makes of an address, as a function that a test can call. The
//! extension's own functions take only what the browser has read before.

use signin_seal_shared::site::WebAddress;
use wasm_bindgen::prelude::*;

fn main() {}

/// The host that is judged; none where the address is not judged.
#[wasm_bindgen]
#[must_use]
pub fn host_of(address: &str) -> Option<String> {
    Some(WebAddress::read(address)?.host.to_string())
}
