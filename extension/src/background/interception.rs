//! Leads a tab that is on its way to a lookalike to the warning page.
//!
//! Each step of a visit that the browser reports is looked at, from the memory alone: the earliest
//! one counts, and the later ones are there for visits that have no earlier one.

use signin_seal_shared::verdict::{Lookalike, Severity, Verdict};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::requests::Request;
use super::warnings::{Behind, Stopped};
use super::{state, visits, watching};
use crate::browser::navigation::top_document;
use crate::browser::tabs::{self, NEW_TAB, TabId, Window};
use crate::browser::{randomness, runtime, time};

/// The page that warns.
pub(super) const WARNING_PAGE: &str = "warning.html";
/// What a private window shows while the warning stands in an ordinary one, and a window that a page
/// made without an address.
pub(super) const EMPTY_PAGE: &str = "about:blank";

/// A visit begins.
pub fn on_begun(tab: &JsValue, url: &str) {
    if let Some(tab) = TabId::read(tab) {
        state::with(|state| state.requests.begin(tab, url));
        look(tab, url, Behind::TheWayHere);
    }
}

/// A top-level page is requested: for a visit, also after a redirect, or in advance. What is fetched
/// in advance takes no tab, but can be made ready with it.
pub fn on_requested(tab: &JsValue, request: &str, url: &str) {
    let Some(tab) = TabId::read(tab) else {
        return;
    };
    match state::with(|state| state.requests.note(tab, request, url)) {
        Some(Request::Redirected) => {
            look(tab, url, Behind::TheWayHere);
        }
        Some(Request::First) | None => {}
        Some(Request::InAdvance) => watching::expect(url),
    }
}

/// A page that is shown has another address, and is still the same document.
pub fn on_same_document(tab: &JsValue, url: &str) {
    if let Some(tab) = TabId::read(tab) {
        look(tab, url, Behind::TheLookalike);
    }
}

/// The browser has put another page into the place of a tab.
pub async fn on_replaced(tab: JsValue) {
    if let Some(tab) = TabId::read(&tab) {
        look_at_shown(tab).await;
    }
}

/// Looks at what `tab` shows, where the browser has told no earlier step of the visit.
pub(super) async fn look_at_shown(tab: TabId) {
    if let Some(top) = top_document(tab).await {
        look(tab, &top.url, Behind::TheLookalike);
    }
}

/// Warns where the name alone is proof enough, and says whether it leads the tab elsewhere. Whatever
/// looks like a site is going to be watched, should it be shown.
pub(super) fn look(tab: TabId, url: &str, behind: Behind) -> bool {
    match visits::verdict_of(url) {
        Verdict::Lookalike(lookalike) => accuse(tab, url, lookalike, behind),
        Verdict::Genuine(_) | Verdict::Insecure(_) | Verdict::Unknown(_) => false,
    }
}

/// As above, for a visit that was judged already.
pub(super) fn accuse(tab: TabId, url: &str, lookalike: Lookalike, behind: Behind) -> bool {
    let host = lookalike.visited.to_string();
    watching::prepare(host.clone());
    let Some(accused) = undecided(tab, lookalike) else {
        return false;
    };
    if state::with(|state| state.warnings.is_way_back(tab, &host)) == Some(true) {
        spawn_local(async move {
            let _tab_is_gone = tabs::lead(tab, NEW_TAB).await;
        });
        return true;
    }
    let is_blocked = accused.severity == Severity::Block;
    if is_blocked {
        warn(tab, url, &host, behind);
    }
    is_blocked
}

/// What a visit is accused of, after all that the person has decided.
pub(super) fn accusation(tab: TabId, url: &str) -> Option<Lookalike> {
    match visits::verdict_of(url) {
        Verdict::Lookalike(lookalike) => undecided(tab, lookalike),
        Verdict::Genuine(_) | Verdict::Insecure(_) | Verdict::Unknown(_) => None,
    }
}

/// The accusation, unless the person has decided to go on all the same.
fn undecided(tab: TabId, lookalike: Lookalike) -> Option<Lookalike> {
    let now = time::now();
    let host = lookalike.visited.to_string();
    let verdict = Verdict::Lookalike(lookalike);
    let verdict = state::with(|state| match state.warnings.lets_on(tab, &host) {
        true => None,
        false => Some(state.exceptions.quieten(verdict, now)),
    });
    match verdict.flatten() {
        Some(Verdict::Lookalike(lookalike)) => Some(lookalike),
        _ => None,
    }
}

/// Puts the warning page up in `tab`. The browser is asked at once; what is to be kept is written
/// meanwhile.
pub(super) fn warn(tab: TabId, url: &str, host: &str, behind: Behind) {
    warn_of(tab, (url, host), behind, None);
}

/// As above, also of a page that was about to get a guarded password.
pub(super) fn warn_of(tab: TabId, page: (&str, &str), behind: Behind, stopped: Option<Stopped>) {
    let Ok(fresh) = randomness::random_bytes() else {
        return;
    };
    let fresh = fresh.map(|byte| format!("{byte:02x}")).concat();
    let now = time::now().0;
    let id = state::with(|state| {
        state
            .warnings
            .give(tab, page, (behind, stopped), now, fresh)
    });
    if let Some(id) = id.flatten() {
        spawn_local(async move { put_up(tab, &id).await });
    }
}

async fn put_up(tab: TabId, id: &str) {
    let page = runtime::url_of(&format!("{WARNING_PAGE}#{id}"));
    // Where the tab is gone, there is nobody to warn.
    if matches!(tabs::lead(tab, &page).await, Ok(Window::Private))
        && tabs::lead(tab, EMPTY_PAGE).await.is_ok()
        && state::with(|state| state.warnings.moves(id)) == Some(true)
        && let Ok(Some(page)) = tabs::open_in_front(&page).await
    {
        state::with(|state| state.warnings.move_page(id, page));
    }
    let _the_next_worker_has_none = state::keep_warnings().await;
}
