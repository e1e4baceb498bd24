//! The draft of the profile: what was typed is kept by the helper a moment later. Where the session
//! ended before that, it waits here for the next one.

use std::cell::{Cell, RefCell};

use signin_seal_shared::account::{AccountRequest, Profile};
use wasm_bindgen::JsValue;

use super::{change, session};
use crate::browser::timer;
use crate::{dom, page};

/// How long the person pauses before it is kept, in milliseconds.
const PAUSE_MILLISECONDS: u32 = 400;

thread_local! {
    /// What was typed, and is not kept yet.
    static TYPED: RefCell<Option<Profile>> = const { RefCell::new(None) };
    /// Counts what was typed, so that only the last pause counts.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// Keeps what was typed also where the page is closed or left before the pause is over.
pub(super) fn listen() -> Result<(), JsValue> {
    for kind in ["pagehide", "blur"] {
        dom::on_window(kind, || {
            page::spawn(async {
                save_now().await;
                Ok(())
            });
        })?;
    }
    Ok(())
}

/// The person typed this.
pub(super) fn typed(profile: Profile) {
    TYPED.set(Some(profile));
    let number = NUMBER.get() + 1;
    NUMBER.set(number);
    page::spawn(async move {
        timer::pause(PAUSE_MILLISECONDS).await;
        if NUMBER.get() == number {
            save_now().await;
        }
        Ok(())
    });
}

/// It is submitted: there is nothing to keep any more.
pub(super) fn forget() {
    TYPED.set(None);
}

/// Keeps what was typed. Where that fails, it is tried again with what is typed next, or in the next
/// session.
pub(super) async fn save_now() {
    let Some(profile) = TYPED.with_borrow(Clone::clone) else {
        return;
    };
    if session::token().is_none() {
        return;
    }
    let request = AccountRequest::SaveDraft {
        profile: profile.clone(),
    };
    if change(request).await.is_ok() {
        TYPED.with_borrow_mut(|typed| {
            if typed.as_ref() == Some(&profile) {
                *typed = None;
            }
        });
    }
}
