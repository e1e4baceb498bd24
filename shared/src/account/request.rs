//! What the account page asks, and who may ask it.

use serde::{Deserialize, Serialize};

use super::{
    AddressSettings, HistoryFilter, MailServer, MessageChoices, Profile, SecurityQuestion,
};
use crate::identity::SessionToken;
use crate::protocol::RequestId;
use crate::seal::{Base64, Crop};
use crate::secret::Password;

/// A question about the account, with the token of the session in which it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountQuestion {
    /// The session; none before the sign-in.
    pub session: Option<SessionToken>,
    /// The question.
    pub ask: AccountRequest,
}

/// Who may ask something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Everybody at the computer: what leads to a session, and the published card.
    Open,
    /// Only in a session.
    Session,
    /// Only in a session in which the security question was answered within
    /// [`PROOF_MILLISECONDS`](crate::limits::PROOF_MILLISECONDS); one change uses it up.
    Proved,
}

/// Who approves a profile that was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// Nobody: it is published at once.
    Automatic,
    /// An administrator, by `signin-seal-host profile approve`.
    Administrator,
}

/// The questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountRequest {
    /// Whether there is a member, and whether the token is that of a session. Answered by `state`.
    State {},
    /// What is published: for popup and header. Answered by `card`.
    Card {},
    /// How strong a password is. Nothing is kept. Answered by `strength`.
    JudgePassword {
        /// The password.
        password: Password,
        /// The e-mail address, of which it should have nothing.
        email: String,
    },
    /// Make the member; refused where there is one. Answered by `signed_in`.
    CreateMember {
        /// The e-mail address: the ID from now on.
        email: String,
        /// The password.
        password: Password,
        /// The language of e-mails: `en` or `zh_CN`.
        language: String,
        /// The STUN server of the policy, where it has one: it goes before the person's.
        stun: Option<String>,
    },
    /// Sign in. Answered by `signed_in`, or by the error `account_refused` or `try_later`.
    SignIn {
        /// The e-mail address or ID.
        email: String,
        /// The password.
        password: Password,
        /// The language of e-mails from now on: `en` or `zh_CN`.
        language: String,
        /// The STUN server of the policy, where it has one: it goes before the person's.
        stun: Option<String>,
    },
    /// The question of this member; for another address some question all the same. Answered by
    /// `question`.
    ForgottenQuestion {
        /// The e-mail address or ID.
        email: String,
    },
    /// Set a new password by the answer. All sessions end. Answered by `done`, or by the error
    /// `account_refused` or `try_later`.
    ResetPassword {
        /// The e-mail address or ID.
        email: String,
        /// The answer.
        answer: Password,
        /// The new password.
        password: Password,
    },

    /// The person is still there. Answered by `done`.
    StillHere {},
    /// End this session. Answered by `done`, also where there is none any more.
    SignOut {},
    /// What the page shows first. Answered by `overview`.
    Overview {},
    /// One part of a photo file, in order. Answered by `done`.
    PhotoPart {
        /// The first part: what came before is forgotten.
        first: bool,
        /// At most [`PHOTO_PART_BYTES`](crate::limits::PHOTO_PART_BYTES).
        bytes: Base64,
    },
    /// Open the photo whose parts came, so that a part of it can be chosen. Answered by `opened`.
    OpenPhoto {},
    /// Keep this part of an opened picture as the photo. Answered by `done`.
    SavePhoto {
        /// As it was opened.
        picture: Base64,
        /// The part.
        crop: Crop,
    },
    /// Remove the photo. Answered by `done`.
    RemovePhoto {},
    /// The photo at its full size. Answered by `photo`.
    ReadPhoto {},
    /// Answered by `profile`.
    ReadProfile {},
    /// Keep a draft of the profile. Answered by `done`.
    SaveDraft {
        /// The draft, with whatever faults.
        profile: Profile,
    },
    /// Submit the profile. Answered by `profile`, or by `profile_faults`.
    SubmitProfile {
        /// The profile.
        profile: Profile,
        /// Who approves it, by the policy of this browser.
        approval: Approval,
    },
    /// The security question of the member. Answered by `question`.
    ReadQuestion {},
    /// Answer the security question, so that one change may follow. Answered by `done`, or by the
    /// error `account_refused` or `try_later`.
    Prove {
        /// The answer.
        answer: Password,
    },
    /// Change the e-mail address. Answered by `done`.
    ChangeEmail {
        /// The new one.
        email: String,
    },
    /// Change the password; the other sessions end. Answered by `done`.
    ChangePassword {
        /// The new one.
        password: Password,
    },
    /// Set or change the security question. Answered by `done`, or by the error `account_refused`
    /// where the password is not right.
    SetQuestion {
        /// The present password: an open session alone is not enough.
        password: Password,
        /// The question.
        question: SecurityQuestion,
        /// Its answer.
        answer: Password,
    },
    /// Sign-ins, the latest first. Answered by `history`.
    History {
        /// Which.
        filter: HistoryFilter,
        /// The last row of the answer before, none for the first.
        after: Option<i64>,
        /// At most [`HISTORY_PAGE`](crate::limits::HISTORY_PAGE).
        limit: u32,
    },
    /// Delete the sign-ins that fit. Answered by `deleted`.
    DeleteHistory {
        /// Which; an empty filter is all of them.
        filter: HistoryFilter,
    },
    /// For how many days sign-ins are kept. Answered by `done`.
    SetRetention {
        /// None keeps them for ever, at most [`RETENTION_DAYS`](crate::limits::RETENTION_DAYS).
        days: Option<u32>,
    },
    /// The address that is in use now. Answered by `address`.
    FindAddress {
        /// The STUN server of the policy, where it has one: it goes before the person's.
        stun: Option<String>,
    },
    /// Set how addresses are found. Answered by `done`, or by the error `setting_refused`.
    SetAddress {
        /// The settings.
        settings: AddressSettings,
    },
    /// Messages, the latest first. Answered by `inbox`.
    Inbox {
        /// The last message of the answer before, none for the first.
        after: Option<i64>,
        /// At most [`INBOX_PAGE`](crate::limits::INBOX_PAGE).
        limit: u32,
    },
    /// Mark messages as read. Answered by `done`.
    MarkRead {
        /// All up to this one.
        up_to: i64,
    },
    /// Delete a message. Answered by `done`.
    DeleteMessage {
        /// Which.
        id: i64,
    },
    /// Set which messages go out by e-mail. Answered by `done`.
    SetChoices {
        /// The kinds.
        choices: MessageChoices,
    },
    /// Set the SMTP server, or none. Answered by `done`, or by the error `setting_refused`.
    SetServer {
        /// The server.
        server: Option<MailServer>,
    },
    /// Send a message to the member's own address now, to try the server. Answered by `done`, or by
    /// the error `mail_failed`.
    TryServer {},
}

impl AccountRequest {
    /// Who may ask this. The only place where that is decided.
    #[must_use]
    pub fn gate(&self) -> Gate {
        match self {
            Self::State {}
            | Self::Card {}
            | Self::JudgePassword { .. }
            | Self::CreateMember { .. }
            | Self::SignIn { .. }
            | Self::ForgottenQuestion { .. }
            | Self::ResetPassword { .. }
            | Self::SignOut {} => Gate::Open,
            Self::StillHere {}
            | Self::Overview {}
            | Self::PhotoPart { .. }
            | Self::OpenPhoto {}
            | Self::SavePhoto { .. }
            | Self::RemovePhoto {}
            | Self::ReadPhoto {}
            | Self::ReadProfile {}
            | Self::SaveDraft { .. }
            | Self::SubmitProfile { .. }
            | Self::ReadQuestion {}
            | Self::Prove { .. }
            | Self::SetQuestion { .. }
            | Self::History { .. }
            | Self::DeleteHistory { .. }
            | Self::SetRetention { .. }
            | Self::FindAddress { .. }
            | Self::SetAddress { .. }
            | Self::Inbox { .. }
            | Self::MarkRead { .. }
            | Self::DeleteMessage { .. }
            | Self::SetChoices { .. }
            | Self::SetServer { .. }
            | Self::TryServer {} => Gate::Session,
            Self::ChangeEmail { .. } | Self::ChangePassword { .. } => Gate::Proved,
        }
    }
}

/// One question about the account, in one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountFrame {
    /// Comes back in the answer.
    pub id: RequestId,
    /// The question.
    pub account: AccountQuestion,
}
