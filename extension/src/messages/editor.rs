//! What the editor and the take-over page are told of seals, and what they send.

use std::fmt;

use serde::{Deserialize, Serialize};
use signin_seal_shared::seal::{Base64, Crop, OtherSeal, Remark};

use crate::problem::Problem;

/// Whose computer it is, as the person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computer {
    /// The person's own, or of people they trust.
    Own,
    /// A public, shared or guest computer.
    Public,
}

/// What the editor starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditorStart {
    /// Whether a seal may be made here.
    pub may: May,
    /// The seal that there is.
    pub seal: SealAnswer,
    /// How many other browser profiles of this person have a seal.
    pub others: u32,
    /// Whether the store has a seal that can be removed, though perhaps not shown.
    pub can_remove: bool,
    /// Whether the seal is to be touched before a password is typed.
    pub touch: Touch,
}

/// Whether the seal is to be touched before a password is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// As the person has chosen.
    Chosen(bool),
    /// The administrator demands it.
    Demanded,
}

/// Whether a seal may be made, here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum May {
    /// It may.
    Yes,
    /// The person has to say first whose computer this is.
    AskWhose,
    /// Not on a public computer.
    PublicComputer,
    /// Not in a private window.
    PrivateWindow,
    /// The administrator has switched it off.
    Policy,
}

/// What stands in the editor's fields; nothing of it has been judged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftSeal {
    /// What is to be on the seal.
    pub mark: MarkDraft,
    /// `#rrggbb`.
    pub colour: String,
}

impl fmt::Debug for DraftSeal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DraftSeal(secret)")
    }
}

/// What is to be on a seal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MarkDraft {
    /// The lines, as they were typed.
    Text(Vec<String>),
    /// A part of a picture that was opened.
    Picture {
        /// The picture.
        opened: Base64,
        /// The part.
        crop: Crop,
    },
    /// The picture that the seal has already.
    SamePicture {},
    /// A picture is wanted, and none was chosen yet.
    NoPicture {},
}

/// A picture that was opened, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PictureAnswer {
    /// It can be shown and cropped.
    Opened {
        /// JPEG.
        picture: Base64,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// What is wrong with it, or with the helper.
    Problem(Problem),
}

/// What is to be said of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// How many characters a person counts in each line.
    pub characters: Vec<usize>,
    /// The seal that the draft makes, or why it makes none.
    pub outcome: Result<Preview, FieldProblem>,
    /// What the helper says of it; none where the helper cannot be asked.
    pub remark: Option<Remark>,
    /// Why the helper could not be asked.
    pub problem: Option<Problem>,
}

/// A seal in the sizes in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// On the page.
    pub frame: SealView,
    /// In the popup.
    pub large: SealView,
    /// In the toolbar, the larger one first: RGBA, 8 bits a channel, rows from the top.
    pub toolbar: Vec<IconView>,
}

/// A toolbar icon.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IconView {
    /// Width and height in pixels.
    pub size: u32,
    /// `size * size * 4` bytes.
    pub rgba: Base64,
}

impl fmt::Debug for IconView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IconView({} pixels, secret)", self.size)
    }
}

/// Something to be mended in the editor, said by the field where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldProblem {
    /// Which line, counted from one.
    pub line: usize,
    /// The name of its text in `_locales`.
    pub text: String,
    /// What fills `$1`, `$2` … in that text.
    pub values: Vec<String>,
    /// Nothing was written or chosen yet: that is said only when it is to be saved.
    pub empty: bool,
}

/// How a seal looks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealView {
    /// Its lines, from the top; none where it has a picture.
    pub lines: Vec<String>,
    /// Its picture, JPEG.
    pub picture: Option<Base64>,
    /// What it stands on, `#rrggbb`.
    pub colour: String,
    /// What its words are written in, `#rrggbb`.
    pub text_colour: String,
}

impl fmt::Debug for SealView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SealView(secret)")
    }
}

/// The seal as it is now, or why it cannot be had or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SealAnswer {
    /// What this browser profile has.
    Seal(Option<SealView>),
    /// The draft makes no seal: nothing was asked of the helper.
    FieldProblem(FieldProblem),
    /// Why it could not be read, kept or removed.
    Problem(Problem),
}

/// The seals of the person's other browser profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OthersAnswer {
    /// The last used one first.
    Others(Vec<OtherSeal>),
    /// Why they cannot be listed.
    Problem(Problem),
}
