//! `manifest.csv`: a row for each picture.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

/// How far a channel may be from the reference: decoders round differently.
const TOLERANCE: u8 = 2;

/// How far it may be where colours were converted: nothing says how inks look without a profile.
const CONVERTED_TOLERANCE: u8 = 16;

/// How far two pictures of one scene, each compressed by itself, may be from each other on average.
pub(super) const SAME_SCENE: f64 = 4.0;

/// A picture, and what should become of it.
#[derive(Deserialize)]
pub(super) struct Row {
    /// Where it is, from the manifest's folder.
    pub(super) file: String,
    pub(super) expected: Expected,
    /// The picture that it should equal.
    pub(super) reference: Option<String>,
    /// How its pixels are stored.
    mode: Option<String>,
    /// Its width and height when it is upright, as `800x600`.
    pub(super) upright_size: Option<String>,
}

/// What should become of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Expected {
    /// It is opened.
    Decode,
    /// It is opened, and looks like its reference.
    DecodeEqualsReference,
    /// Any answer will do.
    NoCrash,
    /// Any answer will do, for it is of a rare kind.
    NoCrashUnsupportedOk,
    /// Any answer will do, for it is not complete.
    NoCrashPartialOk,
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Decode => "decode",
            Self::DecodeEqualsReference => "decode_equals_reference",
            Self::NoCrash => "no_crash",
            Self::NoCrashUnsupportedOk => "no_crash_unsupported_ok",
            Self::NoCrashPartialOk => "no_crash_partial_ok",
        })
    }
}

/// Reads the manifest in this folder.
pub(super) fn read(folder: &Path) -> Result<Vec<Row>> {
    let path = folder.join("manifest.csv");
    let shown = path.display();
    let mut reader = csv::Reader::from_path(&path)
        .with_context(|| format!("failed to read {shown}; --data names its folder"))?;
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.with_context(|| format!("failed to understand {shown}"))
}

impl Row {
    /// How far each channel may be from the reference.
    pub(super) fn tolerance(&self, folder: &Path) -> Result<u8> {
        let path = folder.join(&self.file);
        let content = fs::read(&path).with_context(|| format!("failed to read {}", self.file))?;
        let has_profile = content.windows(12).any(|bytes| bytes == b"ICC_PROFILE\0");
        if has_profile || self.mode.as_deref() == Some("CMYK") {
            return Ok(CONVERTED_TOLERANCE);
        }
        Ok(TOLERANCE)
    }

    /// The picture that shows the same once both are upright: pictures of each Exif orientation
    /// are numbered by it, and number 1 is stored upright.
    pub(super) fn same_upright(&self) -> Option<String> {
        let name = self.file.strip_prefix("exif_orientation_examples/")?;
        let (scene, _orientation) = name.strip_suffix(".jpg")?.rsplit_once('_')?;
        Some(format!("exif_orientation_examples/{scene}_1.jpg"))
    }
}
