//! The security level of an account, and what raises it.

use serde::{Deserialize, Serialize};

/// How well an account is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Somebody who guesses or watches gets in, and nobody is told.
    Low,
    /// The essentials are there.
    Medium,
    /// All of it.
    High,
}

/// What would raise the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Raise {
    /// A stronger password.
    StrongerPassword,
    /// A security question.
    SetQuestion,
    /// An e-mail address.
    SetEmail,
    /// A seal in this browser profile.
    MakeSeal,
    /// A way by which messages of unusual sign-ins arrive outside of this computer.
    SetMailServer,
}

/// What is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// zxcvbn's score of the password when it was set, 0 to 4.
    pub password_score: u8,
    /// There is a security question.
    pub has_question: bool,
    /// There is an e-mail address.
    pub has_email: bool,
    /// This browser profile has a seal.
    pub has_seal: bool,
    /// E-mails go out, and those of unusual sign-ins are among them.
    pub sends_mail: bool,
}

/// The score from which a password withstands guessing at leisure (zxcvbn: ten thousand million
/// guesses).
const STRONG: u8 = 4;

impl Level {
    /// The level, and what raises it, the most useful first. High needs all; low lacks the way back
    /// (question or address) or the seal.
    #[must_use]
    pub fn of(facts: &Facts) -> (Self, Vec<Raise>) {
        let essentials = facts.has_question && facts.has_email && facts.has_seal;
        let raises: Vec<Raise> = [
            (facts.has_question, Raise::SetQuestion),
            (facts.has_seal, Raise::MakeSeal),
            (facts.has_email, Raise::SetEmail),
            (facts.password_score >= STRONG, Raise::StrongerPassword),
            (facts.sends_mail, Raise::SetMailServer),
        ]
        .into_iter()
        .filter_map(|(is_set, raise)| (!is_set).then_some(raise))
        .collect();
        let level = match (essentials, raises.is_empty()) {
            (_, true) => Self::High,
            (true, false) => Self::Medium,
            (false, false) => Self::Low,
        };
        (level, raises)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Facts = Facts {
        password_score: 4,
        has_question: true,
        has_email: true,
        has_seal: true,
        sends_mail: true,
    };

    #[test]
    fn the_level_is_high_only_with_everything() {
        assert_eq!(Level::of(&ALL), (Level::High, vec![]));
        let weaker = Facts {
            password_score: 3,
            ..ALL
        };
        assert_eq!(
            Level::of(&weaker),
            (Level::Medium, vec![Raise::StrongerPassword])
        );
        let unheard = Facts {
            sends_mail: false,
            ..ALL
        };
        assert_eq!(
            Level::of(&unheard),
            (Level::Medium, vec![Raise::SetMailServer])
        );
        for lacking in [
            Facts {
                has_question: false,
                ..ALL
            },
            Facts {
                has_email: false,
                ..ALL
            },
            Facts {
                has_seal: false,
                ..ALL
            },
        ] {
            let (level, raises) = Level::of(&lacking);
            assert_eq!((level, raises.len()), (Level::Low, 1), "{lacking:?}");
        }
    }

    #[test]
    fn setting_something_never_lowers_the_level() {
        for set in 0..32_u8 {
            let facts = |set: u8| Facts {
                password_score: if set & 1 == 0 { 3 } else { 4 },
                has_question: set & 2 != 0,
                has_email: set & 4 != 0,
                has_seal: set & 8 != 0,
                sends_mail: set & 16 != 0,
            };
            for more in 0..5 {
                assert!(Level::of(&facts(set | 1 << more)).0 >= Level::of(&facts(set)).0);
            }
        }
    }
}
