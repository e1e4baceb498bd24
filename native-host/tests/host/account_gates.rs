//! Who may ask what: every question is in one table, and none is answered without its session.

use rusqlite::Connection;
use signin_seal_shared::account::{
    AccountReply, AccountRequest, AddressSettings, Approval, Gate, HistoryFilter, MessageChoices,
    Profile,
};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use signin_seal_shared::seal::Crop;

use crate::account::{
    ANSWER, Account, EMAIL, PASSWORD, change_email, change_password, create, prove, reset,
    set_question, sign_in,
};
use crate::kit::{Home, base64};

const MINUTE: i64 = 60 * 1000;
const NEXT: &str = "velvet anchor 93 bright";

/// One row for each question; a question without a row does not compile.
macro_rules! questions {
    ($($pattern:pat => $gate:ident, $example:expr;)*) => {
        fn questions() -> Vec<(Gate, AccountRequest)> {
            let has_row = |request: &AccountRequest| match request {
                $($pattern => {})*
            };
            let all = vec![$((Gate::$gate, $example),)*];
            for (_, request) in &all {
                has_row(request);
            }
            all
        }
    };
}

questions! {
    AccountRequest::State {} => Open, AccountRequest::State {};
    AccountRequest::Card {} => Open, AccountRequest::Card {};
    AccountRequest::JudgePassword { .. } => Open, AccountRequest::JudgePassword {
        password: crate::account::secret("x"),
        email: String::new(),
    };
    AccountRequest::CreateMember { .. } => Open, create(EMAIL, "x");
    AccountRequest::SignIn { .. } => Open, sign_in(EMAIL, PASSWORD);
    AccountRequest::ForgottenQuestion { .. } => Open, AccountRequest::ForgottenQuestion {
        email: EMAIL.to_owned(),
    };
    AccountRequest::ResetPassword { .. } => Open, reset(EMAIL, "x", "x");
    AccountRequest::SignOut {} => Open, AccountRequest::SignOut {};
    AccountRequest::StillHere {} => Session, AccountRequest::StillHere {};
    AccountRequest::Overview {} => Session, AccountRequest::Overview {};
    AccountRequest::PhotoPart { .. } => Session, AccountRequest::PhotoPart {
        first: true,
        bytes: base64("Zm9v"),
    };
    AccountRequest::OpenPhoto {} => Session, AccountRequest::OpenPhoto {};
    AccountRequest::SavePhoto { .. } => Session, AccountRequest::SavePhoto {
        picture: base64("Zm9v"),
        crop: Crop { x: 0, y: 0, side: 1 },
    };
    AccountRequest::RemovePhoto {} => Session, AccountRequest::RemovePhoto {};
    AccountRequest::ReadPhoto {} => Session, AccountRequest::ReadPhoto {};
    AccountRequest::ReadProfile {} => Session, AccountRequest::ReadProfile {};
    AccountRequest::SaveDraft { .. } => Session, AccountRequest::SaveDraft {
        profile: Profile::default(),
    };
    AccountRequest::SubmitProfile { .. } => Session, AccountRequest::SubmitProfile {
        profile: Profile::default(),
        approval: Approval::Automatic,
    };
    AccountRequest::ReadQuestion {} => Session, AccountRequest::ReadQuestion {};
    AccountRequest::Prove { .. } => Session, prove(ANSWER);
    AccountRequest::ChangeEmail { .. } => Proved, change_email("owl@mail.example");
    AccountRequest::ChangePassword { .. } => Proved, change_password(NEXT);
    AccountRequest::SetQuestion { .. } => Session, set_question(PASSWORD, ANSWER);
    AccountRequest::History { .. } => Session, AccountRequest::History {
        filter: HistoryFilter::default(),
        after: None,
        limit: 1,
    };
    AccountRequest::DeleteHistory { .. } => Session, AccountRequest::DeleteHistory {
        filter: HistoryFilter::default(),
    };
    AccountRequest::SetRetention { .. } => Session, AccountRequest::SetRetention { days: None };
    AccountRequest::FindAddress { .. } => Session, AccountRequest::FindAddress { stun: None };
    AccountRequest::SetAddress { .. } => Session, AccountRequest::SetAddress {
        settings: AddressSettings::default(),
    };
    AccountRequest::Inbox { .. } => Session, AccountRequest::Inbox { after: None, limit: 1 };
    AccountRequest::MarkRead { .. } => Session, AccountRequest::MarkRead { up_to: i64::MAX };
    AccountRequest::DeleteMessage { .. } => Session, AccountRequest::DeleteMessage { id: 1 };
    AccountRequest::SetChoices { .. } => Session, AccountRequest::SetChoices {
        choices: MessageChoices(Vec::new()),
    };
    AccountRequest::SetServer { .. } => Session, AccountRequest::SetServer { server: None };
    AccountRequest::TryServer {} => Session, AccountRequest::TryServer {};
}

/// Those that need a session.
fn gated() -> Vec<AccountRequest> {
    let gated = questions()
        .into_iter()
        .filter(|(gate, _)| *gate != Gate::Open);
    gated.map(|(_, request)| request).collect()
}

/// What is kept of the account, without the times of sessions.
fn kept(home: &Home) -> Vec<i64> {
    [
        "member",
        "account_part",
        "sign_in",
        "message",
        "outbox",
        "back_off",
    ]
    .iter()
    .map(|table| home.number_in_store(&format!("SELECT count(*) FROM {table}")))
    // A thread of the helper notes in the record when the next summary is due.
    .chain([home.number_in_store(
        "SELECT coalesce(max(changed_ms), 0) FROM account_part WHERE part <> 'record'",
    )])
    .collect()
}

/// No gated question is answered with this token, and nothing is changed.
#[track_caller]
fn check_none_answered(
    account: &mut Account,
    token: Option<&SessionToken>,
    before_each: impl Fn(&Home),
) {
    let before = kept(&account.home);
    for request in gated() {
        before_each(&account.home);
        let reply = account.helper.ask_account(token, request.clone());
        let refused = Err(ErrorReply::new(ErrorCode::NoSession));
        assert_eq!(reply, refused, "{request:?}");
    }
    assert_eq!(kept(&account.home), before);
}

fn made_up() -> SessionToken {
    SessionToken::from_random([9; 16])
}

#[test]
fn each_question_has_the_gate_that_is_written_here() {
    let all = questions();
    assert_eq!(all.len(), 34);
    for (gate, request) in all {
        assert_eq!(request.gate(), gate, "{request:?}");
    }
}

#[test]
fn without_a_token_or_with_one_that_is_made_up_nothing_is_answered() {
    let mut account = Account::with_question();
    check_none_answered(&mut account, None, |_| {});
    check_none_answered(&mut account, Some(&made_up()), |_| {});
    account.done(AccountRequest::StillHere {});
}

#[test]
fn where_there_is_no_member_nothing_is_answered() {
    let mut account = Account::with_question();
    // A session that somebody left in the file.
    let store = Connection::open(account.home.store()).unwrap();
    let sql = "CREATE TABLE kept AS SELECT * FROM account_session";
    store.execute_batch(sql).unwrap();
    let forgotten = account
        .home
        .run_with(&["member", "forget"], PASSWORD.as_bytes());
    assert_eq!(forgotten.status.code(), Some(0));
    let session = account.session.clone();
    check_none_answered(&mut account, Some(&session), |_| {});
    let sql = "INSERT INTO account_session SELECT * FROM kept";
    store.execute_batch(sql).unwrap();
    check_none_answered(&mut account, Some(&session), |_| {});
    // Nor with another member.
    store.execute_batch("DELETE FROM account_session").unwrap();
    let reply = account.helper.ask_account(None, create(EMAIL, PASSWORD));
    crate::account::session(reply);
    check_none_answered(&mut account, Some(&session), |_| {});
}

#[test]
fn after_a_sign_out_nothing_is_answered() {
    let mut account = Account::with_question();
    let (mut other, theirs) = account.elsewhere(2);
    account.done(AccountRequest::SignOut {});
    let session = account.session.clone();
    check_none_answered(&mut account, Some(&session), |_| {});
    let here = other.ask_account(Some(&theirs), AccountRequest::StillHere {});
    assert_eq!(here, Ok(AccountReply::Done {}), "the other session goes on");
}

#[test]
fn a_change_of_password_ends_the_other_sessions() {
    let mut account = Account::with_question();
    let (_other, theirs) = account.elsewhere(2);
    account.done(prove(ANSWER));
    account.done(change_password(NEXT));
    check_none_answered(&mut account, Some(&theirs), |_| {});
    account.done(AccountRequest::StillHere {});
    let present = account.home.run_with(
        &["member", "set", "--id", EMAIL],
        format!("{NEXT}\n{PASSWORD}\n").as_bytes(),
    );
    assert_eq!(present.status.code(), Some(0));
    let session = account.session.clone();
    check_none_answered(&mut account, Some(&session), |_| {});
}

#[test]
fn a_password_that_is_set_anew_ends_every_session() {
    let mut account = Account::with_question();
    let (mut other, theirs) = account.elsewhere(2);
    let reply = other.ask_account(None, reset(EMAIL, ANSWER, NEXT));
    assert_eq!(reply, Ok(AccountReply::Done {}));
    let session = account.session.clone();
    check_none_answered(&mut account, Some(&session), |_| {});
    check_none_answered(&mut account, Some(&theirs), |_| {});
}

/// Puts the session back as if it had been used so long ago.
fn used(milliseconds_ago: i64) -> impl Fn(&Home) {
    move |home| {
        let store = Connection::open(home.store()).unwrap();
        let at = crate::kit::now_ms() - milliseconds_ago;
        let sql =
            "INSERT OR REPLACE INTO account_session SELECT token_hash, sign_in, ?1, ?1 FROM kept";
        assert_eq!(store.execute(sql, [at]), Ok(1));
    }
}

#[test]
fn a_session_ends_after_ten_idle_minutes_and_where_the_clock_was_set_back() {
    let mut account = Account::with_question();
    let session = account.session.clone();
    let store = Connection::open(account.home.store()).unwrap();
    let sql = "CREATE TABLE kept AS SELECT * FROM account_session";
    store.execute_batch(sql).unwrap();
    for ago in [
        10 * MINUTE + 1,
        365 * 24 * 60 * MINUTE,
        -11 * MINUTE,
        -1_000_000 * MINUTE,
    ] {
        check_none_answered(&mut account, Some(&session), used(ago));
    }
    for ago in [9 * MINUTE, -9 * MINUTE] {
        used(ago)(&account.home);
        account.done(AccountRequest::StillHere {});
        let sql = "SELECT abs(used_ms - ?1) FROM account_session";
        let off: i64 = store
            .query_row(sql, [crate::kit::now_ms()], |row| row.get(0))
            .unwrap();
        assert!(off < MINUTE, "it was used just now");
    }
}

#[test]
fn asking_how_things_stand_keeps_no_session_open() {
    let mut account = Account::new();
    let at = crate::kit::now_ms() - 9 * MINUTE;
    account
        .home
        .change_store(&format!("UPDATE account_session SET used_ms = {at}"));
    let state = AccountReply::State {
        member: true,
        signed_in: true,
    };
    assert_eq!(account.ask(AccountRequest::State {}), Ok(state));
    let used = "SELECT used_ms FROM account_session";
    assert_eq!(account.home.number_in_store(used), at);
    let at = at - 2 * MINUTE;
    account
        .home
        .change_store(&format!("UPDATE account_session SET used_ms = {at}"));
    let state = AccountReply::State {
        member: true,
        signed_in: false,
    };
    assert_eq!(account.ask(AccountRequest::State {}), Ok(state));
}

#[test]
fn a_change_needs_a_proof_which_it_uses_up() {
    let mut account = Account::with_question();
    let changes = [change_email("owl@mail.example"), change_password(NEXT)];
    for change in &changes {
        account.refused(change.clone(), ErrorCode::ProofNeeded);
    }
    account.done(prove(ANSWER));
    // What fails uses nothing up.
    account.refused(change_password("password1"), ErrorCode::PasswordWeak);
    account.done(change_email("owl@mail.example"));
    for change in &changes {
        account.refused(change.clone(), ErrorCode::ProofNeeded);
    }
    account.done(prove(ANSWER));
    account.done(change_password(NEXT));
    for change in &changes {
        account.refused(change.clone(), ErrorCode::ProofNeeded);
    }
    // One session's proof is not another's.
    account.done(prove(ANSWER));
    let mut other = account.home.greeted(2);
    let reply = other.ask_account(None, sign_in("owl@mail.example", NEXT));
    let theirs = crate::account::session(reply);
    for change in changes {
        let reply = other.ask_account(Some(&theirs), change);
        assert_eq!(reply, Err(ErrorReply::new(ErrorCode::ProofNeeded)));
    }
}

#[test]
fn a_proof_ends_after_five_minutes() {
    let mut account = Account::with_question();
    account.done(prove(ANSWER));
    let proved = |home: &Home, ago: i64| {
        let at = crate::kit::now_ms() - ago;
        home.change_store(&format!("UPDATE account_session SET proved_ms = {at}"));
    };
    for ago in [5 * MINUTE + 1, 60 * MINUTE, -6 * MINUTE] {
        proved(&account.home, ago);
        account.refused(change_password(NEXT), ErrorCode::ProofNeeded);
    }
    proved(&account.home, 4 * MINUTE);
    account.done(change_password(NEXT));
}

#[test]
fn one_proof_is_good_for_one_change_of_two_at_once() {
    let mut account = Account::with_question();
    account.done(prove(ANSWER));
    let mut other = account.home.greeted(1);
    let [one, two] = [
        change_password(NEXT),
        change_password("harbor 61 misty quill"),
    ];
    account.helper.send_account(7, Some(&account.session), one);
    other.send_account(7, Some(&account.session), two);
    let frames = [account.helper.frame(), other.frame()];
    let done = frames
        .iter()
        .filter(|frame| frame.ends_with(br#"{"done":{}}}"#));
    assert_eq!(done.count(), 1);
}
