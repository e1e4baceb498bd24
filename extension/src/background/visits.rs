//! Judges each visit as the browser reports it, and what may be shown there.

use signin_seal_shared::site::{Host, RegistrableDomain, SiteId};
use signin_seal_shared::verdict::{Frame, UnknownReason, Verdict, Visit, judge};
use wasm_bindgen::JsValue;

use super::standing::{self, Standing};
use super::ties::PageDocument;
use super::warnings::Behind;
use super::{
    asked_for, drafts, guarding, interception, permission, sign_ins, state, toolbar, watching,
};
use crate::browser::navigation::{self, AnyDocument, TopDocument, top_document};
use crate::browser::tabs::{self, TabId};
use crate::messages::{Display, TabReport, Touch, VerdictName};
use crate::problem::{Problem, ProblemCode};

/// A top-level page has been shown in a tab.
///
/// # Errors
/// The browser's, when its storage cannot be written.
pub async fn on_committed(tab: JsValue, document: String, url: String) -> Result<(), JsValue> {
    let Some(tab) = TabId::read(&tab) else {
        return Ok(());
    };
    forget_other_documents(tab, Some(&document)).await?;
    let verdict = verdict_of(&url);
    let host = match &verdict {
        Verdict::Lookalike(lookalike) => Some(lookalike.visited.to_string()),
        Verdict::Genuine(_) | Verdict::Insecure(_) | Verdict::Unknown(_) => None,
    };
    if let Verdict::Lookalike(lookalike) = &verdict
        && interception::accuse(tab, &url, lookalike.clone(), Behind::TheLookalike)
    {
        sign_ins::forget(tab);
        watching::begin(tab).await;
        return Ok(());
    }
    sign_ins::on_shown(tab, &url, &verdict);
    let changed = state::with(|state| {
        state.requests.end(tab);
        state.warnings.on_shown(tab, host.as_deref())
    });
    // The browser makes the button neutral at each navigation: other pages cost nothing here.
    match verdict {
        Verdict::Genuine(_) | Verdict::Insecure(_) => dress(tab).await,
        Verdict::Lookalike(_) => {
            watching::begin(tab).await;
            dress(tab).await;
        }
        Verdict::Unknown(_) if changed != Some(true) => return Ok(()),
        Verdict::Unknown(_) => {}
    }
    state::keep_warnings().await
}

/// A visit begins in `tab`: by the time that its address stands in the browser's bar, nothing good
/// is said beside it of the page before.
pub async fn on_leaving(tab: JsValue) {
    let Some(tab) = TabId::read(&tab) else { return };
    let is_on_its_way = || state::with(|state| state.requests.is_on_its_way(tab)) == Some(true);
    if genuine_page(tab).await.is_some() && is_on_its_way() {
        toolbar::show_nothing(tab).await;
        if !is_on_its_way() {
            dress(tab).await; // it was quicker
        }
    }
}

/// A visit came to nothing, and `tab` shows what it did before.
pub async fn on_stayed(tab: JsValue) {
    if let Some(tab) = TabId::read(&tab) {
        state::with(|state| state.requests.end(tab));
        dress(tab).await;
    }
}

/// The browser or the extension has started: pages that were shown before get their button.
pub async fn on_started() {
    for tab in tabs::all().await {
        interception::look_at_shown(tab).await;
        watching::begin_again(tab).await;
        dress(tab).await;
    }
    guarding::begin_to_follow();
}

/// A tab was closed.
///
/// # Errors
/// The browser's, when its storage cannot be written.
pub async fn on_tab_removed(tab: JsValue) -> Result<(), JsValue> {
    let Some(tab) = TabId::read(&tab) else {
        return Ok(());
    };
    asked_for::forget(Some(tab)).await?;
    sign_ins::forget(tab);
    guarding::forget(tab).await?;
    let forgotten = state::with(|state| {
        state.requests.end(tab);
        state.warnings.forget(tab)
    });
    if forgotten == Some(true) {
        state::keep_warnings().await?;
    }
    forget_other_documents(tab, None).await
}

/// The document that `tab` shows now in its top frame, and its site, if it is genuine.
pub(super) async fn genuine_page(tab: TabId) -> Option<(PageDocument, SiteId)> {
    let TopDocument { document, url, .. } = top_document(tab).await?;
    match verdict_of(&url) {
        Verdict::Genuine(site) => Some((PageDocument { tab, document }, site)),
        Verdict::Insecure(_) | Verdict::Lookalike(_) | Verdict::Unknown(_) => None,
    }
}

/// Why `page`, which is not genuine, has no seal; none where nothing is known of it.
pub(super) async fn reason_at(page: &PageDocument) -> Option<Problem> {
    let AnyDocument { url, is_top } = navigation::document(page.tab, &page.document).await?;
    let frame = if is_top { Frame::Top } else { Frame::Embedded };
    let code = match verdict_in(&url, frame) {
        Verdict::Insecure(_) => ProblemCode::PageInsecure,
        // A genuine page asks in a frame of its own: nobody else stands around it.
        Verdict::Unknown(UnknownReason::Framed(_)) if genuine_page(page.tab).await.is_some() => {
            return None;
        }
        Verdict::Unknown(UnknownReason::Framed(_)) => ProblemCode::PageFramed,
        Verdict::Genuine(_) | Verdict::Lookalike(_) | Verdict::Unknown(_) => return None,
    };
    Some(Problem::new(code).with("host", host_of(&url)?))
}

/// Every genuine page that is open, with its site.
pub(super) async fn genuine_pages() -> Vec<(PageDocument, SiteId)> {
    let mut pages = Vec::new();
    for tab in tabs::all().await {
        pages.extend(genuine_page(tab).await);
    }
    pages
}

/// Gives `tab` the button that belongs to what it shows now.
pub(super) async fn dress(tab: TabId) {
    let Some(TopDocument {
        document,
        url,
        error_occurred: false,
    }) = top_document(tab).await
    else {
        return;
    };
    match verdict_of(&url) {
        Verdict::Genuine(_) => {
            let standing = standing::read().await;
            // The helper's answer may come when the tab already shows another page.
            let page = PageDocument { tab, document };
            if genuine_page(tab)
                .await
                .is_some_and(|(shown, _)| shown == page)
            {
                match is_withdrawn(tab, &page.document) {
                    true => toolbar::show_withdrawn(tab).await,
                    false => toolbar::show(tab, &standing).await,
                }
            }
        }
        Verdict::Insecure(_) => toolbar::show_insecure(tab).await,
        Verdict::Lookalike(lookalike) => {
            toolbar::show_lookalike(tab, &name_of(&lookalike.site)).await;
        }
        Verdict::Unknown(_) => {}
    }
}

/// What a seal frame shows on `page`, a genuine page of this site.
pub(super) fn display_on(
    page: &PageDocument,
    site: &SiteId,
    standing: &Result<Standing, Problem>,
) -> Display {
    if is_withdrawn(page.tab, &page.document) {
        return Display::Problem(Problem::new(ProblemCode::PageHidesSeal));
    }
    let standing = match standing {
        Ok(standing) => standing,
        Err(problem) => return Display::Problem(problem.clone()),
    };
    match (standing, standing.problem()) {
        (_, Some(problem)) => Display::Problem(problem),
        (Standing::Ours(kept), None) => Display::Seal {
            seal: drafts::frame_view(&kept.seal),
            site: name_of(site),
            waits: permission::touch() != Touch::Chosen(false)
                && state::with(|state| state.ties.is_touched(page)) == Some(false),
        },
        _ => {
            let welcomes = state::with(|state| {
                state.welcomed.as_ref() == Some(page) && state.policy_allows != Some(false)
            });
            match welcomes {
                Some(true) => Display::Welcome {},
                _ => Display::Invitation {},
            }
        }
    }
}

/// Whether the site of this page could be protected: it has a registrable domain, and nothing is
/// known of it.
pub(super) fn may_be_protected(top: &TopDocument) -> bool {
    let is_unknown = || verdict_of(&top.url) == Verdict::Unknown(UnknownReason::NoSite);
    let host = || host_of(&top.url)?.parse::<Host>().ok();
    !top.error_occurred && is_unknown() && host().as_ref().and_then(RegistrableDomain::of).is_some()
}

/// What the popup says of `tab`.
pub(super) async fn report(tab: TabId) -> TabReport {
    let top = top_document(tab).await;
    let url = top.as_ref().map(|top| top.url.as_str()).unwrap_or_default();
    if top.as_ref().is_some_and(|top| top.error_occurred) {
        // The browser's own warning stands there: no word of ours may speak against it.
        return TabReport {
            verdict: VerdictName::NotLoaded,
            site: String::new(),
            host: host_of(url).unwrap_or_default(),
            display: Display::Nothing {},
            may_be_protected: false,
        };
    }
    let verdict = verdict_of(url);
    let (name, site) = match &verdict {
        Verdict::Genuine(site) => (VerdictName::Genuine, Some(site)),
        Verdict::Insecure(site) => (VerdictName::Insecure, Some(site)),
        Verdict::Unknown(UnknownReason::NotASignInHost(site)) => {
            (VerdictName::NotASignInHost, Some(site))
        }
        Verdict::Unknown(UnknownReason::NotAWebAddress) => (VerdictName::NotAWebAddress, None),
        Verdict::Lookalike(lookalike) => (VerdictName::Lookalike, Some(&lookalike.site)),
        Verdict::Unknown(UnknownReason::NoSite | UnknownReason::Framed(_)) => {
            (VerdictName::Unknown, None)
        }
    };
    let display = match &verdict {
        Verdict::Genuine(_)
            if top
                .as_ref()
                .is_some_and(|top| is_withdrawn(tab, &top.document)) =>
        {
            Display::Problem(Problem::new(ProblemCode::PageHidesSeal))
        }
        Verdict::Genuine(site) => in_popup(site).await,
        Verdict::Insecure(_) | Verdict::Lookalike(_) | Verdict::Unknown(_) => Display::Nothing {},
    };
    // The tab may have gone elsewhere while the helper was asked: then nothing is said of it.
    let shown = top_document(tab).await.map(|top| top.document);
    if shown != top.as_ref().map(|top| top.document.clone()) {
        return TabReport {
            verdict: VerdictName::NotLoaded,
            site: String::new(),
            host: String::new(),
            display: Display::Nothing {},
            may_be_protected: false,
        };
    }
    TabReport {
        verdict: name,
        site: site.map(name_of).unwrap_or_default(),
        host: host_of(url).unwrap_or_default(),
        display,
        may_be_protected: top.as_ref().is_some_and(may_be_protected),
    }
}

/// What the popup shows over a genuine page of this site.
async fn in_popup(site: &SiteId) -> Display {
    match standing::read().await {
        Ok(standing) => match (&standing, standing.problem()) {
            (_, Some(problem)) => Display::Problem(problem),
            (Standing::Ours(kept), None) => Display::Seal {
                seal: drafts::large_view(&kept.seal),
                site: name_of(site),
                waits: false,
            },
            _ => Display::Invitation {},
        },
        Err(problem) => Display::Problem(problem),
    }
}

/// Whether the seal of this page was given up.
pub(super) fn is_withdrawn(tab: TabId, document: &str) -> bool {
    state::with(|state| state.ties.is_withdrawn(tab, document)) == Some(true)
}

/// Whether this is the address of a genuine page.
pub(super) fn is_genuine(url: &str) -> bool {
    matches!(verdict_of(url), Verdict::Genuine(_))
}

/// What a visit to this address in the top frame is.
pub(super) fn verdict_of(url: &str) -> Verdict {
    verdict_in(url, Frame::Top)
}

fn verdict_in(url: &str, frame: Frame) -> Verdict {
    let visit = Visit { url, frame };
    state::with(|state| judge(&visit, &state.catalogue))
        .unwrap_or(Verdict::Unknown(UnknownReason::NotAWebAddress))
}

/// What people call this site.
pub(super) fn name_of(site: &SiteId) -> String {
    state::with(|state| state.catalogue.site(site).map(|site| site.name.clone()))
        .flatten()
        .unwrap_or_default()
}

pub(super) fn host_of(url: &str) -> Option<String> {
    web_sys::Url::new(url).ok().map(|url| url.hostname())
}

async fn forget_other_documents(tab: TabId, document: Option<&str>) -> Result<(), JsValue> {
    match state::with(|state| state.ties.forget_other_documents(tab, document)) {
        Some(true) => state::keep_ties().await,
        Some(false) | None => Ok(()),
    }
}
