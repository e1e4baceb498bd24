//! What the extension and the helper say to each other (PROTOCOL.md is its manual).
//!
//! Each message is one JSON object in one frame of native messaging.
//! The extension asks, the helper answers with the same `id`; answers may come out of order.

mod error_code;
mod event;
mod hello_probe;
mod parameters;
mod reply;
mod request;

pub use error_code::{ErrorCode, ErrorReply};
pub use event::Event;
pub use hello_probe::HelloProbe;
pub use parameters::Parameters;
pub use reply::{Reply, ReplyBody};
pub use request::{Request, RequestBody, RequestId};

/// The version of the protocol that this code speaks. Both sides must speak the same.
pub const PROTOCOL_VERSION: u32 = 4;
