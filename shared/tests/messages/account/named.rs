//! What the account has a name for, each in the manual.

use signin_seal_shared::account::{ListedQuestion, MessageKind};
use signin_seal_shared::protocol::ErrorCode;

use crate::golden::MANUAL;

#[test]
fn each_code_of_the_account_stands_in_the_manual() {
    for code in [
        ErrorCode::NoSession,
        ErrorCode::MemberExists,
        ErrorCode::AccountRefused,
        ErrorCode::ProofNeeded,
        ErrorCode::NoQuestion,
        ErrorCode::EmailInvalid,
        ErrorCode::EmailSame,
        ErrorCode::PasswordWeak,
        ErrorCode::PasswordUsed,
        ErrorCode::PasswordInSeal,
        ErrorCode::AnswerEasy,
        ErrorCode::AnswerTells,
        ErrorCode::SettingRefused,
        ErrorCode::MailFailed,
    ] {
        let name = serde_json::to_value(code).unwrap();
        let row = format!("| `{}` |", name.as_str().unwrap());
        assert!(MANUAL.contains(&row), "{row}");
    }
}

#[test]
fn each_kind_of_message_and_each_question_of_the_menu_stands_in_the_manual() {
    let kinds = MessageKind::ALL.iter().map(|kind| kind.name());
    let questions = ListedQuestion::ALL.iter().map(|question| question.name());
    for name in kinds.chain(questions) {
        assert!(MANUAL.contains(&format!("`{name}`")), "{name}");
    }
}
