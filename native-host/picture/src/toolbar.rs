//! What is left of a picture in the browser's toolbar.

use signin_seal_shared::seal::AtToolbarSize;

use crate::upright::Upright;

/// Lightness below which a pixel looks black: that of the sRGB grey 32 of 255.
const NEARLY_BLACK: f32 = 0.245;

/// Of 20 pixels so many may be lighter in a picture that is too dark: a few lit windows do not make
/// a mark that is told from others, but a moon does.
const LIGHTER_OF_20: usize = 1;

/// How far pixels lie from the mean colour, as the root of the mean of squares, in a picture that
/// is too flat. About 0.02 is the smallest difference that can be seen (CSS Color 4, section 13.2);
/// half of the pixels should differ from the mean by twice that.
const NEARLY_ONE_COLOUR: f32 = 0.04;

/// Red, green, blue and a full alpha of each pixel.
pub(crate) fn rgba(picture: &Upright) -> Vec<u8> {
    let pixels = picture.rgb.as_chunks().0.iter();
    pixels
        .flat_map(|&[red, green, blue]| [red, green, blue, 255])
        .collect()
}

/// Judges a picture of the toolbar's size.
pub(crate) fn judge(rgba: &[u8]) -> AtToolbarSize {
    let pixels = rgba.as_chunks().0.iter();
    let pixels: Vec<_> = pixels
        .map(|&[red, green, blue, _]| oklab([red, green, blue]))
        .collect();
    let lighter = pixels
        .iter()
        .filter(|&&[lightness, ..]| lightness > NEARLY_BLACK);
    if lighter.count() * 20 <= pixels.len() * LIGHTER_OF_20 {
        return AtToolbarSize::TooDark;
    }
    if deviation(&pixels) < NEARLY_ONE_COLOUR {
        return AtToolbarSize::TooFlat;
    }
    AtToolbarSize::Clear
}

/// Standard deviation of colours.
fn deviation(pixels: &[[f32; 3]]) -> f32 {
    let part = 1.0 / pixels.iter().map(|_| 1.0).sum::<f32>();
    let mean = pixels.iter().fold([0.0; 3], |sum, pixel| {
        plus(sum, pixel.map(|axis| axis * part))
    });
    let distances = pixels.iter().map(|pixel| {
        let [l, a, b] = plus(*pixel, mean.map(|axis| -axis));
        l * l + a * a + b * b
    });
    (distances.sum::<f32>() * part).sqrt()
}

fn plus([l, a, b]: [f32; 3], [dl, da, db]: [f32; 3]) -> [f32; 3] {
    [l + dl, a + da, b + db]
}

/// sRGB to Oklab (CSS Color 4, section 18): distances in it are as large as they look.
fn oklab(pixel: [u8; 3]) -> [f32; 3] {
    let [red, green, blue] = pixel.map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    let l = (0.412_221_46 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
    let m = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
    let s = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}
