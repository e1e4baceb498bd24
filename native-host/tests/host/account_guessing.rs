//! Guessing at the account: no hint, and a wait that neither restarts nor several helpers shorten.

use std::thread;
use std::time::{Duration, Instant};

use signin_seal_shared::account::{AccountReply, AccountRequest, SecurityQuestion, SignInKind};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};

use crate::account::{
    ANSWER, Account, EMAIL, PASSWORD, prove, reset, session, set_question, sign_in,
};
use crate::kit::{Helper, Home};

const WRONG: &str = "wrong lantern 48 tide";
const NEXT: &str = "velvet anchor 93 bright";

fn asked(helper: &mut Helper, ask: AccountRequest) -> Vec<u8> {
    helper.send_account(5, None, ask);
    helper.frame()
}

fn free(home: &Home) {
    home.change_store("UPDATE back_off SET failures = 0, retry_at_ms = 0");
}

fn seconds(reply: &Result<AccountReply, ErrorReply>) -> u64 {
    match reply {
        Err(ErrorReply {
            code: ErrorCode::TryLater,
            parameters,
        }) => parameters.get("seconds").unwrap().parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn is_refused(reply: &Result<AccountReply, ErrorReply>) -> bool {
    *reply == Err(ErrorReply::new(ErrorCode::AccountRefused))
}

#[test]
fn what_was_wrong_is_told_to_nobody() {
    let account = Account::with_question();
    let mut helper = account.home.greeted(2);
    let refusals: Vec<Vec<u8>> = [
        sign_in(EMAIL, WRONG),
        sign_in("owl@mail.example", PASSWORD),
        sign_in("owl@mail.example", WRONG),
        sign_in("", ""),
        sign_in(EMAIL, &"x".repeat(2000)),
        reset(EMAIL, "somebody else", NEXT),
        reset("owl@mail.example", ANSWER, NEXT),
        reset("owl@mail.example", "somebody else", "password1"),
        reset("", "", ""),
    ]
    .into_iter()
    .map(|ask| {
        let refused = asked(&mut helper, ask);
        account
            .home
            .change_store("DELETE FROM back_off WHERE gate IN ('password', 'answer')");
        refused
    })
    .collect();
    let text = String::from_utf8(refusals[0].clone()).unwrap();
    assert!(text.contains("account_refused"), "{text}");
    for refused in &refusals {
        assert_eq!(*refused, refusals[0]);
    }
}

#[test]
fn without_a_member_all_is_refused_in_the_same_words() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let words = asked(&mut helper, sign_in(EMAIL, PASSWORD));
    assert_eq!(asked(&mut helper, reset(EMAIL, ANSWER, NEXT)), words);
    let account = Account::new();
    let mut helper = account.home.greeted(2);
    assert_eq!(asked(&mut helper, sign_in(EMAIL, WRONG)), words);
    // Nobody has set a question.
    assert_eq!(asked(&mut helper, reset(EMAIL, ANSWER, NEXT)), words);
}

#[test]
fn a_wrong_address_takes_as_long_as_a_wrong_password() {
    let account = Account::new();
    let mut helper = account.home.greeted(2);
    let mut median = |ask: &dyn Fn() -> AccountRequest| {
        let mut times: Vec<Duration> = (0..5)
            .map(|_| {
                let start = Instant::now();
                asked(&mut helper, ask());
                let took = start.elapsed();
                free(&account.home);
                took
            })
            .collect();
        times.sort_unstable();
        times[2]
    };
    let address = median(&|| sign_in("owl@mail.example", WRONG));
    let both = median(&|| sign_in("owl@mail.example", PASSWORD));
    let password = median(&|| sign_in(EMAIL, WRONG));
    for (one, other) in [(address, password), (password, address), (both, password)] {
        assert!(one < other * 3, "{one:?} {other:?}");
    }
}

#[test]
fn the_wait_grows_and_survives_helpers() {
    let account = Account::with_question();
    for gate in ["password", "answer"] {
        let wrong = || match gate {
            "password" => sign_in(EMAIL, WRONG),
            _ => reset(EMAIL, "somebody else", NEXT),
        };
        let right = || match gate {
            "password" => sign_in(EMAIL, PASSWORD),
            _ => reset(EMAIL, ANSWER, NEXT),
        };
        for (number, wait) in [0..=0, 0..=0, 0..=0, 1..=5, 1..=10, 1..=20, 1..=40]
            .into_iter()
            .enumerate()
        {
            // Each in a helper of its own.
            let reply = account.home.greeted(2).ask_account(None, wrong());
            assert!(is_refused(&reply), "{gate} {number}: {reply:?}");
            if *wait.end() > 0 {
                let mut helper = account.home.greeted(3);
                let reply = helper.ask_account(None, right());
                assert!(wait.contains(&seconds(&reply)), "{gate} {number}");
            }
            let sql = format!(
                "UPDATE back_off SET retry_at_ms = 0 WHERE gate = '{gate}' AND failures = {}",
                number + 1
            );
            account.home.change_store(&sql);
        }
        let reply = account.home.greeted(2).ask_account(None, right());
        assert!(reply.is_ok(), "{reply:?}");
        let sql = format!("SELECT count(*) FROM back_off WHERE gate = '{gate}'");
        assert_eq!(account.home.number_in_store(&sql), 0);
    }
}

#[test]
fn each_wrong_try_has_a_row_in_the_history_and_the_log() {
    let mut account = Account::with_question();
    let mut helper = account.home.greeted(2);
    for ask in [
        sign_in(EMAIL, WRONG),
        sign_in("owl@mail.example", PASSWORD),
        reset(EMAIL, "somebody else", NEXT),
    ] {
        assert!(is_refused(&helper.ask_account(None, ask)));
    }
    account.refused(prove("somebody else"), ErrorCode::AccountRefused);
    account.refused(set_question(WRONG, ANSWER), ErrorCode::AccountRefused);
    // What comes too early is no try.
    account
        .home
        .change_store("UPDATE back_off SET failures = 20 WHERE gate = 'password'");
    let retry = "UPDATE back_off SET retry_at_ms = 9223372036854775807 WHERE gate = 'password'";
    account.home.change_store(retry);
    assert!(seconds(&helper.ask_account(None, sign_in(EMAIL, PASSWORD))) > 3000);
    let rows = account.history();
    let kinds: Vec<SignInKind> = rows.iter().map(|row| row.place.kind).collect();
    use SignInKind::{Account as Entered, Refused};
    assert_eq!(
        kinds,
        [Refused, Refused, Refused, Refused, Refused, Entered]
    );
    assert_eq!(rows[4].place.browser, "Chromium 2");
    assert!(rows.iter().all(|row| !row.marks.is_unusual()));
    let log = account.home.log();
    let noted = log
        .lines()
        .filter(|line| line.contains("a wrong password or answer was given to the account"));
    assert_eq!(noted.count(), 5, "{log}");
}

/// So many helpers ask at once, each so many times. How many were looked at.
fn looked_at(home: &Home, helpers: u8, times: u32, ask: fn() -> AccountRequest) -> usize {
    let helpers: Vec<Helper> = (1..=helpers).map(|number| home.greeted(number)).collect();
    let running: Vec<_> = helpers
        .into_iter()
        .map(|mut helper| {
            thread::spawn(move || {
                for _ in 0..times {
                    helper.send_account(7, None, ask());
                }
                let replies = (0..times).map(|_| helper.frame());
                let looked_at = replies.filter(|frame| {
                    let text = String::from_utf8_lossy(frame);
                    assert!(
                        text.contains("account_refused") || text.contains("try_later"),
                        "{text}"
                    );
                    text.contains("account_refused")
                });
                looked_at.count()
            })
        })
        .collect();
    let counts = running.into_iter().map(|thread| thread.join().unwrap());
    counts.sum()
}

fn wrong_password() -> AccountRequest {
    sign_in(EMAIL, WRONG)
}

fn wrong_answer() -> AccountRequest {
    reset(EMAIL, "somebody else", NEXT)
}

#[test]
fn helpers_at_once_get_no_guess_more_than_one_alone() {
    let account = Account::with_question();
    for (gate, ask) in [
        ("password", wrong_password as fn() -> AccountRequest),
        ("answer", wrong_answer),
    ] {
        // The wait after the eighth is 80 seconds: one try is left, whoever has it.
        for helpers in [2, 8] {
            let sql = format!("INSERT OR REPLACE INTO back_off VALUES ('{gate}', 8, 0)");
            account.home.change_store(&sql);
            assert_eq!(
                looked_at(&account.home, helpers, 2, ask),
                1,
                "{gate} {helpers}"
            );
            let sql = format!("SELECT failures FROM back_off WHERE gate = '{gate}'");
            assert_eq!(account.home.number_in_store(&sql), 9);
        }
    }
}

#[test]
fn the_first_tries_are_four_however_many_helpers_share_them() {
    let account = Account::new();
    let retry_soon = Instant::now();
    let looked_at = looked_at(&account.home, 8, 1, wrong_password);
    // A computer that took longer than the first wait gave one try more, as it should.
    let waited = usize::from(retry_soon.elapsed() >= Duration::from_secs(5));
    assert!((4..=4 + waited).contains(&looked_at), "{looked_at}");
}

#[test]
fn a_question_is_shown_for_every_address_and_always_the_same() {
    let account = Account::with_question();
    let mut helper = account.home.greeted(2);
    let mut question = |email: &str| {
        let email = email.to_owned();
        match helper.ask_account(None, AccountRequest::ForgottenQuestion { email }) {
            Ok(AccountReply::Question { question }) => question.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(question("fox.smith@MAIL.example"), crate::account::pet());
    let shown: Vec<SecurityQuestion> = (0..40)
        .map(|number| question(&format!("owl{number}@mail.example")))
        .collect();
    for (number, before) in shown.iter().enumerate() {
        let again = question(&format!(" OWL{number}@mail.example"));
        assert_eq!(again, *before, "always the same one");
    }
    let others = shown.iter().filter(|other| **other != shown[0]);
    assert!(others.count() > 10, "{shown:?}");
    let again = Account::new();
    let email = EMAIL.to_owned();
    let reply = again
        .home
        .greeted(2)
        .ask_account(None, AccountRequest::ForgottenQuestion { email });
    assert_eq!(reply, Ok(AccountReply::Question { question: None }));
}

#[test]
fn the_way_back_sets_a_password_and_frees_the_sign_in() {
    let mut account = Account::with_question();
    account
        .home
        .change_store("INSERT INTO back_off VALUES ('password', 20, 9223372036854775807)");
    let mut helper = account.home.greeted(2);
    let weak = helper.ask_account(None, reset(EMAIL, ANSWER, "password1"));
    assert_eq!(weak, Err(ErrorReply::new(ErrorCode::PasswordWeak)));
    let used = helper.ask_account(None, reset(EMAIL, ANSWER, PASSWORD));
    assert_eq!(used, Err(ErrorReply::new(ErrorCode::PasswordUsed)));
    account.done(AccountRequest::StillHere {});
    let answer = "  quirinius THE third";
    let done = helper.ask_account(None, reset("FOX.smith@mail.example", answer, NEXT));
    assert_eq!(done, Ok(AccountReply::Done {}));
    account.refused(AccountRequest::StillHere {}, ErrorCode::NoSession);
    let old = helper.ask_account(None, sign_in(EMAIL, PASSWORD));
    assert!(is_refused(&old));
    account.session = session(helper.ask_account(None, sign_in(EMAIL, NEXT)));
    let kinds = account.told();
    assert!(kinds.contains(&signin_seal_shared::account::MessageKind::PasswordReset));
}
