//! The options page: which sites are protected, what is added to them, and which hosts are not
//! warned of.

use signin_seal_extension::options;
use wasm_bindgen::JsValue;

fn main() -> Result<(), JsValue> {
    options::start()
}
