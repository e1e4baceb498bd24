//! Changes of the seal, each noted before the helper is asked and after it has answered.

use signin_seal_shared::identity::{ProfileId, SealStamp};
use signin_seal_shared::protocol::RequestBody;
use signin_seal_shared::seal::{KeptSeal, SealDraft};
use signin_seal_shared::secret::Password;
use wasm_bindgen::JsValue;

use super::memory::{self, Pending};
use super::{helper, standing, state, turns};
use crate::browser::randomness;
use crate::problem::{Problem, ProblemCode};

/// Keeps the seal of this draft.
pub(super) async fn save(draft: SealDraft, accept_easy: bool) -> Result<KeptSeal, Problem> {
    let stamp = stamp()?;
    let request = RequestBody::SaveSeal {
        draft,
        stamp: stamp.clone(),
        accept_easy,
    };
    keep(stamp, request).await
}

/// Copies the seal of another browser profile to this one.
pub(super) async fn take_over(
    profile: ProfileId,
    password: Option<Password>,
) -> Result<KeptSeal, Problem> {
    let stamp = stamp()?;
    let request = RequestBody::TakeOverSeal {
        profile,
        stamp: stamp.clone(),
        password,
    };
    keep(stamp, request).await
}

/// Forgets the seal.
pub(super) async fn remove() -> Result<(), Problem> {
    turns::in_turn(async {
        memory::expect(Pending::Removing)
            .await
            .map_err(of_browser)?;
        settle(helper::remove_seal().await, &Pending::Removing).await?;
        state::with(|state| state.recent = None);
        memory::remember(None).await.map_err(of_browser)
    })
    .await
}

/// Takes what the store has now for what the person wants, if it is what they have `seen`: its
/// fingerprint, none where there was no seal.
pub(super) async fn accept(seen: Option<String>) -> Result<Option<KeptSeal>, Problem> {
    turns::in_turn(async {
        let standing = standing::read().await?;
        let kept = standing.kept();
        if memory::fingerprint(kept).await.map_err(of_browser)? != seen {
            return Err(standing
                .problem()
                .unwrap_or(Problem::new(ProblemCode::Internal)));
        }
        memory::remember(kept).await.map_err(of_browser)?;
        Ok(kept.cloned())
    })
    .await
}

/// A new one for each saving.
fn stamp() -> Result<SealStamp, Problem> {
    let random = randomness::random_bytes().map_err(of_browser)?;
    Ok(SealStamp::from_random(random))
}

/// Carries out a request that keeps a seal under this stamp.
async fn keep(stamp: SealStamp, request: RequestBody) -> Result<KeptSeal, Problem> {
    turns::in_turn(async {
        let saving = memory::saving(&stamp).await.map_err(of_browser)?;
        memory::expect(saving.clone()).await.map_err(of_browser)?;
        let kept = settle(helper::keep(request).await, &saving).await?;
        memory::remember(Some(&kept)).await.map_err(of_browser)?;
        Ok(kept)
    })
    .await
}

/// Takes the note of a change back, where it is certain that it did not happen.
async fn settle<T>(outcome: Result<T, Problem>, pending: &Pending) -> Result<T, Problem> {
    if let Err(problem) = &outcome
        && !problem.leaves_doubt()
    {
        memory::take_back(pending).await.map_err(of_browser)?;
    }
    outcome
}

fn of_browser(_error: JsValue) -> Problem {
    Problem::new(ProblemCode::Internal)
}
