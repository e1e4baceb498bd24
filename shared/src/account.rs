//! The person's local account: what is kept of it, and what the account page and the helper say to
//! each other about it (PROTOCOL.md, "The account").
//!
//! No clock, no I/O: times and addresses come in.

mod address;
mod history;
mod inbox;
mod level;
mod mail;
mod phone;
mod profile;
mod question;
mod reply;
mod request;

pub use address::{AddressFound, AddressSettings, AddressSource, Location};
pub use history::{HistoryFilter, HistoryRow, Marks, PlaceOfSignIn, SignInKind};
pub use inbox::{InboxMessage, MessageChoices, MessageColumn, MessageKind};
pub use level::{Facts, Level, Raise};
pub use mail::{MailSecurity, MailServer, MailState};
pub use profile::{Profile, ProfileFault, ProfileField, ProfileState, Rejection};
pub use question::{ListedQuestion, SecurityQuestion};
pub use reply::{AccountAnswer, AccountReply, Card, Overview, PasswordStrength};
pub use request::{AccountFrame, AccountQuestion, AccountRequest, Approval, Gate};
