//! How much may be judged: as much as people type and paste, and no more than that.
//!
//! What is counted is beginnings that were not judged before. It is a limit for pages, which get a
//! judgement by what a person types into them; a program of the person's own account can read the key.

use signin_seal_shared::limits::{CHECKS_A_SECOND, CHECKS_AT_ONCE};

use crate::clock::UnixMillis;

/// A thousandth of a check is earned in each millisecond, times [`CHECKS_A_SECOND`].
const THOUSAND: i64 = 1_000;

const MOST: i64 = CHECKS_AT_ONCE as i64 * THOUSAND;

/// What may be judged now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    /// In thousandths of a check.
    left: i64,
    /// As of when.
    at: Option<UnixMillis>,
}

impl Default for Rate {
    fn default() -> Self {
        Self {
            left: MOST,
            at: None,
        }
    }
}

impl Rate {
    /// Lets so many pass, or none of them. More than can ever be at once count as that.
    pub(super) fn take(&mut self, checks: usize, now: UnixMillis) -> bool {
        // A clock that was set back earns nothing, and nothing is lost by it either.
        let passed = self.at.map_or(0, |at| now.0.saturating_sub(at.0).max(0));
        let earned = passed.saturating_mul(i64::from(CHECKS_A_SECOND));
        self.left = self.left.saturating_add(earned).min(MOST);
        self.at = Some(now);
        let cost = i64::try_from(checks).unwrap_or(i64::MAX);
        let cost = cost.saturating_mul(THOUSAND).min(MOST);
        if cost > self.left {
            return false;
        }
        self.left -= cost;
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    fn later(milliseconds: i64) -> UnixMillis {
        UnixMillis(NOW.0 + milliseconds)
    }

    #[test]
    fn a_burst_passes_and_the_next_waits() {
        let mut rate = Rate::default();
        assert!(rate.take(2_000, NOW));
        assert!(!rate.take(1, NOW));
        assert!(!rate.take(1, later(9)));
        assert!(rate.take(1, later(10)));
        assert!(!rate.take(100, later(1_009)));
        assert!(rate.take(100, later(1_010)));
        assert!(rate.take(0, later(1_010)));
        assert!(rate.take(5_000, later(60_000)));
    }

    #[test]
    fn a_fast_typist_never_waits() {
        let mut rate = Rate::default();
        // An hour of 400 characters a minute, each a new beginning in the stream, in the field and
        // around a caret in the middle.
        for character in 0..24_000 {
            assert!(rate.take(6, later(character * 150)), "{character}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_stops_nobody_for_long() {
        let mut rate = Rate::default();
        assert!(rate.take(2_000, NOW));
        assert!(!rate.take(1, later(-86_400_000)));
        assert!(rate.take(1, later(-86_400_000 + 10)));
    }

    proptest! {
        #[test]
        fn no_more_passes_than_the_limit(
            takes in proptest::collection::vec((0_usize..3_000, 0_i64..5_000), 1..50),
        ) {
            let (mut rate, mut now, mut passed) = (Rate::default(), NOW.0, 0);
            for (checks, pause) in takes {
                now += pause;
                if rate.take(checks, UnixMillis(now)) {
                    passed += i64::try_from(checks.min(2_000)).unwrap();
                }
            }
            prop_assert!(passed <= 2_000 + (now - NOW.0) / 10);
        }
    }
}
