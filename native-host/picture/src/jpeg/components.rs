//! The samples of each component.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::segments::Segments;
use crate::PictureError;

/// Scans of a small picture, at most: what libjpeg-turbo's fuzzers and most viewers allow.
const SCANS: u64 = 100;

/// Scans times pixels, at most. Each scan goes over the whole picture once more, however few bytes
/// it has; the usual progressive picture has 10 scans.
const SCANNED_PIXELS: u64 = 16 * signin_seal_shared::limits::PICTURE_PIXELS;

/// The samples of a component, rows from the top.
pub(crate) struct Samples {
    /// Samples in a row.
    pub(crate) width: usize,
    /// `width` for each row.
    pub(crate) rows: Vec<u8>,
}

/// Decodes the samples of each component. Where data is missing or makes no sense, the picture is
/// damaged: half a picture is no good seal.
pub(crate) fn decode(segments: &Segments<'_>) -> Result<Vec<Samples>, PictureError> {
    let pixels = u64::from(segments.frame.width) * u64::from(segments.frame.height);
    let scans = (SCANNED_PIXELS / pixels.max(1)).min(SCANS);
    let options = DecoderOptions::default()
        .set_max_width(u16::MAX.into())
        .set_max_height(u16::MAX.into())
        .jpeg_set_max_scans(usize::try_from(scans).unwrap_or(usize::MAX))
        .set_strict_mode(true);
    let cursor = ZCursor::new(segments.picture.as_slice());
    let mut decoder = JpegDecoder::new_with_options(cursor, options);
    decoder.decode_headers().map_err(refusal)?;

    let mut output = decoder.raw_output();
    let count = output.num_components().ok_or(PictureError::Damaged)?;
    let layout = output.layout().ok_or(PictureError::Damaged)?;
    let layout = layout.get(..count).ok_or(PictureError::Damaged)?;
    let mut components: Vec<_> = layout
        .iter()
        .map(|plane| Samples {
            width: plane.width,
            rows: vec![0; plane.width * plane.height],
        })
        .collect();
    let strides: Vec<_> = components.iter().map(|samples| samples.width).collect();
    let mut planes: Vec<_> = components
        .iter_mut()
        .map(|samples| samples.rows.as_mut_slice())
        .collect();
    output
        .decode_into_planes_strided(&mut planes, &strides)
        .map_err(refusal)?;
    Ok(components)
}

/// Errors are passed on by their kind alone: their texts have content in them.
fn refusal(error: DecodeErrors) -> PictureError {
    match error {
        DecodeErrors::Unsupported(_) => PictureError::Unsupported,
        _ => PictureError::Damaged,
    }
}
