//! How easy words are to guess, as the extension is told.

use signin_seal_shared::protocol::{ErrorCode, ReplyBody, RequestBody};
use signin_seal_shared::seal::{Guess, Remark};

use crate::kit::{Home, draft, error, nothing, preview, read, stamp};

fn save(lines: &[&str], accept_easy: bool) -> RequestBody {
    RequestBody::SaveSeal {
        draft: draft(lines),
        stamp: stamp("x"),
        accept_easy,
    }
}

#[test]
fn a_preview_says_how_easy_the_words_are() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    for (lines, expected) in [
        (&["你好"][..], Guess::Easy),
        (&["我爱你"], Guess::Easy),
        (&["❤️❤️❤️"], Guess::Easy),
        (&["123456"], Guess::Easy),
        (&["abcdefg"], Guess::Easy),
        (&["my seal"], Guess::Easy),
        (&["passwor", "d"], Guess::Easy),
        (&["alibaba"], Guess::Easy),
        (&["i", "love", "you"], Guess::Easy),
        (&["xq7#kwv"], Guess::Fair),
        (&["磁榆瀚驿"], Guess::Hard),
    ] {
        let reply = helper.ask(2, preview(lines));
        let ReplyBody::Preview { remark, .. } = reply else {
            panic!("{reply:?}");
        };
        assert_eq!(remark, Remark::Guess(expected), "{lines:?}");
    }
}

#[test]
fn easy_words_are_kept_only_when_the_person_wants_them() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let easy = error(ErrorCode::SealEasyToGuess);
    assert_eq!(helper.ask(2, save(&["my seal"], false)), easy);
    assert_eq!(helper.ask(3, read()), nothing());
    let saved = helper.ask(4, save(&["my seal"], true));
    assert!(matches!(saved, ReplyBody::Saved { .. }), "{saved:?}");
    let before = helper.ask(5, read());
    assert_eq!(helper.ask(6, save(&["你好"], false)), easy);
    assert_eq!(helper.ask(7, read()), before);
    let hard = helper.ask(8, save(&["磁榆瀚驿"], false));
    assert!(matches!(hard, ReplyBody::Saved { .. }), "{hard:?}");
}
