//! Brands and the domains that are theirs.

use serde::Deserialize;

use super::data::Row;

/// A brand.
#[derive(Deserialize)]
pub(super) struct Brand {
    #[serde(rename = "brand")]
    pub(super) name: String,
    genuine_domains: String,
}

impl Row for Brand {
    const COLUMNS: &'static [&'static str] = &["brand", "genuine_domains"];
}

impl Brand {
    /// Its domains.
    pub(super) fn domains(&self) -> impl Iterator<Item = &str> {
        self.genuine_domains.split_whitespace()
    }
}
