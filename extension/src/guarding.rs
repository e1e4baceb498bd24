//! What the background and the practice page both know of the guard's scripts.

/// In the order in which they run.
pub(crate) const SCRIPTS: [&str; 11] = [
    "plain_text.js",
    "guarding_words.js",
    "guarding_looks.js",
    "guarding_fields.js",
    "guarding_own.js",
    "guarding_keys.js",
    "guarding_held.js",
    "guarding_delivery.js",
    "guarding_notice.js",
    "guarding_asking.js",
    "guarding.js",
];

/// In a document that was there before them, this comes first.
pub(crate) const LATE_SCRIPT: &str = "guarding_late.js";

/// What they are answered, beside the number of characters that a page must not have: nobody could
/// judge.
pub(crate) const UNKNOWN: u32 = 0;
/// The page may have it.
pub(crate) const OPEN: u32 = 1;
/// The page must have nothing more.
pub(crate) const STOP: u32 = 2;
/// More than this: so many characters at the end must wait.
pub(crate) const HOLD: u32 = 3;
