//! Messages: they land in the inbox of the account page, and go out by e-mail where the person wants
//! it.

use serde::{Deserialize, Serialize};

use crate::protocol::Parameters;

/// The three columns of the e-mail service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageColumn {
    /// What happens on the market: imitations, sites that moved.
    TradeAlerts,
    /// What happens to the membership.
    MembershipServices,
    /// What happens at sign-ins and to the seal.
    Notifications,
}

macro_rules! message_kinds {
    ($($(#[$meta:meta])* $kind:ident = $name:literal in $column:ident,)*) => {
        /// What a message is about. Its texts stand in `_locales` (`message_<name>`,
        /// `message_<name>_body`), and in `native-host/data/mail` for e-mails.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum MessageKind {
            $($(#[$meta])* $kind,)*
        }

        impl MessageKind {
            /// All kinds, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name that stands on the wire and in the names of texts.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// In which column it is switched.
            #[must_use]
            pub fn column(self) -> MessageColumn {
                match self { $(Self::$kind => MessageColumn::$column,)* }
            }
        }
    };
}

message_kinds! {
    /// A new imitation of a protected site was met. Parameters: `host`, `site`.
    ImitationMet = "imitation_met" in TradeAlerts,
    /// A site's sign-in took place on another host than before. Parameters: `site`, `host`, `before`.
    SignInMoved = "sign_in_moved" in TradeAlerts,
    /// What happened in a week. Parameters: `sign_ins`, `unusual`, `imitations`.
    WeeklySummary = "weekly_summary" in TradeAlerts,
    /// The profile that was submitted is published.
    ProfilePublished = "profile_published" in MembershipServices,
    /// The profile that was submitted was rejected. Parameters: `reason`.
    ProfileRejected = "profile_rejected" in MembershipServices,
    /// The e-mail address was changed; goes to both addresses. Parameters: `old`, `new`.
    EmailChanged = "email_changed" in MembershipServices,
    /// The password was changed.
    PasswordChanged = "password_changed" in MembershipServices,
    /// The password was set anew by the answer to the security question.
    PasswordReset = "password_reset" in MembershipServices,
    /// The security question was set or changed.
    QuestionChanged = "question_changed" in MembershipServices,
    /// A sign-in, to the account or observed. Parameters: `site` (empty for the account), `address`,
    /// `browser`.
    NewSignIn = "new_sign_in" in Notifications,
    /// A sign-in that does not fit the earlier ones. Parameters as `NewSignIn`, and `country`.
    NewPlace = "new_place" in Notifications,
    /// A seal was changed. Parameters: `browser`.
    SealChanged = "seal_changed" in Notifications,
    /// A seal was removed. Parameters: `browser`.
    SealRemoved = "seal_removed" in Notifications,
    /// A warning was passed. Parameters: `host`, `site`.
    WarningPassed = "warning_passed" in Notifications,
    /// A guarded password was kept from a page. Parameters: `host`, `site` (empty for the account).
    PasswordStopped = "password_stopped" in Notifications,
    /// The person said that a page has got a guarded password. Parameters as above.
    PasswordEntered = "password_entered" in Notifications,
}

/// Which kinds of messages go out by e-mail. The inbox gets all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageChoices(pub Vec<MessageKind>);

impl Default for MessageChoices {
    /// All but each single sign-in: that one is on when the person asks for it.
    fn default() -> Self {
        let wanted = |kind: &&MessageKind| **kind != MessageKind::NewSignIn;
        Self(MessageKind::ALL.iter().filter(wanted).copied().collect())
    }
}

/// A message in the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InboxMessage {
    /// Grows with each message.
    pub id: i64,
    /// When it came, in milliseconds since 1970.
    pub at_ms: i64,
    /// What it is about.
    pub kind: MessageKind,
    /// The facts for its text.
    pub parameters: Parameters,
    /// Whether the person has seen it.
    pub read: bool,
}
