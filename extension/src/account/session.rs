//! The session: one for all account tabs of the browser. It ends at a lock click, after ten idle
//! minutes, and with the browser; a tab whose session ended shows nothing of the account any more.

use std::cell::{Cell, RefCell};

use signin_seal_shared::account::AccountRequest;
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::limits::SESSION_IDLE_MILLISECONDS;
use wasm_bindgen::JsValue;

use super::{client, desk, draft, signing_in};
use crate::browser::storage::{self, Snapshot};
use crate::browser::{time, timer};
use crate::{dom, page};

/// Where the token stands: only the extension's own pages can read it, and it is gone with the
/// browser.
const TOKEN: &str = "account_session";
/// When the person last did something, in any account tab.
const ACTIVE: &str = "account_active";

/// How often the helper is told at most that the person is there, in milliseconds.
const STILL_HERE_MILLISECONDS: i64 = 60_000;

/// What a person does; moving the pointer is doing something, too.
const DOING: [&str; 5] = ["input", "keydown", "pointerdown", "pointermove", "wheel"];

thread_local! {
    static SESSION: RefCell<Option<SessionToken>> = const { RefCell::new(None) };
    /// When the person last did something.
    static LAST: Cell<i64> = const { Cell::new(0) };
    /// When the helper last heard of it.
    static TOLD: Cell<i64> = const { Cell::new(0) };
    /// Somebody watches for the ten minutes.
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The person locked the account, here or in another tab.
    Locked,
    /// Nothing was done for ten minutes, or the helper says that the session is over.
    Idle,
}

pub(super) fn token() -> Option<SessionToken> {
    SESSION.with_borrow(Clone::clone)
}

/// The session that another tab began, or this one before it was loaded anew.
pub(super) async fn find() -> Result<(), JsValue> {
    let kept = Snapshot::of(&[], &[TOKEN]).await?;
    SESSION.set(kept.session(TOKEN).and_then(|text| text.parse().ok()));
    Ok(())
}

/// A session began here.
pub(super) async fn begin(token: SessionToken) -> Result<(), JsValue> {
    let text = token.as_str().to_owned();
    SESSION.set(Some(token));
    storage::write_session(TOKEN, &text).await
}

/// The person sees the account from now on: watches what they do, and for how long they do nothing.
pub(super) fn watch() {
    let now = time::now().0;
    LAST.set(now);
    TOLD.set(now);
    if !WATCHED.replace(true) {
        look_again(SESSION_IDLE_MILLISECONDS);
    }
}

fn look_again(milliseconds: i64) {
    timer::after(milliseconds.try_into().unwrap_or(0), || {
        let rest = LAST.get() + SESSION_IDLE_MILLISECONDS - time::now().0;
        if token().is_none() {
            WATCHED.set(false);
        } else if rest > 0 {
            // A clock that was set back must not make it longer.
            look_again(rest.min(SESSION_IDLE_MILLISECONDS));
        } else {
            WATCHED.set(false);
            page::spawn(end(Ended::Idle));
        }
    });
}

/// Makes the page hear what the person does, and what other tabs do with the session.
pub(super) fn listen() -> Result<(), JsValue> {
    let body = dom::body()?;
    for doing in DOING {
        dom::on(&body, doing, |_| did_something())?;
    }
    storage::on_session_changed(|key, text| match key.as_str() {
        TOKEN => page::spawn(follow(text)),
        ACTIVE => LAST.set(time::now().0),
        _ => {}
    });
    Ok(())
}

fn did_something() {
    let now = time::now().0;
    LAST.set(now);
    let since = now - TOLD.get();
    if token().is_none() || (0..STILL_HERE_MILLISECONDS).contains(&since) {
        return;
    }
    TOLD.set(now);
    page::spawn(async move {
        storage::write_session(ACTIVE, &now.to_string()).await?;
        let _answer = super::ask(AccountRequest::StillHere {}).await;
        Ok(())
    });
}

/// Follows what another tab did.
async fn follow(text: Option<String>) -> Result<(), JsValue> {
    let new = text.and_then(|text| text.parse::<SessionToken>().ok());
    if new == token() {
        return Ok(());
    }
    match new {
        Some(new) => {
            SESSION.set(Some(new));
            super::open().await
        }
        None => leave(Ended::Locked),
    }
}

/// The person locks the account. What they typed last goes into the draft before the door closes.
pub(super) async fn lock() -> Result<(), JsValue> {
    draft::save_now().await;
    end(Ended::Locked).await
}

/// Ends the session, here and in the helper.
pub(super) async fn end(why: Ended) -> Result<(), JsValue> {
    let session = token();
    if session.is_none() {
        return Ok(());
    }
    leave(why)?;
    storage::forget_session(TOKEN).await?;
    let _answer = client::ask(session, AccountRequest::SignOut {}).await;
    Ok(())
}

/// Takes everything of the account off this page.
fn leave(why: Ended) -> Result<(), JsValue> {
    SESSION.set(None);
    desk::leave()?;
    signing_in::show(Some(match why {
        Ended::Locked => "account_locked",
        Ended::Idle => "account_error_no_session",
    }))
}
