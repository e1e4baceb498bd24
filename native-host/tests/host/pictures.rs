//! Pictures that are none, and requests that lie about them.

use signin_seal_shared::limits::{OPENED_BYTES, PICTURE_BYTES};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody, RequestBody};
use signin_seal_shared::seal::{Base64, Crop, DraftMark, SealDraft};

use crate::kit::{Home, base64, error, files, found, open_picture, read, save, saved, stamp};

fn draft(mark: DraftMark) -> SealDraft {
    SealDraft {
        mark,
        colour: "#0b5394".parse().unwrap(),
    }
}

fn part_of(opened: Base64) -> SealDraft {
    let crop = Crop {
        x: u32::MAX,
        y: u32::MAX,
        side: u32::MAX,
    };
    draft(DraftMark::Picture { opened, crop })
}

fn both(draft: SealDraft) -> [RequestBody; 2] {
    [
        RequestBody::PreviewSeal {
            draft: draft.clone(),
        },
        RequestBody::SaveSeal {
            draft,
            stamp: stamp("x"),
            accept_easy: true,
        },
    ]
}

fn too_large(bytes: usize, limit: usize) -> ReplyBody {
    let error = ErrorReply::new(ErrorCode::PictureTooLarge)
        .with("bytes", bytes)
        .with("limit", limit);
    ReplyBody::Error(error)
}

/// A refusal that says what is wrong with the bytes. Which one it is, the picture crate tests.
fn is_no_picture(reply: &ReplyBody) -> bool {
    let ReplyBody::Error(ErrorReply { code, .. }) = reply else {
        return false;
    };
    matches!(
        code,
        ErrorCode::PictureUnknown
            | ErrorCode::PictureDamaged
            | ErrorCode::PictureNotJpeg
            | ErrorCode::PictureUnsupported
    )
}

#[test]
fn bytes_that_are_no_picture_are_told() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    for bytes in ["", "Zm9v", "/9j/2Q==", "R0lGODlh"] {
        let reply = helper.ask(2, open_picture(bytes));
        assert!(is_no_picture(&reply), "{bytes}: {reply:?}");
        for request in both(part_of(base64(bytes))) {
            let reply = helper.ask(3, request);
            assert!(is_no_picture(&reply), "{bytes}: {reply:?}");
        }
    }
    assert!(!home.store().exists());
}

#[test]
fn base64_that_lies_is_malformed() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let malformed = error(ErrorCode::Malformed);
    // The last digit has bits that belong to no byte (RFC 4648, section 3.5).
    assert_eq!(helper.ask(2, open_picture("Zh==")), malformed);
    for request in both(part_of(base64("Zm9="))) {
        assert_eq!(helper.ask(3, request), malformed);
    }
    for bytes in ["Zg=", "Zm 9", "=", "Zg==Zg==", "éAAA"] {
        let frame = format!(
            r#"{{"id":4,"request":{{"open_picture":{{"file":"{bytes}","convert":false}}}}}}"#
        );
        helper.send_frame(frame.as_bytes());
        assert_eq!(helper.reply().reply, malformed, "{bytes}");
    }
    assert_eq!(helper.end().code, Some(0));
}

#[test]
fn a_picture_over_the_limit_is_told_with_both_numbers() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    // 1,048,576 bytes are one more than a file may have.
    let file = format!("{}AA==", "AAAA".repeat(PICTURE_BYTES / 3));
    let reply = helper.ask(2, open_picture(&file));
    assert_eq!(reply, too_large(PICTURE_BYTES + 1, PICTURE_BYTES));
    let opened = "AAAA".repeat(OPENED_BYTES / 3 + 1);
    for request in both(part_of(base64(&opened))) {
        let bytes = (OPENED_BYTES / 3 + 1) * 3;
        assert_eq!(helper.ask(3, request), too_large(bytes, OPENED_BYTES));
    }
}

#[test]
fn a_seal_without_a_picture_has_none_to_keep() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let no_picture = error(ErrorCode::NoPicture);
    for request in both(draft(DraftMark::SamePicture {})) {
        assert_eq!(helper.ask(2, request), no_picture);
    }
    assert_eq!(helper.ask(3, save("my fox")), saved("my fox"));
    for request in both(draft(DraftMark::SamePicture {})) {
        assert_eq!(helper.ask(4, request), no_picture);
    }
    assert_eq!(helper.ask(5, read()), found("my fox"));
}

#[test]
fn a_flood_of_pictures_leaves_nothing_behind() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let before = files(&home.data());
    let file = "AAAA".repeat(PICTURE_BYTES / 3);
    for id in 0..50 {
        let reply = helper.ask(id, open_picture(&file));
        assert!(is_no_picture(&reply), "{reply:?}");
    }
    assert_eq!(files(&home.data()), before);
    assert!(!home.log().contains("AAAA"));
    assert_eq!(helper.ask(99, save("my fox")), saved("my fox"));
    assert_eq!(helper.end().code, Some(0));
}
