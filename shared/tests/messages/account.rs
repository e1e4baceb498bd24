//! Each kind of message about the account against its golden file and against PROTOCOL.md.

mod gates;
mod named;

use signin_seal_shared::account::{
    AccountAnswer, AccountFrame, AccountQuestion, AccountReply, AccountRequest, AddressFound,
    AddressSettings, AddressSource, Approval, Card, HistoryFilter, HistoryRow, InboxMessage, Level,
    ListedQuestion, Location, MailSecurity, MailServer, MailState, Marks, MessageChoices,
    MessageKind, Overview, PasswordStrength, PlaceOfSignIn, Profile, ProfileFault, ProfileField,
    ProfileState, Raise, Rejection, SecurityQuestion, SignInKind,
};
use signin_seal_shared::guarding::Whose;
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::protocol::{
    ErrorCode, ErrorReply, Event, Parameters, Reply, ReplyBody, Request, RequestBody,
};
use signin_seal_shared::seal::{Base64, Crop};
use signin_seal_shared::secret::Password;

use crate::golden::{check, golden, secret};

const EMAIL: &str = "fox@mail.example";
const PROFILE: &str = "000102030405060708090a0b0c0d0e0f";
const TIME: i64 = 1_700_000_000_000;

fn token() -> SessionToken {
    "404142434445464748494a4b4c4d4e4f".parse().unwrap()
}

fn bytes() -> Base64 {
    "/9j/2Q==".to_owned().try_into().unwrap()
}

/// A question of somebody who has no session.
fn anybody(ask: AccountRequest) -> AccountFrame {
    AccountFrame {
        id: 9,
        account: AccountQuestion { session: None, ask },
    }
}

/// A question in a session.
fn member(ask: AccountRequest) -> AccountFrame {
    AccountFrame {
        id: 9,
        account: AccountQuestion {
            session: Some(token()),
            ask,
        },
    }
}

fn answer(account: AccountReply) -> AccountAnswer {
    AccountAnswer { id: 9, account }
}

fn create_member() -> AccountRequest {
    AccountRequest::CreateMember {
        email: EMAIL.to_owned(),
        password: secret("seven owls on a ladder"),
        language: "zh_CN".to_owned(),
        stun: None,
    }
}

fn sign_in() -> AccountRequest {
    AccountRequest::SignIn {
        email: EMAIL.to_owned(),
        password: secret("seven owls on a ladder"),
        language: "en".to_owned(),
        stun: None,
    }
}

fn reset_password() -> AccountRequest {
    AccountRequest::ResetPassword {
        email: EMAIL.to_owned(),
        answer: secret("Quirinius"),
        password: secret("nine owls on a ladder"),
    }
}

fn set_question() -> AccountRequest {
    AccountRequest::SetQuestion {
        password: secret("seven owls on a ladder"),
        question: SecurityQuestion::Own("Who hid the ladder?".to_owned()),
        answer: secret("Quirinius"),
    }
}

fn profile() -> Profile {
    Profile {
        name: "王小明".to_owned(),
        country: "CN".to_owned(),
        company: "Fox & Owl Ltd.".to_owned(),
        job: "Buyer".to_owned(),
        phone: "+8657185022088".to_owned(),
        website: "https://fox.example/".to_owned(),
        languages: vec!["zh-Hans-CN".to_owned(), "en".to_owned()],
        about: String::new(),
    }
}

fn server(password: Option<Password>) -> MailServer {
    MailServer {
        host: "smtp.mail.example".to_owned(),
        port: 465,
        security: MailSecurity::Tls,
        user: "fox".to_owned(),
        password,
        from: EMAIL.to_owned(),
        authority: String::new(),
    }
}

fn filter() -> HistoryFilter {
    HistoryFilter {
        from_ms: Some(TIME),
        to_ms: None,
        kind: Some(SignInKind::Site),
        text: "alibaba".to_owned(),
    }
}

fn of_account() -> HistoryRow {
    HistoryRow {
        id: 7,
        at_ms: TIME,
        place: PlaceOfSignIn {
            kind: SignInKind::Account,
            site: String::new(),
            host: String::new(),
            address: Some("192.168.1.20".to_owned()),
            source: AddressSource::Route,
            location: Location::Private {},
            profile: PROFILE.to_owned(),
            browser: "Chromium 141".to_owned(),
        },
        marks: Marks::default(),
    }
}

fn of_site() -> HistoryRow {
    HistoryRow {
        id: 6,
        at_ms: TIME,
        place: PlaceOfSignIn {
            kind: SignInKind::Site,
            site: "Alibaba.com".to_owned(),
            host: "login.alibaba.com".to_owned(),
            address: Some("2001:db8::1".to_owned()),
            source: AddressSource::Stun,
            location: Location::Country {
                code: "CN".to_owned(),
            },
            profile: PROFILE.to_owned(),
            browser: "Chromium 141".to_owned(),
        },
        marks: Marks {
            new_country: true,
            ..Marks::default()
        },
    }
}

fn stopped() -> HistoryRow {
    let row = of_account();
    HistoryRow {
        id: 8,
        place: PlaceOfSignIn {
            kind: SignInKind::Stopped,
            site: "Alibaba.com".to_owned(),
            host: "free-parcels.example".to_owned(),
            ..row.place
        },
        ..row
    }
}

fn parameters(facts: &[(&str, &str)]) -> Parameters {
    let mut parameters = Parameters::default();
    for (name, value) in facts {
        parameters.set((*name).to_owned(), (*value).to_owned());
    }
    parameters
}

#[test]
fn events_are_as_golden() {
    let note = |event| Request {
        id: 10,
        request: RequestBody::Note { event },
    };
    let (host, site) = ("login.alibaba.com".to_owned(), "Alibaba.com".to_owned());
    let signed_in = Event::SignedIn {
        site: site.clone(),
        host,
        stun: Some("stun.example.com:3478".to_owned()),
    };
    check(&note(signed_in), golden!("request_note_signed_in"));
    let host = "alibaba.com.evil.example".to_owned();
    let met = Event::ImitationMet {
        host: host.clone(),
        site: site.clone(),
    };
    check(&note(met), golden!("request_note_imitation_met"));
    let passed = Event::WarningPassed { host, site };
    check(&note(passed), golden!("request_note_warning_passed"));
    let stopped = Event::PasswordStopped {
        host: "free-parcels.example".to_owned(),
        whose: Whose::Site {
            id: "alibaba".to_owned(),
            name: "Alibaba.com".to_owned(),
        },
    };
    check(&note(stopped), golden!("request_note_password_stopped"));
    let entered = Event::PasswordEntered {
        host: "free-parcels.example".to_owned(),
        whose: Whose::Account {},
    };
    check(&note(entered), golden!("request_note_password_entered"));
    let noted = Reply {
        id: Some(10),
        reply: ReplyBody::Noted {},
    };
    check(&noted, golden!("reply_noted"));
}

#[test]
fn the_state_and_the_card_are_as_golden() {
    check(
        &anybody(AccountRequest::State {}),
        golden!("account_request_state"),
    );
    let state = AccountReply::State {
        member: true,
        signed_in: false,
    };
    check(&answer(state), golden!("account_reply_state"));
    check(
        &anybody(AccountRequest::Card {}),
        golden!("account_request_card"),
    );
    let card = Card {
        name: "王小明".to_owned(),
        company: "Fox & Owl Ltd.".to_owned(),
        photo: Some(bytes()),
    };
    check(
        &answer(AccountReply::Card(card)),
        golden!("account_reply_card"),
    );
}

#[test]
fn ways_into_the_account_are_as_golden() {
    let judge = AccountRequest::JudgePassword {
        password: secret("seven owls on a ladder"),
        email: EMAIL.to_owned(),
    };
    check(&anybody(judge), golden!("account_request_judge_password"));
    let strength = PasswordStrength {
        score: 4,
        is_enough: true,
        is_known: false,
    };
    let strength = AccountReply::Strength(strength);
    check(&answer(strength), golden!("account_reply_strength"));
    check(
        &anybody(create_member()),
        golden!("account_request_create_member"),
    );
    check(&anybody(sign_in()), golden!("account_request_sign_in"));
    let signed_in = AccountReply::SignedIn { session: token() };
    check(&answer(signed_in), golden!("account_reply_signed_in"));
    let forgotten = AccountRequest::ForgottenQuestion {
        email: EMAIL.to_owned(),
    };
    check(
        &anybody(forgotten),
        golden!("account_request_forgotten_question"),
    );
    let question = SecurityQuestion::Listed(ListedQuestion::FirstPet);
    let question = AccountReply::Question {
        question: Some(question),
    };
    check(&answer(question), golden!("account_reply_question"));
    check(
        &anybody(reset_password()),
        golden!("account_request_reset_password"),
    );
    check(
        &answer(AccountReply::Done {}),
        golden!("account_reply_done"),
    );
    check(
        &member(AccountRequest::SignOut {}),
        golden!("account_request_sign_out"),
    );
}

#[test]
fn the_overview_is_as_golden() {
    check(
        &member(AccountRequest::Overview {}),
        golden!("account_request_overview"),
    );
    let overview = Overview {
        email: Some(EMAIL.to_owned()),
        card: Card {
            name: String::new(),
            company: String::new(),
            photo: None,
        },
        level: Level::Medium,
        raises: vec![Raise::StrongerPassword],
        has_question: true,
        password_set_ms: Some(TIME),
        sign_ins: vec![of_account()],
        history_rows: 7,
        unread: 2,
        retention_days: Some(365),
        address: AddressSettings::default(),
        choices: MessageChoices(vec![MessageKind::NewPlace, MessageKind::PasswordChanged]),
        server: Some(server(None)),
        mail: MailState {
            waiting: 1,
            given_up: 0,
            sent_ms: None,
            last_error: Some("connection refused".to_owned()),
        },
    };
    let overview = AccountReply::Overview(Box::new(overview));
    check(&answer(overview), golden!("account_reply_overview"));
}

#[test]
fn the_photo_is_as_golden() {
    let part = AccountRequest::PhotoPart {
        first: true,
        bytes: bytes(),
    };
    check(&member(part), golden!("account_request_photo_part"));
    let opened = AccountReply::Opened {
        picture: bytes(),
        width: 1024,
        height: 768,
    };
    check(&answer(opened), golden!("account_reply_opened"));
    let save = AccountRequest::SavePhoto {
        picture: bytes(),
        crop: Crop {
            x: 120,
            y: 0,
            side: 768,
        },
    };
    check(&member(save), golden!("account_request_save_photo"));
    let photo = AccountReply::Photo { photo: None };
    check(&answer(photo), golden!("account_reply_photo"));
}

#[test]
fn the_profile_is_as_golden() {
    let submit = AccountRequest::SubmitProfile {
        profile: profile(),
        approval: Approval::Administrator,
    };
    check(&member(submit), golden!("account_request_submit_profile"));
    let state = ProfileState {
        draft: None,
        submitted: Some((profile(), TIME)),
        published: None,
        rejected: Some(Rejection {
            at_ms: TIME,
            reason: "The company is missing.".to_owned(),
        }),
    };
    let state = AccountReply::Profile(Box::new(state));
    check(&answer(state), golden!("account_reply_profile"));
    let faults = AccountReply::ProfileFaults {
        faults: vec![
            (ProfileField::Company, ProfileFault::Missing),
            (ProfileField::Phone, ProfileFault::Form),
        ],
    };
    check(&answer(faults), golden!("account_reply_profile_faults"));
}

#[test]
fn changes_behind_a_proof_are_as_golden() {
    let prove = AccountRequest::Prove {
        answer: secret("Quirinius"),
    };
    check(&member(prove), golden!("account_request_prove"));
    let change = AccountRequest::ChangeEmail {
        email: "小明@例子.中国".to_owned(),
    };
    check(&member(change), golden!("account_request_change_email"));
    let change = AccountRequest::ChangePassword {
        password: secret("nine owls on a ladder"),
    };
    check(&member(change), golden!("account_request_change_password"));
    check(
        &member(set_question()),
        golden!("account_request_set_question"),
    );
}

#[test]
fn the_history_is_as_golden() {
    let history = AccountRequest::History {
        filter: filter(),
        after: None,
        limit: 50,
    };
    check(&member(history), golden!("account_request_history"));
    let history = AccountReply::History {
        rows: vec![of_site()],
        next: Some(6),
    };
    check(&answer(history), golden!("account_reply_history"));
    let stopped = AccountReply::History {
        rows: vec![stopped()],
        next: None,
    };
    check(&answer(stopped), golden!("account_reply_history_stopped"));
    let delete = AccountRequest::DeleteHistory {
        filter: HistoryFilter::default(),
    };
    check(&member(delete), golden!("account_request_delete_history"));
    let deleted = AccountReply::Deleted { rows: 7 };
    check(&answer(deleted), golden!("account_reply_deleted"));
    let retention = AccountRequest::SetRetention { days: Some(365) };
    check(&member(retention), golden!("account_request_set_retention"));
}

#[test]
fn addresses_are_as_golden() {
    let find = AccountRequest::FindAddress {
        stun: Some("stun.example.com:3478".to_owned()),
    };
    check(&member(find), golden!("account_request_find_address"));
    let found = AddressFound {
        address: Some("198.51.100.7".to_owned()),
        source: AddressSource::Stun,
        location: Location::AnonymousProxy {
            code: Some("NL".to_owned()),
        },
        stun_failed: false,
        file_date: "2026-06-17".to_owned(),
        file_failed: false,
    };
    let found = AccountReply::Address(found);
    check(&answer(found), golden!("account_reply_address"));
    let set = AccountRequest::SetAddress {
        settings: AddressSettings {
            stun: Some("stun.example.com:3478".to_owned()),
            file: None,
        },
    };
    check(&member(set), golden!("account_request_set_address"));
}

#[test]
fn messages_are_as_golden() {
    let inbox = AccountRequest::Inbox {
        after: None,
        limit: 20,
    };
    check(&member(inbox), golden!("account_request_inbox"));
    let facts = [
        ("host", "alibaba.com.evil.example"),
        ("site", "Alibaba.com"),
    ];
    let message = |id, kind, facts, read| InboxMessage {
        id,
        at_ms: TIME,
        kind,
        parameters: facts,
        read,
    };
    let inbox = AccountReply::Inbox {
        messages: vec![
            message(4, MessageKind::ImitationMet, parameters(&facts), false),
            message(3, MessageKind::PasswordChanged, parameters(&[]), true),
        ],
        next: None,
    };
    check(&answer(inbox), golden!("account_reply_inbox"));
    let facts = |site| parameters(&[("host", "free-parcels.example"), ("site", site)]);
    let inbox = AccountReply::Inbox {
        messages: vec![
            message(6, MessageKind::PasswordEntered, facts(""), false),
            message(5, MessageKind::PasswordStopped, facts("Alibaba.com"), true),
        ],
        next: None,
    };
    check(&answer(inbox), golden!("account_reply_inbox_guarded"));
    check(
        &member(AccountRequest::MarkRead { up_to: 4 }),
        golden!("account_request_mark_read"),
    );
    let choices = MessageChoices(vec![MessageKind::NewPlace, MessageKind::WeeklySummary]);
    check(
        &member(AccountRequest::SetChoices { choices }),
        golden!("account_request_set_choices"),
    );
    let set = AccountRequest::SetServer {
        server: Some(server(Some(secret("owl-glass")))),
    };
    check(&member(set), golden!("account_request_set_server"));
}

#[test]
fn errors_of_the_account_are_as_golden() {
    let error = |error| Reply {
        id: Some(9),
        reply: ReplyBody::Error(error),
    };
    check(
        &error(ErrorReply::new(ErrorCode::AccountRefused)),
        golden!("reply_error_account_refused"),
    );
    let invalid = ErrorReply::new(ErrorCode::EmailInvalid).with("reason", "domain");
    check(&error(invalid), golden!("reply_error_email_invalid"));
    let refused = ErrorReply::new(ErrorCode::SettingRefused).with("field", "stun");
    check(&error(refused), golden!("reply_error_setting_refused"));
    let failed = ErrorReply::new(ErrorCode::MailFailed).with("reason", "550 no such user here");
    check(&error(failed), golden!("reply_error_mail_failed"));
}

#[test]
fn fields_that_are_not_known_are_refused() {
    for ask in [
        r#"{"state":{"more":1}}"#,
        r#"{"state":{},"card":{}}"#,
        r#"{"drop_tables":{}}"#,
        r#"{"sign_in":{"email":"a","password":"b"}}"#,
        r#"{"history":{"filter":{"text":"","more":1},"after":null,"limit":1}}"#,
        r#"{"history":{"filter":{},"after":null,"limit":-1}}"#,
        r#"{"submit_profile":{"profile":{},"approval":"nobody"}}"#,
        r#"{"set_choices":{"choices":["from_the_future"]}}"#,
        r#"{"photo_part":{"first":true,"bytes":"Zm 9"}}"#,
    ] {
        let frame = format!(r#"{{"id":9,"account":{{"session":null,"ask":{ask}}}}}"#);
        assert!(
            serde_json::from_str::<AccountFrame>(&frame).is_err(),
            "{frame}"
        );
    }
    for frame in [
        r#"{"id":9,"account":{"session":"x","ask":{"state":{}}}}"#,
        r#"{"id":9,"account":{"session":null,"ask":{"state":{}},"gate":"open"}}"#,
        r#"{"id":9,"request":{},"account":{"session":null,"ask":{"state":{}}}}"#,
    ] {
        assert!(
            serde_json::from_str::<AccountFrame>(frame).is_err(),
            "{frame}"
        );
    }
}

#[test]
fn nothing_of_a_secret_is_printed_for_debugging() {
    let server = Some(server(Some(secret("owl-glass"))));
    for message in [
        format!("{:?}", member(create_member())),
        format!("{:?}", member(sign_in())),
        format!("{:?}", member(reset_password())),
        format!("{:?}", member(set_question())),
        format!("{:?}", member(AccountRequest::SetServer { server })),
        format!("{:?}", answer(AccountReply::SignedIn { session: token() })),
        format!(
            "{:?}",
            member(AccountRequest::Prove {
                answer: secret("Quirinius")
            })
        ),
        format!(
            "{:?}",
            member(AccountRequest::ChangePassword {
                password: secret("nine owls on a ladder")
            })
        ),
        format!(
            "{:?}",
            anybody(AccountRequest::JudgePassword {
                password: secret("seven owls on a ladder"),
                email: EMAIL.to_owned(),
            })
        ),
        format!(
            "{:?}",
            answer(AccountReply::Photo {
                photo: Some(bytes())
            })
        ),
    ] {
        for told in ["owl", "Quirinius", "4041", "9j"] {
            assert!(!message.contains(told), "{message}");
        }
    }
}
