//! Pixels, to be compared.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use png::{ColorType, Decoder, Transformations};

/// A picture's pixels, in RGB with 8 bits a channel.
pub(super) struct Pixels {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// Reads a PNG of any kind. Transparency is left out: pictures that are compared have none.
pub(super) fn read(path: &Path) -> Result<Pixels> {
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("failed to read {shown}"))?;
    let mut decoder = Decoder::new(BufReader::new(file));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let bytes = reader
        .output_buffer_size()
        .context("a picture is too large")?;
    let mut samples = vec![0; bytes];
    let info = reader.next_frame(&mut samples)?;
    let rgb = match info.color_type {
        ColorType::Rgb => samples,
        ColorType::Rgba => chunks::<4>(&samples)
            .flat_map(|[r, g, b, _]| [*r, *g, *b])
            .collect(),
        ColorType::Grayscale => samples.iter().flat_map(|grey| [*grey; 3]).collect(),
        ColorType::GrayscaleAlpha => chunks::<2>(&samples)
            .flat_map(|[grey, _]| [*grey; 3])
            .collect(),
        ColorType::Indexed => bail!("{shown} was not expanded"),
    };
    Ok(Pixels {
        width: info.width,
        height: info.height,
        rgb,
    })
}

fn chunks<const CHANNELS: usize>(samples: &[u8]) -> std::slice::Iter<'_, [u8; CHANNELS]> {
    samples.as_chunks().0.iter()
}

impl Pixels {
    /// Width and height, as `800x600`.
    pub(super) fn size(&self) -> String {
        format!("{}x{}", self.width, self.height)
    }

    /// The largest difference of a channel, where both have one size.
    pub(super) fn largest_difference(&self, other: &Self) -> Option<u8> {
        self.differences(other)?.max()
    }

    /// The mean difference of the channels, where both have one size.
    pub(super) fn mean_difference(&self, other: &Self) -> Option<f64> {
        let sum: f64 = self.differences(other)?.map(f64::from).sum();
        let channels = f64::from(self.width) * f64::from(self.height) * 3.0;
        Some(sum / channels)
    }

    fn differences(&self, other: &Self) -> Option<impl Iterator<Item = u8>> {
        let same = (self.width, self.height) == (other.width, other.height);
        let pairs = self.rgb.iter().zip(&other.rgb);
        same.then(|| pairs.map(|(one, other)| one.abs_diff(*other)))
    }
}
