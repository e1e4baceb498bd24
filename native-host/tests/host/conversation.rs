//! What is asked and answered.

use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody, RequestBody};

use crate::kit::{
    Home, error, found, hello, nothing, nothing_beside, open_picture, preview, profile, read,
    removed_beside, save, saved, take_over,
};

#[test]
fn hello_is_answered_with_both_versions() {
    let home = Home::new();
    let mut helper = home.start();
    let expected = ReplyBody::Hello {
        protocol: 4,
        helper_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    assert_eq!(helper.ask(1, hello(1)), expected);
    let end = helper.end();
    assert_eq!((end.code, end.replies.len()), (Some(0), 0));
    assert_eq!(end.standard_error, "");
}

#[test]
fn no_input_is_no_fault() {
    let end = Home::new().start().end();
    assert_eq!((end.code, end.replies.len()), (Some(0), 0));
}

#[test]
fn a_seal_is_saved_read_replaced_and_removed() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    assert_eq!(helper.ask(2, read()), nothing());
    assert_eq!(helper.ask(3, save("my fox")), saved("my fox"));
    assert_eq!(helper.ask(4, read()), found("my fox"));
    assert_eq!(helper.ask(5, save("my owl")), saved("my owl"));
    assert_eq!(helper.ask(6, read()), found("my owl"));
    assert_eq!(
        helper.ask(7, RequestBody::RemoveSeal {}),
        ReplyBody::Removed {}
    );
    assert_eq!(helper.ask(8, read()), removed_beside(0));
    assert_eq!(
        helper.ask(9, RequestBody::RemoveSeal {}),
        ReplyBody::Removed {}
    );
    assert_eq!(helper.end().code, Some(0));
}

#[test]
fn a_seal_outlives_the_helper() {
    let home = Home::new();
    home.save(1, "my fox");
    assert_eq!(home.read(1), found("my fox"));
}

#[test]
fn two_browser_profiles_have_two_seals() {
    let home = Home::new();
    let (mut one, mut two) = (home.greeted(1), home.greeted(2));
    assert_eq!(one.ask(2, save("my fox")), saved("my fox"));
    assert_eq!(two.ask(2, read()), nothing_beside(1));
    assert_eq!(two.ask(3, save("my owl")), saved("my owl"));
    assert_eq!(one.ask(3, read()), found("my fox"));
    assert_eq!(
        two.ask(4, RequestBody::RemoveSeal {}),
        ReplyBody::Removed {}
    );
    assert_eq!(one.ask(4, read()), found("my fox"));
}

#[test]
fn nothing_is_answered_before_hello() {
    let home = Home::new();
    let mut helper = home.start();
    for request in [
        read(),
        open_picture("Zm9v"),
        preview(&["my fox"]),
        save("my fox"),
        RequestBody::RemoveSeal {},
        RequestBody::ListOtherSeals {},
        take_over(2, None),
    ] {
        assert_eq!(helper.ask(1, request), error(ErrorCode::OutOfTurn));
    }
    assert!(!home.store().exists());
    assert!(matches!(helper.ask(2, hello(1)), ReplyBody::Hello { .. }));
    assert_eq!(helper.ask(3, read()), nothing());
}

#[test]
fn a_second_hello_names_the_same_profile_or_is_out_of_turn() {
    let home = Home::new();
    home.save(2, "my owl");
    let mut helper = home.greeted(1);
    assert!(matches!(helper.ask(2, hello(1)), ReplyBody::Hello { .. }));
    assert_eq!(helper.ask(3, hello(2)), error(ErrorCode::OutOfTurn));
    assert_eq!(helper.ask(4, read()), nothing_beside(1));
}

#[test]
fn another_version_is_told_which_side_is_which() {
    let home = Home::new();
    let mut helper = home.start();
    let mismatch = |extension: u32| {
        let error = ErrorReply::new(ErrorCode::ProtocolMismatch)
            .with("helper", 4)
            .with("extension", extension);
        ReplyBody::Error(error)
    };
    let of_the_same_shape = RequestBody::Hello {
        protocol: 5,
        extension_version: "0.2.0".to_owned(),
        profile: profile(1),
        browser: String::new(),
    };
    assert_eq!(helper.ask(1, of_the_same_shape), mismatch(5));
    // Version 1 had no name of the browser.
    helper.send_frame(br#"{"id":2,"request":{"hello":{"protocol":1,"extension_version":"0.1.0","profile":"000102030405060708090a0b0c0d0e0f"}}}"#);
    assert_eq!(helper.reply().reply, mismatch(1));
    helper.send_frame(br#"{"id":2,"request":{"hello":{"protocol":9,"nonce":"x"}},"new":[]}"#);
    let reply = helper.reply();
    assert_eq!((reply.id, reply.reply), (Some(2), mismatch(9)));
    // A mismatch is no hello.
    let reply = helper.ask(3, read());
    assert_eq!(reply, error(ErrorCode::OutOfTurn));
}

#[test]
fn requests_that_come_at_once_are_all_answered() {
    let home = Home::new();
    let mut helper = home.start();
    helper.send(1, hello(1));
    helper.send(2, save("my fox"));
    helper.send(3, read());
    let end = helper.end();
    assert_eq!(end.code, Some(0));
    let ids: Vec<_> = end.replies.iter().map(|reply| reply.id).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3)]);
    assert_eq!(end.replies[2].reply, found("my fox"));
}

#[test]
fn another_origin_is_not_served() {
    let home = Home::new();
    for origin in [
        "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
        "chrome-extension://",
        "chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld",
        "chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld/x",
        "chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld.evil/",
    ] {
        let mut helper = home.start_for(origin);
        helper.send(1, hello(1));
        let end = helper.end();
        assert_eq!((end.code, end.replies.len()), (Some(2), 0), "{origin}");
        assert!(end.standard_error.contains("failed to serve"), "{end:?}");
        assert_eq!(end.standard_error.lines().count(), 1);
    }
    assert!(!home.store().exists());
}
