//! When a letter that was not taken is sent again.

use crate::clock::UnixMillis;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long to wait after the first, the second … try. Greylisting wants some minutes, a server that
/// is being mended some hours.
const WAITS: [i64; 6] = [
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
];

/// After these.
const LAST_WAIT: i64 = DAY;

/// After so long a letter is of no use any more (RFC 5321, section 4.5.4.1, asks for four to five
/// days of servers that carry letters of others; these stand in the inbox all the same).
const GIVEN_UP_AFTER: i64 = 3 * DAY;

/// How many tries fit into that. A clock that is set back again and again makes no more of them.
const TRIES: u32 = 9;

/// When to try again a letter that was made then, and was tried so many times; none where it is given
/// up. A clock that was set back since it was made does no harm.
pub(crate) fn next_try(made: UnixMillis, attempts: u32, now: UnixMillis) -> Option<UnixMillis> {
    let Some(tried) = attempts.checked_sub(1) else {
        return Some(now);
    };
    let wait = WAITS
        .get(usize::try_from(tried).ok()?)
        .unwrap_or(&LAST_WAIT);
    let next = UnixMillis(now.0.saturating_add(*wait));
    let age = next.0.saturating_sub(made.0);
    (age <= GIVEN_UP_AFTER && attempts < TRIES).then_some(next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MADE: UnixMillis = UnixMillis(1_800_000_000_000);

    #[track_caller]
    fn check(attempts: u32, minutes_since: i64, minutes_until: Option<i64>) {
        let now = UnixMillis(MADE.0 + minutes_since * MINUTE);
        let expected = minutes_until.map(|wait| UnixMillis(now.0 + wait * MINUTE));
        assert_eq!(
            next_try(MADE, attempts, now),
            expected,
            "{attempts} {minutes_since}"
        );
    }

    #[test]
    fn waits_grow_until_a_letter_is_given_up() {
        check(0, 0, Some(0));
        check(1, 0, Some(1));
        check(2, 1, Some(5));
        check(3, 6, Some(30));
        check(4, 36, Some(2 * 60));
        check(5, 156, Some(6 * 60));
        check(6, 516, Some(12 * 60));
        check(7, 1236, Some(24 * 60));
        check(8, 2676, Some(24 * 60));
        check(9, 4116, None);
    }

    #[test]
    fn after_three_days_a_letter_is_given_up_whatever_the_tries() {
        for attempts in 1..20 {
            check(attempts, 3 * 24 * 60, None);
        }
        check(1, 3 * 24 * 60 - 1, Some(1));
    }

    #[test]
    fn a_clock_that_was_set_back_does_no_harm() {
        let year = 365 * 24 * 60;
        check(1, -year, Some(1));
        check(8, -year, Some(24 * 60));
        check(9, -year, None);
    }

    proptest! {
        #[test]
        fn a_try_is_never_more_than_a_day_away(
            made in any::<i64>(),
            attempts in any::<u32>(),
            now in any::<i64>(),
        ) {
            let (made, now) = (UnixMillis(made), UnixMillis(now));
            if let Some(next) = next_try(made, attempts, now) {
                prop_assert!(next >= now && next.0.saturating_sub(now.0) <= DAY);
            }
        }
    }
}
