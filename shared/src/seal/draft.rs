//! A seal that is being made: what the helper draws, judges and keeps.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Base64, Crop, SealColour, SealText};

/// What a seal is made of. It is a secret: its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealDraft {
    /// What will be on it.
    pub mark: DraftMark,
    /// What it will stand on.
    pub colour: SealColour,
}

/// What will be on a seal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DraftMark {
    /// Words.
    Text(SealText),
    /// A part of a picture.
    Picture {
        /// The picture as the helper opened it.
        opened: Base64,
        /// The part of it.
        crop: Crop,
    },
    /// The picture that the seal of this browser profile has already.
    SamePicture {},
}

/// What is to be said of a draft that makes a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Remark {
    /// Of words: how easy they are to guess.
    Guess(Guess),
    /// Of a picture: what is left of it in the toolbar.
    AtToolbarSize(AtToolbarSize),
}

/// How easy words are to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guess {
    /// Among the first million guesses: many people choose it, or it follows a pattern.
    Easy,
    /// Among the first hundred million.
    Fair,
    /// Later than that.
    Hard,
}

/// What is left of a picture at 16 pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtToolbarSize {
    /// It can be told from others.
    Clear,
    /// One colour, or nearly.
    TooFlat,
    /// Nearly black.
    TooDark,
}

impl fmt::Debug for SealDraft {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealDraft(secret)")
    }
}

impl fmt::Debug for DraftMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DraftMark(secret)")
    }
}
