//! What the extension saw, for the member's history and inbox.

use serde::{Deserialize, Serialize};

use crate::guarding::Whose;

/// Something that happened in the browser. It is passed over where there is no member. The extension
/// tells nothing of private windows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A sign-in form of a genuine page was submitted, and a genuine page without one followed.
    SignedIn {
        /// The site's name.
        site: String,
        /// The host of the sign-in page.
        host: String,
        /// The STUN server of the policy, where it has one.
        stun: Option<String>,
    },
    /// A page was found to imitate a protected site.
    ImitationMet {
        /// The page's host.
        host: String,
        /// The site's name.
        site: String,
    },
    /// The person went on to a page that was warned of.
    WarningPassed {
        /// The page's host.
        host: String,
        /// The site's name.
        site: String,
    },
    /// A guarded password was kept from a page.
    PasswordStopped {
        /// The page's host.
        host: String,
        /// To what the password belongs.
        whose: Whose,
    },
    /// The person says that a page has got the whole of a guarded password.
    PasswordEntered {
        /// The page's host.
        host: String,
        /// To what the password belongs.
        whose: Whose,
    },
}

impl Event {
    /// Its kind, for the log: neither hosts nor sites stand there.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::SignedIn { .. } => "signed_in",
            Self::ImitationMet { .. } => "imitation_met",
            Self::WarningPassed { .. } => "warning_passed",
            Self::PasswordStopped { .. } => "password_stopped",
            Self::PasswordEntered { .. } => "password_entered",
        }
    }
}
