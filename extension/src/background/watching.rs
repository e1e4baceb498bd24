//! Watches a page that only looks like a site's, until it asks for a password.
//!
//! A small script, `watch.js`, goes into each document of such a page. It holds all keys back until
//! it is told that the page may have them, and those of a password field until it is told so again.
//! It knows no verdict. Other pages get nothing.
//!
//! The script goes into a page that is to be warned of, too: should the browser be quicker to show
//! the page than to show the warning, no key gets there meanwhile.

use signin_seal_shared::verdict::Verdict;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::warnings::{Behind, Place};
use super::{interception, state, visits};
use crate::browser::navigation::top_document;
use crate::browser::scripting::{self, Documents};
use crate::browser::tabs::TabId;

const SCRIPT: &str = "watch.js";

/// A page of `host` is about to come: the script is to be there before the page's own.
pub(super) fn prepare(host: String) {
    let place = state::with(|state| state.warnings.prepare(&host));
    let Some(Place::New { gives_way }) = place else {
        return;
    };
    spawn_local(async move {
        // Where it cannot be had, the script still comes when the page is shown.
        let _prepared = scripting::run_on(&host, SCRIPT).await;
        if let Some(oldest) = gives_way {
            let _ended = scripting::stop_running_on(&oldest).await;
        }
    });
}

/// This page may come, should somebody go there.
pub(super) fn expect(url: &str) {
    if let Verdict::Lookalike(lookalike) = visits::verdict_of(url) {
        prepare(lookalike.visited.to_string());
    }
}

/// `tab` shows a document of a lookalike now. Where the script was not there before the page's own,
/// it goes into every document that there is by now.
pub(super) async fn begin(tab: TabId) {
    state::with(|state| state.warnings.watch(tab));
    let _takes_no_script = scripting::run(tab, Documents::All, SCRIPT).await;
}

/// The extension has started over a tab that may show a lookalike already.
pub(super) async fn begin_again(tab: TabId) {
    if let Some(top) = top_document(tab).await
        && matches!(visits::verdict_of(&top.url), Verdict::Lookalike(_))
    {
        begin(tab).await;
    }
}

/// A document of `tab` has been shown, or was read. The script stays away where it is already.
pub async fn on_document(tab: JsValue, document: String) {
    if let Some(tab) = TabId::read(&tab)
        && state::with(|state| state.warnings.watches(tab)) == Some(true)
    {
        let _takes_no_script = scripting::run(tab, Documents::One(&document), SCRIPT).await;
    }
}

/// A page has been prepared in `tab`, and is not shown yet: its keys are held from the moment when
/// it is shown, since the browser tells of that only afterwards.
pub async fn on_prepared(tab: JsValue, document: String, url: String) {
    if let Some(tab) = TabId::read(&tab)
        && matches!(visits::verdict_of(&url), Verdict::Lookalike(_))
    {
        let _takes_no_script = scripting::run(tab, Documents::One(&document), SCRIPT).await;
    }
}

/// Whether the page of `tab` may have the keys that are meant for its password field. Where it may
/// not, the warning comes up.
pub(super) async fn may_have_password(tab: TabId) -> bool {
    let Some(top) = top_document(tab).await else {
        return false;
    };
    let Some(accused) = interception::accusation(tab, &top.url) else {
        return true;
    };
    let host = accused.visited.to_string();
    interception::warn(tab, &top.url, &host, Behind::TheLookalike);
    false
}

/// Whether the page of `tab`, which is shown again, may have keys at all.
pub(super) async fn may_have_keys(tab: TabId) -> bool {
    let Some(top) = top_document(tab).await else {
        return false;
    };
    !interception::look(tab, &top.url, Behind::TheLookalike)
}
