//! The picture of a seal, as the helper draws it: square, upright, sRGB, without metadata, in each
//! size in which it is shown.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A picture in the sizes in which it is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealPicture {
    /// JPEG, [`LARGE_PIXELS`](crate::limits::LARGE_PIXELS) wide and high: popup and editor.
    pub large: Base64,
    /// JPEG, [`FRAME_PIXELS`](crate::limits::FRAME_PIXELS) wide and high: the frame on the page.
    pub frame: Base64,
    /// Uncompressed, 32 pixels wide and high: the toolbar of a dense screen.
    pub toolbar_32: Base64,
    /// Uncompressed, 16 pixels wide and high: the toolbar.
    pub toolbar_16: Base64,
}

/// Which part of an opened picture becomes the seal: a square, in pixels of the opened picture.
/// What reaches over an edge is moved back inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// From the left edge.
    pub x: u32,
    /// From the top edge.
    pub y: u32,
    /// Width and height.
    pub side: u32,
}

/// Bytes in base64 (RFC 4648, section 4, with padding). Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Base64(String);

/// A text that is not base64.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("bytes are written in base64, with padding")]
pub struct InvalidBase64;

impl Base64 {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many bytes it stands for.
    #[must_use]
    pub fn decoded_len(&self) -> usize {
        let padding = self.0.bytes().rev().take_while(|&byte| byte == b'=');
        self.0.len() / 4 * 3 - padding.count()
    }
}

impl TryFrom<String> for Base64 {
    type Error = InvalidBase64;

    fn try_from(text: String) -> Result<Self, InvalidBase64> {
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let digits = text.strip_suffix("==").or(text.strip_suffix('='));
        let digits = digits.unwrap_or(&text);
        if text.len().is_multiple_of(4) && digits.bytes().all(is_digit) {
            Ok(Self(text))
        } else {
            Err(InvalidBase64)
        }
    }
}

impl From<Base64> for String {
    fn from(bytes: Base64) -> Self {
        bytes.0
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} characters)", self.0.len())
    }
}

impl fmt::Debug for SealPicture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealPicture(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, bytes: usize) {
        let parsed = Base64::try_from(text.to_owned()).unwrap();
        assert_eq!(parsed.decoded_len(), bytes, "{text}");
    }

    #[test]
    fn base64_tells_how_many_bytes_it_stands_for() {
        check("", 0);
        check("Zg==", 1);
        check("Zm8=", 2);
        check("Zm9v", 3);
        check("Zm9v+/9v", 6);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "Z", "Zg=", "Zg", "Z===", "Zm 9", "Zm9v\n", "Zm-_", "Z\"9v", "=Zm9",
        ] {
            assert_eq!(
                Base64::try_from(text.to_owned()),
                Err(InvalidBase64),
                "{text}"
            );
        }
    }
}
