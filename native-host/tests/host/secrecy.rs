//! Who may read what is kept, and what it tells.

use std::fs;

use rusqlite::Connection;
use signin_seal_shared::identity::EXTENSION_ID;
use signin_seal_shared::protocol::ErrorCode;

use crate::kit::{
    Helper, Home, PROGRAM, error, files, found, hello, mode, profile, read, save, saved, set_mode,
    take_over,
};

#[test]
fn nothing_of_a_seal_stands_in_any_file() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    assert_eq!(helper.ask(2, save("my fox")), saved("my fox"));
    assert_eq!(helper.ask(3, read()), found("my fox"));
    helper.send_frame(br##"{"id":4,"request":{"save_seal":{"draft":{"mark":{"text":["my fox!!!!"]},"colour":"#0b5394"},"stamp":"000102030405060708090a0b0c0d0e0f","accept_easy":true}}}"##);
    helper.reply();
    check_no_file_has(&home, &["fox", "你好", "0b5394", "\"mark\""]);
}

#[test]
fn nothing_of_a_member_stands_in_any_file() {
    let home = Home::new();
    home.set_member("Wei.Smith@mail.example", "horse 7!");
    home.save(1, "my fox");
    let mut helper = home.greeted(2);
    for password in ["horse 7!", "guess 7!", &"guess".repeat(300)] {
        helper.ask(2, take_over(1, Some(password)));
    }
    // Requests that are refused for what stands in them, and for how they are made.
    for line in ["horse", "wei.smi"] {
        helper.ask(3, save(line));
    }
    helper.send_frame(
        br#"{"id":4,"request":{"take_over_seal":{"profile":"guess","password":"horse 7!"}}}"#,
    );
    helper.reply();
    home.run_with(&["member", "forget"], b"guess 7!");
    home.run_with(
        &["member", "set", "--id", "Wei.Smith"],
        b"guess 7!\nhorse 8!",
    );
    check_no_file_has(
        &home,
        &["Wei", "wei", "mith", "mail.ex", "horse", "guess", "fox"],
    );
}

/// Store, key and log are there, and none has one of these in it.
#[track_caller]
fn check_no_file_has(home: &Home, secrets: &[&str]) {
    let searched = files(&home.data());
    let names: Vec<_> = searched
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    for name in ["key", "seal.db", "seal.db-shm", "seal.db-wal"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(names.iter().any(|name| name.ends_with(".log")), "{names:?}");
    for path in searched {
        let bytes = fs::read(&path).unwrap();
        for secret in secrets {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {}", path.display());
        }
    }
}

#[test]
fn only_the_owner_may_read_whatever_the_umask() {
    let home = Home::new();
    let mut shell = home.command("/bin/sh");
    shell.args(["-c", r#"umask 000; exec "$0" "$@""#, PROGRAM]);
    shell.arg(format!("chrome-extension://{EXTENSION_ID}/"));
    let mut helper = Helper::start(shell);
    helper.ask(1, hello(1));
    assert_eq!(helper.ask(2, save("my fox")), saved("my fox"));
    assert_eq!(mode(&home.data()), 0o700);
    assert_eq!(mode(&home.data().join("logs")), 0o700);
    let files = files(&home.data());
    assert!(files.len() >= 5, "{files:?}");
    for path in files {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn what_was_open_to_others_is_closed_and_noted() {
    let home = Home::new();
    home.save(1, "my fox");
    set_mode(&home.data(), 0o755);
    set_mode(&home.store(), 0o644);
    set_mode(&home.key(), 0o644);
    assert_eq!(home.read(1), found("my fox"));
    assert_eq!(mode(&home.data()), 0o700);
    assert_eq!(mode(&home.store()), 0o600);
    assert_eq!(mode(&home.key()), 0o600);
    let log = home.log();
    for what in ["data folder", "store", "key file"] {
        let noted = format!("it was open to others, and is closed now what=\"{what}\"");
        assert!(log.contains(&noted), "{log}");
    }
}

#[test]
fn a_row_in_anothers_place_is_refused() {
    let home = Home::new();
    home.save(1, "my fox");
    home.save(2, "my owl");
    let store = Connection::open(home.store()).unwrap();
    let sealed = |number: u8| -> Vec<u8> {
        let sql = "SELECT sealed FROM seal WHERE profile = ?1";
        store
            .query_row(sql, [profile(number).as_str()], |row| row.get(0))
            .unwrap()
    };
    let (one, two) = (sealed(1), sealed(2));
    for (number, sealed) in [(1, two), (2, one)] {
        let sql = "UPDATE seal SET sealed = ?2 WHERE profile = ?1";
        let changed = store.execute(sql, (profile(number).as_str(), sealed));
        assert_eq!(changed, Ok(1));
    }
    drop(store);
    assert_eq!(home.read(1), error(ErrorCode::StoreDamaged));
    assert_eq!(home.read(2), error(ErrorCode::StoreDamaged));
}

#[test]
fn another_key_opens_nothing() {
    let home = Home::new();
    home.save(1, "my fox");
    fs::write(home.key(), [7; 32]).unwrap();
    assert_eq!(home.read(1), error(ErrorCode::StoreDamaged));
}
