use std::fs;

use signin_seal_shared::identity::SealStamp;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use signin_seal_shared::seal::{KeptSeal, Mark, Seal, SealText};
use tempfile::TempDir;

use super::*;
use crate::fault::Fault;
use crate::vault::RowIdentity;

const NOW: UnixMillis = UnixMillis(1_700_000_000_000);
const LATER: UnixMillis = UnixMillis(1_700_000_000_001);

fn folder() -> (TempDir, DataFolder) {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(&place.path().join("data"));
    (place, folder)
}

fn profile(number: u32) -> ProfileId {
    let mut random = [0; 16];
    random[..4].copy_from_slice(&number.to_be_bytes());
    ProfileId::from_random(random)
}

fn visitor(number: u32) -> Visitor {
    Visitor {
        profile: profile(number),
        browser: format!("Browser {number}"),
    }
}

fn stamp() -> SealStamp {
    SealStamp::from_random([9; 16])
}

/// Saves a seal of these words.
fn save(store: &mut Store, number: u32, words: &str) -> Result<KeptSeal, StoreError> {
    store.save_seal(&visitor(number), seal(words), stamp(), NOW)
}

fn kept(words: &str) -> Option<KeptSeal> {
    Some(KeptSeal {
        seal: seal(words),
        stamp: stamp(),
        saved_ms: NOW.0,
    })
}

fn seal(words: &str) -> Seal {
    Seal {
        mark: Mark::Text(SealText::parse(&[words]).unwrap()),
        colour: "#0b5394".parse().unwrap(),
    }
}

fn wire_code(error: StoreError) -> ErrorCode {
    ErrorReply::from(&Fault::from(error)).code
}

#[test]
fn times_are_kept_as_given() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    store.note_visit(&visitor(1), NOW).unwrap();
    save(&mut store, 1, "one").unwrap();
    store.note_visit(&visitor(1), LATER).unwrap();
    let times: Vec<(i64, i64)> = store
        .connection
        .prepare("SELECT first_seen_ms, last_seen_ms FROM browser_profile")
        .unwrap()
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(times, [(NOW.0, LATER.0)]);
}

#[test]
fn reading_leaves_no_trace_of_a_profile() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    assert_eq!(store.read_seal(&profile(1)).unwrap(), None);
    store.remove_seal(&profile(1), NOW).unwrap();
    store.note_visit(&visitor(1), NOW).unwrap();
    let profiles: i64 = store
        .connection
        .query_row("SELECT count(*) FROM browser_profile", (), |row| row.get(0))
        .unwrap();
    assert_eq!(profiles, 0);
    assert!(!folder.key().exists());
}

#[test]
fn a_key_that_was_lost_is_not_replaced_while_a_seal_needs_it() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    save(&mut store, 1, "one").unwrap();
    fs::remove_file(folder.key()).unwrap();

    let reading = store.read_seal(&profile(1)).unwrap_err();
    assert_eq!(wire_code(reading), ErrorCode::StoreDamaged);
    let saving = save(&mut store, 2, "two").unwrap_err();
    assert_eq!(wire_code(saving), ErrorCode::StoreDamaged);
    assert!(!folder.key().exists());

    store.remove_seal(&profile(1), NOW).unwrap();
    save(&mut store, 2, "two").unwrap();
    assert_eq!(store.read_seal(&profile(2)).unwrap(), kept("two"));
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    store
        .connection
        .execute_batch("PRAGMA max_page_count = 12")
        .unwrap();
    let (fitted, error) = (0..1000)
        .find_map(|number| {
            let saved = save(&mut store, number, "words");
            saved.err().map(|error| (number, error))
        })
        .unwrap();
    assert_eq!(wire_code(error), ErrorCode::StoreFull);
    assert!(fitted > 1);
    drop(store);
    let store = Store::open(&folder).unwrap();
    for number in 0..fitted {
        let read = store.read_seal(&profile(number)).unwrap();
        assert_eq!(read, kept("words"), "{number}");
    }
}

#[test]
fn another_program_that_holds_the_store_is_told() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    save(&mut store, 1, "one").unwrap();
    let holder = Store::open(&folder).unwrap();
    holder.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    store
        .connection
        .busy_timeout(std::time::Duration::ZERO)
        .unwrap();
    let saving = save(&mut store, 1, "two").unwrap_err();
    assert_eq!(wire_code(saving), ErrorCode::StoreBusy);
    assert_eq!(store.read_seal(&profile(1)).unwrap(), kept("one"));
}

#[test]
fn a_damaged_page_is_told() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    save(&mut store, 1, "one").unwrap();
    drop(store);
    let mut bytes = fs::read(folder.store()).unwrap();
    bytes[4096..].fill(0xaa);
    fs::write(folder.store(), &bytes).unwrap();
    let store = Store::open(&folder).unwrap();
    let reading = store.read_seal(&profile(1)).unwrap_err();
    assert_eq!(wire_code(reading), ErrorCode::StoreDamaged);
}

#[test]
fn examining_counts_what_can_be_read() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    for number in 0..3 {
        save(&mut store, number, "one").unwrap();
    }
    let swap = "UPDATE seal SET sealed = zeroblob(60) WHERE profile = :profile";
    store
        .connection
        .execute(swap, named_params! { ":profile": profile(1).as_str() })
        .unwrap();
    drop(store);
    let condition = Store::examine(&folder).unwrap();
    assert_eq!(condition.stand, Stand::Version(4));
    assert_eq!((condition.readable, condition.damage), (2, None));
    assert!(condition.unreadable.is_some());
}

/// The schema as the first version had it: a copy, so that nobody changes the original unnoticed.
const VERSION_1: &str = include_str!("tests/version_1.sql");

/// A store as the first version left it, with a seal of profile 1.
fn store_of_version_1(folder: &DataFolder) {
    let privacy = private_files::make_folder(folder.root()).unwrap();
    assert_eq!(privacy, Privacy::Kept);
    let key = DataKey::read_or_make(&folder.key()).unwrap();
    let profile = profile(1);
    let place = RowIdentity {
        table: "seal",
        row: profile.as_str(),
    };
    let content = r##"{"mark":{"text":["one"]},"colour":"#0b5394"}"##;
    let sealed = key.seal(place, content.as_bytes()).unwrap();
    let connection = Connection::open(folder.store()).unwrap();
    connection.execute_batch(VERSION_1).unwrap();
    connection
        .execute(
            "INSERT INTO browser_profile VALUES (?1, 5, 6)",
            [profile.as_str()],
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO seal VALUES (?1, ?2, 7)",
            (profile.as_str(), sealed),
        )
        .unwrap();
}

fn kept_by_version_1() -> Option<KeptSeal> {
    Some(KeptSeal {
        seal: seal("one"),
        stamp: "00000000000000000000000000000000".parse().unwrap(),
        saved_ms: 7,
    })
}

#[test]
fn a_store_of_version_1_is_brought_up_to_date_and_keeps_its_seals() {
    let (_place, folder) = folder();
    store_of_version_1(&folder);
    for _ in 0..2 {
        let store = Store::open(&folder).unwrap();
        assert_eq!(store.read_seal(&profile(1)).unwrap(), kept_by_version_1());
    }
    let mut store = Store::open(&folder).unwrap();
    let other = &store.other_seals(&profile(2)).unwrap()[0];
    assert_eq!((other.browser.as_str(), other.last_seen_ms), ("", 6));
    assert_eq!((other.saved_ms, other.needs_password), (7, false));
    save(&mut store, 1, "two").unwrap();
    assert_eq!(store.read_seal(&profile(1)).unwrap(), kept("two"));
    assert_eq!(
        store.other_seals(&profile(2)).unwrap()[0].browser,
        "Browser 1"
    );
}

#[test]
fn examining_a_store_of_version_1_changes_nothing() {
    let (_place, folder) = folder();
    store_of_version_1(&folder);
    let before = fs::read(folder.store()).unwrap();
    let condition = Store::examine(&folder).unwrap();
    assert_eq!(condition.stand, Stand::Version(1));
    assert_eq!((condition.readable, condition.unreadable), (1, None));
    assert_eq!(fs::read(folder.store()).unwrap(), before);
}

#[test]
fn a_row_that_is_no_seal_is_told() {
    let (_place, folder) = folder();
    store_of_version_1(&folder);
    let key = DataKey::read(&folder.key()).unwrap();
    let store = Store::open(&folder).unwrap();
    let profile = profile(1);
    for content in ["", "null", "{}", r#"{"seal":{},"stamp":"x"}"#] {
        let place = RowIdentity {
            table: "seal",
            row: profile.as_str(),
        };
        let sealed = key.seal(place, content.as_bytes()).unwrap();
        let sql = "UPDATE seal SET sealed = :sealed";
        let change = store
            .connection
            .execute(sql, named_params! { ":sealed": sealed });
        assert_eq!(change, Ok(1));
        let reading = store.read_seal(&profile).unwrap_err();
        assert_eq!(wire_code(reading), ErrorCode::StoreDamaged, "{content}");
    }
}

/// The schema as version 3 had it: a copy, too, of all that brought a store there.
const VERSION_3: &str = include_str!("tests/version_3.sql");

#[test]
fn a_store_of_version_3_is_brought_up_to_date_and_keeps_what_it_has() {
    let (_place, folder) = folder();
    assert_eq!(
        private_files::make_folder(folder.root()).unwrap(),
        Privacy::Kept
    );
    let key = DataKey::read_or_make(&folder.key()).unwrap();
    let sign_in = b"{\"kind\":\"site\"}";
    let part = RowIdentity {
        table: "account_part",
        row: "profile",
    };
    let connection = Connection::open(folder.store()).unwrap();
    connection.execute_batch(VERSION_3).unwrap();
    connection
        .execute_batch(
            "INSERT INTO member VALUES (1, zeroblob(32), NULL, 'hash');
             INSERT INTO back_off VALUES ('password', 3, 5);
             INSERT INTO sign_in_place VALUES (1, zeroblob(32), x'00');
             INSERT INTO sign_in VALUES (7, 5, 1, 2);
             INSERT INTO message VALUES (4, 5, 1, x'00');",
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO account_part VALUES ('profile', ?1, 5)",
            [key.seal(part, sign_in).unwrap()],
        )
        .unwrap();
    drop(connection);
    for _ in 0..2 {
        let store = Store::open(&folder).unwrap();
        let version: i64 = store
            .connection
            .query_row("PRAGMA user_version", (), |row| row.get(0))
            .unwrap();
        assert_eq!(version, 4);
        assert!(store.has_member().unwrap());
        assert_eq!(store.count_sign_ins().unwrap(), 1);
        let kept = store.part_bytes(Part::Profile).unwrap().unwrap();
        assert_eq!(kept.as_slice(), sign_in);
        assert!(store.guards().unwrap().is_empty());
    }
    let store = Store::open(&folder).unwrap();
    store.add_guard(b"first").unwrap();
    store.set_account_guard(b"own").unwrap();
    let rows = store.guards().unwrap();
    let numbers: Vec<i64> = rows.iter().map(|row| row.id).collect();
    assert_eq!(numbers, [0, 1]);
    assert_eq!(rows[1].open(&key).unwrap().as_slice(), b"first");
}

#[test]
fn a_number_of_a_guarded_password_never_comes_again() {
    let (_place, folder) = folder();
    let store = Store::open(&folder).unwrap();
    for number in 1..4 {
        store.add_guard(b"x").unwrap();
        assert_eq!(store.guards().unwrap()[0].id, number);
        assert!(store.remove_guard(number).unwrap());
        assert!(!store.remove_guard(number).unwrap());
    }
    store.set_account_guard(b"own").unwrap();
    assert!(!store.remove_guard(ACCOUNT_GUARD).unwrap());
    store.forget_account_guard().unwrap();
    assert!(store.guards().unwrap().is_empty());
}

#[test]
fn each_change_of_the_store_is_another_version() {
    let (_place, folder) = folder();
    let (mut one, other) = (Store::open(&folder).unwrap(), Store::open(&folder).unwrap());
    let mut versions = vec![(one.version().unwrap(), other.version().unwrap())];
    let same = (one.version().unwrap(), other.version().unwrap());
    assert_eq!(versions[0], same);
    save(&mut one, 1, "one").unwrap();
    versions.push((one.version().unwrap(), other.version().unwrap()));
    other.add_guard(b"x").unwrap();
    versions.push((one.version().unwrap(), other.version().unwrap()));
    for pair in versions.windows(2) {
        assert_ne!(pair[0].0, pair[1].0);
        assert_ne!(pair[0].1, pair[1].1);
    }
}
