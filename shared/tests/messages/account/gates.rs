//! The gate of each question of the account against the manual.

use signin_seal_shared::account::{
    AccountRequest, AddressSettings, Approval, Gate, HistoryFilter, MessageChoices, Profile,
};
use signin_seal_shared::seal::Crop;

use super::{bytes, create_member, reset_password, set_question, sign_in};
use crate::golden::{MANUAL, secret};

#[track_caller]
fn check_gate(ask: &AccountRequest, gate: Gate, word: &str) {
    assert_eq!(ask.gate(), gate);
    let printed = serde_json::to_value(ask).unwrap();
    let name = printed.as_object().unwrap().keys().next().unwrap();
    let row = format!("| `{name}` | {word} |");
    assert!(MANUAL.contains(&row), "PROTOCOL.md has no row {row}");
}

#[test]
fn the_gate_of_each_question_stands_in_the_manual() {
    let (profile, filter) = (Profile::default(), HistoryFilter::default());
    for open in [
        AccountRequest::State {},
        AccountRequest::Card {},
        AccountRequest::JudgePassword {
            password: secret("x"),
            email: String::new(),
        },
        create_member(),
        sign_in(),
        AccountRequest::ForgottenQuestion {
            email: String::new(),
        },
        reset_password(),
        AccountRequest::SignOut {},
    ] {
        check_gate(&open, Gate::Open, "open");
    }
    for session in [
        AccountRequest::StillHere {},
        AccountRequest::Overview {},
        AccountRequest::PhotoPart {
            first: true,
            bytes: bytes(),
        },
        AccountRequest::OpenPhoto {},
        AccountRequest::SavePhoto {
            picture: bytes(),
            crop: Crop {
                x: 0,
                y: 0,
                side: 1,
            },
        },
        AccountRequest::RemovePhoto {},
        AccountRequest::ReadPhoto {},
        AccountRequest::ReadProfile {},
        AccountRequest::SaveDraft {
            profile: profile.clone(),
        },
        AccountRequest::SubmitProfile {
            profile,
            approval: Approval::Automatic,
        },
        AccountRequest::ReadQuestion {},
        AccountRequest::Prove {
            answer: secret("x"),
        },
        set_question(),
        AccountRequest::History {
            filter: filter.clone(),
            after: None,
            limit: 1,
        },
        AccountRequest::DeleteHistory { filter },
        AccountRequest::SetRetention { days: None },
        AccountRequest::FindAddress { stun: None },
        AccountRequest::SetAddress {
            settings: AddressSettings::default(),
        },
        AccountRequest::Inbox {
            after: None,
            limit: 1,
        },
        AccountRequest::MarkRead { up_to: 1 },
        AccountRequest::DeleteMessage { id: 1 },
        AccountRequest::SetChoices {
            choices: MessageChoices::default(),
        },
        AccountRequest::SetServer { server: None },
        AccountRequest::TryServer {},
    ] {
        check_gate(&session, Gate::Session, "session");
    }
    for proved in [
        AccountRequest::ChangeEmail {
            email: String::new(),
        },
        AccountRequest::ChangePassword {
            password: secret("x"),
        },
    ] {
        check_gate(&proved, Gate::Proved, "proved");
    }
}
