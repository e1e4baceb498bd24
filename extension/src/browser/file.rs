//! Files that the person brings, and pictures as addresses of their own.

use js_sys::{Array, Promise};
use signin_seal_shared::seal::Base64;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileReader, HtmlAnchorElement, Url};

use crate::dom;

/// The content of a file; none where it is empty or cannot be read.
pub async fn read(file: &Blob) -> Option<Base64> {
    let reader = FileReader::new().ok()?;
    let ended = Promise::new(&mut |resolve, _| reader.set_onloadend(Some(&resolve)));
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(ended).await.ok()?;
    let url = reader.result().ok()?.as_string()?;
    let (_, content) = url.split_once(',')?;
    content.to_owned().try_into().ok()
}

/// The content of a file of text; none where it cannot be read.
pub async fn read_text(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Saves `text` as a file of this name, where the browser saves what is downloaded.
///
/// # Errors
/// The browser's.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    save_parts(name, kind, &Array::of1(&text.into()))
}

/// Saves texts, one behind the other, as [`save`] does.
///
/// # Errors
/// The browser's.
pub fn save_parts(name: &str, kind: &str, parts: &Array) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = dom::document()?.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// The address of a JPEG that holds the picture itself.
#[must_use]
pub fn data_url(jpeg: &Base64) -> String {
    format!("data:image/jpeg;base64,{}", jpeg.as_str())
}
