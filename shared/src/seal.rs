//! The seal: a person's secret mark, on a colour.

mod colour;
mod draft;
mod icon;
mod kept;
mod picture;
mod refused_characters;
mod text;
mod unicode;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use colour::{InvalidColour, SealColour, TextColour};
pub use draft::{AtToolbarSize, DraftMark, Guess, Remark, SealDraft};
pub use icon::{ICON_SIZES, Icon, IconColour};
pub use kept::{KeptSeal, OtherSeal};
pub use picture::{Base64, Crop, InvalidBase64, SealPicture};
pub use refused_characters::Refusal;
pub use text::{LineProblem, SealLine, SealText, SealTextProblem};

/// A person's seal. It is a secret: its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// What is on it.
    pub mark: Mark,
    /// What it stands on.
    pub colour: SealColour,
}

/// What is on a seal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Up to three lines of words.
    Text(SealText),
    /// A picture.
    Picture(SealPicture),
}

impl fmt::Debug for Seal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Seal(secret)")
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mark(secret)")
    }
}
