//! Practice: a drill with a make-believe sign-in page. What stands at its sign-in box, and whether
//! the person decided rightly.
//!
//! It keeps no score: nobody but the person is told.

/// What stands at the sign-in box of the make-believe page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No seal, as on a copy that does not even try.
    NoSeal,
    /// A seal that is not the person's, as on a copy that draws one.
    WrongSeal,
    /// The person's own seal: always to stop would not be looking.
    OwnSeal,
}

/// Whether the drill can show the person's own seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// It can.
    Known,
    /// There is none, or it cannot be had.
    Unknown,
}

/// What the person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They typed a password and sent it.
    SignIn,
    /// They said that something is wrong.
    Stop,
}

/// What is to be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They stopped, and their seal was not there.
    StoppedRightly,
    /// They signed in, and their seal was there.
    WentOnRightly,
    /// They signed in, and their seal was not there.
    Missed,
    /// They stopped, and their seal was there.
    StoppedNeedlessly,
}

impl Case {
    /// One of the cases that there are, each about as often as the others.
    #[must_use]
    pub fn draw(random: u8, own: Own) -> Self {
        let cases: &[Self] = match own {
            Own::Known => &[Self::NoSeal, Self::WrongSeal, Self::OwnSeal],
            Own::Unknown => &[Self::NoSeal, Self::WrongSeal],
        };
        let place = usize::from(random) % cases.len();
        cases.get(place).copied().unwrap_or(Self::NoSeal)
    }
}

impl Outcome {
    /// What this decision was worth in this case.
    #[must_use]
    pub fn of(case: Case, decision: Decision) -> Self {
        match (case, decision) {
            (Case::OwnSeal, Decision::SignIn) => Self::WentOnRightly,
            (Case::OwnSeal, Decision::Stop) => Self::StoppedNeedlessly,
            (Case::NoSeal | Case::WrongSeal, Decision::SignIn) => Self::Missed,
            (Case::NoSeal | Case::WrongSeal, Decision::Stop) => Self::StoppedRightly,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(own: Own) -> [usize; 3] {
        let mut counts = [0; 3];
        for random in 0..=u8::MAX {
            counts[Case::draw(random, own) as usize] += 1;
        }
        counts
    }

    #[test]
    fn each_case_comes_about_as_often_as_the_others() {
        assert_eq!(drawn(Own::Known), [86, 85, 85]);
    }

    #[test]
    fn a_seal_that_is_not_known_is_never_drawn() {
        assert_eq!(drawn(Own::Unknown), [128, 128, 0]);
    }

    #[test]
    fn going_on_is_right_with_the_own_seal_only() {
        for (case, signed_in, stopped) in [
            (Case::NoSeal, Outcome::Missed, Outcome::StoppedRightly),
            (Case::WrongSeal, Outcome::Missed, Outcome::StoppedRightly),
            (
                Case::OwnSeal,
                Outcome::WentOnRightly,
                Outcome::StoppedNeedlessly,
            ),
        ] {
            assert_eq!(Outcome::of(case, Decision::SignIn), signed_in);
            assert_eq!(Outcome::of(case, Decision::Stop), stopped);
        }
    }
}
