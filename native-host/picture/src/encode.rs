//! Pictures written as JPEG. Nothing goes into it but pixels.

use jpeg_encoder::{ColorType, Encoder};

use crate::PictureError;
use crate::upright::Upright;

/// Writes a picture with a quality from 1 to 100 (libjpeg's scale).
pub(crate) fn jpeg(picture: &Upright, quality: u8) -> Result<Vec<u8>, PictureError> {
    let width = u16::try_from(picture.width).map_err(|_| PictureError::Damaged)?;
    let height = u16::try_from(picture.height).map_err(|_| PictureError::Damaged)?;
    let mut file = Vec::new();
    Encoder::new(&mut file, quality)
        .encode(&picture.rgb, width, height, ColorType::Rgb)
        .map_err(|_| PictureError::Damaged)?;
    Ok(file)
}
