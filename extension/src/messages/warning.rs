//! What the warning page is told and decides, and what it leaves behind: the exceptions.

use serde::{Deserialize, Serialize};

/// A way on from a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// To the site that is imitated.
    Genuine,
    /// Back to where the person came from.
    Leave,
    /// To the lookalike, in this tab, until it leaves the host.
    Once,
    /// To the lookalike, and without a warning until the date that the page names.
    ForSomeTime,
    /// To the page that a guarded password was kept from, and that page may have it from now on.
    MayHaveIt,
    /// To the site, to change a password there that a page has got.
    ChangeIt,
}

/// Where a warning page leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Onward {
    /// To this web address, in place of the warning page.
    To(String),
    /// Back in the history of its tab; where there is nothing, the tab closes.
    Back {
        /// By how many pages.
        pages: i32,
    },
    /// The tab closes.
    Close {},
    /// Nowhere: there is nothing to warn of, or the administrator forbids it.
    Refused {},
}

/// What a warning page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WarningAnswer {
    /// Its warning.
    Warning(WarningView),
    /// A guarded password was kept from a page.
    Stopped(StoppedView),
    /// There is nothing to warn of: the id is made up, or of another tab, or of another time.
    Nothing {},
}

/// A warning, in words and characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarningView {
    /// What people call the site that is imitated.
    pub site: String,
    /// Where the way to the site leads.
    pub genuine_host: String,
    /// The host that was on its way, whole.
    pub visited: Vec<PieceView>,
    /// The genuine name, whole.
    pub genuine: Vec<PieceView>,
    /// Characters of the visited host that look like others.
    pub odd: Vec<OddView>,
    /// The name of the trick, which names its text in `_locales`.
    pub rule: String,
    /// Whether the administrator lets the person go on; none while the browser has not said so.
    pub may_continue: Option<bool>,
    /// When an exception would end, in milliseconds since 1970; none where none is made.
    pub until_ms: Option<i64>,
}

/// A guarded password that was kept from a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoppedView {
    /// What people call the site to which the password belongs; empty for the account.
    pub site: String,
    /// Where the way to the site leads; empty for the account.
    pub genuine_host: String,
    /// The host of the page.
    pub host: String,
    /// The host is one of the site's own, on which nobody signs in.
    pub is_own: bool,
    /// What was typed only begins like the password: this page could not be kept waiting.
    pub is_beginning: bool,
    /// The page may have had the whole password before it was judged; of a beginning, more than its
    /// first four characters.
    pub is_seen: bool,
    /// Whether the person may let this page have it.
    pub may_except: bool,
    /// The administrator does not let them.
    pub is_forbidden: bool,
}

/// A piece of a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PieceView {
    /// It stands in both hosts.
    Same(String),
    /// It stands in this one only.
    Different(String),
}

/// A character that looks like another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OddView {
    /// The character.
    pub character: String,
    /// Its place in Unicode, for example `U+0430`.
    pub code: String,
    /// The name of its writing system, which names its text in `_locales`; empty for one without.
    pub script: String,
    /// The letters that it looks like; for a digit the digit.
    pub looks_like: String,
}

/// The person's exceptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionsAnswer {
    /// Those that count now, in the order in which they were made.
    pub exceptions: Vec<ExceptionView>,
}

/// A host that the person goes on to without a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionView {
    /// The host, exactly.
    pub host: String,
    /// What people call the site that it looks like; empty where that is not protected any more.
    pub site: String,
    /// When the person decided so, in milliseconds since 1970.
    pub made_ms: i64,
    /// When it ends, in milliseconds since 1970.
    pub until_ms: i64,
}
