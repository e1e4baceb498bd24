//! Reads the protocol version out of a `hello` of any version.
//!
//! A later `hello` may have fields that this version refuses. The person is then told which side
//! to update, so the version must be read before the fields are.

use serde::Deserialize;

use super::RequestId;

/// The part of `hello` that every version has. Fields that are not known are passed over.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct HelloProbe {
    /// Comes back in the answer.
    pub id: RequestId,
    /// The question.
    pub request: ProbedRequest,
}

/// A question that is `hello`; any other fails to parse.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct ProbedRequest {
    /// The part of `hello` that every version has.
    pub hello: ProbedHello,
}

/// The part of `hello` that every version has.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct ProbedHello {
    /// The extension's version of the protocol.
    pub protocol: u32,
}
