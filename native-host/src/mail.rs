//! Messages by e-mail, where the person has set an SMTP server.
//!
//! Nothing is sent without a server of the person's, never without TLS, and to nobody but the
//! member's own address. What a letter says stands in `data/mail`. Which messages wait, and what was
//! sent, is the store's matter.

mod letter;
mod plain;
mod schedule;
mod server;
mod texts;

pub(crate) use letter::Letter;
pub(crate) use schedule::next_try;
pub(crate) use server::{MailError, check, send};

#[cfg(test)]
mod tests;
