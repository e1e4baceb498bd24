//! A message against its golden file and against PROTOCOL.md.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use signin_seal_shared::protocol::{Reply, ReplyBody, Request, RequestBody};
use signin_seal_shared::secret::Password;

pub(crate) const MANUAL: &str = include_str!("../../../PROTOCOL.md");

macro_rules! golden {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/golden/",
            $name,
            ".json"
        ))
    };
}
pub(crate) use golden;

#[track_caller]
pub(crate) fn check<M: Serialize + DeserializeOwned + PartialEq + Debug>(
    message: &M,
    golden: &str,
) {
    let printed = serde_json::to_string_pretty(message).unwrap();
    assert_eq!(printed, golden.trim_end());
    assert_eq!(serde_json::from_str::<M>(golden).unwrap(), *message);
    assert!(
        MANUAL.contains(golden.trim_end()),
        "PROTOCOL.md does not show {golden}"
    );
}

pub(crate) fn request(id: u32, request: RequestBody) -> Request {
    Request { id, request }
}

pub(crate) fn reply(id: u32, reply: ReplyBody) -> Reply {
    Reply {
        id: Some(id),
        reply,
    }
}

pub(crate) fn secret(text: &str) -> Password {
    Password::new(text.to_owned())
}
