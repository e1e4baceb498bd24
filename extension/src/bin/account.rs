//! The account page: the member's own settings behind a sign-in.

use signin_seal_extension::account;
use wasm_bindgen::JsValue;

fn main() -> Result<(), JsValue> {
    account::start()
}
