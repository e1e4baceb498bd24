//! The colour that a seal stands on, and the text colour that can be read on it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An opaque sRGB colour, printed as `#rrggbb` in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SealColour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// A text that is not of the form `#rrggbb`.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("a colour is written as # and six hexadecimal digits")]
pub struct InvalidColour;

/// The colour of the words on a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColour {
    /// `#000000`
    Black,
    /// `#ffffff`
    White,
}

impl SealColour {
    /// Black or white, whichever has the higher contrast. It is never under 4.58:1, since
    /// the product of both contrasts is 21.
    #[must_use]
    pub fn text_colour(self) -> TextColour {
        let luminance = self.relative_luminance();
        let on_white = 1.05 / (luminance + 0.05);
        let on_black = (luminance + 0.05) / 0.05;
        if on_white >= on_black {
            TextColour::White
        } else {
            TextColour::Black
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    fn relative_luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl TextColour {
    /// The colour as CSS reads it.
    #[must_use]
    pub fn css(self) -> &'static str {
        match self {
            Self::Black => "#000000",
            Self::White => "#ffffff",
        }
    }
}

impl FromStr for SealColour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidColour);
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| InvalidColour)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self { red, green, blue })
    }
}

impl TryFrom<String> for SealColour {
    type Error = InvalidColour;

    fn try_from(text: String) -> Result<Self, InvalidColour> {
        text.parse()
    }
}

impl From<SealColour> for String {
    fn from(colour: SealColour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for SealColour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "#{:02x}{:02x}{:02x}",
            self.red, self.green, self.blue
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_read_on_light_and_on_dark() {
        let text_on = |colour: &str| colour.parse::<SealColour>().unwrap().text_colour();
        assert_eq!(text_on("#ffffff"), TextColour::Black);
        assert_eq!(text_on("#ffd54f"), TextColour::Black);
        assert_eq!(text_on("#000000"), TextColour::White);
        assert_eq!(text_on("#0b5394"), TextColour::White);
    }

    #[test]
    fn only_six_digits_after_a_hash_are_a_colour() {
        for text in [
            "", "#", "#fff", "ffffff", "#ggffff", "#ffffff0", "#+12345", "#ééé", "red",
        ] {
            assert_eq!(text.parse::<SealColour>(), Err(InvalidColour), "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_parsing_are_inverse(red: u8, green: u8, blue: u8) {
            let colour = SealColour { red, green, blue };
            prop_assert_eq!(colour.to_string().parse(), Ok(colour));
        }

        #[test]
        fn the_text_has_a_contrast_of_at_least_four_and_a_half(red: u8, green: u8, blue: u8) {
            let colour = SealColour { red, green, blue };
            let luminance = colour.relative_luminance();
            let contrast = match colour.text_colour() {
                TextColour::White => 1.05 / (luminance + 0.05),
                TextColour::Black => (luminance + 0.05) / 0.05,
            };
            prop_assert!(contrast >= 4.5, "{colour}: {contrast}");
        }
    }
}
