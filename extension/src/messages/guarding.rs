//! What is said of guarded passwords: by the content script what is typed, by the extension's pages
//! what the person decides.

use serde::{Deserialize, Serialize};
use signin_seal_shared::secret::Password;

use crate::problem::Problem;

/// What was typed where a password could belong. The answer is a number: 0 where nobody could judge,
/// 1 where the page may have it, 2 where it may have nothing more; from 3 on, 3 less is how many
/// characters at the end of all that was typed it must not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedHere {
    /// What was typed since the last message.
    pub text: Password,
    /// How many characters were taken back before that.
    pub erased: u32,
    /// What stands left of the caret then; empty where the page wrote there.
    pub before: Password,
    /// What stands right of it; as above.
    pub after: Password,
    /// Another one for each message, and the same when it is sent once more.
    pub turn: String,
    /// The page hears keys before they can be held.
    pub is_late: bool,
    /// The page could see it before it was judged, by a way in that nobody can hold.
    pub is_seen: bool,
    /// The page was given what was held, since the person went on: nothing was typed since.
    pub is_given: bool,
}

/// From the extension's pages, about guarded passwords. The answer is a [`GuardingAnswer`]; an enum
/// of their own keeps them out of the other pages.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromGuarding {
    /// What the person is to be asked over the tab that they look at.
    Question {},
    /// Their answer.
    Answer(GuardChoice),
    /// All lists.
    Lists {},
    /// Guard this password no longer: its number. All lists as they are then.
    Remove(i64),
    /// This host may no longer have the password of this site. As above.
    RemovePair {
        /// The site's id; empty for the account.
        site: String,
        /// The host.
        host: String,
    },
    /// Ask about this site again: its id. As above.
    AskAgain(String),
    /// The account's password may be another one.
    Changed {},
    /// Something was typed on the practice page: nothing comes of it but the answer.
    Typed(TypedHere),
}

/// Whether a password is to be guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardChoice {
    /// Yes.
    Guard,
    /// No, and ask at the next sign-in.
    NotNow,
    /// No, and do not ask about this site again.
    Never,
}

/// An answer about guarded passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum GuardingAnswer {
    /// The person is to be asked about this site; empty where there is nothing to ask.
    Question(String),
    /// It is done.
    Done {},
    /// All lists.
    Lists(GuardingLists),
    /// As [`TypedHere`] has it.
    Judged(u32),
    /// It was not done.
    Problem(Problem),
}

/// What the options page lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardingLists {
    /// The guarded passwords, the newest first.
    pub guarded: Vec<GuardedView>,
    /// The hosts that may have the password of another site.
    pub pairs: Vec<PairView>,
    /// The sites that are not asked about: id and name.
    pub unasked: Vec<(String, String)>,
}

/// A guarded password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardedView {
    /// Its number.
    pub id: i64,
    /// The site's name; empty for the account, which stays.
    pub site: String,
    /// Since when, in milliseconds since 1970.
    pub since_ms: i64,
}

/// A host that may have the password of another site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairView {
    /// The site's id; empty for the account.
    pub site: String,
    /// Its name; empty for the account.
    pub name: String,
    /// The host.
    pub host: String,
    /// Since when, in milliseconds since 1970.
    pub since_ms: i64,
}
