//! Turns a picture file of any origin into the picture of a seal.
//!
//! The file may be hostile. Nothing of it but pixels goes on: what comes out is always drawn anew.

mod encode;
mod format;
mod jpeg;
mod other;
mod profile;
mod scale;
mod toolbar;
mod upright;

use signin_seal_shared::limits;
use signin_seal_shared::seal::{AtToolbarSize, Crop};
use thiserror::Error;

use format::Format;
use upright::Unturned;
pub use upright::Upright;

/// A picture to choose a part of: upright, sRGB, without metadata, at most
/// [`OPENED_PIXELS`](signin_seal_shared::limits::OPENED_PIXELS) wide and high.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    /// JPEG, at most [`OPENED_BYTES`](signin_seal_shared::limits::OPENED_BYTES).
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The picture of a seal, in each size in which it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    /// JPEG.
    pub large: Vec<u8>,
    /// JPEG.
    pub frame: Vec<u8>,
    /// RGBA, 8 bits a channel, rows from the top.
    pub toolbar_32: Vec<u8>,
    /// RGBA, 8 bits a channel, rows from the top.
    pub toolbar_16: Vec<u8>,
    /// What is left of it at 16 pixels.
    pub at_toolbar_size: AtToolbarSize,
}

/// A person's photo, in each size in which it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// JPEG of [`PHOTO_PIXELS`](signin_seal_shared::limits::PHOTO_PIXELS) each way.
    pub large: Vec<u8>,
    /// JPEG of 64 pixels each way.
    pub small: Vec<u8>,
}

/// A format that is known here, though no seal is kept in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormat {
    /// Portable Network Graphics.
    Png,
    /// WebP.
    WebP,
    /// Graphics Interchange Format.
    Gif,
}

/// What to do with a picture of another format than JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFormats {
    /// Refuse it by its name.
    Refuse,
    /// Convert it.
    Convert,
}

/// Why a file gives no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// The file is too large.
    #[error("failed to open a picture: the file has {bytes} bytes")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// It is no JPEG, but could be converted.
    #[error("failed to open a picture: it is a {format:?}, not a JPEG")]
    NotJpeg {
        /// What it is.
        format: OtherFormat,
    },
    /// It is no picture of a known format.
    #[error("failed to open a picture: its format is not known")]
    Unknown,
    /// It cannot be decoded.
    #[error("failed to open a picture: it is damaged or not complete")]
    Damaged,
    /// It is a JPEG of a kind that is not read here.
    #[error("failed to open a picture: it is a JPEG of a kind that is not read here")]
    Unsupported,
    /// It has too many pixels.
    #[error("failed to open a picture: it has {width} x {height} pixels")]
    TooManyPixels {
        /// What the file says.
        width: u32,
        /// What the file says.
        height: u32,
    },
}

/// Qualities in which an opened picture is tried, until it is small enough. In the first one nobody
/// sees a difference; in the last even noise needs less than half of what is allowed.
const OPENED_QUALITIES: [u8; 5] = [92, 85, 75, 60, 20];

/// Quality of a seal's pictures: they are small, and are shown at no other size.
const SEAL_QUALITY: u8 = 90;

/// Width and height of the larger toolbar picture.
const TOOLBAR_LARGE_PIXELS: u32 = 32;

/// Width and height of the smaller toolbar picture.
const TOOLBAR_PIXELS: u32 = 16;

/// Width and height of a photo in the popup and in the header: 32 CSS pixels on a screen of twice the
/// density.
const SMALL_PHOTO_PIXELS: u32 = 64;

/// Opens a picture file, so that a part of it can be chosen.
///
/// # Errors
/// Why it gives no picture. No input makes it panic.
pub fn open(file: &[u8], others: OtherFormats) -> Result<Opened, PictureError> {
    opened(decode_unturned(file, others)?)
}

/// Opens the file of a photo, so that a part of it can be chosen: a JPEG, PNG or WebP.
///
/// # Errors
/// Why it gives no photo. No input makes it panic.
pub fn open_photo(file: &[u8]) -> Result<Opened, PictureError> {
    if file.len() > limits::PHOTO_BYTES {
        return Err(PictureError::TooLarge { bytes: file.len() });
    }
    match format::of(file) {
        Some(Format::Jpeg) => opened(jpeg::decode(file)?),
        Some(Format::Other(OtherFormat::Gif)) | None => Err(PictureError::Unknown),
        Some(Format::Other(format)) => opened(other::decode(file, format)?),
    }
}

fn opened(picture: Unturned) -> Result<Opened, PictureError> {
    // A small picture is turned sooner than a large one.
    let picture = picture.fitting(limits::OPENED_PIXELS)?.turned()?;
    for quality in OPENED_QUALITIES {
        let jpeg = encode::jpeg(&picture, quality)?;
        if jpeg.len() <= limits::OPENED_BYTES {
            return Ok(Opened {
                jpeg,
                width: picture.width,
                height: picture.height,
            });
        }
    }
    Err(PictureError::Unsupported)
}

/// Draws a part of an opened picture in each size. What reaches over an edge is moved back inside.
///
/// # Errors
/// The bytes may come from anybody, and are looked at like any file.
pub fn draw(opened: &[u8], crop: Crop) -> Result<Drawn, PictureError> {
    let picture = decode(opened, OtherFormats::Refuse)?;
    let at = |side| scale::square(&picture, crop, side);
    let toolbar_16 = toolbar::rgba(&at(TOOLBAR_PIXELS)?);
    Ok(Drawn {
        large: encode::jpeg(&at(limits::LARGE_PIXELS)?, SEAL_QUALITY)?,
        frame: encode::jpeg(&at(limits::FRAME_PIXELS)?, SEAL_QUALITY)?,
        toolbar_32: toolbar::rgba(&at(TOOLBAR_LARGE_PIXELS)?),
        at_toolbar_size: toolbar::judge(&toolbar_16),
        toolbar_16,
    })
}

/// Draws a part of an opened picture as a photo. What reaches over an edge is moved back inside.
///
/// # Errors
/// The bytes may come from anybody, and are looked at like any file.
pub fn draw_photo(opened: &[u8], crop: Crop) -> Result<Photo, PictureError> {
    let picture = decode(opened, OtherFormats::Refuse)?;
    let at = |side| encode::jpeg(&scale::square(&picture, crop, side)?, SEAL_QUALITY);
    Ok(Photo {
        large: at(limits::PHOTO_PIXELS)?,
        small: at(SMALL_PHOTO_PIXELS)?,
    })
}

/// Decodes a picture file at its full size. Of an animation or a multi-picture file it is the first
/// picture; transparent parts are white.
///
/// # Errors
/// Why it gives no picture. No input makes it panic.
pub fn decode(file: &[u8], others: OtherFormats) -> Result<Upright, PictureError> {
    decode_unturned(file, others)?.turned()
}

fn decode_unturned(file: &[u8], others: OtherFormats) -> Result<Unturned, PictureError> {
    if file.len() > limits::PICTURE_BYTES {
        return Err(PictureError::TooLarge { bytes: file.len() });
    }
    match (format::of(file), others) {
        (Some(Format::Jpeg), _) => jpeg::decode(file),
        (Some(Format::Other(format)), OtherFormats::Convert) => other::decode(file, format),
        (Some(Format::Other(format)), OtherFormats::Refuse) => {
            Err(PictureError::NotJpeg { format })
        }
        (None, _) => Err(PictureError::Unknown),
    }
}

/// What is left of a picture in the toolbar: its 16 pixels by 16, in RGBA with 8 bits a channel.
#[must_use]
pub fn judge_toolbar(toolbar_16: &[u8]) -> AtToolbarSize {
    toolbar::judge(toolbar_16)
}
