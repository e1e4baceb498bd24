//! The seal editor: the steps that lead to it, words or a picture, a colour, a live preview, Save and
//! Remove.

use signin_seal_extension::editor::Editor;
use wasm_bindgen::prelude::*;

fn main() -> Result<(), JsValue> {
    Editor::start()
}
