//! Times, given from outside: nothing here reads a clock.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMillis(pub i64);

impl UnixMillis {
    /// This many days of 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        Self(self.0.saturating_add(i64::from(days).saturating_mul(DAY)))
    }
}
