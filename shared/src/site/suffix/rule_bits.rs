//! What a rule of the public suffix list says of its name; the values of the compiled list.

/// The name itself is a suffix (`co.uk`).
pub(super) const EXACT: u64 = 1;
/// Every name one label longer is a suffix (`*.ck`).
pub(super) const WILDCARD: u64 = 2;
/// The name is registrable in spite of a wildcard (`!www.ck`).
pub(super) const EXCEPTION: u64 = 4;
/// The rule stands in the list's private section: strangers register names under it (`github.io`).
pub(super) const PRIVATE: u64 = 8;
