//! The background: judges visits, ties frames to documents, speaks to the helper.
//!
//! It trusts only the browser's word on who is asking. The worker may die at any moment: what must
//! outlive it stands in `storage.session`, and everything else can be asked for again.

mod changes;
mod choices;
mod diagnosis;
mod drafts;
mod helper;
mod memory;
mod permission;
mod profile;
mod router;
mod standing;
mod state;
mod ties;
mod toolbar;
mod turns;
mod visits;

pub use permission::on_policy_changed;
pub use router::on_message;
pub use state::start;
pub use visits::{on_committed, on_started, on_tab_removed};
