//! Why something about the account was not carried out.

use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use thiserror::Error;

/// Why something about the account was not carried out. Nothing was changed by it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum AccountFault {
    /// The token is that of no session.
    #[error("failed to answer: there is no such session")]
    NoSession,
    /// There is a member already.
    #[error("failed to make a member: there is one")]
    MemberExists,
    /// ID, password or answer are wrong. Which is told to nobody.
    #[error("failed to let pass: what was given is not right")]
    Refused,
    /// The security question comes first.
    #[error("failed to change: the security question was not answered")]
    ProofNeeded,
    /// There is no security question.
    #[error("failed to ask the security question: there is none")]
    NoQuestion,
    /// It is no e-mail address.
    #[error("failed to use an e-mail address: {reason}")]
    EmailInvalid {
        /// `form`, `domain` or `length`.
        reason: &'static str,
    },
    /// It is the present address.
    #[error("failed to change the e-mail address: it is the present one")]
    EmailSame,
    /// The password is easy to guess.
    #[error("failed to set a password that is easy to guess")]
    PasswordWeak,
    /// The password is one of the last ones.
    #[error("failed to set a password that was used before")]
    PasswordUsed,
    /// The password is part of a seal.
    #[error("failed to set a password that is part of a seal")]
    PasswordInSeal,
    /// The answer is too short or easy to guess.
    #[error("failed to set an answer that is easy to guess")]
    AnswerEasy,
    /// The answer repeats the question or the address.
    #[error("failed to set an answer that tells itself")]
    AnswerTells,
    /// A setting cannot be used.
    #[error("failed to set {field}")]
    Setting {
        /// Which.
        field: &'static str,
    },
    /// A message could not be sent.
    #[error("failed to send a message")]
    Mail {
        /// The words of the server or the network.
        reason: String,
    },
}

impl From<&AccountFault> for ErrorReply {
    fn from(fault: &AccountFault) -> Self {
        match fault {
            AccountFault::NoSession => Self::new(ErrorCode::NoSession),
            AccountFault::MemberExists => Self::new(ErrorCode::MemberExists),
            AccountFault::Refused => Self::new(ErrorCode::AccountRefused),
            AccountFault::ProofNeeded => Self::new(ErrorCode::ProofNeeded),
            AccountFault::NoQuestion => Self::new(ErrorCode::NoQuestion),
            AccountFault::EmailInvalid { reason } => {
                Self::new(ErrorCode::EmailInvalid).with("reason", reason)
            }
            AccountFault::EmailSame => Self::new(ErrorCode::EmailSame),
            AccountFault::PasswordWeak => Self::new(ErrorCode::PasswordWeak),
            AccountFault::PasswordUsed => Self::new(ErrorCode::PasswordUsed),
            AccountFault::PasswordInSeal => Self::new(ErrorCode::PasswordInSeal),
            AccountFault::AnswerEasy => Self::new(ErrorCode::AnswerEasy),
            AccountFault::AnswerTells => Self::new(ErrorCode::AnswerTells),
            AccountFault::Setting { field } => {
                Self::new(ErrorCode::SettingRefused).with("field", field)
            }
            AccountFault::Mail { reason } => {
                Self::new(ErrorCode::MailFailed).with("reason", reason)
            }
        }
    }
}
