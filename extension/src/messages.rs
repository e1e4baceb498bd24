//! What the extension's contexts say to each other, as JSON text.
//!
//! Three kinds of sender, three enums: the content script stands in a web page and is not trusted;
//! the seal frame is trusted only with what its nonce was tied to; the extension's own pages are
//! trusted. The background decides which enum to read by what the browser says of the sender.
//!
//! Seals go to frames and pages as plain descriptions of a drawing: what may stand on a seal is
//! judged in the background alone, so that no page carries the tables of Unicode.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::browser::tabs::TabId;
use crate::problem::Problem;

/// From the content script. Its answer is a [`Place`].
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromContent {
    /// There is a sign-in box, and a seal frame with this nonce is being placed at it.
    SignInBox {
        /// 128 random bits, made for this frame.
        nonce: String,
    },
}

/// To the content script: what room the frame needs. It tells nothing of the seal itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Room for the seal.
    Seal,
    /// Room for the link that makes a seal.
    Invitation,
    /// Room for a card that says what is wrong.
    Problem,
    /// No frame.
    Nothing,
}

impl Place {
    /// The room that `display` needs.
    #[must_use]
    pub fn of(display: &Display) -> Self {
        match display {
            Display::Seal { .. } => Self::Seal,
            Display::Invitation {} => Self::Invitation,
            Display::Problem(_) => Self::Problem,
            Display::Nothing {} => Self::Nothing,
        }
    }
}

/// From the seal frame.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromFrame {
    /// Its nonce, which works once. The answer is a [`Display`].
    Redeem {
        /// What stood in the frame's address.
        nonce: String,
    },
    /// What to show now, after a change. The answer is a [`Display`].
    Refresh {},
    /// The person clicked: open the seal editor.
    OpenEditor {},
}

/// What a seal frame shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Display {
    /// The seal of this browser profile.
    Seal {
        /// How it looks.
        seal: SealView,
        /// What people call the site.
        site: String,
    },
    /// The site is genuine, and there is no seal yet.
    Invitation {},
    /// The site is genuine, and the seal cannot be had.
    Problem(Problem),
    /// Nothing.
    Nothing {},
}

/// From the extension's own pages.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromPage {
    /// What to say of this tab. The answer is a [`TabReport`].
    ReportTab {
        /// The tab.
        tab: TabId,
    },
    /// The seal of this browser profile. The answer is a [`SealAnswer`].
    ReadSeal {},
    /// What a seal of these lines would be. The answer is a [`Judgement`].
    JudgeSeal(DraftSeal),
    /// Keep a seal of these lines. The answer is a [`SealAnswer`].
    SaveSeal(DraftSeal),
    /// Forget the seal. The answer is a [`SealAnswer`].
    RemoveSeal {},
}

/// What stands in the editor's fields; nothing of it has been judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftSeal {
    /// The lines, as they were typed.
    pub lines: Vec<String>,
    /// `#rrggbb`.
    pub colour: String,
}

/// What is to be said of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// How many characters a person counts in each line.
    pub characters: Vec<usize>,
    /// The seal that the draft makes, or why it makes none.
    pub outcome: Result<SealView, FieldProblem>,
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
    /// Nothing was written yet: that is said only when it is to be saved.
    pub empty: bool,
}

/// How a seal looks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealView {
    /// Its lines, from the top.
    pub lines: Vec<String>,
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

/// What the popup says of a tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TabReport {
    /// The verdict in one word, which names its texts in `_locales`.
    pub verdict: VerdictName,
    /// What people call the site; empty where none is known.
    pub site: String,
    /// The host that the tab shows; empty where there is none.
    pub host: String,
    /// What a seal frame would show there.
    pub display: Display,
}

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictName {
    /// The genuine sign-in host, over https.
    Genuine,
    /// The genuine sign-in host, without https.
    Insecure,
    /// A host of the site, but not one of its sign-in hosts.
    NotASignInHost,
    /// Nothing is known of it.
    Unknown,
    /// Not a web page.
    NotAWebAddress,
    /// The browser met an error, and may show a warning of its own.
    NotLoaded,
}

impl VerdictName {
    /// The word, as it stands in the names of texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Insecure => "insecure",
            Self::NotASignInHost => "not_a_sign_in_host",
            Self::Unknown => "unknown",
            Self::NotAWebAddress => "not_a_web_address",
            Self::NotLoaded => "not_loaded",
        }
    }
}

/// Said to every page and frame of the extension when the seal was saved or removed. It carries
/// nothing: who may see the seal asks for it.
pub const SEAL_CHANGED: &str = "seal_changed";
