//! Observed sign-ins: a sign-in form of a genuine page was submitted, and a genuine page without one
//! followed in the same tab. The helper is told of it, for the member's history.
//!
//! The page says that its form was submitted, with the password that was sent and nothing else of what
//! stood in it; where that was is the browser's word. What is waited for stands in `storage.session`, and outlives the worker.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use signin_seal_shared::guarding::Offer;
use signin_seal_shared::protocol::Event;
use signin_seal_shared::secret::Password;
use signin_seal_shared::site::SiteId;
use signin_seal_shared::verdict::{UnknownReason, Verdict};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::{guarding, helper, state, visits};
use crate::browser::navigation::top_document;
use crate::browser::runtime::Sender;
use crate::browser::storage::{self, Snapshot};
use crate::browser::tabs::TabId;
use crate::browser::time;

const KEY: &str = "sign_ins";
/// The administrator's STUN server (`managed_schema.json`).
const STUN: &str = "StunServer";

/// How long a site may take to let somebody in: a code may have to come by mail first.
const PATIENCE_MILLISECONDS: u64 = 5 * 60 * 1000;

/// The forms that were submitted last, and of which nobody knows yet what came of it, by tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct SignIns(HashMap<TabId, Submitted>);

/// A form that was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Submitted {
    /// The id of its site.
    site: String,
    /// The host of its page.
    host: String,
    /// When, in milliseconds since 1970.
    at_ms: i64,
    /// What guards the password that was sent.
    offer: Option<Offer>,
}

/// What a page that is shown says of the form that was submitted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It let the person in.
    SignedIn,
    /// The page says later whether it has a sign-in box.
    Open,
    /// Nothing: it is another site's page, or came too late.
    Lost,
}

impl Submitted {
    /// What a page at `url` that is shown at `now_ms` says.
    fn outcome(&self, url: &str, verdict: &Verdict, now_ms: i64) -> Outcome {
        // A clock that was set back makes nothing older.
        if now_ms.abs_diff(self.at_ms) > PATIENCE_MILLISECONDS || !url.starts_with("https:") {
            return Outcome::Lost;
        }
        match verdict {
            Verdict::Genuine(site) if site.as_str() == self.site => Outcome::Open,
            Verdict::Unknown(UnknownReason::NotASignInHost(site)) if site.as_str() == self.site => {
                Outcome::SignedIn
            }
            _ => Outcome::Lost,
        }
    }
}

/// What was waited for when the worker ended.
pub(super) fn read(kept: &Snapshot) -> SignIns {
    kept.session(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// What an offer that is being made and the site's answer wait for: which of them is quicker is
/// anybody's guess.
#[derive(Clone, Copy)]
enum Waits {
    /// The site has not let the person in yet.
    ForTheSite,
    /// It has, and the person is asked as soon as there is an offer.
    ForTheOffer,
}

thread_local! {
    /// The tabs for which an offer is being made; the worker that makes it has to live for it.
    static OFFERING: RefCell<Vec<(TabId, Waits)>> = const { RefCell::new(Vec::new()) };
}

/// The page of `sender`, at the top of `tab`, says that its form was submitted.
pub(super) async fn on_submitted(
    tab: TabId,
    sender: &Sender,
    password: Option<Password>,
) -> Result<(), JsValue> {
    let (Verdict::Genuine(site), false) = (visits::verdict_of(&sender.url), sender.private) else {
        return Ok(());
    };
    let submitted = Submitted {
        site: site.as_str().to_owned(),
        host: visits::host_of(&sender.url).unwrap_or_default(),
        at_ms: time::now().0,
        offer: None,
    };
    state::with(|state| state.sign_ins.0.insert(tab, submitted));
    keep().await?;
    if let Some(password) = password {
        OFFERING.with_borrow_mut(|tabs| tabs.push((tab, Waits::ForTheSite)));
        let offer = guarding::offer(&site, password).await;
        let waits = OFFERING.with_borrow_mut(|tabs| {
            let place = tabs.iter().position(|(other, _)| *other == tab)?;
            Some(tabs.remove(place).1)
        });
        match (offer, waits) {
            (Some(offer), Some(Waits::ForTheOffer)) => {
                guarding::on_signed_in(tab, site.as_str().to_owned(), offer);
            }
            (Some(offer), _) => {
                state::with(|state| {
                    if let Some(submitted) = state.sign_ins.0.get_mut(&tab) {
                        submitted.offer = Some(offer);
                    }
                });
                keep().await?;
            }
            (None, _) => {}
        }
    }
    // Where the worker had to be woken first, the next page may be there already.
    if let Some(top) = top_document(tab).await
        && top.document != sender.document
    {
        on_shown(tab, &top.url, &visits::verdict_of(&top.url));
    }
    Ok(())
}

/// `tab` shows another page.
pub(super) fn on_shown(tab: TabId, url: &str, verdict: &Verdict) {
    match outcome(tab, url, verdict) {
        Some(Outcome::SignedIn) => note(tab),
        Some(Outcome::Lost) => forget(tab),
        Some(Outcome::Open) | None => {}
    }
}

/// The page at the top of `tab` has no sign-in box.
pub(super) fn on_no_box(tab: TabId, url: &str) {
    if outcome(tab, url, &visits::verdict_of(url)) == Some(Outcome::Open) {
        note(tab);
    }
}

/// Nothing came of the form that was submitted in `tab`.
pub(super) fn forget(tab: TabId) {
    take(tab);
}

/// What a page says of the form that was submitted in `tab`; none where there was none. Most tabs
/// have none, and pay for no more than this question.
fn outcome(tab: TabId, url: &str, verdict: &Verdict) -> Option<Outcome> {
    let now_ms = time::now().0;
    state::with(|state| Some(state.sign_ins.0.get(&tab)?.outcome(url, verdict, now_ms))).flatten()
}

/// Tells the helper, once.
fn note(tab: TabId) {
    let Some(submitted) = take(tab) else { return };
    let site = visits::name_of(&SiteId::new(&submitted.site));
    match submitted.offer {
        Some(offer) => guarding::on_signed_in(tab, submitted.site, offer),
        None => OFFERING.with_borrow_mut(|tabs| {
            for (_, waits) in tabs.iter_mut().filter(|(other, _)| *other == tab) {
                *waits = Waits::ForTheOffer;
            }
        }),
    }
    spawn_local(async move {
        helper::note(Event::SignedIn {
            site,
            host: submitted.host,
            stun: storage::read_policy_text(STUN).await,
        });
    });
}

fn take(tab: TabId) -> Option<Submitted> {
    let taken = state::with(|state| state.sign_ins.0.remove(&tab)).flatten()?;
    spawn_local(async {
        let _the_next_worker_waits_in_vain = keep().await;
    });
    Some(taken)
}

async fn keep() -> Result<(), JsValue> {
    let text = state::with(|state| serde_json::to_string(&state.sign_ins).unwrap_or_default());
    storage::write_session(KEY, &text.unwrap_or_default()).await
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::site::{Catalogue, alibaba};
    use signin_seal_shared::verdict::{Frame, Visit, judge};

    use super::*;

    const AT: i64 = 1_700_000_000_000;

    fn outcome_at(url: &str, later_ms: i64) -> Outcome {
        let submitted = Submitted {
            site: alibaba().id.as_str().to_owned(),
            host: "login.alibaba.com".to_owned(),
            at_ms: AT,
            offer: None,
        };
        let visit = Visit {
            url,
            frame: Frame::Top,
        };
        let verdict = judge(&visit, &Catalogue::new(vec![alibaba()]));
        submitted.outcome(url, &verdict, AT + later_ms)
    }

    #[test]
    fn another_host_of_the_site_lets_the_person_in() {
        let outcome = |url| outcome_at(url, 1000);
        assert_eq!(outcome("https://www.alibaba.com/"), Outcome::SignedIn);
        assert_eq!(outcome("https://login.alibaba.com/home"), Outcome::Open);
        assert_eq!(outcome("https://passport.alibaba.com/"), Outcome::Open);
    }

    #[test]
    fn what_is_not_the_site_says_nothing() {
        for url in [
            "http://www.alibaba.com/",
            "http://login.alibaba.com/",
            "https://garden-shop.example/",
            "https://alibaba.com.evil.example/",
            "https://www.taobao.com/",
            "about:blank",
        ] {
            assert_eq!(outcome_at(url, 1000), Outcome::Lost, "{url}");
        }
    }

    #[test]
    fn it_is_waited_for_some_minutes_whatever_the_clock_does() {
        let home = |later_ms| outcome_at("https://www.alibaba.com/", later_ms);
        let limit = 5 * 60 * 1000;
        assert_eq!(home(limit), Outcome::SignedIn);
        assert_eq!(home(-limit), Outcome::SignedIn);
        assert_eq!(home(limit + 1), Outcome::Lost);
        assert_eq!(home(-limit - 1), Outcome::Lost);
    }
}
