//! Seals of other browser profiles, and the password that guards them.

use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody, RequestBody};
use signin_seal_shared::seal::{KeptSeal, OtherSeal};

use crate::kit::{
    Helper, Home, error, found, kept, nothing_beside, now_ms, profile, read, removed_beside, save,
    stamp, take_over,
};

const PASSWORD: &str = "correct horse";

fn list() -> RequestBody {
    RequestBody::ListOtherSeals {}
}

fn other(number: u8, needs_password: bool) -> OtherSeal {
    OtherSeal {
        profile: profile(number),
        browser: format!("Chromium {number}"),
        saved_ms: 0,
        last_seen_ms: 0,
        needs_password,
    }
}

fn others(numbers: &[u8]) -> ReplyBody {
    let seals = numbers.iter().map(|number| other(*number, false));
    ReplyBody::OtherSeals {
        seals: seals.collect(),
    }
}

fn taken_over(words: &str) -> KeptSeal {
    KeptSeal {
        stamp: stamp("new"),
        ..kept(words)
    }
}

/// A home with a member, where profile 1 has a seal.
fn guarded() -> Home {
    let home = Home::new();
    home.save(1, "my fox");
    home.set_member("somebody", PASSWORD);
    home
}

fn wrong() -> ReplyBody {
    error(ErrorCode::PasswordWrong)
}

/// For how long no password is looked at.
#[track_caller]
fn seconds(reply: &ReplyBody) -> u64 {
    match reply {
        ReplyBody::Error(ErrorReply {
            code: ErrorCode::TryLater,
            parameters,
        }) => {
            assert_eq!(parameters.len(), 1);
            parameters.get("seconds").unwrap().parse().unwrap()
        }
        other => panic!("{other:?}"),
    }
}

fn failures(home: &Home) -> i64 {
    home.number_in_store("SELECT coalesce(sum(failures), 0) FROM back_off WHERE gate = 'password'")
}

#[test]
fn other_seals_are_listed_the_last_seen_first() {
    let home = Home::new();
    let mut helper = home.greeted(9);
    assert_eq!(helper.ask(2, list()), others(&[]));
    for number in [1, 2, 3] {
        home.save(number, "my fox");
    }
    home.change_store(&format!(
        "UPDATE browser_profile SET last_seen_ms = 7 WHERE id = '{}'",
        profile(3)
    ));
    assert_eq!(helper.ask(3, list()), others(&[2, 1, 3]));
    assert_eq!(home.greeted(2).ask(2, list()), others(&[1, 3]));
    home.greeted(1).ask(2, RequestBody::RemoveSeal {});
    assert_eq!(helper.ask(4, list()), others(&[2, 3]));
}

#[test]
fn a_long_list_is_cut_and_has_room_in_a_frame() {
    let home = Home::new();
    home.save(1, "my fox");
    // The longest name that JSON can make of 64 bytes.
    home.change_store(
        r#"UPDATE browser_profile SET browser = replace(hex(zeroblob(32)), '0', '"')"#,
    );
    let store = rusqlite::Connection::open(home.store()).unwrap();
    store
        .execute_batch(
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
             INSERT INTO browser_profile (id, first_seen_ms, last_seen_ms, browser)
             SELECT printf('%032x', n), 0, n, browser FROM number, browser_profile;
             INSERT INTO seal SELECT id, zeroblob(80), 0 FROM browser_profile
             WHERE id NOT IN (SELECT profile FROM seal);",
        )
        .unwrap();
    drop(store);
    let mut helper = home.greeted(9);
    let reply = helper.ask(2, list());
    let ReplyBody::OtherSeals { seals } = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(seals.len(), 100);
    assert_eq!(seals[0].profile, profile(1));
    assert_eq!(seals[0].browser, "\"".repeat(64));
    assert_eq!(helper.ask(3, read()), nothing_beside(5001));
}

#[test]
fn a_seal_is_taken_over_as_a_copy() {
    let home = Home::new();
    home.save(1, "my fox");
    home.save(2, "my owl");
    let mut helper = home.greeted(2);
    let kept = taken_over("my fox");
    // A password that nobody asked for is not looked at.
    let reply = helper.ask(2, take_over(1, Some("whatever")));
    assert_eq!(reply, ReplyBody::Saved { kept: kept.clone() });
    assert_eq!(
        helper.ask(3, read()),
        ReplyBody::Seal { kept: kept.clone() }
    );
    assert_eq!(home.read(1), found("my fox"));
    home.greeted(1).ask(2, RequestBody::RemoveSeal {});
    assert_eq!(helper.ask(4, read()), ReplyBody::Seal { kept });
    assert_eq!(home.read(1), removed_beside(1));
}

#[test]
fn a_seal_that_is_not_there_is_told() {
    let home = Home::new();
    home.save(1, "my fox");
    home.greeted(1).ask(2, RequestBody::RemoveSeal {});
    home.save(2, "my owl");
    let mut helper = home.greeted(2);
    for number in [1, 2, 3] {
        let reply = helper.ask(3, take_over(number, None));
        assert_eq!(reply, error(ErrorCode::NoSuchSeal), "{number}");
    }
    assert_eq!(helper.ask(4, read()), found("my owl"));
}

#[test]
fn a_seal_that_cannot_be_read_is_not_taken_over() {
    let home = Home::new();
    home.save(1, "my fox");
    home.change_store("UPDATE seal SET sealed = zeroblob(80)");
    let reply = home.greeted(2).ask(2, take_over(1, None));
    assert_eq!(reply, error(ErrorCode::StoreDamaged));
    assert_eq!(home.read(2), nothing_beside(1));
}

#[test]
fn the_password_is_asked_for_where_there_is_a_member() {
    let home = guarded();
    let mut helper = home.greeted(2);
    let seals = vec![other(1, true)];
    assert_eq!(helper.ask(2, list()), ReplyBody::OtherSeals { seals });
    assert_eq!(helper.ask(3, take_over(1, None)), wrong());
    assert_eq!(helper.ask(4, take_over(1, Some("Correct horse"))), wrong());
    assert_eq!(helper.ask(5, read()), nothing_beside(1));
    assert_eq!(failures(&home), 2);
    let kept = taken_over("my fox");
    let reply = helper.ask(6, take_over(1, Some(PASSWORD)));
    assert_eq!(reply, ReplyBody::Saved { kept });
    assert_eq!(failures(&home), 0);
}

#[test]
fn a_running_helper_notices_a_new_member() {
    let home = Home::new();
    home.save(1, "my fox");
    let mut helper = home.greeted(2);
    assert_eq!(helper.ask(2, read()), nothing_beside(1));
    home.set_member("somebody", PASSWORD);
    assert_eq!(helper.ask(3, take_over(1, None)), wrong());
}

#[test]
fn a_password_over_the_limit_is_wrong() {
    let home = guarded();
    let long = "x".repeat(1025);
    let reply = home.greeted(2).ask(2, take_over(1, Some(&long)));
    assert_eq!(reply, wrong());
    assert_eq!(failures(&home), 1);
}

#[test]
fn the_fourth_wrong_password_makes_everybody_wait() {
    let home = guarded();
    for number in 2..=4 {
        let reply = home.greeted(number).ask(2, take_over(1, Some("guess")));
        assert_eq!(reply, wrong());
        let retry_at = home.number_in_store("SELECT retry_at_ms FROM back_off");
        assert!(retry_at <= now_ms(), "{number} is free");
    }
    let before = now_ms();
    let reply = home.greeted(5).ask(2, take_over(1, Some("guess")));
    assert_eq!(reply, wrong());
    let retry_at = home.number_in_store("SELECT retry_at_ms FROM back_off");
    let expected = before + 5_000..=now_ms() + 5_000;
    assert!(expected.contains(&retry_at), "{retry_at} {expected:?}");
    assert_eq!(failures(&home), 4);
}

#[test]
fn while_one_waits_not_even_the_right_password_is_looked_at() {
    let home = guarded();
    // The wait after eight is 80 seconds.
    home.change_store("INSERT INTO back_off VALUES ('password', 8, 9223372036854775807)");
    for password in [Some("guess"), Some(PASSWORD), None] {
        let reply = home.greeted(2).ask(2, take_over(1, password));
        assert!((60..=80).contains(&seconds(&reply)), "{reply:?}");
    }
    assert_eq!(failures(&home), 8);

    home.change_store("UPDATE back_off SET retry_at_ms = 1");
    let mut helper = home.greeted(2);
    assert_eq!(helper.ask(2, take_over(1, Some("guess"))), wrong());
    let reply = helper.ask(3, take_over(1, None));
    assert!((130..=160).contains(&seconds(&reply)), "{reply:?}");

    home.change_store("UPDATE back_off SET retry_at_ms = 1");
    let kept = taken_over("my fox");
    let reply = helper.ask(4, take_over(1, Some(PASSWORD)));
    assert_eq!(reply, ReplyBody::Saved { kept });
    assert_eq!(helper.ask(5, take_over(1, None)), wrong());
    assert_eq!(failures(&home), 1);
}

#[test]
fn nobody_waits_longer_than_an_hour_whatever_the_clock() {
    let home = guarded();
    home.change_store("INSERT INTO back_off VALUES ('password', 1000, 9223372036854775807)");
    let reply = home.greeted(2).ask(2, take_over(1, Some(PASSWORD)));
    assert!((3590..=3600).contains(&seconds(&reply)), "{reply:?}");
    let sql = "SELECT retry_at_ms < 9000000000000 FROM back_off";
    assert_eq!(home.number_in_store(sql), 1, "the wait has an end now");
}

#[test]
fn helpers_that_guess_at_once_get_no_guess_more() {
    let home = guarded();
    // One guess is left before the next wait.
    home.change_store("INSERT INTO back_off VALUES ('password', 8, 0)");
    let mut helpers: Vec<Helper> = (2..6).map(|number| home.greeted(number)).collect();
    for helper in &mut helpers {
        for id in 0..2 {
            helper.send(id, take_over(1, Some("guess")));
        }
    }
    let replies: Vec<ReplyBody> = helpers
        .iter_mut()
        .flat_map(|helper| [helper.reply().reply, helper.reply().reply])
        .collect();
    let looked_at = replies.iter().filter(|reply| **reply == wrong()).count();
    assert_eq!(looked_at, 1, "{replies:?}");
    assert_eq!(failures(&home), 9);
}

#[test]
fn each_wrong_password_is_a_record_without_the_password() {
    let home = guarded();
    let mut helper = home.greeted(2);
    for guess in ["first guess", "second guess"] {
        assert_eq!(helper.ask(2, take_over(1, Some(guess))), wrong());
    }
    let log = home.log();
    let records = log
        .lines()
        .filter(|line| line.contains("WARN") && line.contains("a wrong password was given"));
    assert_eq!(records.count(), 2, "{log}");
    assert!(!log.contains("guess") && !log.contains("horse"), "{log}");
}

#[test]
fn a_seal_that_was_taken_over_survives_a_kill() {
    let home = Home::new();
    home.save(1, "my fox");
    let mut helper = home.greeted(2);
    helper.ask(2, save("my owl"));
    let kept = taken_over("my fox");
    let reply = helper.ask(3, take_over(1, None));
    assert_eq!(reply, ReplyBody::Saved { kept: kept.clone() });
    helper.kill();
    assert_eq!(home.read(2), ReplyBody::Seal { kept });
}
