//! What a file is, by its first bytes. Names and types that somebody claims are not looked at.

use crate::OtherFormat;

/// A format that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Other(OtherFormat),
}

/// The format of a file, where it is known.
pub(crate) fn of(file: &[u8]) -> Option<Format> {
    if file.starts_with(b"\xFF\xD8") {
        // Start of image (ITU-T T.81, B.2.1). Multi-picture files begin with it too.
        return Some(Format::Jpeg);
    }
    if file.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Some(Format::Other(OtherFormat::Png));
    }
    if file.starts_with(b"GIF87a") || file.starts_with(b"GIF89a") {
        return Some(Format::Other(OtherFormat::Gif));
    }
    if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Some(Format::Other(OtherFormat::WebP));
    }
    None
}
