//! The security question.

use serde::{Deserialize, Serialize};

macro_rules! listed_questions {
    ($($(#[$meta:meta])* $question:ident = $name:literal,)*) => {
        /// The questions of the drop-down menu. Their texts stand in `_locales` (`question_<name>`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ListedQuestion {
            $($(#[$meta])* $question,)*
        }

        impl ListedQuestion {
            /// All of them, in the order of the menu.
            pub const ALL: &[Self] = &[$(Self::$question,)*];

            /// The name that stands on the wire and in the name of its text.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$question => $name,)* }
            }
        }
    };
}

listed_questions! {
    /// The first teacher whom the person liked.
    FirstTeacher = "first_teacher",
    /// The street of childhood.
    ChildhoodStreet = "childhood_street",
    /// The first pet.
    FirstPet = "first_pet",
    /// The place where the parents met.
    ParentsMet = "parents_met",
    /// The friend of childhood.
    ChildhoodFriend = "childhood_friend",
    /// The first journey abroad.
    FirstJourney = "first_journey",
    /// The first employer.
    FirstEmployer = "first_employer",
    /// The first concert.
    FirstConcert = "first_concert",
    /// The dish of the grandmother.
    GrandmothersDish = "grandmothers_dish",
    /// The first book that was read alone.
    FirstBook = "first_book",
    /// The toy that was lost.
    LostToy = "lost_toy",
    /// The nickname that nobody uses any more.
    OldNickname = "old_nickname",
    /// The first machine: bicycle, car or computer.
    FirstMachine = "first_machine",
    /// The place where the person wanted to live.
    DreamPlace = "dream_place",
    /// The house's name or number where grandparents lived.
    GrandparentsHouse = "grandparents_house",
    /// The song that was sung at home.
    HomeSong = "home_song",
}

/// A security question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityQuestion {
    /// One of the menu.
    Listed(ListedQuestion),
    /// One of the person's own, at most [`OWN_QUESTION_CHARACTERS`](crate::limits::OWN_QUESTION_CHARACTERS).
    Own(String),
}
