//! ICC profiles: what the numbers of a picture mean, and the way from there to sRGB.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};

/// Turns pixels of a profile's colour space into sRGB.
pub(crate) struct ToSrgb(Arc<Transform8BitExecutor>);

/// How pixels are written. Inks are written as amounts: 255 is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pixels {
    Grey,
    Rgb,
    Rgba,
    Cmyk,
}

impl ToSrgb {
    /// The way from a profile to sRGB: RGBA stays RGBA, all else becomes RGB.
    /// A profile that is broken, or made for other pixels, is none.
    pub(crate) fn new(profile: &[u8], pixels: Pixels) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        let (space, from, to) = match pixels {
            Pixels::Grey => (DataColorSpace::Gray, Layout::Gray, Layout::Rgb),
            Pixels::Rgb => (DataColorSpace::Rgb, Layout::Rgb, Layout::Rgb),
            Pixels::Rgba => (DataColorSpace::Rgb, Layout::Rgba, Layout::Rgba),
            // Four channels are four channels to moxcms, whatever they mean.
            Pixels::Cmyk => (DataColorSpace::Cmyk, Layout::Rgba, Layout::Rgb),
        };
        if profile.color_space != space {
            return None;
        }
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(from, &srgb, to, TransformOptions::default());
        Some(Self(transform.ok()?))
    }

    /// Turns some pixels; both slices hold equally many.
    pub(crate) fn convert(&self, from: &[u8], to: &mut [u8]) {
        // It fails only for slices that do not fit each other; then nothing was promised.
        let _fits = self.0.transform(from, to);
    }
}
