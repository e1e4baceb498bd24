//! From the bytes of a frame to a request, or to the reason why they are none.
//!
//! Nothing that stands in a message is repeated in an error: it may be a seal.

use serde::Deserialize;
use serde::de::IgnoredAny;
use signin_seal_shared::account::AccountFrame;
use signin_seal_shared::protocol::{HelloProbe, PROTOCOL_VERSION, Request, RequestId};

use crate::fault::Fault;

/// A frame that is no request.
#[derive(Debug)]
pub(crate) struct Unread {
    /// The request's id, where at least that could be read.
    pub(crate) id: Option<RequestId>,
    /// Why the rest could not.
    pub(crate) fault: Fault,
}

/// A question of the extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// About the seal.
    Request(Request),
    /// About the account.
    Account(AccountFrame),
}

/// Reads a request. A `hello` of another version is told apart from a malformed one, so that the
/// person learns which side to update.
pub(crate) fn parse(frame: &[u8]) -> Result<Question, Unread> {
    let error = match serde_json::from_slice::<Request>(frame) {
        Ok(request) => return Ok(Question::Request(request)),
        Err(error) => error,
    };
    let error = match serde_json::from_slice::<AccountFrame>(frame) {
        Ok(frame) => return Ok(Question::Account(frame)),
        // Where it is about the account, that is the fault to tell.
        Err(account) if serde_json::from_slice::<AccountProbe>(frame).is_ok() => account,
        Err(_) => error,
    };
    if let Ok(probe) = serde_json::from_slice::<HelloProbe>(frame) {
        let extension = probe.request.hello.protocol;
        if extension != PROTOCOL_VERSION {
            return Err(Unread {
                id: Some(probe.id),
                fault: Fault::ProtocolMismatch { extension },
            });
        }
    }
    let id = serde_json::from_slice::<IdProbe>(frame).ok();
    Err(Unread {
        id: id.map(|probe| probe.id),
        fault: Fault::Malformed {
            category: error.classify(),
            line: error.line(),
            column: error.column(),
        },
    })
}

/// What only questions about the account have.
#[derive(Deserialize)]
struct AccountProbe {
    #[serde(rename = "account")]
    _account: IgnoredAny,
}

/// The part that every request has. Fields that are not known are passed over.
#[derive(Deserialize)]
struct IdProbe {
    id: RequestId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_malformed(frame: &[u8], id: Option<RequestId>) {
        let unread = parse(frame).unwrap_err();
        assert_eq!(unread.id, id);
        assert!(matches!(unread.fault, Fault::Malformed { .. }));
    }

    #[test]
    fn the_id_is_told_where_it_can_be_read() {
        check_malformed(br#"{"id":7,"request":{"drop_tables":{}}}"#, Some(7));
        check_malformed(br#"{"request":{"more":[[{}]]},"id":7}"#, Some(7));
        check_malformed(br#"{"id":7,"request":{"read_seal":{"known":null}}"#, None);
        check_malformed(br#"{"id":-7,"request":{"read_seal":{"known":null}}}"#, None);
        check_malformed(
            br#"{"id":7,"id":8,"request":{"read_seal":{"known":null}}}"#,
            None,
        );
        check_malformed(b"\xff\xfe", None);
        check_malformed(b"null", None);
    }

    #[test]
    fn a_broken_hello_of_this_version_is_malformed() {
        let hello = br#"{"id":1,"request":{"hello":{"protocol":4,"profile":"x"}}}"#;
        check_malformed(hello, Some(1));
    }

    #[test]
    fn a_hello_of_another_version_is_a_mismatch() {
        let hello = br#"{"id":3,"new":[[]],"request":{"hello":{"protocol":5,"nonce":"x"}}}"#;
        let unread = parse(hello).unwrap_err();
        assert_eq!(unread.id, Some(3));
        let mismatch = matches!(unread.fault, Fault::ProtocolMismatch { extension: 5 });
        assert!(mismatch, "{unread:?}");
    }

    #[test]
    fn nesting_without_end_does_not_overflow() {
        for opening in [
            "[",
            "{\"a\":",
            "{\"id\":1,\"request\":[",
            "{\"request\":{\"hello\":[",
        ] {
            check_malformed(opening.repeat(100_000).as_bytes(), None);
        }
        let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check_malformed(format!(r#"{{"id":4,"more":{nested}}}"#).as_bytes(), Some(4));
    }

    #[test]
    fn a_fault_repeats_nothing_of_the_message() {
        let save = r##"{"id":1,"request":{"save_seal":{"draft":{"mark":{"text":["my fox","hidden\u0007"]},"colour":"#000000"},"stamp":"000102030405060708090a0b0c0d0e0f","accept_easy":true}}}"##;
        let unread = parse(save.as_bytes()).unwrap_err();
        let printed = format!("{unread:?} {}", unread.fault);
        assert!(
            !printed.contains("fox") && !printed.contains("hidden"),
            "{printed}"
        );
    }
}
