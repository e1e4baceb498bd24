//! Hosts that the person goes on to although they look like a site's.
//!
//! An exception keeps a warning quiet, for one exact host, for one imitated site, until an end date.
//! It never makes a host genuine.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Lookalike, UnknownReason, Verdict};
use crate::limits::{EXCEPTION_DAYS, EXCEPTIONS};
use crate::site::record::exact_host;
use crate::site::{Host, SiteId};
use crate::time::UnixMillis;

/// One host that the person wants to visit without a warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Exception {
    /// The host, exactly: none below it.
    pub host: Host,
    /// The site that it was accused of imitating; another accusation is another warning.
    pub site: SiteId,
    /// When the person decided so.
    pub made_at: UnixMillis,
    /// From then on it does not count any more.
    pub until: UnixMillis,
}

/// All exceptions of a browser profile, one for each host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Exceptions(Vec<Exception>);

/// Why a written exception is none.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum InvalidException {
    /// Its host is empty, an address, or could stand for more than one host.
    #[error("the host of the exception is not one host name")]
    NoHost,
    /// It names no site.
    #[error("the exception names no site")]
    NoSite,
    /// It ends before it begins, or later than any exception may.
    #[error("the exception does not end within {EXCEPTION_DAYS} days")]
    NoEnd,
}

impl Exception {
    /// The exception that the person makes of this accusation, with the end date that all have.
    #[must_use]
    pub fn of(lookalike: &Lookalike, now: UnixMillis) -> Self {
        Self {
            host: lookalike.visited.clone(),
            site: lookalike.site.clone(),
            made_at: now,
            until: now.plus_days(EXCEPTION_DAYS),
        }
    }

    /// Whether it counts at this time. One that was made in the future does not: the clock that
    /// made it was wrong, and so is its end.
    fn counts(&self, now: UnixMillis) -> bool {
        self.made_at <= now && now < self.until
    }
}

impl Exceptions {
    /// Adds one, in place of an earlier one of the same host. Those that have ended go.
    pub fn add(&mut self, exception: Exception, now: UnixMillis) {
        self.0
            .retain(|other| other.host != exception.host && now < other.until);
        if self.0.len() >= EXCEPTIONS {
            let first_to_end = self.0.iter().enumerate().min_by_key(|(_, it)| it.until);
            if let Some((index, _)) = first_to_end {
                self.0.remove(index);
            }
        }
        self.0.push(exception);
    }

    /// Takes back the exception of exactly this host.
    pub fn remove(&mut self, host: &str) {
        if let Some(host) = exact_host(host) {
            self.0.retain(|exception| exception.host != host);
        }
    }

    /// Those that count at this time, in the order in which they were made.
    pub fn counting(&self, now: UnixMillis) -> impl Iterator<Item = &Exception> {
        self.0.iter().filter(move |exception| exception.counts(now))
    }

    /// The verdict after the person's exceptions: an accusation that they have put aside is
    /// unknown. No other verdict changes, and none becomes genuine.
    #[must_use]
    pub fn quieten(&self, verdict: Verdict, now: UnixMillis) -> Verdict {
        match verdict {
            Verdict::Lookalike(lookalike) if self.cover(&lookalike, now) => {
                Verdict::Unknown(UnknownReason::NoSite)
            }
            verdict => verdict,
        }
    }

    fn cover(&self, lookalike: &Lookalike, now: UnixMillis) -> bool {
        self.counting(now)
            .any(|it| it.host == lookalike.visited && it.site == lookalike.site)
    }
}

/// An exception as it is kept; nothing of it has been looked at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    host: String,
    site: String,
    made_ms: i64,
    until_ms: i64,
}

impl TryFrom<Written> for Exception {
    type Error = InvalidException;

    fn try_from(written: Written) -> Result<Self, InvalidException> {
        let host = exact_host(&written.host).ok_or(InvalidException::NoHost)?;
        if written.site.trim().is_empty() {
            return Err(InvalidException::NoSite);
        }
        let (made_at, until) = (UnixMillis(written.made_ms), UnixMillis(written.until_ms));
        if until <= made_at || made_at.plus_days(EXCEPTION_DAYS) < until {
            return Err(InvalidException::NoEnd);
        }
        Ok(Self {
            host,
            site: SiteId::new(&written.site),
            made_at,
            until,
        })
    }
}

impl From<Exception> for Written {
    fn from(exception: Exception) -> Self {
        Self {
            host: exception.host.to_string(),
            site: exception.site.as_str().to_owned(),
            made_ms: exception.made_at.0,
            until_ms: exception.until.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Frame, Visit, judge};
    use super::*;
    use crate::site::{Catalogue, alibaba};

    const FAKE: &str = "https://login.alibaba.com.evil.example/";
    const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

    fn judged(url: &str) -> Verdict {
        let visit = Visit {
            url,
            frame: Frame::Top,
        };
        judge(&visit, &Catalogue::new(vec![alibaba()]))
    }

    fn accusation(url: &str) -> Lookalike {
        match judged(url) {
            Verdict::Lookalike(lookalike) => lookalike,
            other => panic!("{url} is {other:?}"),
        }
    }

    fn excepted(url: &str) -> Exceptions {
        let mut exceptions = Exceptions::default();
        exceptions.add(Exception::of(&accusation(url), NOW), NOW);
        exceptions
    }

    #[track_caller]
    fn check_quiet(exceptions: &Exceptions, url: &str, now: UnixMillis, expected: bool) {
        let verdict = exceptions.quieten(judged(url), now);
        let is_quiet = verdict == Verdict::Unknown(UnknownReason::NoSite);
        assert_eq!(is_quiet, expected, "{url} at {now:?}: {verdict:?}");
    }

    #[test]
    fn an_exception_counts_for_its_host_until_its_end() {
        let exceptions = excepted(FAKE);
        let end = NOW.plus_days(EXCEPTION_DAYS);
        check_quiet(&exceptions, FAKE, NOW, true);
        check_quiet(
            &exceptions,
            "http://LOGIN.alibaba.com.evil.example.:8080/a",
            NOW,
            true,
        );
        check_quiet(&exceptions, FAKE, UnixMillis(end.0 - 1), true);
        check_quiet(&exceptions, FAKE, end, false);
        check_quiet(&exceptions, FAKE, UnixMillis(NOW.0 - 1), false);
    }

    #[test]
    fn no_other_host_is_covered() {
        let exceptions = excepted(FAKE);
        for other in [
            "https://a.login.alibaba.com.evil.example/",
            "https://alibaba.com.evil.example/",
            "https://login.alibaba.com.evil2.example/",
        ] {
            check_quiet(&exceptions, other, NOW, false);
        }
    }

    #[test]
    fn another_accusation_is_another_warning() {
        let mut lookalike = accusation(FAKE);
        lookalike.site = SiteId::new("another");
        let mut exceptions = Exceptions::default();
        exceptions.add(Exception::of(&lookalike, NOW), NOW);
        check_quiet(&exceptions, FAKE, NOW, false);
    }

    #[test]
    fn one_that_was_taken_back_does_not_count() {
        let mut exceptions = excepted(FAKE);
        exceptions.remove("evil.example");
        check_quiet(&exceptions, FAKE, NOW, true);
        exceptions.remove("login.alibaba.com.evil.example");
        assert_eq!(exceptions, Exceptions::default());
    }

    #[test]
    fn a_host_has_one_exception_and_old_ones_go() {
        let mut exceptions = excepted(FAKE);
        let later = UnixMillis(NOW.0 + 1000);
        exceptions.add(Exception::of(&accusation(FAKE), later), later);
        assert_eq!(exceptions.counting(later).count(), 1);
        let other = "https://alibaba.com.evil.example/";
        let end = later.plus_days(EXCEPTION_DAYS);
        exceptions.add(Exception::of(&accusation(other), end), end);
        assert_eq!(exceptions.0.len(), 1);
    }

    #[test]
    fn there_are_never_more_than_the_limit() {
        let mut exceptions = Exceptions::default();
        for number in 0..=EXCEPTIONS {
            let url = format!("https://alibaba.com.evil{number}.example/");
            let now = UnixMillis(NOW.0 + number as i64);
            exceptions.add(Exception::of(&accusation(&url), now), now);
        }
        assert_eq!(exceptions.0.len(), EXCEPTIONS);
        check_quiet(
            &exceptions,
            "https://alibaba.com.evil0.example/",
            UnixMillis(NOW.0 + 1000),
            false,
        );
    }

    #[track_caller]
    fn check_refused(text: &str) {
        assert!(serde_json::from_str::<Exceptions>(text).is_err(), "{text}");
    }

    #[test]
    fn what_could_stand_for_everybody_is_refused() {
        let good = r#"[{"host":"a.example","site":"alibaba","made_ms":1,"until_ms":2}]"#;
        let read: Exceptions = serde_json::from_str(good).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), good);
        for host in [
            "",
            " ",
            "*",
            "*.example",
            "a.example/",
            "a.example:443",
            "a b",
            "127.0.0.1",
            "https://a.example",
            ".",
        ] {
            check_refused(&good.replace("a.example", host));
        }
        check_refused(&good.replace("alibaba", ""));
        check_refused(&good.replace("\"until_ms\":2", "\"until_ms\":1"));
        check_refused(&good.replace("\"until_ms\":2", "\"until_ms\":99999999999999"));
        check_refused(&good.replace("\"site\"", "\"all\":true,\"site\""));
    }

    proptest! {
        #[test]
        fn no_exception_makes_a_host_genuine(
            label in "[a-z0-9]{1,8}", place in 0..4_usize, later in 0..i64::from(u32::MAX),
        ) {
            let url = [
                format!("https://login.alibaba.com.{label}.example/"),
                format!("https://alibaba.{label}.example/"),
                format!("http://login.alibaba.com/{label}"),
                format!("https://{label}.alibaba.com/"),
            ][place].clone();
            let verdict = judged(&url);
            let mut exceptions = Exceptions::default();
            if let Verdict::Lookalike(lookalike) = &verdict {
                exceptions.add(Exception::of(lookalike, NOW), NOW);
            }
            let after = exceptions.quieten(verdict.clone(), UnixMillis(NOW.0 + later));
            let became_genuine = matches!(after, Verdict::Genuine(_));
            prop_assert_eq!(became_genuine, matches!(verdict, Verdict::Genuine(_)));
        }
    }
}
