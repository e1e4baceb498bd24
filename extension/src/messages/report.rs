//! What the popup is told of a tab, and the help page of a missing seal.

use serde::{Deserialize, Serialize};

use super::{Display, SealView};
use crate::problem::Problem;

/// Why a seal is not seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// What is known; nothing where the seal should be there.
    pub cases: Vec<Case>,
    /// The host of the tab in question, with its scheme where that is what is wrong; empty where
    /// there is none.
    pub host: String,
    /// What was changed behind the extension's back, or why the helper cannot be asked.
    pub problem: Option<Problem>,
    /// The seal that is kept in place of the one that was saved.
    pub replacement: Option<SealView>,
    /// The fingerprint of the seal that is kept: what a person accepts is what they have seen.
    pub seen: Option<String>,
    /// Whether the seal is kept as it was left.
    pub has_seal: bool,
}

/// Why a seal may not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// The page is not the genuine one.
    NotGenuine,
    /// Somebody who uses this computer changed or removed the seal.
    Changed,
    /// No seal was made yet.
    NoSeal,
    /// No seal was made here yet, but in another browser profile: the browser's data may have been
    /// deleted.
    DataDeleted,
    /// The helper is missing or does not work.
    Helper,
    /// The genuine page keeps the seal from being seen.
    Covered,
    /// The genuine page stands inside another page.
    Framed,
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
    /// Whether the person could add its site to the protected ones.
    pub may_be_protected: bool,
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
    /// Its name is near to that of a site.
    Lookalike,
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
            Self::Lookalike => "lookalike",
            Self::Unknown => "unknown",
            Self::NotAWebAddress => "not_a_web_address",
            Self::NotLoaded => "not_loaded",
        }
    }
}
