//! The account as its page sees it: made, entered and left, with the kit of the other account tests.

use std::path::Path;

use signin_seal_shared::account::{
    AccountReply, AccountRequest, HistoryFilter, HistoryRow, InboxMessage, ListedQuestion,
    MailSecurity, MailServer, MessageKind, Overview, SecurityQuestion,
};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, RequestBody};
use signin_seal_shared::secret::Password;
use test_servers::SmtpServer;

use crate::kit::{Helper, Home, draft, stamp};

pub(crate) const EMAIL: &str = "Fox.Smith@mail.example";
pub(crate) const PASSWORD: &str = "tidal copper 48 lantern";
pub(crate) const ANSWER: &str = "Quirinius the Third";

/// A member with an open session in browser profile 1.
pub(crate) struct Account {
    pub(crate) home: Home,
    pub(crate) helper: Helper,
    pub(crate) session: SessionToken,
}

impl Account {
    pub(crate) fn new() -> Self {
        let home = Home::new();
        let mut helper = home.greeted(1);
        let session = session(helper.ask_account(None, create(EMAIL, PASSWORD)));
        Self {
            home,
            helper,
            session,
        }
    }

    /// A member with a security question.
    pub(crate) fn with_question() -> Self {
        let mut account = Self::new();
        account.done(set_question(PASSWORD, ANSWER));
        account
    }

    pub(crate) fn ask(&mut self, ask: AccountRequest) -> Result<AccountReply, ErrorReply> {
        self.helper.ask_account(Some(&self.session), ask)
    }

    #[track_caller]
    pub(crate) fn done(&mut self, ask: AccountRequest) {
        assert_eq!(self.ask(ask), Ok(AccountReply::Done {}));
    }

    #[track_caller]
    pub(crate) fn refused(&mut self, ask: AccountRequest, code: ErrorCode) {
        assert_eq!(self.ask(ask), Err(ErrorReply::new(code)));
    }

    pub(crate) fn overview(&mut self) -> Overview {
        match self.ask(AccountRequest::Overview {}) {
            Ok(AccountReply::Overview(overview)) => *overview,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn history(&mut self) -> Vec<HistoryRow> {
        self.page(HistoryFilter::default(), None, 500).0
    }

    pub(crate) fn page(
        &mut self,
        filter: HistoryFilter,
        after: Option<i64>,
        limit: u32,
    ) -> (Vec<HistoryRow>, Option<i64>) {
        let ask = AccountRequest::History {
            filter,
            after,
            limit,
        };
        match self.ask(ask) {
            Ok(AccountReply::History { rows, next }) => (rows, next),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn inbox(&mut self) -> Vec<InboxMessage> {
        let ask = AccountRequest::Inbox {
            after: None,
            limit: 100,
        };
        match self.ask(ask) {
            Ok(AccountReply::Inbox { messages, .. }) => messages,
            other => panic!("{other:?}"),
        }
    }

    /// The kinds of the messages, the latest first.
    pub(crate) fn told(&mut self) -> Vec<MessageKind> {
        self.inbox().iter().map(|message| message.kind).collect()
    }

    /// Another session, in another browser profile.
    pub(crate) fn elsewhere(&self, profile: u8) -> (Helper, SessionToken) {
        let mut helper = self.home.greeted(profile);
        let session = session(helper.ask_account(None, sign_in(EMAIL, PASSWORD)));
        (helper, session)
    }
}

#[track_caller]
pub(crate) fn session(reply: Result<AccountReply, ErrorReply>) -> SessionToken {
    match reply {
        Ok(AccountReply::SignedIn { session }) => session,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn secret(text: &str) -> Password {
    Password::new(text.to_owned())
}

/// A seal with the words of a good password on it.
pub(crate) fn seal_of_words() -> RequestBody {
    RequestBody::SaveSeal {
        draft: draft(&["velvet", "anchor", "93 brig"]),
        stamp: stamp("words"),
        accept_easy: true,
    }
}

pub(crate) fn create(email: &str, password: &str) -> AccountRequest {
    AccountRequest::CreateMember {
        email: email.to_owned(),
        password: secret(password),
        language: "en".to_owned(),
        stun: None,
    }
}

pub(crate) fn sign_in(email: &str, password: &str) -> AccountRequest {
    AccountRequest::SignIn {
        email: email.to_owned(),
        password: secret(password),
        language: "en".to_owned(),
        stun: None,
    }
}

pub(crate) fn pet() -> SecurityQuestion {
    SecurityQuestion::Listed(ListedQuestion::FirstPet)
}

pub(crate) fn set_question(password: &str, answer: &str) -> AccountRequest {
    AccountRequest::SetQuestion {
        password: secret(password),
        question: pet(),
        answer: secret(answer),
    }
}

pub(crate) fn prove(answer: &str) -> AccountRequest {
    AccountRequest::Prove {
        answer: secret(answer),
    }
}

pub(crate) fn change_password(password: &str) -> AccountRequest {
    AccountRequest::ChangePassword {
        password: secret(password),
    }
}

pub(crate) fn change_email(email: &str) -> AccountRequest {
    AccountRequest::ChangeEmail {
        email: email.to_owned(),
    }
}

pub(crate) fn reset(email: &str, answer: &str, password: &str) -> AccountRequest {
    AccountRequest::ResetPassword {
        email: email.to_owned(),
        answer: secret(answer),
        password: secret(password),
    }
}

/// The settings that fit a server that was started without an account.
pub(crate) fn mail_server(server: &SmtpServer) -> MailServer {
    mail_server_at(server.port(), server.authority())
}

pub(crate) fn mail_server_at(port: u16, authority: &Path) -> MailServer {
    MailServer {
        host: "localhost".to_owned(),
        port,
        security: MailSecurity::StartTls,
        user: String::new(),
        password: None,
        from: "seal@mail.example".to_owned(),
        authority: authority.display().to_string(),
    }
}

#[test]
fn a_member_is_made_once_and_comes_back() {
    let mut account = Account::new();
    let state = |member, signed_in| Ok(AccountReply::State { member, signed_in });
    assert_eq!(account.ask(AccountRequest::State {}), state(true, true));
    for email in [EMAIL, "owl@mail.example"] {
        let again = create(email, "another lantern 77 tide");
        account.refused(again, ErrorCode::MemberExists);
    }
    account.done(AccountRequest::SignOut {});
    assert_eq!(account.ask(AccountRequest::State {}), state(true, false));
    for email in [EMAIL, " fox.smith@MAIL.example "] {
        let reply = account.helper.ask_account(None, sign_in(email, PASSWORD));
        account.session = session(reply);
        assert_eq!(account.ask(AccountRequest::State {}), state(true, true));
    }
    let overview = account.overview();
    assert_eq!(overview.email.as_deref(), Some(EMAIL));
    let ids: Vec<i64> = overview.sign_ins.iter().map(|row| row.id).collect();
    assert_eq!(ids, [3, 2], "the present one, and the one before");
}

#[test]
fn a_member_needs_an_address_and_a_good_password() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    helper.ask(1, seal_of_words());
    let mut refused = |email: &str, password: &str| {
        let refused = helper.ask_account(None, create(email, password));
        refused.unwrap_err()
    };
    for (email, reason) in [("fox", "form"), ("fox@mail", "domain")] {
        let expected = ErrorReply::new(ErrorCode::EmailInvalid).with("reason", reason);
        assert_eq!(refused(email, PASSWORD), expected);
    }
    for password in [
        "",
        "password1",
        "fox.smith",
        "my fox.smith lantern 48!",
        &"long ".repeat(300),
    ] {
        let expected = ErrorReply::new(ErrorCode::PasswordWeak);
        assert_eq!(refused(EMAIL, password), expected, "{password}");
    }
    let expected = ErrorReply::new(ErrorCode::PasswordInSeal);
    assert_eq!(refused(EMAIL, "Velvet ANCHOR 93 brig"), expected);
    assert_eq!(home.number_in_store("SELECT count(*) FROM member"), 0);
    assert_eq!(home.number_in_store("SELECT count(*) FROM sign_in"), 0);
}

#[test]
fn two_browsers_make_one_member() {
    let home = Home::new();
    let mut helpers = [home.greeted(1), home.greeted(2)];
    for helper in &mut helpers {
        helper.send_account(7, None, create(EMAIL, PASSWORD));
    }
    let frames = helpers
        .each_mut()
        .map(|helper| String::from_utf8(helper.frame()).unwrap());
    let made = frames.iter().filter(|frame| frame.contains("signed_in"));
    assert_eq!(made.count(), 1, "{frames:?}");
    let refused = frames
        .iter()
        .filter(|frame| frame.contains("member_exists"));
    assert_eq!(refused.count(), 1, "{frames:?}");
}
