//! One letter: what it says, and how it is written down (RFC 5322, RFC 6532).
//!
//! It tells nothing of the computer: no name, no address of its own, no program's version, and the
//! time in GMT.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lettre::address::AddressError;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};
use lettre::{Address, Message};
use signin_seal_shared::account::MessageKind;
use signin_seal_shared::protocol::Parameters;
use thiserror::Error;
use time::OffsetDateTime;

use super::texts::{self, Words};
use crate::clock::UnixMillis;

/// The name of the text by which a server is tried.
pub(super) const TRIAL: &str = "trial";

/// The last second of the year 9999: dates have four digits.
const LAST_SECOND: i64 = 253_402_300_799;

/// A letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    sender: String,
    to: String,
    subject: String,
    body: String,
    at: UnixMillis,
    /// Without meaning, the same at each try; none where the system has no randomness, and then the
    /// server gives one.
    id: Option<String>,
}

/// Why a letter cannot be written.
#[derive(Debug, Error)]
pub(super) enum LetterError {
    #[error("failed to read the sender's address: {0}")]
    Sender(AddressError),
    #[error("failed to read the recipient's address: {0}")]
    Recipient(AddressError),
    #[error("failed to write the letter: {0}")]
    Body(#[from] lettre::error::Error),
}

impl Letter {
    /// A message as a letter. `language` is `en` or `zh_CN`, `at` is when it happened.
    pub(crate) fn new(
        kind: MessageKind,
        parameters: &Parameters,
        to: &str,
        language: &str,
        at: UnixMillis,
    ) -> Self {
        let has_no_site = parameters.get("site").unwrap_or_default().is_empty();
        let name = match kind {
            MessageKind::NewSignIn
            | MessageKind::NewPlace
            | MessageKind::PasswordStopped
            | MessageKind::PasswordEntered
                if has_no_site =>
            {
                to_the_account(kind.name())
            }
            _ => kind.name().to_owned(),
        };
        Self::with_text(&name, parameters, to, language, at)
    }

    /// A letter by which the person tries a server.
    pub(crate) fn trial(to: &str, language: &str, at: UnixMillis) -> Self {
        Self::with_text(TRIAL, &Parameters::default(), to, language, at)
    }

    fn with_text(
        name: &str,
        parameters: &Parameters,
        to: &str,
        language: &str,
        at: UnixMillis,
    ) -> Self {
        let Words {
            sender,
            subject,
            body,
        } = texts::words(language, name, &when(at), parameters);
        Self {
            sender,
            to: to.to_owned(),
            subject,
            body,
            at,
            id: random_id(),
        }
    }

    /// The letter as it is sent.
    pub(super) fn written(&self, from: &str) -> Result<Message, LetterError> {
        let from = address(from).map_err(LetterError::Sender)?;
        let to = address(&self.to).map_err(LetterError::Recipient)?;
        let message = Message::builder()
            .from(Mailbox::new(Some(self.sender.clone()), from))
            .to(Mailbox::new(None, to))
            .subject(&self.subject)
            .date(date(self.at))
            .header(MIME_VERSION_1_0)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN);
        let message = match &self.id {
            Some(id) => message.message_id(Some(format!("<{id}@localhost>"))),
            None => message,
        };
        Ok(message.body(self.body.clone())?)
    }
}

/// The text for a sign-in to the account itself.
pub(super) fn to_the_account(name: &str) -> String {
    format!("{name}_account")
}

/// An address whose domain is written in ASCII, so that only the part before `@` may ask for
/// `SMTPUTF8` (RFC 6531, section 3.2).
pub(super) fn address(text: &str) -> Result<Address, AddressError> {
    let address: Address = text.parse()?;
    match idna::domain_to_ascii(address.domain()) {
        Ok(domain) => Address::new(address.user(), domain),
        Err(_) => Ok(address), // An address of the form user@[192.0.2.1].
    }
}

/// A program wrote the letter: nobody should answer by a program (RFC 3834, section 5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn random_id() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn seconds(at: UnixMillis) -> i64 {
    at.0.div_euclid(1000).clamp(0, LAST_SECOND)
}

/// `2026-11-22 18:05 GMT`: the same in each language, and nobody takes the day for the month.
fn when(at: UnixMillis) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds(at));
    let time = time.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    let (hour, minute) = (time.hour(), time.minute());
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} GMT")
}

fn date(at: UnixMillis) -> SystemTime {
    let since = Duration::from_secs(u64::try_from(seconds(at)).unwrap_or_default());
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

#[cfg(test)]
mod tests;
