//! Stores that are not this helper's to touch, and folders that cannot be used.

use std::fs;

use rusqlite::Connection;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody, RequestBody};

use crate::kit::{Helper, Home, error, found, hello, read, save, saved};

/// All requests get this answer, and the store's bytes stay as they are.
#[track_caller]
fn check_untouched(home: &Home, expected: &ReplyBody) {
    let before = fs::read(home.store()).unwrap();
    let mut helper = home.greeted(1);
    for request in [read(), save("my owl"), RequestBody::RemoveSeal {}] {
        assert_eq!(helper.ask(2, request), *expected);
    }
    assert_eq!(helper.end().code, Some(0));
    home.run(&["doctor"]);
    assert_eq!(fs::read(home.store()).unwrap(), before);
}

fn set_version(home: &Home, version: i64) {
    let store = Connection::open(home.store()).unwrap();
    store.pragma_update(None, "user_version", version).unwrap();
}

fn newer() -> ReplyBody {
    let newer = ErrorReply::new(ErrorCode::StoreNewer)
        .with("found", 99)
        .with("supported", 4);
    ReplyBody::Error(newer)
}

#[test]
fn a_newer_store_is_not_touched() {
    let home = Home::new();
    home.save(1, "my fox");
    set_version(&home, 99);
    check_untouched(&home, &newer());
    set_version(&home, 4);
    assert_eq!(home.read(1), found("my fox"));
}

#[test]
fn the_log_of_a_newer_store_is_not_touched_either() {
    let home = Home::new();
    home.save(1, "my fox");
    // A newer helper that was killed leaves its last words in the write-ahead log.
    let mut newer_helper = home.greeted(1);
    assert_eq!(newer_helper.ask(2, save("my owl")), saved("my owl"));
    set_version(&home, 99);
    newer_helper.kill();
    let log = home.data().join("seal.db-wal");
    let before = fs::read(&log).unwrap();
    assert!(!before.is_empty());
    check_untouched(&home, &newer());
    assert_eq!(fs::read(&log).unwrap(), before);
    set_version(&home, 4);
    assert_eq!(home.read(1), found("my owl"));
}

#[test]
fn a_file_that_is_no_store_is_not_touched() {
    for content in [
        b"no".to_vec(),
        b"this is not a store".to_vec(),
        vec![0xaa; 10_000],
    ] {
        let home = Home::new();
        fs::create_dir(home.data()).unwrap();
        fs::write(home.store(), content).unwrap();
        check_untouched(&home, &error(ErrorCode::StoreDamaged));
    }
}

#[test]
fn a_store_of_another_program_is_not_touched() {
    let home = Home::new();
    fs::create_dir(home.data()).unwrap();
    let other = Connection::open(home.store()).unwrap();
    other.execute_batch("CREATE TABLE seal (x)").unwrap();
    drop(other);
    check_untouched(&home, &error(ErrorCode::StoreDamaged));
}

#[test]
fn a_store_cut_in_half_is_told() {
    let home = Home::new();
    home.save(1, "my fox");
    let bytes = fs::read(home.store()).unwrap();
    fs::write(home.store(), &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(home.read(1), error(ErrorCode::StoreDamaged));
}

#[test]
fn a_key_file_of_another_length_is_not_touched() {
    let home = Home::new();
    fs::create_dir(home.data()).unwrap();
    fs::write(home.key(), "short").unwrap();
    let mut helper = home.greeted(1);
    let unavailable = error(ErrorCode::StoreUnavailable);
    assert_eq!(helper.ask(2, save("my fox")), unavailable);
    assert_eq!(fs::read(home.key()).unwrap(), b"short");
}

#[test]
fn hello_works_where_no_folder_can_be_made() {
    let home = Home::new();
    fs::write(home.path("file"), "").unwrap();
    for folder in [home.path("file").join("data"), "relative".into()] {
        let mut command = home.command(crate::kit::PROGRAM);
        command
            .env("SIGNIN_SEAL_DATA_DIR", &folder)
            .arg("chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld/");
        let mut helper = Helper::start(command);
        assert!(matches!(helper.ask(1, hello(1)), ReplyBody::Hello { .. }));
        let unavailable = error(ErrorCode::StoreUnavailable);
        assert_eq!(helper.ask(2, read()), unavailable);
        assert_eq!(helper.ask(3, save("my fox")), unavailable);
        let end = helper.end();
        assert_eq!(end.code, Some(0));
        assert!(end.standard_error.contains("without a log"), "{end:?}");
    }
}

#[test]
fn a_store_that_was_put_right_is_used_by_the_same_helper() {
    let home = Home::new();
    fs::create_dir(home.data()).unwrap();
    fs::write(home.store(), "this is not a store").unwrap();
    let mut helper = home.greeted(1);
    let damaged = error(ErrorCode::StoreDamaged);
    assert_eq!(helper.ask(2, save("my fox")), damaged);
    fs::remove_file(home.store()).unwrap();
    assert_eq!(helper.ask(3, save("my fox")), saved("my fox"));
    assert_eq!(home.read(1), found("my fox"));
}
