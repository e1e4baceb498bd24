//! Frames that lie, and frames that are no message.

use signin_seal_shared::limits::REQUEST_FRAME_BYTES;
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody};

use crate::kit::{Home, error, found, nothing, read, save, saved};

/// The helper, greeted, gets these bytes and then the end of its input.
#[track_caller]
fn check_end(bytes: &[u8], expected: ReplyBody) {
    let home = Home::new();
    let mut helper = home.greeted(1);
    helper.send_bytes(bytes);
    let end = helper.end();
    assert_eq!(end.code, Some(1));
    assert_eq!(end.replies.len(), 1, "{:?}", end.replies);
    assert_eq!(end.replies[0].id, None);
    assert_eq!(end.replies[0].reply, expected);
    assert_eq!(end.standard_error.lines().count(), 1);
}

#[track_caller]
fn check_size(length: u32) {
    let size = ErrorReply::new(ErrorCode::FrameSize)
        .with("bytes", length)
        .with("limit", REQUEST_FRAME_BYTES);
    let bytes = [&length.to_ne_bytes(), b"whatever follows".as_slice()].concat();
    check_end(&bytes, ReplyBody::Error(size));
}

/// The helper, greeted, gets this frame, answers `malformed`, and goes on.
#[track_caller]
fn check_malformed(frame: &[u8], id: Option<u32>) {
    let home = Home::new();
    let mut helper = home.greeted(1);
    helper.send_frame(frame);
    let reply = helper.reply();
    assert_eq!(reply.id, id);
    assert_eq!(reply.reply, error(ErrorCode::Malformed));
    assert_eq!(helper.ask(99, read()), nothing());
    let end = helper.end();
    assert_eq!((end.code, end.replies.len()), (Some(0), 0));
}

#[test]
fn a_length_of_nothing_ends_the_helper() {
    check_size(0);
}

#[test]
fn a_length_over_the_limit_ends_the_helper() {
    check_size(u32::MAX);
    check_size(u32::try_from(REQUEST_FRAME_BYTES).unwrap() + 1);
}

#[test]
fn a_frame_that_is_cut_off_ends_the_helper() {
    let truncated = || error(ErrorCode::FrameTruncated);
    check_end(&[7], truncated());
    check_end(&[7, 0], truncated());
    check_end(&[7, 0, 0], truncated());
    check_end(&100_u32.to_ne_bytes(), truncated());
    check_end(
        &[&100_u32.to_ne_bytes(), b"{}".as_slice()].concat(),
        truncated(),
    );
    let longest = u32::try_from(REQUEST_FRAME_BYTES).unwrap();
    check_end(
        &[&longest.to_ne_bytes(), b"{}".as_slice()].concat(),
        truncated(),
    );
}

#[test]
fn a_frame_that_is_no_message_gets_one_error() {
    check_malformed(b"\xff\xfe\xfd", None);
    check_malformed(
        b"{\"id\":5,\"request\":{\"read_seal\":{}},\"\xff\":1}",
        None,
    );
    check_malformed(b"hello", None);
    check_malformed(b"null", None);
    check_malformed(b"{\"id\":5,\"request\":{\"read_seal\":{}}", None);
}

#[test]
fn fields_that_are_not_known_are_refused_with_the_id() {
    check_malformed(
        br#"{"id":5,"request":{"read_seal":{"known":null}},"more":1}"#,
        Some(5),
    );
    check_malformed(
        br#"{"id":5,"request":{"read_seal":{"known":null,"more":1}}}"#,
        Some(5),
    );
    check_malformed(br#"{"id":5,"request":{"drop_tables":{}}}"#, Some(5));
}

#[test]
fn deep_nesting_does_not_hurt() {
    check_malformed("[".repeat(100_000).as_bytes(), None);
    let inside = format!(r#"{{"id":5,"request":{}"#, "[".repeat(100_000));
    check_malformed(inside.as_bytes(), None);
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    check_malformed(
        format!(r#"{{"id":5,"request":{open}{close}}}"#).as_bytes(),
        Some(5),
    );
}

#[test]
fn the_longest_frame_is_read_and_refused_as_what_it_is() {
    check_malformed(&vec![b' '; REQUEST_FRAME_BYTES], None);
}

#[test]
fn a_seal_that_cannot_be_is_refused_and_the_old_one_stays() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    assert_eq!(helper.ask(2, save("my fox")), saved("my fox"));
    helper.send_frame(br##"{"id":3,"request":{"save_seal":{"draft":{"mark":{"text":["far too long"]},"colour":"#000000"},"stamp":"000102030405060708090a0b0c0d0e0f","accept_easy":true}}}"##);
    let reply = helper.reply();
    assert_eq!(
        (reply.id, reply.reply),
        (Some(3), error(ErrorCode::Malformed))
    );
    assert_eq!(helper.ask(4, read()), found("my fox"));
}

#[test]
fn a_flood_of_faults_is_answered_one_by_one() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    for _ in 0..200 {
        helper.send_frame(b"?");
    }
    let end = helper.end();
    assert_eq!((end.code, end.replies.len()), (Some(0), 200));
}
