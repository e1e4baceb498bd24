//! Why the account was not served: in the account's own words where it has some, in those of every
//! page otherwise.

use signin_seal_shared::protocol::{ErrorCode, ErrorReply};

use crate::browser::i18n;
use crate::problem::{Problem, ProblemCode};

/// Why a question about the account was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountProblem {
    /// The helper refused it, for a reason that only the account has.
    Refused(ErrorReply),
    /// What may be wrong on every page.
    Other {
        /// What.
        problem: Problem,
        /// The change may have happened all the same.
        in_doubt: bool,
    },
}

/// The codes that have a text of the account's own, `account_error_<name>`; the e-mail address has one
/// for each reason instead.
pub const CODES: &[(ErrorCode, &str)] = &[
    (ErrorCode::NoSession, "no_session"),
    (ErrorCode::MemberExists, "member_exists"),
    (ErrorCode::AccountRefused, "account_refused"),
    (ErrorCode::ProofNeeded, "proof_needed"),
    (ErrorCode::NoQuestion, "no_question"),
    (ErrorCode::EmailInvalid, "email_invalid"),
    (ErrorCode::EmailSame, "email_same"),
    (ErrorCode::PasswordWeak, "password_weak"),
    (ErrorCode::PasswordUsed, "password_used"),
    (ErrorCode::PasswordInSeal, "password_in_seal"),
    (ErrorCode::AnswerEasy, "answer_easy"),
    (ErrorCode::AnswerTells, "answer_tells"),
    (ErrorCode::SettingRefused, "setting_refused"),
    (ErrorCode::MailFailed, "mail_failed"),
    (ErrorCode::TryLater, "try_later"),
    (ErrorCode::PictureTooLarge, "picture_too_large"),
    (ErrorCode::PictureNotJpeg, "picture_unknown"),
    (ErrorCode::PictureUnknown, "picture_unknown"),
    (ErrorCode::PictureDamaged, "picture_damaged"),
    (ErrorCode::PictureUnsupported, "picture_unsupported"),
    (ErrorCode::PictureTooManyPixels, "picture_too_many_pixels"),
    (ErrorCode::NoPicture, "picture_unknown"),
];

/// The reasons for which an e-mail address is none: `account_error_email_invalid_<reason>`.
pub const EMAIL_REASONS: [&str; 3] = ["form", "domain", "length"];

impl AccountProblem {
    /// What the helper answered to a question.
    #[must_use]
    pub fn of(error: ErrorReply) -> Self {
        match name_of(error.code) {
            Some(_) => Self::Refused(error),
            None => Self::of_problem(Problem::from(error)),
        }
    }

    /// What went wrong between page and helper.
    #[must_use]
    pub fn of_problem(problem: Problem) -> Self {
        Self::Other {
            problem,
            in_doubt: false,
        }
    }

    /// What is said of an answer that belongs to another question.
    #[must_use]
    pub fn noise() -> Self {
        Self::of_problem(Problem::new(ProblemCode::HelperNoise))
    }

    /// The helper's code, where it refused.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused(error) => Some(error.code),
            Self::Other { .. } => None,
        }
    }

    /// A fact of the helper's.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&str> {
        match self {
            Self::Refused(error) => error.parameters.get(name),
            Self::Other { .. } => None,
        }
    }

    /// What happened, and what to do.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Self::Refused(error) => (refusal(error), String::new()),
            Self::Other { problem, in_doubt } => {
                let values: Vec<&str> = problem.parameters.values().collect();
                let (what, to_do) = problem.text_names();
                let to_do = match in_doubt {
                    true => i18n::text("account_in_doubt"),
                    false => i18n::text_with(&to_do, &values),
                };
                (i18n::text_with(&what, &values), to_do)
            }
        }
    }
}

fn refusal(error: &ErrorReply) -> String {
    let name = name_of(error.code).unwrap_or_default();
    let reason = error.parameters.get("reason");
    match (error.code, reason) {
        (ErrorCode::EmailInvalid, Some(reason)) if EMAIL_REASONS.contains(&reason) => {
            i18n::text(&format!("account_error_email_invalid_{reason}"))
        }
        (ErrorCode::EmailInvalid, _) => i18n::text("account_error_email_invalid_form"),
        _ => {
            let values: Vec<&str> = error.parameters.values().collect();
            i18n::text_with(&format!("account_error_{name}"), &values)
        }
    }
}

fn name_of(code: ErrorCode) -> Option<&'static str> {
    let (_, name) = CODES.iter().find(|(other, _)| *other == code)?;
    Some(name)
}
