//! What was saved stays.

use std::fs;

use signin_seal_shared::protocol::{ErrorCode, ReplyBody};

use crate::kit::{Home, error, found, hello, nothing, read, save, saved};

#[test]
fn a_seal_survives_a_kill_right_after_it_was_saved() {
    let home = Home::new();
    for words in ["one", "two", "three"] {
        let mut helper = home.greeted(1);
        assert_eq!(helper.ask(2, save(words)), saved(words));
        helper.kill();
        assert_eq!(home.read(1), found(words));
    }
}

#[test]
fn a_helper_killed_at_any_moment_leaves_the_old_seal_or_the_new_one() {
    for _ in 0..10 {
        let home = Home::new();
        let mut helper = home.start();
        helper.send(1, hello(1));
        helper.send(2, save("new"));
        helper.kill();
        let read = home.read(1);
        assert!(read == nothing() || read == found("new"), "{read:?}");

        home.save(1, "old");
        let mut helper = home.greeted(1);
        helper.send(2, save("new"));
        helper.kill();
        let read = home.read(1);
        assert!(read == found("old") || read == found("new"), "{read:?}");
    }
}

#[test]
fn helpers_that_start_at_once_on_a_new_folder_share_store_and_key() {
    for _ in 0..5 {
        let home = Home::new();
        let mut helpers: Vec<_> = (0..4_u8).map(|_| home.start()).collect();
        for (number, helper) in (0..).zip(&mut helpers) {
            helper.send(1, hello(number));
            helper.send(2, save(&format!("seal {number}")));
        }
        for helper in &mut helpers {
            assert!(matches!(helper.reply().reply, ReplyBody::Hello { .. }));
            assert!(matches!(helper.reply().reply, ReplyBody::Saved { .. }));
        }
        drop(helpers);
        for number in 0..4 {
            assert_eq!(home.read(number), found(&format!("seal {number}")));
        }
        assert_eq!(fs::metadata(home.key()).unwrap().len(), 32);
    }
}

#[test]
fn helpers_that_save_at_once_lose_nothing() {
    let home = Home::new();
    let mut helpers: Vec<_> = (0..3_u8).map(|number| home.greeted(number)).collect();
    for round in 0..20 {
        for helper in &mut helpers {
            helper.send(round, save(&format!("no {round}")));
        }
    }
    for helper in &mut helpers {
        for round in 0..20 {
            let reply = helper.reply();
            assert_eq!(
                (reply.id, reply.reply),
                (Some(round), saved(&format!("no {round}")))
            );
        }
        let read = helper.ask(99, read());
        assert_eq!(read, found("no 19"));
    }
}

#[test]
fn a_lost_key_is_told_and_not_replaced() {
    let home = Home::new();
    home.save(1, "my fox");
    let key = fs::read(home.key()).unwrap();
    fs::remove_file(home.key()).unwrap();
    let mut helper = home.greeted(1);
    let damaged = || error(ErrorCode::StoreDamaged);
    assert_eq!(helper.ask(2, read()), damaged());
    assert_eq!(helper.ask(3, save("my owl")), damaged());
    assert!(!home.key().exists());
    fs::write(home.key(), key).unwrap();
    assert_eq!(helper.ask(4, read()), found("my fox"));
}
