//! A store that the version before wrote.

use std::fs;

use rusqlite::Connection;
use signin_seal_shared::account::AccountReply;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};

use crate::account::{Account, EMAIL, PASSWORD, session, sign_in};
use crate::kit::{Home, now_ms};

const STEPS: [&str; 2] = [
    include_str!("../../src/store/schema/1.sql"),
    include_str!("../../src/store/schema/2.sql"),
];

type MemberRow = (Vec<u8>, Option<Vec<u8>>, String);

#[test]
fn a_store_of_version_2_keeps_its_member_and_the_wait() {
    let home = Home::new();
    home.set_member(EMAIL, PASSWORD);
    let store = Connection::open(home.store()).unwrap();
    let sql = "SELECT id_hash, name_hash, password_hash FROM member";
    let member: MemberRow = store
        .query_row(sql, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    drop(store);
    fs::remove_file(home.store()).unwrap();
    let store = Connection::open(home.store()).unwrap();
    for step in STEPS {
        store.execute_batch(step).unwrap();
    }
    let retry_at = now_ms() + 70_000;
    let sql = "INSERT INTO member VALUES (1, ?1, ?2, ?3, 8, ?4)";
    let (id_hash, name_hash, password_hash) = member;
    let row = (id_hash, name_hash, password_hash, retry_at);
    assert_eq!(store.execute(sql, row), Ok(1));
    drop(store);

    let mut helper = home.greeted(1);
    let refused = helper.ask_account(None, sign_in(EMAIL, PASSWORD));
    let Err(ErrorReply {
        code: ErrorCode::TryLater,
        parameters,
    }) = refused
    else {
        panic!("{refused:?}");
    };
    let seconds: u64 = parameters.get("seconds").unwrap().parse().unwrap();
    assert!((50..=70).contains(&seconds), "{seconds}");
    assert_eq!(home.number_in_store("PRAGMA user_version"), 4);
    let kept = "SELECT failures FROM back_off WHERE gate = 'password'";
    assert_eq!(home.number_in_store(kept), 8);

    home.change_store("UPDATE back_off SET retry_at_ms = 0");
    let session = session(helper.ask_account(None, sign_in(EMAIL, PASSWORD)));
    let mut account = Account {
        home,
        helper,
        session,
    };
    let overview = account.overview();
    assert_eq!((overview.email, overview.history_rows), (None, 1));
    assert!(!overview.has_question);
    let try_server = signin_seal_shared::account::AccountRequest::TryServer {};
    assert!(!matches!(
        account.ask(try_server),
        Ok(AccountReply::Done {})
    ));
}
