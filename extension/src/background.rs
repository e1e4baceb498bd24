//! The background: judges visits, ties frames to documents, speaks to the helper.
//!
//! It trusts only the browser's word on who is asking. The worker may die at any moment: what must
//! outlive it stands in `storage.session`, and everything else can be asked for again.

mod asked_for;
mod changes;
mod choices;
mod diagnosis;
mod drafts;
mod exceptions;
mod guarding;
mod helper;
mod interception;
mod memory;
mod permission;
mod policy_sites;
mod protection;
mod refusals;
mod requests;
mod router;
mod sign_ins;
mod sites;
mod standing;
mod state;
mod ties;
mod toolbar;
mod turns;
mod visits;
mod warnings;
mod watching;
mod ways_on;

pub use interception::{on_begun, on_replaced, on_requested, on_same_document};
pub use permission::on_policy_changed;
pub use policy_sites::on_policy_sites_changed;
pub use protection::run_on_sign_in_pages;
pub use router::on_message;
pub use state::start;
pub use visits::{on_committed, on_leaving, on_started, on_stayed, on_tab_removed};
pub use watching::{on_document, on_prepared};
