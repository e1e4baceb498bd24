//! Real servers that tests start on this computer: an SMTP server, coturn as a STUN server, and the
//! certificates that they need. Each ends when it goes out of scope.
//!
//! `cargo xtask test` installs what they consist of: the npm package `smtp-server`, and the system's
//! package `coturn`. Where something is missing, the start fails and says so.

mod certificates;
mod smtp;
mod stun;

pub use certificates::Certificates;
pub use smtp::{Behaviour, Letter, SmtpServer};
pub use stun::StunServer;
