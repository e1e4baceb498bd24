//! What is set and chosen in the account, in one sealed row.

use serde::{Deserialize, Serialize};
use signin_seal_shared::account::{AddressSettings, MailServer, MessageChoices, SecurityQuestion};

/// For how many days sign-ins are kept, where nothing else is chosen.
const RETENTION_DAYS: u32 = 365;

/// How many passwords before the present one must not come again.
pub(super) const EARLIER_PASSWORDS: usize = 3;

/// What is set and chosen. A field that an older version did not know has its default.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Record {
    /// The e-mail address; none where the member was set at the command line without one.
    pub(crate) email: Option<String>,
    /// The language of e-mails.
    pub(crate) language: String,
    /// The security question.
    pub(crate) question: Option<KeptQuestion>,
    /// zxcvbn's score of the password.
    pub(crate) password_score: u8,
    /// When the password was set.
    pub(crate) password_set_ms: Option<i64>,
    /// What is kept of the passwords before, the last one first.
    pub(crate) earlier_passwords: Vec<String>,
    /// For how many days sign-ins are kept.
    pub(crate) retention_days: Option<u32>,
    /// How addresses are found.
    pub(crate) address: AddressSettings,
    /// Which messages go out.
    pub(crate) choices: MessageChoices,
    /// The SMTP server, with its password.
    pub(crate) server: Option<MailServer>,
    /// When the last weekly summary was written.
    pub(crate) summary_ms: Option<i64>,
}

/// A security question, and what is kept of its answer.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptQuestion {
    /// The question.
    pub(crate) question: SecurityQuestion,
    /// The answer: Argon2id, as a PHC string.
    pub(crate) answer_hash: String,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            email: None,
            language: "en".to_owned(),
            question: None,
            password_score: 0,
            password_set_ms: None,
            earlier_passwords: Vec::new(),
            retention_days: Some(RETENTION_DAYS),
            address: AddressSettings::default(),
            choices: MessageChoices::default(),
            server: None,
            summary_ms: None,
        }
    }
}

/// The language in which e-mails are written, of what a page says.
pub(super) fn language(text: &str) -> String {
    match text {
        "zh_CN" => "zh_CN",
        _ => "en",
    }
    .to_owned()
}
