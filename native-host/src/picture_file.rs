//! `picture`: what the helper makes of a picture file. For `cargo xtask measure pictures`, and for
//! a person who wonders why a file is refused. It touches no store.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use signin_seal_picture::{OtherFormats, PictureError, Upright};
use signin_seal_shared::limits::PICTURE_BYTES;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use thiserror::Error;

use crate::fault::Fault;

/// Why the command failed. That a picture is refused is an answer, not a failure.
#[derive(Debug, Error)]
pub(crate) enum PictureFileError {
    /// The file could not be read.
    #[error("failed to read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The upright picture could not be written.
    #[error("failed to write the upright picture")]
    Write(#[from] png::EncodingError),
    /// Standard output failed.
    #[error("failed to write to standard output")]
    Output(#[from] io::Error),
}

/// The answer, a line of JSON.
#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum Answer {
    /// The picture can be chosen from; its size is that of the opened picture.
    Opened { width: u32, height: u32 },
    /// It cannot, for the reason that the extension would be told.
    Refused { code: ErrorCode },
}

/// Opens a picture file as the extension would, and says what came of it. Where `upright` names a
/// file, the picture at its full size goes there as PNG.
pub(crate) fn examine(
    path: &Path,
    others: OtherFormats,
    upright: Option<&Path>,
    output: &mut impl Write,
) -> Result<(), PictureFileError> {
    let file = read(path).map_err(|source| PictureFileError::Read {
        path: path.to_owned(),
        source,
    })?;
    let answer = match signin_seal_picture::open(&file, others) {
        Ok(opened) => Answer::Opened {
            width: opened.width,
            height: opened.height,
        },
        Err(refusal) => refused(refusal),
    };
    if let Some(path) = upright {
        // Where the picture is refused there is nothing to write, and the answer says why.
        if let Ok(upright) = signin_seal_picture::decode(&file, others) {
            write_png(path, &upright)?;
        }
    }
    let answer = serde_json::to_string(&answer).map_err(io::Error::other)?;
    writeln!(output, "{answer}")?;
    Ok(())
}

/// A file, or as much of it as shows that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let limit = u64::try_from(PICTURE_BYTES).unwrap_or(u64::MAX);
    File::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut content)?;
    Ok(content)
}

fn refused(error: PictureError) -> Answer {
    let ErrorReply { code, .. } = ErrorReply::from(&Fault::Picture(error));
    Answer::Refused { code }
}

fn write_png(path: &Path, picture: &Upright) -> Result<(), png::EncodingError> {
    let file = BufWriter::new(File::create(path)?);
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.rgb)?;
    writer.finish()
}
