//! The toolbar icon, drawn pixel by pixel: a wax seal with a scalloped rim and a ring.
//!
//! The same drawing serves the build (the neutral icons of the manifest) and the background
//! (the icon of a tab, in the colour of its seal).

use super::{SealColour, TextColour};

/// The sizes in which browsers show the icon, in pixels.
pub const ICON_SIZES: [u32; 4] = [16, 32, 48, 128];

/// What colour the icon takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconColour {
    /// Grey outline: no seal belongs to this tab.
    Neutral,
    /// Filled with the seal's colour: this is the genuine sign-in page.
    Seal(SealColour),
}

/// A square picture: RGBA, 8 bits a channel, not premultiplied, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    /// Width and height in pixels.
    pub size: u32,
    /// `size * size * 4` bytes.
    pub rgba: Vec<u8>,
}

const SCALLOPS: u32 = 12;
/// Width of the rim around a picture, in pixels of the smallest icon.
const PICTURE_RIM: f64 = 1.5;
/// Radius of the corners around a picture, as a share of half the icon.
const CORNER: f64 = 0.45;
const NEUTRAL: [u8; 3] = [0x80, 0x86, 0x8b];

impl Icon {
    /// Draws the icon.
    #[must_use]
    pub fn draw(size: u32, colour: IconColour) -> Self {
        let mut rgba = Vec::with_capacity((size * size * 4) as usize);
        for row in 0..size {
            for column in 0..size {
                rgba.extend(pixel(size, column, row, colour));
            }
        }
        Self { size, rgba }
    }

    /// The icon of a picture seal: the picture, with a rim in the seal's colour and round corners.
    /// `picture` has the size of the icon, in the form of [`Icon::rgba`]; where it is shorter, the
    /// colour stands alone.
    #[must_use]
    pub fn of_picture(size: u32, colour: SealColour, picture: &[u8]) -> Self {
        let ground = [colour.red, colour.green, colour.blue];
        let rim = f64::from(size) / 16.0 * PICTURE_RIM;
        let mut pixels = picture.chunks_exact(4);
        let mut rgba = Vec::with_capacity((size * size * 4) as usize);
        for row in 0..size {
            for column in 0..size {
                let paint = match pixels.next() {
                    Some(&[red, green, blue, _]) => [red, green, blue],
                    _ => ground,
                };
                let edge = depth(size, column, row);
                let inside = (edge - rim + 0.5).clamp(0.0, 1.0);
                rgba.extend(blend(ground, paint, inside, (edge + 0.5).clamp(0.0, 1.0)));
            }
        }
        Self { size, rgba }
    }
}

/// How deep the middle of a pixel lies inside a square with round corners, in pixels; negative
/// outside of it.
fn depth(size: u32, column: u32, row: u32) -> f64 {
    let half = f64::from(size) / 2.0;
    let radius = half * CORNER;
    let from_middle = |place: u32| (f64::from(place) + 0.5 - half).abs() - (half - radius);
    let (x, y) = (from_middle(column), from_middle(row));
    if x > 0.0 && y > 0.0 {
        radius - (x * x + y * y).sqrt()
    } else {
        radius - x.max(y)
    }
}

fn pixel(size: u32, column: u32, row: u32, colour: IconColour) -> [u8; 4] {
    let half = f64::from(size) / 2.0;
    let x = (f64::from(column) + 0.5 - half) / half;
    let y = (f64::from(row) + 0.5 - half) / half;
    let radius = (x * x + y * y).sqrt();
    // Coverage over one pixel's width stands in for anti-aliasing.
    let inside = |edge: f64| ((edge - radius) * half + 0.5).clamp(0.0, 1.0);

    let body = inside(0.92 + 0.06 * scallop(x, y, radius));
    let ring = inside(0.62) - inside(0.46);
    let dot = inside(0.22);
    match colour {
        IconColour::Neutral => {
            let hollow = body - inside(0.74);
            blend(NEUTRAL, NEUTRAL, 0.0, (hollow + dot).clamp(0.0, 1.0))
        }
        IconColour::Seal(colour) => {
            let paint = match colour.text_colour() {
                TextColour::Black => [0, 0, 0],
                TextColour::White => [255, 255, 255],
            };
            let ground = [colour.red, colour.green, colour.blue];
            blend(ground, paint, (ring + dot).clamp(0.0, 1.0), body)
        }
    }
}

/// The cosine of [`SCALLOPS`] times the angle at (x, y): the real part of a power of a complex
/// number (de Moivre). The trigonometric functions would cost the WASM 10 KB.
fn scallop(x: f64, y: f64, radius: f64) -> f64 {
    if radius == 0.0 {
        return 1.0;
    }
    let (unit_x, unit_y) = (x / radius, y / radius);
    let turn = |(real, imaginary): (f64, f64), _| {
        (
            real * unit_x - imaginary * unit_y,
            real * unit_y + imaginary * unit_x,
        )
    };
    (0..SCALLOPS).fold((1.0, 0.0), turn).0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "weights are 0 to 1, so the products are 0 to 255"
)]
fn blend(ground: [u8; 3], paint: [u8; 3], weight: f64, alpha: f64) -> [u8; 4] {
    let mix = |ground: u8, paint: u8| {
        (f64::from(ground) * (1.0 - weight) + f64::from(paint) * weight).round() as u8
    };
    let [red, green, blue] = ground;
    let [paint_red, paint_green, paint_blue] = paint;
    [
        mix(red, paint_red),
        mix(green, paint_green),
        mix(blue, paint_blue),
        (alpha * 255.0).round() as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seal_icon_has_the_colour_of_the_seal_and_clear_corners() {
        let colour: SealColour = "#0b5394".parse().unwrap();
        for size in ICON_SIZES {
            let icon = Icon::draw(size, IconColour::Seal(colour));
            assert_eq!(icon.rgba.len(), (size * size * 4) as usize);
            assert_eq!(icon.rgba[3], 0, "the corner is clear");
            let opaque = icon.rgba.chunks(4).filter(|pixel| pixel[3] == 255);
            let in_colour = opaque
                .filter(|pixel| pixel[..3] == [0x0b, 0x53, 0x94])
                .count();
            assert!(
                in_colour > icon.rgba.len() / 4 / 4,
                "{size}: {in_colour} pixels"
            );
        }
    }

    #[test]
    fn the_icon_of_a_picture_has_the_picture_a_rim_and_clear_corners() {
        let colour: SealColour = "#0b5394".parse().unwrap();
        for size in [16, 32] {
            let green: Vec<u8> = [0, 200, 0, 255].repeat((size * size) as usize);
            let icon = Icon::of_picture(size, colour, &green);
            let pixel = |column: u32, row: u32| {
                let start = ((row * size + column) * 4) as usize;
                icon.rgba[start..start + 4].to_vec()
            };
            assert_eq!(pixel(size / 2, size / 2), [0, 200, 0, 255]);
            assert_eq!(pixel(size / 2, 0), [0x0b, 0x53, 0x94, 255]);
            assert_eq!(pixel(0, 0)[3], 0);
        }
    }

    #[test]
    fn a_picture_that_is_too_short_leaves_the_colour() {
        let colour: SealColour = "#0b5394".parse().unwrap();
        let icon = Icon::of_picture(16, colour, &[]);
        assert_eq!(icon.rgba.len(), 16 * 16 * 4);
        assert_eq!(icon.rgba[(8 * 16 + 8) * 4..][..3], [0x0b, 0x53, 0x94]);
    }

    #[test]
    fn the_neutral_icon_is_grey() {
        let icon = Icon::draw(32, IconColour::Neutral);
        assert!(
            icon.rgba
                .chunks(4)
                .all(|pixel| pixel[3] == 0 || pixel[..3] == NEUTRAL)
        );
    }
}
