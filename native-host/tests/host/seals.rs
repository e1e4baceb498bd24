//! Seals with their stamps and times.

use std::ops::RangeInclusive;

use signin_seal_shared::identity::SealStamp;
use signin_seal_shared::protocol::{ErrorCode, ReplyBody, RequestBody};
use signin_seal_shared::seal::Remark;

use crate::kit::{
    Helper, Home, error, found, nothing, nothing_beside, now_ms, preview, profile, read,
    removed_beside, save, saved, seal, stamp,
};

fn read_knowing(stamp: SealStamp) -> RequestBody {
    RequestBody::ReadSeal { known: Some(stamp) }
}

/// The reply with its times, and when it was made.
fn ask_with_times(helper: &mut Helper, request: RequestBody) -> (ReplyBody, RangeInclusive<i64>) {
    let before = now_ms();
    helper.send(9, request);
    let reply = helper.reply_with_times().reply;
    (reply, before..=now_ms())
}

#[test]
fn a_seal_has_the_time_of_its_saving() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let (reply, when) = ask_with_times(&mut helper, save("my fox"));
    let ReplyBody::Saved { kept } = reply else {
        panic!("{reply:?}");
    };
    assert!(when.contains(&kept.saved_ms), "{kept:?} {when:?}");
    let (reply, _) = ask_with_times(&mut helper, read());
    assert_eq!(reply, ReplyBody::Seal { kept });
}

#[test]
fn a_seal_that_is_at_hand_is_not_sent_again() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    assert_eq!(helper.ask(2, read_knowing(stamp("my fox"))), nothing());
    assert_eq!(helper.ask(3, save("my fox")), saved("my fox"));
    let known = || read_knowing(stamp("my fox"));
    assert_eq!(helper.ask(4, known()), ReplyBody::Unchanged {});
    assert_eq!(helper.ask(5, save("my owl")), saved("my owl"));
    assert_eq!(helper.ask(6, known()), found("my owl"));
}

#[test]
fn a_seal_that_cannot_be_read_is_not_unchanged() {
    let home = Home::new();
    home.save(1, "my fox");
    home.change_store("UPDATE seal SET sealed = zeroblob(80)");
    let reply = home.greeted(1).ask(2, read_knowing(stamp("my fox")));
    assert_eq!(reply, error(ErrorCode::StoreDamaged));
}

#[test]
fn a_stamp_tells_nothing_of_another_profile() {
    let home = Home::new();
    home.save(1, "my fox");
    home.save(2, "my owl");
    let theirs = || read_knowing(stamp("my fox"));
    assert_eq!(home.greeted(2).ask(2, theirs()), found("my owl"));
    assert_eq!(home.greeted(3).ask(2, theirs()), nothing_beside(2));
}

#[test]
fn a_seal_that_was_removed_leaves_the_time() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let remove = || RequestBody::RemoveSeal {};
    assert_eq!(helper.ask(2, remove()), ReplyBody::Removed {});
    assert_eq!(helper.ask(3, read()), nothing());
    assert_eq!(helper.ask(4, save("my fox")), saved("my fox"));
    let (_, when) = ask_with_times(&mut helper, remove());
    let (reply, _) = ask_with_times(&mut helper, read());
    let ReplyBody::NoSeal {
        removed_ms: Some(removed),
        others: 0,
    } = reply
    else {
        panic!("{reply:?}");
    };
    assert!(when.contains(&removed), "{removed} {when:?}");
    // Removing nothing changes nothing.
    assert_eq!(helper.ask(5, remove()), ReplyBody::Removed {});
    assert_eq!(ask_with_times(&mut helper, read()).0, reply);
}

#[test]
fn the_time_of_removal_goes_with_the_next_seal() {
    let home = Home::new();
    home.save(1, "my fox");
    home.save(2, "my owl");
    let mut helper = home.greeted(1);
    helper.ask(2, RequestBody::RemoveSeal {});
    assert_eq!(helper.ask(3, read()), removed_beside(1));
    assert_eq!(helper.ask(4, save("my cat")), saved("my cat"));
    let sql = "SELECT count(*) FROM browser_profile WHERE removed_ms IS NOT NULL";
    assert_eq!(home.number_in_store(sql), 0);
}

#[test]
fn a_preview_is_what_would_be_saved_and_keeps_nothing() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let reply = helper.ask(2, preview(&["my fox", "你好 🦊"]));
    let ReplyBody::Preview {
        seal: shown,
        remark,
    } = reply
    else {
        panic!("{reply:?}");
    };
    assert_eq!(shown, seal("my fox"));
    assert!(matches!(remark, Remark::Guess(_)));
    assert!(!home.store().exists());
    assert_eq!(helper.ask(3, read()), nothing());
}

#[test]
fn a_visit_is_kept_with_the_browsers_name() {
    let home = Home::new();
    home.save(1, "my fox");
    home.change_store("UPDATE browser_profile SET last_seen_ms = 0, browser = ''");
    let mut helper = home.start();
    let renamed = RequestBody::Hello {
        protocol: 4,
        extension_version: "0.1.0".to_owned(),
        profile: profile(1),
        browser: format!("Chrom\u{7}ium {}", "浏".repeat(40)),
    };
    helper.ask(1, renamed);
    assert_eq!(helper.ask(2, read()), found("my fox"));
    helper.end();
    let sql = "SELECT length(CAST(browser AS BLOB)) FROM browser_profile
               WHERE last_seen_ms > 0 AND browser LIKE 'Chromium 浏%'";
    assert_eq!(home.number_in_store(sql), 63);
}
