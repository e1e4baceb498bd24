//! Whether a password is to be guarded: the person is asked once after a sign-in, or the
//! administrator has decided.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use signin_seal_shared::guarding::{Guarded, Offer, Whose};
use signin_seal_shared::secret::Password;
use signin_seal_shared::site::SiteId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{begin_to_follow, begin_with_it, follow, pairs, state, try_out};
use crate::background::{choices, helper, visits};
use crate::browser::action;
use crate::browser::storage::{self, Snapshot};
use crate::browser::tabs::{self, TabId};
use crate::messages::{FromGuarding, GuardChoice, GuardedView, GuardingAnswer, GuardingLists};

const KEY: &str = "guarding_questions";
/// The page that asks, in the popup's place.
const PAGE: &str = "guard.html";
const POPUP: &str = "popup.html";
/// What the button says while there is a question.
const BADGE: &str = "?";

/// The administrator's decision (`managed_schema.json`): `ask`, `silently` or `never`.
const POLICY: &str = "GuardPasswords";

/// What the person is to be asked, by the tab in which they signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::background) struct Questions(HashMap<TabId, Question>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    /// The site's id.
    site: String,
    offer: Offer,
}

/// What was to be asked when the worker ended.
pub(in crate::background) fn read_questions(kept: &Snapshot) -> Questions {
    kept.session(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// What guards the password that was sent to this site; none where it is guarded, or may not be.
pub(in crate::background) async fn offer(site: &SiteId, password: Password) -> Option<Offer> {
    let policy = storage::read_policy_text(POLICY).await;
    let is_unasked =
        state::with(|state| state.choices.unguarded.iter().any(|id| id == site.as_str()));
    match policy.as_deref() {
        Some("never") => return None,
        Some("silently") => {}
        _ if is_unasked != Some(false) => return None,
        _ => {}
    }
    let id = site.as_str().to_owned();
    helper::offer_guard(id, visits::name_of(site), password)
        .await
        .ok()?
}

/// The site has let the person in with the password of this offer.
pub(in crate::background) fn on_signed_in(tab: TabId, site: String, offer: Offer) {
    spawn_local(async move {
        if storage::read_policy_text(POLICY).await.as_deref() == Some("silently") {
            if helper::keep_guard(offer).await.is_ok() {
                begin_with_it().await;
            }
            return;
        }
        state::with(|state| state.questions.0.insert(tab, Question { site, offer }));
        let _the_next_worker_does_not_ask = keep().await;
        let _tab_is_gone = show(tab, PAGE, BADGE).await;
        // Where the browser opens it by itself, the person need not look for it.
        let _not_every_browser_does = action::open_popup().await;
    });
}

async fn show(tab: TabId, page: &str, badge: &str) -> Result<(), JsValue> {
    action::set_popup(tab, page).await?;
    action::set_badge_text(tab, badge).await
}

/// Answers a page of the extension.
pub(in crate::background) async fn answer_page(
    message: FromGuarding,
) -> Result<GuardingAnswer, JsValue> {
    match message {
        FromGuarding::Question {} => {
            let site = match tabs::active().await {
                Some(tab) => {
                    state::with(|state| Some(state.questions.0.get(&tab)?.site.clone())).flatten()
                }
                None => None,
            };
            let name = site.map(|site| visits::name_of(&SiteId::new(&site)));
            return Ok(GuardingAnswer::Question(name.unwrap_or_default()));
        }
        FromGuarding::Answer(choice) => return decide(choice).await,
        FromGuarding::Changed {} => {
            begin_to_follow();
            return Ok(GuardingAnswer::Done {});
        }
        FromGuarding::Typed(typed) => return Ok(GuardingAnswer::Judged(try_out(typed).await)),
        FromGuarding::Lists {} => {}
        FromGuarding::Remove(id) => {
            if let Err(problem) = helper::remove_guard(id).await {
                return Ok(GuardingAnswer::Problem(problem));
            }
            follow().await;
        }
        FromGuarding::RemovePair { site, host } => pairs::remove(&site, &host).await?,
        FromGuarding::AskAgain(site) => {
            choices::change(|choices| choices.unguarded.retain(|id| *id != site)).await?;
        }
    }
    Ok(match helper::list_guarded().await {
        Ok(guarded) => GuardingAnswer::Lists(lists(guarded)),
        Err(problem) => GuardingAnswer::Problem(problem),
    })
}

fn lists(guarded: Vec<Guarded>) -> GuardingLists {
    let view = |guarded: Guarded| GuardedView {
        id: guarded.id,
        site: match guarded.whose {
            Whose::Account {} => String::new(),
            Whose::Site { name, .. } => name,
        },
        since_ms: guarded.since_ms,
    };
    let unasked = state::with(|state| state.choices.unguarded.clone()).unwrap_or_default();
    let named = |id: String| {
        let name = visits::name_of(&SiteId::new(&id));
        (id, name)
    };
    GuardingLists {
        guarded: guarded.into_iter().map(view).collect(),
        pairs: pairs::list(),
        unasked: unasked.into_iter().map(named).collect(),
    }
}

/// Does what the person decided over the tab that they look at. A question that cannot be carried
/// out stays.
async fn decide(choice: GuardChoice) -> Result<GuardingAnswer, JsValue> {
    let tab = tabs::active().await;
    let question =
        tab.and_then(|tab| state::with(|state| state.questions.0.get(&tab).cloned()).flatten());
    let (Some(tab), Some(question)) = (tab, question) else {
        return Ok(GuardingAnswer::Done {});
    };
    match choice {
        GuardChoice::Guard => {
            if let Err(problem) = helper::keep_guard(question.offer).await {
                return Ok(GuardingAnswer::Problem(problem));
            }
            begin_with_it().await;
        }
        GuardChoice::NotNow => {}
        GuardChoice::Never => {
            choices::change(|choices| choices.unguarded.push(question.site)).await?;
        }
    }
    forget(tab).await?;
    Ok(GuardingAnswer::Done {})
}

/// There is nothing more to ask in `tab`.
pub(in crate::background) async fn forget(tab: TabId) -> Result<(), JsValue> {
    if state::with(|state| state.questions.0.remove(&tab))
        .flatten()
        .is_some()
    {
        keep().await?;
        let _tab_is_gone = show(tab, POPUP, "").await;
        visits::dress(tab).await;
    }
    Ok(())
}

async fn keep() -> Result<(), JsValue> {
    let text = state::with(|state| serde_json::to_string(&state.questions).unwrap_or_default());
    storage::write_session(KEY, &text.unwrap_or_default()).await
}
