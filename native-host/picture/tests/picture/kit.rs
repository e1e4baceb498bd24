//! Pictures, and ways to look at them.

use signin_seal_picture::{OtherFormats, PictureError, Upright, decode};

/// A picture of the folder `pictures`.
pub(crate) fn picture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/pictures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// Every JPEG of the folder.
pub(crate) const JPEGS: [&str; 10] = [
    "arithmetic.jpg",
    "baseline.jpg",
    "cmyk.jpg",
    "cmyk_progressive.jpg",
    "corners.jpg",
    "grey.jpg",
    "profile.jpg",
    "progressive.jpg",
    "restarts.jpg",
    "two_pictures.mpo",
];

/// Every other picture of the folder.
pub(crate) const OTHERS: [&str; 4] = [
    "animated.gif",
    "lossless.webp",
    "lossy.webp",
    "transparent.png",
];

/// Decodes a file of any known format.
pub(crate) fn upright(file: &[u8]) -> Result<Upright, PictureError> {
    decode(file, OtherFormats::Convert)
}

/// A picture drawn by a rule, as PNG.
pub(crate) fn png(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb(colour(x, y)));
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A picture drawn by a rule, as JPEG.
pub(crate) fn jpeg(
    (width, height): (u16, u16),
    quality: u8,
    colour: impl Fn(u32, u32) -> [u8; 3],
) -> Vec<u8> {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let rgb: Vec<u8> = places
        .flat_map(|(x, y)| colour(x.into(), y.into()))
        .collect();
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, quality)
        .encode(&rgb, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    file
}

/// A colour from a place, without any order.
pub(crate) fn noise(x: u32, y: u32) -> [u8; 3] {
    let mixed = Random(u64::from(x) << 32 | u64::from(y))
        .next()
        .to_le_bytes();
    [mixed[0], mixed[1], mixed[2]]
}

/// The mean difference of the channels of two pictures of one size.
pub(crate) fn difference(one: &Upright, other: &Upright) -> f64 {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let pairs = one.rgb.iter().zip(&other.rgb);
    let sum: u64 = pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.rgb.len() as f64
}

/// A colour of a picture.
pub(crate) fn colour_at(picture: &Upright, x: u32, y: u32) -> [u8; 3] {
    let start = ((y * picture.width + x) * 3) as usize;
    picture.rgb[start..start + 3].try_into().unwrap()
}

/// `SplitMix64`: the same numbers in each run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}
