//! Each message against its golden file, and what no message may have.
//!
//! A changed golden file is a new version of the protocol.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use signin_seal_shared::protocol::{
    ErrorCode, ErrorReply, HelloProbe, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody,
};
use signin_seal_shared::seal::{Mark, Seal, SealText};

const MANUAL: &str = include_str!("../../PROTOCOL.md");

macro_rules! golden {
    ($name:literal) => {
        include_str!(concat!("golden/", $name, ".json"))
    };
}

#[track_caller]
fn check<M: Serialize + DeserializeOwned + PartialEq + Debug>(message: &M, golden: &str) {
    let printed = serde_json::to_string_pretty(message).unwrap();
    assert_eq!(printed, golden.trim_end());
    assert_eq!(serde_json::from_str::<M>(golden).unwrap(), *message);
    assert!(
        MANUAL.contains(golden.trim_end()),
        "PROTOCOL.md does not show {golden}"
    );
}

fn request(id: u32, request: RequestBody) -> Request {
    Request { id, request }
}

fn reply(id: u32, reply: ReplyBody) -> Reply {
    Reply {
        id: Some(id),
        reply,
    }
}

fn seal() -> Seal {
    Seal {
        mark: Mark::Text(SealText::parse(&["my fox", "你好 🦊"]).unwrap()),
        colour: "#0b5394".parse().unwrap(),
    }
}

#[test]
fn requests_are_as_golden() {
    let hello = RequestBody::Hello {
        protocol: PROTOCOL_VERSION,
        extension_version: "0.1.0".to_owned(),
        profile: "000102030405060708090a0b0c0d0e0f".parse().unwrap(),
    };
    check(&request(1, hello), golden!("request_hello"));
    check(
        &request(2, RequestBody::ReadSeal {}),
        golden!("request_read_seal"),
    );
    check(
        &request(3, RequestBody::SaveSeal { seal: seal() }),
        golden!("request_save_seal"),
    );
    check(
        &request(4, RequestBody::RemoveSeal {}),
        golden!("request_remove_seal"),
    );
}

#[test]
fn replies_are_as_golden() {
    let hello = ReplyBody::Hello {
        protocol: PROTOCOL_VERSION,
        helper_version: "0.1.0".to_owned(),
    };
    check(&reply(1, hello), golden!("reply_hello"));
    check(
        &reply(2, ReplyBody::Seal { seal: Some(seal()) }),
        golden!("reply_seal"),
    );
    check(
        &reply(2, ReplyBody::Seal { seal: None }),
        golden!("reply_no_seal"),
    );
    check(&reply(3, ReplyBody::Saved {}), golden!("reply_saved"));
    check(&reply(4, ReplyBody::Removed {}), golden!("reply_removed"));
    let mismatch = ErrorReply::new(ErrorCode::ProtocolMismatch)
        .with("helper", 1)
        .with("extension", 2);
    check(
        &reply(1, ReplyBody::Error(mismatch)),
        golden!("reply_error"),
    );
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
        r#"{"id":1,"request":{"read_seal":{}},"more":1}"#,
        r#"{"id":1,"request":{"read_seal":{"more":1}}}"#,
        r#"{"id":1,"request":{"remove_seal":{},"read_seal":{}}}"#,
        r#"{"id":1,"request":{"drop_tables":{}}}"#,
        r##"{"id":1,"request":{"save_seal":{"seal":{"mark":{"text":["a"]},"colour":"#000000","x":1}}}}"##,
        r#"{"id":-1,"request":{"read_seal":{}}}"#,
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
            r#"{{"id":1,"request":{{"save_seal":{{"seal":{{"mark":{{"text":{text}}},"colour":"{colour}"}}}}}}}}"#
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
fn nothing_of_a_seal_is_printed_for_debugging() {
    let message = request(3, RequestBody::SaveSeal { seal: seal() });
    assert!(!format!("{message:?}").contains("fox"));
}
