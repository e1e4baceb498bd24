//! Each message against its golden file, and what no message may have.

use signin_seal_shared::identity::SealStamp;
use signin_seal_shared::protocol::{
    ErrorCode, ErrorReply, HelloProbe, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody,
};
use signin_seal_shared::seal::{
    AtToolbarSize, Base64, Crop, DraftMark, Guess, KeptSeal, Mark, OtherSeal, Remark, Seal,
    SealDraft, SealPicture, SealText,
};
use signin_seal_shared::secret::Password;

use crate::golden::{check, golden, reply, request};

const PROFILE: &str = "000102030405060708090a0b0c0d0e0f";
const OTHER_PROFILE: &str = "101112131415161718191a1b1c1d1e1f";
const TIME: i64 = 1_700_000_000_000;

fn words() -> SealText {
    SealText::parse(&["my fox", "你好 🦊"]).unwrap()
}

fn stamp() -> SealStamp {
    "202122232425262728292a2b2c2d2e2f".parse().unwrap()
}

fn other_stamp() -> SealStamp {
    "303132333435363738393a3b3c3d3e3f".parse().unwrap()
}

fn bytes(base64: &str) -> Base64 {
    base64.to_owned().try_into().unwrap()
}

fn seal_of(mark: Mark) -> Seal {
    Seal {
        mark,
        colour: "#0b5394".parse().unwrap(),
    }
}

fn seal() -> Seal {
    seal_of(Mark::Text(words()))
}

fn picture_seal() -> Seal {
    seal_of(Mark::Picture(SealPicture {
        large: bytes("/9j/2Q=="),
        frame: bytes("/9j/2Q=="),
        toolbar_32: bytes("C1OU/w=="),
        toolbar_16: bytes("C1OU/w=="),
    }))
}

fn kept(seal: Seal) -> KeptSeal {
    KeptSeal {
        seal,
        stamp: stamp(),
        saved_ms: TIME,
    }
}

fn draft(mark: DraftMark) -> SealDraft {
    SealDraft {
        mark,
        colour: "#0b5394".parse().unwrap(),
    }
}

fn save() -> RequestBody {
    RequestBody::SaveSeal {
        draft: draft(DraftMark::Text(words())),
        stamp: stamp(),
        accept_easy: true,
    }
}

fn take_over(password: Option<Password>) -> RequestBody {
    RequestBody::TakeOverSeal {
        profile: OTHER_PROFILE.parse().unwrap(),
        stamp: other_stamp(),
        password,
    }
}

#[test]
fn a_hello_is_as_golden() {
    let hello = RequestBody::Hello {
        protocol: PROTOCOL_VERSION,
        extension_version: "0.1.0".to_owned(),
        profile: PROFILE.parse().unwrap(),
        browser: "Chromium 141".to_owned(),
    };
    check(&request(1, hello), golden!("request_hello"));
    let hello = ReplyBody::Hello {
        protocol: PROTOCOL_VERSION,
        helper_version: "0.1.0".to_owned(),
    };
    check(&reply(1, hello), golden!("reply_hello"));
}

#[test]
fn reading_is_as_golden() {
    let read = |known| request(2, RequestBody::ReadSeal { known });
    check(&read(None), golden!("request_read_seal"));
    check(&read(Some(stamp())), golden!("request_read_known_seal"));
    let found = |seal| reply(2, ReplyBody::Seal { kept: kept(seal) });
    check(&found(seal()), golden!("reply_seal"));
    check(&found(picture_seal()), golden!("reply_picture_seal"));
    check(
        &reply(2, ReplyBody::Unchanged {}),
        golden!("reply_unchanged"),
    );
    let nothing = |removed_ms, others| reply(2, ReplyBody::NoSeal { removed_ms, others });
    check(&nothing(None, 0), golden!("reply_no_seal"));
    check(&nothing(Some(TIME), 2), golden!("reply_removed_seal"));
}

#[test]
fn opening_a_picture_is_as_golden() {
    let open = RequestBody::OpenPicture {
        file: bytes("/9j/2Q=="),
        convert: false,
    };
    check(&request(3, open), golden!("request_open_picture"));
    let opened = ReplyBody::Opened {
        picture: bytes("/9j/2Q=="),
        width: 1024,
        height: 768,
    };
    check(&reply(3, opened), golden!("reply_opened"));
}

#[test]
fn a_preview_is_as_golden() {
    let preview = |mark| request(4, RequestBody::PreviewSeal { draft: draft(mark) });
    let text = DraftMark::Text(words());
    check(&preview(text), golden!("request_preview_text"));
    let picture = DraftMark::Picture {
        opened: bytes("/9j/2Q=="),
        crop: Crop {
            x: 120,
            y: 0,
            side: 768,
        },
    };
    check(&preview(picture), golden!("request_preview_picture"));
    let same = DraftMark::SamePicture {};
    check(&preview(same), golden!("request_preview_same_picture"));

    let preview = |seal, remark| reply(4, ReplyBody::Preview { seal, remark });
    let easy = Remark::Guess(Guess::Easy);
    check(&preview(seal(), easy), golden!("reply_preview_text"));
    let clear = Remark::AtToolbarSize(AtToolbarSize::Clear);
    let shown = preview(picture_seal(), clear);
    check(&shown, golden!("reply_preview_picture"));
}

#[test]
fn saving_and_removing_are_as_golden() {
    check(&request(5, save()), golden!("request_save_seal"));
    let saved = ReplyBody::Saved { kept: kept(seal()) };
    check(&reply(5, saved), golden!("reply_saved"));
    check(
        &request(6, RequestBody::RemoveSeal {}),
        golden!("request_remove_seal"),
    );
    check(&reply(6, ReplyBody::Removed {}), golden!("reply_removed"));
}

#[test]
fn taking_over_is_as_golden() {
    check(
        &request(7, RequestBody::ListOtherSeals {}),
        golden!("request_list_other_seals"),
    );
    let other = OtherSeal {
        profile: OTHER_PROFILE.parse().unwrap(),
        browser: "Google Chrome 141".to_owned(),
        saved_ms: TIME,
        last_seen_ms: TIME + 60_000,
        needs_password: true,
    };
    let others = ReplyBody::OtherSeals { seals: vec![other] };
    check(&reply(7, others), golden!("reply_other_seals"));
    let password = Password::new("correct horse".to_owned());
    let guarded = request(8, take_over(Some(password)));
    check(&guarded, golden!("request_take_over_seal"));
    let unguarded = request(8, take_over(None));
    check(&unguarded, golden!("request_take_over_unguarded_seal"));
}

#[test]
fn errors_are_as_golden() {
    let error = |id, error| reply(id, ReplyBody::Error(error));
    let mismatch = ErrorReply::new(ErrorCode::ProtocolMismatch)
        .with("helper", 4)
        .with("extension", 5);
    check(&error(1, mismatch), golden!("reply_error"));
    let not_jpeg = ErrorReply::new(ErrorCode::PictureNotJpeg).with("format", "PNG");
    check(&error(3, not_jpeg), golden!("reply_error_picture"));
    let later = ErrorReply::new(ErrorCode::TryLater).with("seconds", 5);
    check(&error(8, later), golden!("reply_error_try_later"));
    check(
        &Reply {
            id: None,
            reply: ReplyBody::Error(ErrorReply::new(ErrorCode::Malformed)),
        },
        golden!("reply_error_unread"),
    );
}

#[test]
fn fields_that_are_not_known_are_refused() {
    for message in [
        r#"{"id":1,"request":{"read_seal":{"known":null}},"more":1}"#,
        r#"{"id":1,"request":{"read_seal":{"known":null,"more":1}}}"#,
        r#"{"id":1,"request":{"remove_seal":{},"read_seal":{}}}"#,
        r#"{"id":1,"request":{"drop_tables":{}}}"#,
        r##"{"id":1,"request":{"preview_seal":{"draft":{"mark":{"text":["a"]},"colour":"#000000","x":1}}}}"##,
        r##"{"id":1,"request":{"preview_seal":{"draft":{"mark":{"text":["a"],"same_picture":{}},"colour":"#000000"}}}}"##,
        r##"{"id":1,"request":{"preview_seal":{"draft":{"mark":{"same_picture":{"x":1}},"colour":"#000000"}}}}"##,
        r##"{"id":1,"request":{"preview_seal":{"draft":{"mark":{"picture":{"opened":"","crop":{"x":0,"y":0,"side":1},"x":1}},"colour":"#000000"}}}}"##,
        r##"{"id":1,"request":{"preview_seal":{"draft":{"mark":{"picture":{"opened":"","crop":{"x":0,"y":0,"side":1,"z":1}}},"colour":"#000000"}}}}"##,
        r#"{"id":-1,"request":{"remove_seal":{}}}"#,
        r#"{"id":1}"#,
        r#"[]"#,
    ] {
        assert!(
            serde_json::from_str::<Request>(message).is_err(),
            "{message}"
        );
    }
}

#[test]
fn a_seal_that_could_not_be_made_cannot_be_sent() {
    for (text, colour) in [
        (r#"["12345678"]"#, "#000000"),
        (r#"["a","b","c","d"]"#, "#000000"),
        (r#"["a\u202eb"]"#, "#000000"),
        (r#"["\u0007"]"#, "#000000"),
        (r#"[]"#, "#000000"),
        (r#"["  "]"#, "#000000"),
        (r#"["a"]"#, "red"),
    ] {
        let message = format!(
            r#"{{"id":1,"request":{{"preview_seal":{{"draft":{{"mark":{{"text":{text}}},"colour":"{colour}"}}}}}}}}"#
        );
        assert!(
            serde_json::from_str::<Request>(&message).is_err(),
            "{message}"
        );
    }
}

#[test]
fn an_error_code_of_a_later_version_is_still_an_error() {
    let message = r#"{"id":1,"reply":{"error":{"code":"from_the_future"}}}"#;
    let reply: Reply = serde_json::from_str(message).unwrap();
    assert_eq!(
        reply.reply,
        ReplyBody::Error(ErrorReply::new(ErrorCode::Unknown))
    );
}

#[test]
fn the_version_is_read_from_a_hello_of_any_version() {
    let message = r#"{"id":7,"new":1,"request":{"hello":{"protocol":9,"nonce":"x"}}}"#;
    assert!(serde_json::from_str::<Request>(message).is_err());
    let probe: HelloProbe = serde_json::from_str(message).unwrap();
    assert_eq!((probe.id, probe.request.hello.protocol), (7, 9));
}

#[test]
fn bytes_and_ids_that_are_none_cannot_be_sent() {
    for request in [
        r#"{"open_picture":{"file":"Zm 9","convert":true}}"#,
        r#"{"open_picture":{"file":"Zm9vYg","convert":true}}"#,
        r#"{"read_seal":{"known":"2021"}}"#,
        r#"{"take_over_seal":{"profile":"../../x","stamp":"202122232425262728292a2b2c2d2e2f"}}"#,
        r##"{"preview_seal":{"draft":{"mark":{"picture":{"opened":"","crop":{"x":-1,"y":0,"side":1}}},"colour":"#000000"}}}"##,
    ] {
        let message = format!(r#"{{"id":1,"request":{request}}}"#);
        assert!(
            serde_json::from_str::<Request>(&message).is_err(),
            "{message}"
        );
    }
}

#[test]
fn a_field_that_may_be_null_may_be_left_out() {
    let message = r#"{"id":2,"request":{"read_seal":{}}}"#;
    let read = RequestBody::ReadSeal { known: None };
    let parsed: Request = serde_json::from_str(message).unwrap();
    assert_eq!(parsed, request(2, read));
}

#[test]
fn nothing_of_a_secret_is_printed_for_debugging() {
    let password = Password::new("correct horse".to_owned());
    for message in [
        format!("{:?}", request(5, save())),
        format!("{:?}", request(8, take_over(Some(password)))),
        format!("{:?}", reply(2, ReplyBody::Seal { kept: kept(seal()) })),
        format!(
            "{:?}",
            ReplyBody::Preview {
                seal: picture_seal(),
                remark: Remark::Guess(Guess::Hard)
            }
        ),
    ] {
        for secret in ["fox", "horse", "9j", "C1OU"] {
            assert!(!message.contains(secret), "{message}");
        }
    }
}
