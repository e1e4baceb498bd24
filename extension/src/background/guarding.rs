//! Guarded passwords: what is typed where one could belong is judged by the helper, and a page that
//! is about to get one is left.
//!
//! What was typed last stands in `storage.session`, over all frames and tabs: neither a page nor the
//! worker's end makes it forgotten, and it is never written to disk.

mod asking;
mod pairs;
mod stream;

use signin_seal_shared::guarding::{Judgement, Typed, Whose};
use signin_seal_shared::limits::JUDGEMENT_MILLISECONDS;
use signin_seal_shared::protocol::Event;
use signin_seal_shared::secret::Password;
use signin_seal_shared::site::SiteId;
use signin_seal_shared::verdict::{UnknownReason, Verdict};
use wasm_bindgen_futures::spawn_local;

pub(super) use self::asking::{
    Questions, answer_page, forget, offer, on_signed_in, read_questions,
};
pub(super) use self::pairs::{Pairs, let_have, may_let_have, read_pairs};
pub(super) use self::stream::{Stream, forget as forget_typed, read_stream};
use super::interception::EMPTY_PAGE;
use super::warnings::{Behind, Stopped};
use super::{helper, interception, state, visits};
use crate::browser::navigation::top_document;
use crate::browser::runtime::{self, Sender};
use crate::browser::tabs::TabId;
use crate::browser::{scripting, tabs, time};
use crate::guarding::{HOLD, LATE_SCRIPT, OPEN, SCRIPTS, STOP, UNKNOWN};
use crate::messages::TypedHere;

/// Something was typed in a document of `tab`.
pub(super) async fn on_typed(typed: TypedHere, tab: TabId, sender: &Sender) -> u32 {
    if typed.is_given {
        stream::note(typed);
        return OPEN;
    }
    let place = Place::of(sender);
    // Where nothing was typed the page gets nothing more.
    let is_typed = !typed.text.reveal().is_empty();
    let is_given = stream::is_given() && is_typed;
    let is_late = typed.is_late && is_typed || is_given;
    let is_seen = typed.is_seen || is_given;
    let begun = time::now().0;
    let whose = match judge(typed, place.exempt()).await {
        None => return UNKNOWN,
        Some(Judgement::Open {}) => {
            stream::forget_given();
            return OPEN;
        }
        Some(Judgement::Hold { characters }) if !is_late => return HOLD + characters,
        // The page has the next key before it could be held.
        Some(Judgement::Hold { .. }) => None,
        Some(Judgement::Stop { whose }) => Some(whose),
    };
    // The keys went through before the answer came.
    let is_slow = time::now().0.abs_diff(begun) >= u64::from(JUDGEMENT_MILLISECONDS);
    // A page that is late has heard what makes the password whole.
    let is_seen = is_seen || is_slow || (is_late && whose.is_some());
    stop(tab, &place, whose, is_seen, sender.private).await;
    STOP
}

/// Something was typed on a page where nothing comes of it.
pub(super) async fn try_out(typed: TypedHere) -> u32 {
    match judge(typed, Vec::new()).await {
        None => UNKNOWN,
        Some(Judgement::Open {}) => OPEN,
        Some(Judgement::Hold { characters }) => HOLD + characters,
        Some(Judgement::Stop { .. }) => {
            stream::forget();
            STOP
        }
    }
}

async fn judge(typed: TypedHere, exempt: Vec<String>) -> Option<Judgement> {
    let (before, after) = (typed.before.clone(), typed.after.clone());
    let stream = stream::note(typed)?;
    let mut question = Typed {
        stream: Password::new(stream),
        before,
        after,
        exempt,
    };
    let judgement = helper::judge_typed(question.clone()).await.ok()?;
    if judgement == (Judgement::Open {}) && !question.exempt.is_empty() {
        // Typed where it belongs, it is nothing that begins there and ends on the next site. A part
        // of it stays, or a page could have it forgotten by a look at the genuine one.
        question.exempt.clear();
        if let Ok(Judgement::Stop { .. }) = helper::judge_typed(question).await {
            stream::forget();
        }
    }
    Some(judgement)
}

/// Where something is typed, as the browser attests it.
struct Place {
    host: String,
    verdict: Verdict,
}

impl Place {
    /// A document without an address of its own belongs to the one that made it.
    fn of(sender: &Sender) -> Self {
        let url = match (sender.url.starts_with("http"), &sender.origin) {
            (false, Some(origin)) => origin,
            _ => &sender.url,
        };
        Self {
            host: visits::host_of(url).unwrap_or_default(),
            verdict: visits::verdict_of(url),
        }
    }

    /// The sites of which the password belongs there.
    fn exempt(&self) -> Vec<String> {
        let genuine = match &self.verdict {
            Verdict::Genuine(site) => Some(site.as_str().to_owned()),
            Verdict::Insecure(_) | Verdict::Lookalike(_) | Verdict::Unknown(_) => None,
        };
        genuine.into_iter().chain(pairs::of(&self.host)).collect()
    }

    /// Whether it belongs to this site, and nobody signs in there.
    fn is_of(&self, site: &SiteId) -> bool {
        matches!(&self.verdict, Verdict::Unknown(UnknownReason::NotASignInHost(own)) if own == site)
    }
}

/// Leads `tab` away from a page that was about to get the password.
async fn stop(tab: TabId, place: &Place, whose: Option<Whose>, is_seen: bool, is_private: bool) {
    match &whose {
        Some(_) => stream::forget(),
        // It may go on elsewhere, until the person has seen the warning.
        None => stream::forget_given(),
    }
    let Some(top) = top_document(tab).await else {
        return;
    };
    let is_own = match &whose {
        Some(Whose::Site { id, .. }) => place.is_of(&SiteId::new(id)),
        _ => false,
    };
    // A document of no origin stands for the page that it is in.
    let host = match place.host.as_str() {
        "" => visits::host_of(&top.url).unwrap_or_default(),
        host => host.to_owned(),
    };
    let stopped = Stopped {
        whose: whose.clone(),
        is_own,
        is_seen,
    };
    if let Some((maker, url)) = maker_of(tab, &top.url, &host).await {
        let stopped = Some(stopped.clone());
        interception::warn_of(maker, (&url, &host), Behind::TheLookalike, stopped);
    }
    interception::warn_of(tab, (&top.url, &host), Behind::TheLookalike, Some(stopped));
    if let (Some(whose), false) = (whose, is_private) {
        helper::note(Event::PasswordStopped { host, whose });
    }
}

/// The tab of the page that made a window without an address of its own. A small window above all
/// others ends where it is led away, and nobody would be warned.
async fn maker_of(tab: TabId, url: &str, host: &str) -> Option<(TabId, String)> {
    if url != EMPTY_PAGE {
        return None;
    }
    let maker = tabs::opener_of(tab).await?;
    let url = top_document(maker).await?.url;
    // It may show something else by now.
    (visits::host_of(&url)? == host).then_some((maker, url))
}

/// A password is guarded that may just have been typed where it belongs.
pub(super) async fn begin_with_it() {
    stream::forget();
    follow().await;
}

/// Lets the scripts run where something could be typed, for as long as there is a guarded password.
pub(super) async fn follow() {
    // Where the helper cannot be asked, what was is still so.
    let Ok(guarded) = helper::list_guarded().await else {
        return;
    };
    let is_new = scripting::run_everywhere("guarding", &SCRIPTS, !guarded.is_empty()).await;
    match is_new {
        Ok(true) => {
            let scripts = [&[LATE_SCRIPT], &SCRIPTS[..]].concat();
            for tab in tabs::all().await {
                let _takes_no_script = scripting::run_all(tab, &scripts).await;
            }
        }
        Ok(false) => {}
        Err(error) => runtime::log("the guard was not put up:", &error),
    }
}

/// As above. Nobody waits for it.
pub(super) fn begin_to_follow() {
    spawn_local(follow());
}
