//! Changes of address, password and question, with a real SMTP server.

use signin_seal_shared::account::{
    AccountReply, AccountRequest, ListedQuestion, MessageKind, SecurityQuestion,
};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, RequestBody};
use test_servers::{Behaviour, Letter, SmtpServer};

use crate::account::{
    ANSWER, Account, EMAIL, PASSWORD, change_email, change_password, mail_server, prove,
    seal_of_words, secret, session, set_question, sign_in,
};
use crate::kit::{draft, stamp};

impl Account {
    /// The letters, as soon as there are so many and none waits.
    pub(crate) fn letters(&mut self, server: &SmtpServer, count: usize) -> Vec<Letter> {
        for _ in 0..2_000 {
            let waiting = self.overview().mail.waiting;
            let letters = server.letters().unwrap();
            if letters.len() >= count && waiting == 0 {
                return letters;
            }
        }
        panic!("no {count} letters: {:?}", server.letters());
    }

    pub(crate) fn set_server(&mut self, server: &SmtpServer) {
        let server = Some(mail_server(server));
        self.done(AccountRequest::SetServer { server });
    }
}

fn receivers(letters: &[Letter]) -> Vec<&str> {
    let mut receivers: Vec<&str> = letters.iter().map(|letter| letter.to[0].as_str()).collect();
    receivers.sort_unstable();
    receivers
}

#[test]
fn both_addresses_get_the_message_of_a_change() {
    let server = SmtpServer::start(&Behaviour::default()).unwrap();
    let mut account = Account::with_question();
    account.set_server(&server);
    account.done(prove(ANSWER));
    account.done(change_email(" owl@mail.example "));
    let letters = account.letters(&server, 2);
    assert_eq!(receivers(&letters), [EMAIL, "owl@mail.example"]);
    assert!(letters.iter().all(|letter| letter.secure && !letter.utf8));
    assert_eq!(account.told()[0], MessageKind::EmailChanged);
    let overview = account.overview();
    assert_eq!(overview.email.as_deref(), Some("owl@mail.example"));
    assert!(overview.mail.sent_ms.is_some() && overview.mail.last_error.is_none());
    // The new one is the ID from now on, and the old one no more.
    let mut helper = account.home.greeted(2);
    let old = helper.ask_account(None, sign_in(EMAIL, PASSWORD));
    assert_eq!(old, Err(ErrorReply::new(ErrorCode::AccountRefused)));
    session(helper.ask_account(None, sign_in("OWL@mail.example", PASSWORD)));
}

#[test]
fn an_internationalised_address_gets_its_letter() {
    let server = SmtpServer::start(&Behaviour::default()).unwrap();
    let mut account = Account::with_question();
    account.set_server(&server);
    account.done(prove(ANSWER));
    account.done(change_email("小明@例子.中国"));
    let letters = account.letters(&server, 2);
    assert_eq!(receivers(&letters), [EMAIL, "小明@例子.中国"]);
    let mut helper = account.home.greeted(2);
    session(helper.ask_account(None, sign_in("小明@例子.中国", PASSWORD)));
    account.done(AccountRequest::TryServer {});
    // That of the sign-in elsewhere is among them.
    assert_eq!(account.letters(&server, 4).len(), 4);
    account.done(prove(ANSWER));
    let same = change_email("小明@xn--fsqu00a.xn--fiqs8s");
    account.refused(same, ErrorCode::EmailSame);
}

#[test]
fn an_address_that_is_none_or_the_present_one_is_refused() {
    let mut account = Account::with_question();
    account.done(prove(ANSWER));
    for (email, reason) in [
        ("owl", "form"),
        ("owl@mail", "domain"),
        ("owl@127.0.0.1", "domain"),
        ("owl@mail.example\r\nBcc: x@y.example", "form"),
        (&format!("{}@mail.example", "x".repeat(65)), "length"),
    ] {
        let refused = ErrorReply::new(ErrorCode::EmailInvalid).with("reason", reason);
        assert_eq!(account.ask(change_email(email)), Err(refused), "{email}");
    }
    account.refused(change_email("FOX.smith@mail.example"), ErrorCode::EmailSame);
    assert_eq!(account.overview().email.as_deref(), Some(EMAIL));
}

#[test]
fn one_of_the_last_passwords_does_not_come_again() {
    let mut account = Account::with_question();
    let passwords = [
        PASSWORD,
        "velvet anchor 93 bright",
        "harbor 61 misty quill",
        "granite 17 willow spoon",
        "pepper 52 canyon flute",
    ];
    for (number, password) in passwords.iter().enumerate().skip(1) {
        account.done(prove(ANSWER));
        for used in &passwords[..number] {
            account.refused(change_password(used), ErrorCode::PasswordUsed);
        }
        account.done(change_password(password));
        assert_eq!(account.told()[0], MessageKind::PasswordChanged);
    }
    // Only the present one and three before it are known.
    account.done(prove(ANSWER));
    account.done(change_password(PASSWORD));
    let mut helper = account.home.greeted(2);
    session(helper.ask_account(None, sign_in(EMAIL, PASSWORD)));
}

#[test]
fn a_password_that_is_weak_or_part_of_a_seal_is_refused() {
    let mut account = Account::with_question();
    account.helper.ask(1, seal_of_words());
    account.done(prove(ANSWER));
    for password in ["", "12345678", "password1", "fox.smith lantern 48 tide"] {
        account.refused(change_password(password), ErrorCode::PasswordWeak);
    }
    for password in [
        "VELVET anchor 93 brig",
        "elvet anchor 93 bri",
        "tide velvetanchor93brig tide",
    ] {
        account.refused(change_password(password), ErrorCode::PasswordInSeal);
    }
    // The seal of another browser profile counts as well.
    let other = RequestBody::SaveSeal {
        draft: draft(&["harbor", "61 mist", "quill"]),
        stamp: stamp("other"),
        accept_easy: true,
    };
    account.home.greeted(2).ask(1, other);
    account.refused(
        change_password("harbor 61 mist quill"),
        ErrorCode::PasswordInSeal,
    );
    account.done(change_password("granite 17 willow spoon"));
}

#[test]
fn the_strength_of_a_password_is_judged_without_a_session() {
    let account = Account::new();
    let mut helper = account.home.greeted(2);
    helper.ask(1, seal_of_words());
    let mut strength = |password: &str| {
        let ask = AccountRequest::JudgePassword {
            password: secret(password),
            email: EMAIL.to_owned(),
        };
        match helper.ask_account(None, ask) {
            Ok(AccountReply::Strength(strength)) => {
                (strength.score, strength.is_enough, strength.is_known)
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(strength("password"), (0, false, false));
    assert_eq!(strength(PASSWORD), (4, true, false));
    assert_eq!(strength("velvet anchor 93 brig"), (4, false, true));
    assert_eq!(strength("fox.smith velvet anchor 93"), (4, false, true));
    assert!(strength(&"lantern\u{301}\u{302} ".repeat(2_000)).0 <= 4);
}

#[test]
fn a_question_needs_the_password_and_an_answer_that_tells_nothing() {
    let mut account = Account::new();
    account.refused(prove(ANSWER), ErrorCode::NoQuestion);
    account.refused(set_question("wrong", ANSWER), ErrorCode::AccountRefused);
    let own = |text: &str, answer: &str| AccountRequest::SetQuestion {
        password: secret(PASSWORD),
        question: SecurityQuestion::Own(text.to_owned()),
        answer: secret(answer),
    };
    for (ask, code) in [
        (set_question(PASSWORD, "ab"), ErrorCode::AnswerEasy),
        (set_question(PASSWORD, "aaaaaaaa"), ErrorCode::AnswerEasy),
        (set_question(PASSWORD, "password"), ErrorCode::AnswerEasy),
        (set_question(PASSWORD, "First Pet"), ErrorCode::AnswerTells),
        (set_question(PASSWORD, "Fox.Smith"), ErrorCode::AnswerTells),
        (
            own("Who hid the ladder?", "the LADDER"),
            ErrorCode::AnswerTells,
        ),
    ] {
        account.refused(ask, code);
    }
    for (ask, field) in [
        (own(" ", ANSWER), "question"),
        (own(&"x".repeat(121), ANSWER), "question"),
        (own("a\nb", ANSWER), "question"),
        (own("Who?", &"x".repeat(1025)), "answer"),
    ] {
        let refused = ErrorReply::new(ErrorCode::SettingRefused).with("field", field);
        assert_eq!(account.ask(ask), Err(refused));
    }
    let question = |question| Ok(AccountReply::Question { question });
    let read = account.ask(AccountRequest::ReadQuestion {});
    assert_eq!(read, question(None));
    account.done(own("谁藏了梯子？", "外婆家的老黑猫"));
    let read = account.ask(AccountRequest::ReadQuestion {});
    let kept = SecurityQuestion::Own("谁藏了梯子？".to_owned());
    assert_eq!(read, question(Some(kept)));
    account.done(prove("外婆 家的老黑猫"));
    let other = AccountRequest::SetQuestion {
        password: secret(PASSWORD),
        question: SecurityQuestion::Listed(ListedQuestion::LostToy),
        answer: secret(ANSWER),
    };
    account.done(other);
    account.refused(prove("外婆家的老黑猫"), ErrorCode::AccountRefused);
    account.done(prove(ANSWER));
    let told = account.told();
    let changed = told
        .iter()
        .filter(|kind| **kind == MessageKind::QuestionChanged);
    assert_eq!(changed.count(), 2, "{told:?}");
}
