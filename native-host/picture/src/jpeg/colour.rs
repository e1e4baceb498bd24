//! What the samples mean, and the way from there to sRGB.

use super::components::Samples;
use super::enlarge::Enlarger;
use super::segments::{Frame, Segments};
use crate::PictureError;
use crate::profile::{Pixels, ToSrgb};
use crate::upright::Upright;

/// The colours of a picture.
pub(crate) struct Colours {
    space: Space,
    inks: Inks,
    profile: Option<ToSrgb>,
}

/// What the components are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Grey,
    Rgb,
    YCbCr,
    Cmyk,
    Ycck,
}

/// Which way round inks are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inks {
    /// 255 is full.
    Amounts,
    /// 0 is full: what Adobe's programs write, and mark as theirs.
    Inverted,
}

impl Colours {
    /// By the rules of libjpeg (`default_decompress_parms` in jdapimin.c): the standard itself says
    /// nothing of colours.
    pub(crate) fn of(segments: &Segments<'_>) -> Self {
        let space = space(segments);
        let pixels = match space {
            Space::Grey => Pixels::Grey,
            Space::Rgb | Space::YCbCr => Pixels::Rgb,
            Space::Cmyk | Space::Ycck => Pixels::Cmyk,
        };
        let profile = segments.profile.as_deref();
        Self {
            space,
            inks: match segments.adobe {
                Some(_) => Inks::Inverted,
                None => Inks::Amounts,
            },
            profile: profile.and_then(|profile| ToSrgb::new(profile, pixels)),
        }
    }

    /// Draws the picture in sRGB.
    pub(crate) fn draw(
        &self,
        frame: &Frame,
        components: &[Samples],
    ) -> Result<Upright, PictureError> {
        let (width, height) = (usize::from(frame.width), usize::from(frame.height));
        let (across, down) = frame.most_samples();
        let mut enlargers: Vec<_> = components
            .iter()
            .zip(&frame.components)
            .map(|(samples, component)| {
                let across = across / component.horizontal.max(1);
                let down = down / component.vertical.max(1);
                Enlarger::new(samples, across.into(), down.into())
            })
            .collect();
        let mut rgb = vec![0; width * height * 3];
        let mut pixels = vec![0; width * components.len()];
        for (y, row) in rgb.chunks_exact_mut(width * 3).enumerate() {
            match enlargers.as_mut_slice() {
                [grey] => {
                    let grey = grey.row(y).get(..width).ok_or(PictureError::Damaged)?;
                    self.grey(grey, row);
                }
                [first, second, third] => {
                    let rows = [first.row(y), second.row(y), third.row(y)];
                    self.three(rows, &mut pixels, row);
                }
                [first, second, third, key] => {
                    let rows = [first.row(y), second.row(y), third.row(y), key.row(y)];
                    self.four(rows, &mut pixels, row);
                }
                _ => return Err(PictureError::Damaged),
            }
        }
        Ok(Upright {
            width: frame.width.into(),
            height: frame.height.into(),
            rgb,
        })
    }

    fn grey(&self, samples: &[u8], row: &mut [u8]) {
        if let Some(profile) = &self.profile {
            return profile.convert(samples, row);
        }
        for (pixel, sample) in row.chunks_exact_mut(3).zip(samples) {
            pixel.fill(*sample);
        }
    }

    fn three(&self, [first, second, third]: [&[u8]; 3], pixels: &mut [u8], row: &mut [u8]) {
        let to = match self.profile {
            Some(_) => &mut *pixels,
            None => &mut *row,
        };
        let samples = first.iter().zip(second).zip(third);
        let to = to.as_chunks_mut().0.iter_mut();
        if self.space == Space::YCbCr {
            for (pixel, ((luma, blue), red)) in to.zip(samples) {
                *pixel = rgb_of_ycbcr(*luma, *blue, *red);
            }
        } else {
            for (pixel, ((red, green), blue)) in to.zip(samples) {
                *pixel = [*red, *green, *blue];
            }
        }
        if let Some(profile) = &self.profile {
            profile.convert(pixels, row);
        }
    }

    fn four(&self, [first, second, third, key]: [&[u8]; 4], pixels: &mut [u8], row: &mut [u8]) {
        let samples = first.iter().zip(second).zip(third).zip(key);
        let inks = pixels.as_chunks_mut::<4>().0.iter_mut();
        for (inks, (((first, second), third), key)) in inks.zip(samples) {
            let [c, m, y] = match self.space {
                // The three are stored as the RGB of their complements.
                Space::Ycck => rgb_of_ycbcr(*first, *second, *third).map(|part| 255 - part),
                _ => [*first, *second, *third],
            };
            *inks = match self.inks {
                Inks::Amounts => [c, m, y, *key],
                Inks::Inverted => [c, m, y, *key].map(|ink| 255 - ink),
            };
        }
        if let Some(profile) = &self.profile {
            return profile.convert(pixels, row);
        }
        let inks = pixels.as_chunks::<4>().0;
        for (pixel, &[c, m, y, k]) in row.as_chunks_mut::<3>().0.iter_mut().zip(inks) {
            *pixel = [c, m, y].map(|ink| light_through(ink, k));
        }
    }
}

fn space(segments: &Segments<'_>) -> Space {
    let identifiers = segments.frame.components.iter();
    let identifiers: Vec<_> = identifiers.map(|component| component.identifier).collect();
    match (identifiers.as_slice(), segments.adobe) {
        ([_], _) => Space::Grey,
        ([_, _, _], _) if segments.jfif => Space::YCbCr,
        ([_, _, _], Some(0)) => Space::Rgb,
        (b"RGB", None) => Space::Rgb,
        ([_, _, _, _], None | Some(0)) => Space::Cmyk,
        ([_, _, _, _], Some(_)) => Space::Ycck,
        _ => Space::YCbCr,
    }
}

/// `YCbCr` to RGB (ITU-T T.871, clause 7) with 16 bits behind the point, rounded as libjpeg does.
fn rgb_of_ycbcr(luma: u8, blue: u8, red: u8) -> [u8; 3] {
    const HALF: i32 = 1 << 15;
    let (luma, blue, red) = (i32::from(luma), i32::from(blue) - 128, i32::from(red) - 128);
    [
        clamped(luma + ((91_881 * red + HALF) >> 16)),
        clamped(luma + ((-22_554 * blue - 46_802 * red + HALF) >> 16)),
        clamped(luma + ((116_130 * blue + HALF) >> 16)),
    ]
}

fn clamped(value: i32) -> u8 {
    value.clamp(0, 255).to_le_bytes()[0]
}

/// What an ink and the black over it leave of white. Without a profile nobody knows better.
fn light_through(ink: u8, black: u8) -> u8 {
    let light = u32::from(255 - ink) * u32::from(255 - black);
    ((light + 127) / 255).to_le_bytes()[0]
}
