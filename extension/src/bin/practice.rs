//! The practice page: a drill in looking for one's seal.

use signin_seal_extension::practice;
use wasm_bindgen::JsValue;

fn main() -> Result<(), JsValue> {
    practice::start()
}
