//! The SMTP server by which messages go out, where one is set.

use serde::{Deserialize, Serialize};

use crate::secret::Password;

/// How the connection to the server is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte (RFC 8314, section 3.3), usually port 465.
    Tls,
    /// TLS after `STARTTLS` (RFC 3207), usually port 587; without it nothing is sent.
    StartTls,
}

/// An SMTP server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// Its host name; the certificate must be for it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub security: MailSecurity,
    /// The user, empty where the server asks for none.
    pub user: String,
    /// The password; none keeps the one that is set, and is all that is ever shown.
    pub password: Option<Password>,
    /// The sender's address.
    pub from: String,
    /// A file with the certificate of the authority that the server's is signed by (PEM), where the
    /// system does not know it; empty otherwise.
    pub authority: String,
}

/// How the sending of e-mail goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailState {
    /// Messages that wait to be sent.
    pub waiting: u32,
    /// Messages that were given up in the last thirty days.
    pub given_up: u32,
    /// When the last one was sent, in milliseconds since 1970.
    pub sent_ms: Option<i64>,
    /// What the server or the network said to the last try that failed, without any password.
    pub last_error: Option<String>,
}
