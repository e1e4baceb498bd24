//! How the seal of this browser profile stands: there, not made yet, or not as it was left.

use std::rc::Rc;

use signin_seal_shared::protocol::ReplyBody;
use signin_seal_shared::seal::KeptSeal;

use super::memory::{self, Origin};
use super::{helper, state};
use crate::browser::time;
use crate::problem::{Problem, ProblemCode};

/// How the seal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The seal that the extension saved last.
    Ours(Rc<KeptSeal>),
    /// There is none, and none was saved.
    None {
        /// How many other browser profiles of this person have one.
        others: u32,
    },
    /// Another seal than the one that was saved.
    Replaced(Rc<KeptSeal>),
    /// A seal was saved, and is gone.
    Removed {
        /// When, in milliseconds since 1970, where the store knows.
        removed_ms: Option<i64>,
    },
}

impl Standing {
    /// The seal that is kept, ours or not.
    pub(super) fn kept(&self) -> Option<&KeptSeal> {
        match self {
            Self::Ours(kept) | Self::Replaced(kept) => Some(kept),
            Self::None { .. } | Self::Removed { .. } => None,
        }
    }

    /// What a person is told where the seal is not as it was left.
    pub(super) fn problem(&self) -> Option<Problem> {
        match self {
            Self::Ours(_) | Self::None { .. } => None,
            Self::Replaced(kept) => Some(
                Problem::new(ProblemCode::SealReplaced).with("when", time::words(kept.saved_ms)),
            ),
            Self::Removed {
                removed_ms: Some(removed_ms),
            } => {
                Some(Problem::new(ProblemCode::SealRemoved).with("when", time::words(*removed_ms)))
            }
            Self::Removed { removed_ms: None } => Some(Problem::new(ProblemCode::SealLost)),
        }
    }
}

/// Asks the helper. What it sent last is not sent again; a change is seen at once.
pub(super) async fn read() -> Result<Standing, Problem> {
    let recent = state::with(|state| state.recent.clone()).flatten();
    let known = recent.as_ref().map(|kept| kept.stamp.clone());
    let (kept, removed_ms, others) = match helper::read_seal(known).await? {
        ReplyBody::Unchanged {} => match recent {
            Some(kept) => return Ok(Standing::Ours(kept)),
            None => return Err(Problem::new(ProblemCode::HelperNoise)),
        },
        ReplyBody::Seal { kept } => (Some(Rc::new(kept)), None, 0),
        ReplyBody::NoSeal { removed_ms, others } => (None, removed_ms, others),
        _ => return Err(Problem::new(ProblemCode::HelperNoise)),
    };
    let origin = memory::origin_of(kept.as_deref()).await;
    let origin = origin.map_err(|_| Problem::new(ProblemCode::Internal))?;
    let standing = match (kept, origin) {
        (Some(kept), Origin::Ours) => Standing::Ours(kept),
        (Some(kept), Origin::Foreign) => Standing::Replaced(kept),
        (None, Origin::Ours) => Standing::None { others },
        (None, Origin::Foreign) => Standing::Removed { removed_ms },
    };
    // Only a seal of our own is held, so that another is looked at each time.
    let recent = match &standing {
        Standing::Ours(kept) => Some(Rc::clone(kept)),
        _ => None,
    };
    state::with(|state| state.recent = recent);
    Ok(standing)
}
