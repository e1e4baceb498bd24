//! Pictures made smaller or larger.
//!
//! Done in sRGB as it stands, without turning it to linear light: browsers do the same, and so
//! the seal looks like what the editor showed while its part was chosen.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use signin_seal_shared::seal::Crop;

use crate::PictureError;
use crate::upright::Upright;

/// Sharp at each size. For a large reduction its window grows with it, so that no pixel is left
/// out.
const FILTER: ResizeAlg = ResizeAlg::Convolution(FilterType::Lanczos3);

/// The picture, at most so many pixels wide and high. A smaller one stays as it is.
pub(crate) fn fit(picture: Upright, side: u32) -> Result<Upright, PictureError> {
    let longest = picture.width.max(picture.height);
    if longest <= side {
        return Ok(picture);
    }
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(side);
        let rounded = (length + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(rounded).unwrap_or(side).max(1)
    };
    let (width, height) = (scaled(picture.width), scaled(picture.height));
    resize(&picture, width, height, ResizeOptions::new())
}

/// A square of the picture, so many pixels wide and high.
pub(crate) fn square(picture: &Upright, part: Crop, side: u32) -> Result<Upright, PictureError> {
    let part = inside(part, picture);
    let options = ResizeOptions::new().crop(
        part.x.into(),
        part.y.into(),
        part.side.into(),
        part.side.into(),
    );
    resize(picture, side, side, options)
}

/// The square moved inside the picture, made smaller only where it would not fit at all.
fn inside(part: Crop, picture: &Upright) -> Crop {
    let side = part.side.min(picture.width).min(picture.height).max(1);
    Crop {
        x: part.x.min(picture.width.saturating_sub(side)),
        y: part.y.min(picture.height.saturating_sub(side)),
        side,
    }
}

fn resize(
    picture: &Upright,
    width: u32,
    height: u32,
    options: ResizeOptions,
) -> Result<Upright, PictureError> {
    let source = ImageRef::new(picture.width, picture.height, &picture.rgb, PixelType::U8x3);
    let source = source.map_err(|_| PictureError::Damaged)?;
    let mut resized = Image::new(width, height, PixelType::U8x3);
    Resizer::new()
        .resize(&source, &mut resized, &options.resize_alg(FILTER))
        .map_err(|_| PictureError::Damaged)?;
    Ok(Upright {
        width,
        height,
        rgb: resized.into_vec(),
    })
}
