use tempfile::TempDir;

use super::*;
use crate::paths::DataFolder;

const NOW: UnixMillis = UnixMillis(1_700_000_000_000);
const PASSWORD: &str = "horse 7!";

pub(super) fn key() -> DataKey {
    let folder = tempfile::tempdir().unwrap();
    DataKey::read_or_make(&folder.path().join("key")).unwrap()
}

pub(super) fn characters(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn store() -> (TempDir, Store) {
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::at(&place.path().join("data"));
    let store = Store::open(&folder).unwrap();
    (place, store)
}

fn later(milliseconds: i64) -> UnixMillis {
    UnixMillis(NOW.0 + milliseconds)
}

fn offered(guarding: &mut Guarding, store: &Store, site: &str, password: &str) -> Option<Offer> {
    let password = Password::new(password.to_owned());
    let site = (site.to_owned(), "Fox & Owl");
    guarding.offer(store, site, password, NOW).unwrap()
}

fn judged(guarding: &mut Guarding, store: &Store, stream: &str) -> Judgement {
    let text = |text: &str| Password::new(text.to_owned());
    let typed = Typed {
        stream: text(stream),
        before: text(""),
        after: text(""),
        exempt: Vec::new(),
    };
    guarding.judge(store, typed, NOW).unwrap()
}

fn stopped_for_the_account(store: &Store, stream: &str) -> bool {
    let judgement = judged(&mut Guarding::default(), store, stream);
    matches!(
        judgement,
        Judgement::Stop {
            whose: Whose::Account {}
        }
    )
}

fn something_else(store: &mut Store) {
    store
        .count_try(crate::store::Gate::Answer, NOW)
        .unwrap()
        .unwrap();
    store.forget_tries(crate::store::Gate::Answer).unwrap();
}

#[track_caller]
fn check_invalid(kept: Result<Vec<Guarded>, Fault>) {
    let is_invalid = matches!(kept, Err(Fault::Guarding(GuardingFault::OfferInvalid)));
    assert!(is_invalid, "{kept:?}");
}

#[test]
fn an_offer_holds_for_a_day_by_any_clock() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    let offer = offered(guarding, &store, "fox", PASSWORD).unwrap();
    let day = OFFER_MILLISECONDS;
    check_invalid(guarding.keep(&mut store, &offer, later(day + 1)));
    check_invalid(guarding.keep(&mut store, &offer, later(-day - 1)));
    assert!(guarding.list(&store).unwrap().is_empty());
    let kept = guarding.keep(&mut store, &offer, later(day)).unwrap();
    assert_eq!(kept[0].since_ms, later(day).0);
    assert_eq!(
        guarding.keep(&mut store, &offer, later(-day)).unwrap(),
        kept
    );
}

#[test]
fn an_offer_that_was_changed_or_is_a_row_is_none() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    let offer = offered(guarding, &store, "fox", PASSWORD).unwrap();
    guarding.keep(&mut store, &offer, NOW).unwrap();
    guard_account(&store, PASSWORD, NOW).unwrap();
    let of_bytes = |bytes: &[u8]| Offer(Base64::try_from(STANDARD.encode(bytes)).unwrap());
    let mut changed = STANDARD.decode(offer.0.as_str()).unwrap();
    changed[40] ^= 1;
    let rows = store.guards().unwrap();
    for bytes in [
        &changed,
        &rows[0].sealed,
        &rows[1].sealed,
        &b"short".to_vec(),
        &Vec::new(),
    ] {
        check_invalid(guarding.keep(&mut store, &of_bytes(bytes), NOW));
    }
    // A sealed account's own is no offer either.
    let entry = opened(&store.key().unwrap(), &rows[0]).unwrap();
    let sealed = store
        .key()
        .unwrap()
        .seal(OFFER, &entry.plain().unwrap())
        .unwrap();
    check_invalid(guarding.keep(&mut store, &of_bytes(&sealed), NOW));
    assert_eq!(guarding.list(&store).unwrap().len(), 2);
}

#[test]
fn what_is_too_short_too_long_or_guarded_already_is_not_offered() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    for (password, is_offered) in [
        ("12345", false),
        ("123456", true),
        ("a\u{308}e\u{308}o\u{308}u\u{308}12", true),
        ("a\u{308}e\u{308}o\u{308}u\u{308}1", false),
        (&"x".repeat(128), true),
        (&"x".repeat(129), false),
    ] {
        let offer = offered(guarding, &store, "fox", password);
        assert_eq!(offer.is_some(), is_offered, "{password}");
    }
    let offer = offered(guarding, &store, "fox", PASSWORD).unwrap();
    guarding.keep(&mut store, &offer, NOW).unwrap();
    assert!(offered(guarding, &store, "fox", PASSWORD).is_none());
    assert!(offered(guarding, &store, "owl", PASSWORD).is_some());
    assert!(offered(guarding, &store, "fox", "horse 8!").is_some());
}

#[test]
fn there_is_room_for_so_many_beside_the_account() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    guard_account(&store, PASSWORD, NOW).unwrap();
    let offer = offered(guarding, &store, "fox", PASSWORD).unwrap();
    let one_more = offered(guarding, &store, "owl", PASSWORD).unwrap();
    guarding.keep(&mut store, &offer, NOW).unwrap();
    // Rows count, whether they can be read or not.
    for _ in 1..GUARDED_PASSWORDS {
        store.add_guard(b"unreadable").unwrap();
    }
    let kept = guarding.keep(&mut store, &one_more, NOW);
    assert!(matches!(kept, Err(Fault::Guarding(GuardingFault::Full))));
    assert!(guarding.keep(&mut store, &offer, NOW).is_ok());
    assert!(guarding.remove(&store, 77).is_ok());
    let kept = guarding.keep(&mut store, &one_more, NOW).unwrap();
    assert_eq!(kept.len(), 3);
}

#[test]
fn rows_that_cannot_be_read_are_passed_over_while_another_can() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    store.add_guard(b"unreadable").unwrap();
    let typed = Typed {
        stream: Password::new(PASSWORD.to_owned()),
        before: Password::new(String::new()),
        after: Password::new(String::new()),
        exempt: Vec::new(),
    };
    // Nothing is guarded, though something should be.
    let judged_alone = guarding.judge(&store, typed, NOW);
    assert!(matches!(
        judged_alone,
        Err(Fault::Store(StoreError::Content))
    ));
    let key = store.key().unwrap();
    let entry = Entry {
        whose: Whose::Account {},
        fingerprint: Fingerprint::new(&key, &characters("somebody's own")).unwrap(),
        since_ms: 1,
    };
    // An account's own in another's row is none.
    store.add_guard(&entry.plain().unwrap()).unwrap();
    assert!(guarding.list(&store).is_err());
    guard_account(&store, PASSWORD, NOW).unwrap();
    assert_eq!(guarding.list(&store).unwrap().len(), 1);
    assert!(stopped_for_the_account(&store, PASSWORD));
    let offer = offered(guarding, &store, "fox", "lantern").unwrap();
    assert_eq!(guarding.keep(&mut store, &offer, NOW).unwrap().len(), 2);
}

#[test]
fn the_accounts_present_password_is_guarded_once() {
    let (_place, store) = store();
    guard_account(&store, PASSWORD, NOW).unwrap();
    let first = store.guards().unwrap();
    // The same one is left as it is.
    guard_account(&store, PASSWORD, later(1)).unwrap();
    assert!(store.guards().unwrap() == first);
    guard_account(&store, "lantern 48", later(1)).unwrap();
    assert!(stopped_for_the_account(&store, "lantern 48"));
    assert!(!stopped_for_the_account(&store, PASSWORD));
    // Of one that is longer than any that is guarded, the first characters are enough.
    let long = "tidal copper ".repeat(20);
    guard_account(&store, &long, later(1)).unwrap();
    assert!(stopped_for_the_account(&store, &long[..128]));
    assert!(!stopped_for_the_account(&store, &long[..127]));
    assert_eq!(store.guards().unwrap().len(), 1);
    // One that is too short leaves no earlier one behind.
    guard_account(&store, "Xy7!", later(1)).unwrap();
    assert!(store.guards().unwrap().is_empty());
}

#[test]
fn a_change_of_something_else_leaves_what_was_judged() {
    let (_place, mut store) = store();
    let guarding = &mut Guarding::default();
    guard_account(&store, PASSWORD, NOW).unwrap();
    assert_eq!(
        judged(guarding, &store, "hors"),
        Judgement::Hold { characters: 0 }
    );
    let version = store.version().unwrap();
    something_else(&mut store);
    assert_ne!(store.version().unwrap(), version);
    // More than may be judged at once: it passes only where it was remembered.
    for _ in 0..3 {
        let long: String = (0..999)
            .map(|number| char::from_u32(0x4e00 + number).unwrap())
            .collect();
        assert_eq!(judged(guarding, &store, &long), Judgement::Open {});
        something_else(&mut store);
    }
}
