use std::fs;

use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use signin_seal_shared::seal::{Mark, SealText};
use tempfile::TempDir;

use super::*;
use crate::fault::Fault;

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
    store.note_visit(&profile(1), NOW).unwrap();
    store.save_seal(&profile(1), &seal("one"), NOW).unwrap();
    store.note_visit(&profile(1), LATER).unwrap();
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
    let store = Store::open(&folder).unwrap();
    assert_eq!(store.read_seal(&profile(1)).unwrap(), None);
    store.remove_seal(&profile(1)).unwrap();
    store.note_visit(&profile(1), NOW).unwrap();
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
    store.save_seal(&profile(1), &seal("one"), NOW).unwrap();
    fs::remove_file(folder.key()).unwrap();

    let reading = store.read_seal(&profile(1)).unwrap_err();
    assert_eq!(wire_code(reading), ErrorCode::StoreDamaged);
    let saving = store.save_seal(&profile(2), &seal("two"), NOW).unwrap_err();
    assert_eq!(wire_code(saving), ErrorCode::StoreDamaged);
    assert!(!folder.key().exists());

    store.remove_seal(&profile(1)).unwrap();
    store.save_seal(&profile(2), &seal("two"), NOW).unwrap();
    assert_eq!(store.read_seal(&profile(2)).unwrap(), Some(seal("two")));
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    store
        .connection
        .execute_batch("PRAGMA max_page_count = 8")
        .unwrap();
    let (kept, error) = (0..1000)
        .find_map(|number| {
            let saved = store.save_seal(&profile(number), &seal("words"), NOW);
            saved.err().map(|error| (number, error))
        })
        .unwrap();
    assert_eq!(wire_code(error), ErrorCode::StoreFull);
    assert!(kept > 1);
    drop(store);
    let store = Store::open(&folder).unwrap();
    for number in 0..kept {
        let read = store.read_seal(&profile(number)).unwrap();
        assert_eq!(read, Some(seal("words")), "{number}");
    }
}

#[test]
fn another_program_that_holds_the_store_is_told() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    store.save_seal(&profile(1), &seal("one"), NOW).unwrap();
    let holder = Store::open(&folder).unwrap();
    holder.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    store
        .connection
        .busy_timeout(std::time::Duration::ZERO)
        .unwrap();
    let saving = store.save_seal(&profile(1), &seal("two"), NOW).unwrap_err();
    assert_eq!(wire_code(saving), ErrorCode::StoreBusy);
    assert_eq!(store.read_seal(&profile(1)).unwrap(), Some(seal("one")));
}

#[test]
fn a_damaged_page_is_told() {
    let (_place, folder) = folder();
    let mut store = Store::open(&folder).unwrap();
    store.save_seal(&profile(1), &seal("one"), NOW).unwrap();
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
        store
            .save_seal(&profile(number), &seal("one"), NOW)
            .unwrap();
    }
    let swap = "UPDATE seal SET sealed = zeroblob(60) WHERE profile = :profile";
    store
        .connection
        .execute(swap, named_params! { ":profile": profile(1).as_str() })
        .unwrap();
    drop(store);
    let condition = Store::examine(&folder).unwrap();
    assert_eq!(condition.stand, Stand::Version(1));
    assert_eq!((condition.readable, condition.damage), (2, None));
    assert!(condition.unreadable.is_some());
}
