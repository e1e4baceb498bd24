//! Files that the person brings, and pictures as addresses of their own.

use js_sys::Promise;
use signin_seal_shared::seal::Base64;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileReader};

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

/// The address of a JPEG that holds the picture itself.
#[must_use]
pub fn data_url(jpeg: &Base64) -> String {
    format!("data:image/jpeg;base64,{}", jpeg.as_str())
}
