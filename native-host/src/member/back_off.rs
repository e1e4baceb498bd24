//! How long to wait after wrong passwords, by the clock of the computer.
//!
//! Where the clock was set back, the wait starts anew: it is never longer than it was meant to be.
//! Whoever can set the clock forward waits less; they own the computer.

use std::time::Duration;

use crate::clock::UnixMillis;

/// How many wrong passwords have no consequence: a person mistypes.
const FREE: u32 = 3;

/// How long the first wait is.
const FIRST: Duration = Duration::from_secs(5);

/// How long the longest wait is: a person who forgot the password does not lose a day.
const LONGEST: Duration = Duration::from_hours(1);

/// What came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BackOff {
    /// How many wrong passwords came since the last right one.
    pub(crate) failures: u32,
    /// When the next one may be tried.
    pub(crate) retry_at: UnixMillis,
}

impl BackOff {
    /// What came before, after one wrong password more.
    pub(crate) fn after_a_failure(self, now: UnixMillis) -> Self {
        let failures = self.failures.saturating_add(1);
        Self {
            failures,
            retry_at: later(now, wait(failures)),
        }
    }

    /// The same by a clock that was set back, perhaps: nobody waits longer than the whole wait.
    pub(crate) fn by_clock(self, now: UnixMillis) -> Self {
        let latest = later(now, wait(self.failures));
        Self {
            retry_at: self.retry_at.min(latest),
            ..self
        }
    }

    /// For how many seconds no password may be tried, rounded up; none when one may be.
    pub(crate) fn seconds_left(self, now: UnixMillis) -> Option<u64> {
        let left = u64::try_from(self.retry_at.0.saturating_sub(now.0)).unwrap_or(0);
        Some(left.div_ceil(1000)).filter(|seconds| *seconds > 0)
    }
}

fn wait(failures: u32) -> Duration {
    let Some(doublings) = failures.checked_sub(FREE + 1) else {
        return Duration::ZERO;
    };
    FIRST
        .saturating_mul(2_u32.saturating_pow(doublings))
        .min(LONGEST)
}

fn later(now: UnixMillis, wait: Duration) -> UnixMillis {
    let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
    UnixMillis(now.0.saturating_add(wait))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

    fn after(failures: u32) -> BackOff {
        BackOff {
            failures: failures - 1,
            retry_at: UnixMillis(0),
        }
        .after_a_failure(NOW)
    }

    #[test]
    fn the_wait_doubles_from_the_fourth_on() {
        let waits: Vec<_> = (1..=15)
            .map(|failures| after(failures).seconds_left(NOW).unwrap_or(0))
            .collect();
        let expected = [
            0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600,
        ];
        assert_eq!(waits, expected);
        assert_eq!(after(u32::MAX).seconds_left(NOW), Some(3600));
    }

    #[test]
    fn the_wait_ends_with_its_last_millisecond() {
        let left = |passed| after(4).seconds_left(UnixMillis(NOW.0 + passed));
        assert_eq!(left(1), Some(5));
        assert_eq!(left(4_999), Some(1));
        assert_eq!(left(5_000), None);
    }

    #[test]
    fn a_clock_that_was_set_back_starts_the_wait_anew() {
        let past = UnixMillis(NOW.0 - 86_400_000);
        let by_clock = after(5).by_clock(past);
        assert_eq!(by_clock.seconds_left(past), Some(10));
        assert_eq!(by_clock.seconds_left(UnixMillis(past.0 + 10_000)), None);
        assert_eq!(after(5).by_clock(NOW), after(5));
    }

    proptest! {
        #[test]
        fn no_clock_makes_anybody_wait_longer_than_an_hour(
            failures: u32, retry_at: i64, now: i64,
        ) {
            let now = UnixMillis(now);
            let before = BackOff { failures, retry_at: UnixMillis(retry_at) };
            prop_assert!(before.by_clock(now).seconds_left(now) <= Some(3600));
            prop_assert!(before.after_a_failure(now).seconds_left(now) <= Some(3600));
        }
    }
}
