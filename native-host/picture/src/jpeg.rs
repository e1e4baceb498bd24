//! JPEG (ITU-T T.81): from a file to upright sRGB pixels.
//!
//! `zune-jpeg` decodes the compressed data to the samples of each component. What comes before and
//! after is done here, by libjpeg's rules, since those are what browsers show: which segments
//! count, how components of fewer samples are enlarged, and what their numbers mean.

mod colour;
mod components;
mod enlarge;
mod segments;

use image::metadata::Orientation;
use signin_seal_shared::limits;

use crate::PictureError;
use crate::upright::{self, Unturned};
use colour::Colours;
use segments::Segments;

/// Samples of all components together, at most: what the most pixels have in three colours, with
/// room for blocks that are filled up. A progressive picture needs four bytes for each, two times a
/// coefficient, so that decoding stays under 256 MB; four inks are for fewer pixels.
const SAMPLES: u64 = 13 * limits::PICTURE_PIXELS / 4;

/// Bytes of an arithmetic-coded picture, at most. Browsers do not show these, so they are rare; and
/// what takes long to decode takes few bytes, which a quarter of the usual ones keep under a second.
const ARITHMETIC_BYTES: usize = limits::PICTURE_BYTES / 4;

/// Decodes a JPEG.
pub(crate) fn decode(file: &[u8]) -> Result<Unturned, PictureError> {
    let segments = Segments::read(file)?;
    let frame = &segments.frame;
    upright::check_size(frame.width.into(), frame.height.into())?;
    frame.check_supported()?;
    let too_long = frame.is_arithmetic() && file.len() > ARITHMETIC_BYTES;
    if too_long || frame.samples() > SAMPLES {
        return Err(PictureError::Unsupported);
    }
    let colours = Colours::of(&segments);
    let components = components::decode(&segments)?;
    let picture = colours.draw(frame, &components)?;
    let orientation = segments.exif.and_then(Orientation::from_exif_chunk);
    Ok(Unturned {
        picture,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
    })
}
