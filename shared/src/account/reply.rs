//! What the helper answers about the account.

use serde::{Deserialize, Serialize};

use super::{
    AddressFound, AddressSettings, HistoryRow, InboxMessage, Level, MailServer, MailState,
    MessageChoices, ProfileFault, ProfileField, ProfileState, Raise, SecurityQuestion,
};
use crate::identity::SessionToken;
use crate::protocol::RequestId;
use crate::seal::Base64;

/// How strong a password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordStrength {
    /// zxcvbn's score, 0 to 4.
    pub score: u8,
    /// Whether it may be the account's password: a score of 3 and more.
    pub is_enough: bool,
    /// Whether it stands in the seal of a browser profile, or has the e-mail address in it.
    pub is_known: bool,
}

/// What is published of the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The name, empty where no profile is published.
    pub name: String,
    /// The company, empty likewise.
    pub company: String,
    /// The photo as JPEG of 64 by 64 pixels.
    pub photo: Option<Base64>,
}

/// What the account page shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// The e-mail address; none where the member was set at the command line without one.
    pub email: Option<String>,
    /// What is published.
    pub card: Card,
    /// The security level.
    pub level: Level,
    /// What raises it.
    pub raises: Vec<Raise>,
    /// Whether there is a security question.
    pub has_question: bool,
    /// When the password was set last, in milliseconds since 1970.
    pub password_set_ms: Option<i64>,
    /// The sign-in to the account by which this session began, and the one before it.
    pub sign_ins: Vec<HistoryRow>,
    /// How many sign-ins are kept.
    pub history_rows: u64,
    /// How many messages are not read.
    pub unread: u32,
    /// For how many days sign-ins are kept; none for ever.
    pub retention_days: Option<u32>,
    /// How addresses are found.
    pub address: AddressSettings,
    /// Which messages go out by e-mail.
    pub choices: MessageChoices,
    /// The SMTP server, without its password.
    pub server: Option<MailServer>,
    /// How the sending goes.
    pub mail: MailState,
}

/// The answers. What was not carried out is a [`crate::protocol::ReplyBody::Error`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountReply {
    /// How things stand.
    State {
        /// Whether there is a member.
        member: bool,
        /// Whether the token is that of a session.
        signed_in: bool,
    },
    /// What is published.
    Card(Card),
    /// How strong a password is.
    Strength(PasswordStrength),
    /// A session began.
    SignedIn {
        /// Its token.
        session: SessionToken,
    },
    /// The security question; none where there is none.
    Question {
        /// The question.
        question: Option<SecurityQuestion>,
    },
    /// It is done, and survives a crash from now on.
    Done {},
    /// What the page shows first.
    Overview(Box<Overview>),
    /// A picture, upright and in sRGB, to choose a part of.
    Opened {
        /// JPEG, at most [`OPENED_PIXELS`](crate::limits::OPENED_PIXELS) wide and high.
        picture: Base64,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// The photo, JPEG of [`PHOTO_PIXELS`](crate::limits::PHOTO_PIXELS) each way, or none.
    Photo {
        /// The photo.
        photo: Option<Base64>,
    },
    /// How the profile stands.
    Profile(Box<ProfileState>),
    /// What keeps the profile from being submitted. The draft is kept.
    ProfileFaults {
        /// Field by field.
        faults: Vec<(ProfileField, ProfileFault)>,
    },
    /// Sign-ins, the latest first.
    History {
        /// The rows.
        rows: Vec<HistoryRow>,
        /// What `after` is for the next ones; none where there are no more.
        next: Option<i64>,
    },
    /// So many rows were deleted.
    Deleted {
        /// How many.
        rows: u64,
    },
    /// The address in use.
    Address(AddressFound),
    /// Messages, the latest first.
    Inbox {
        /// The messages.
        messages: Vec<InboxMessage>,
        /// What `after` is for the next ones; none where there are no more.
        next: Option<i64>,
    },
}

/// One answer about the account, in one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountAnswer {
    /// The `id` of the question.
    pub id: RequestId,
    /// The answer.
    pub account: AccountReply,
}
