//! Other formats than JPEG, to be converted.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits};
use signin_seal_shared::limits;

use crate::profile::{Pixels, ToSrgb};
use crate::upright::{self, Unturned, Upright};
use crate::{OtherFormat, PictureError};

/// Bytes of pixels that a decoder may take, at most: the most pixels with four channels of 16 bits.
const PIXEL_BYTES: u64 = limits::PICTURE_PIXELS * 8;

/// Bytes of all else that a PNG decoder may take, at most. A colour profile is compressed there, and
/// a thousand bytes of it could come of each one in the file.
const METADATA_BYTES: u64 = 16 * 1024 * 1024;

/// Decodes a picture; of an animation the first frame. Transparent parts are white, as on a page.
pub(crate) fn decode(file: &[u8], format: OtherFormat) -> Result<Unturned, PictureError> {
    let file = Cursor::new(file);
    match format {
        OtherFormat::Png => decode_with(PngDecoder::with_limits(file, at_most(METADATA_BYTES))),
        OtherFormat::WebP => decode_with(WebPDecoder::new(file)),
        OtherFormat::Gif => decode_with(GifDecoder::new(file)),
    }
}

fn decode_with(decoder: ImageResult<impl ImageDecoder>) -> Result<Unturned, PictureError> {
    let mut decoder = decoder.map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    upright::check_size(width, height)?;
    decoder.set_limits(at_most(PIXEL_BYTES)).map_err(refusal)?;
    // Metadata that cannot be read is no metadata.
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(refusal)?;

    let mut rgba = image.into_rgba8().into_raw();
    let profile = profile.and_then(|profile| ToSrgb::new(&profile, Pixels::Rgba));
    if let Some(profile) = profile {
        let mut converted = vec![0; row_bytes(width)];
        for row in rgba.chunks_exact_mut(row_bytes(width)) {
            profile.convert(row, &mut converted);
            row.copy_from_slice(&converted);
        }
    }
    let rgb = rgba
        .as_chunks()
        .0
        .iter()
        .flat_map(|pixel| over_white(*pixel));
    let picture = Upright {
        width,
        height,
        rgb: rgb.collect(),
    };
    Ok(Unturned {
        picture,
        orientation,
    })
}

fn at_most(bytes: u64) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(bytes);
    limits
}

fn row_bytes(width: u32) -> usize {
    usize::try_from(width).map_or(usize::MAX, |width| width.saturating_mul(4))
}

fn over_white([red, green, blue, alpha]: [u8; 4]) -> [u8; 3] {
    [red, green, blue].map(|part| {
        let (part, alpha) = (u32::from(part), u32::from(alpha));
        ((part * alpha + 255 * (255 - alpha) + 127) / 255).to_le_bytes()[0]
    })
}

/// Errors are passed on by their kind alone: their texts have content in them.
fn refusal(error: ImageError) -> PictureError {
    let _content = error;
    PictureError::Damaged
}
