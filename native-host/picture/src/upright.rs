//! Pixels as a person sees them.

use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};
use signin_seal_shared::limits;

use crate::{PictureError, scale};

/// A decoded picture at its full size: upright, sRGB, 8 bits a channel, without transparency.
#[derive(Clone, PartialEq, Eq)]
pub struct Upright {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green and blue of each pixel, rows from the top: `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

/// A decoded picture as it stands in the file, and how to turn it.
pub(crate) struct Unturned {
    pub(crate) picture: Upright,
    pub(crate) orientation: Orientation,
}

impl Unturned {
    /// The picture, at most so many pixels wide and high.
    pub(crate) fn fitting(self, side: u32) -> Result<Self, PictureError> {
        Ok(Self {
            picture: scale::fit(self.picture, side)?,
            orientation: self.orientation,
        })
    }

    /// Turns the picture as its metadata wants it.
    pub(crate) fn turned(self) -> Result<Upright, PictureError> {
        let Upright { width, height, rgb } = self.picture;
        let image = RgbImage::from_raw(width, height, rgb).ok_or(PictureError::Damaged)?;
        let mut image = DynamicImage::ImageRgb8(image);
        image.apply_orientation(self.orientation);
        Ok(Upright {
            width: image.width(),
            height: image.height(),
            rgb: image.into_rgb8().into_raw(),
        })
    }
}

/// Looks at the size that a header tells, before memory is taken for it.
pub(crate) fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged);
    }
    if u64::from(width) * u64::from(height) > limits::PICTURE_PIXELS {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}
