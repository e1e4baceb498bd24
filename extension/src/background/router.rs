//! Who asked, and what they may ask.
//!
//! The browser says who sent a message; what the message says of its sender counts for nothing.
//! A web page's content script, the seal frame and the extension's own pages each have an enum of
//! their own, so that none can even express what another may ask.

use serde::Serialize;
use signin_seal_shared::seal::Seal;
use wasm_bindgen::JsValue;

use super::ties::PageDocument;
use super::{drafts, helper, state, toolbar, visits};
use crate::browser::runtime::{self, Sender};
use crate::browser::tabs;
use crate::messages::{Display, FromContent, FromFrame, FromPage, Place, SEAL_CHANGED, SealAnswer};
use crate::problem::Problem;

const FRAME_PAGE: &str = "seal_frame.html";
const EDITOR_PAGE: &str = "editor.html";
const TRUSTED_PAGES: [&str; 2] = [EDITOR_PAGE, "popup.html"];

/// Answers one message, given as JSON text; undefined for one that its sender may not send.
///
/// # Errors
/// The browser's, when its storage cannot be written.
pub async fn on_message(message: String, sender: JsValue) -> Result<Option<String>, JsValue> {
    let Some(sender) = Sender::read(&sender) else {
        return Ok(None);
    };
    match half_of(&sender) {
        Half::Content => match serde_json::from_str(&message) {
            Ok(message) => Ok(json(&from_content(message, &sender).await?)),
            Err(_) => Ok(None),
        },
        Half::Frame => match serde_json::from_str(&message) {
            Ok(message) => Ok(json(&from_frame(message, &sender).await?)),
            Err(_) => Ok(None),
        },
        Half::Page => match serde_json::from_str(&message) {
            Ok(message) => from_page(message).await,
            Err(_) => Ok(None),
        },
    }
}

enum Half {
    Content,
    Frame,
    Page,
}

fn half_of(sender: &Sender) -> Half {
    let Some(path) = sender.url.strip_prefix(&runtime::url_of("")) else {
        return Half::Content;
    };
    let page = path.split(['?', '#']).next().unwrap_or_default();
    if TRUSTED_PAGES.contains(&page) && sender.frame == 0 {
        Half::Page
    } else if page == FRAME_PAGE {
        Half::Frame
    } else {
        Half::Content
    }
}

async fn from_content(message: FromContent, sender: &Sender) -> Result<Place, JsValue> {
    let FromContent::SignInBox { nonce } = message;
    let (Some(tab), 0) = (sender.tab, sender.frame) else {
        return Ok(Place::Nothing);
    };
    let page = PageDocument {
        tab,
        document: sender.document.clone(),
    };
    // Announced before anything is awaited: the frame may ask before this is answered.
    state::with(|state| state.ties.announce(nonce, page.clone()));
    state::keep_ties().await?;
    let display = display_for(&page).await;
    Ok(Place::of(&display))
}

async fn from_frame(message: FromFrame, sender: &Sender) -> Result<Display, JsValue> {
    let nothing = Ok(Display::Nothing {});
    let Some(tab) = sender.tab else {
        return nothing;
    };
    let frame = sender.document.as_str();
    let page = match &message {
        FromFrame::Redeem { nonce } => {
            let page = state::with(|state| state.ties.redeem(nonce, frame, tab));
            state::keep_ties().await?;
            page.flatten()
        }
        FromFrame::Refresh {} | FromFrame::OpenEditor {} => {
            state::with(|state| state.ties.page_of(frame, tab)).flatten()
        }
    };
    let Some(page) = page else {
        return nothing;
    };
    let display = display_for(&page).await;
    if message == (FromFrame::OpenEditor {}) && display != (Display::Nothing {}) {
        tabs::open(&runtime::url_of(EDITOR_PAGE), Some(tab)).await?;
    }
    Ok(display)
}

async fn from_page(message: FromPage) -> Result<Option<String>, JsValue> {
    Ok(match message {
        FromPage::ReportTab { tab } => json(&visits::report(tab).await),
        FromPage::ReadSeal {} => json(&answer(helper::read_seal().await)),
        FromPage::JudgeSeal(draft) => json(&drafts::judge(&draft)),
        FromPage::SaveSeal(draft) => match drafts::parse(&draft) {
            Ok(seal) => {
                let saved = helper::save_seal(seal.clone()).await.map(|()| Some(seal));
                json(&answer_change(saved).await)
            }
            Err(problem) => json(&SealAnswer::FieldProblem(problem)),
        },
        FromPage::RemoveSeal {} => {
            let removed = helper::remove_seal().await.map(|()| None);
            json(&answer_change(removed).await)
        }
    })
}

/// What may be shown at `page`: nothing, unless its tab still shows it and it is genuine.
async fn display_for(page: &PageDocument) -> Display {
    match visits::genuine_page(page.tab).await {
        Some((shown, site)) if shown == *page => visits::display_on_genuine(&site).await,
        Some(_) | None => Display::Nothing {},
    }
}

async fn answer_change(change: Result<Option<Seal>, Problem>) -> SealAnswer {
    if change.is_ok() {
        tell_everybody().await;
    }
    answer(change)
}

fn answer(seal: Result<Option<Seal>, Problem>) -> SealAnswer {
    match seal {
        Ok(seal) => SealAnswer::Seal(seal.as_ref().map(drafts::view_of)),
        Err(problem) => SealAnswer::Problem(problem),
    }
}

/// Genuine pages get room for what their frame shows now, toolbars follow, frames ask for it.
async fn tell_everybody() {
    for (page, display) in visits::genuine_pages().await {
        if let Some(place) = json(&Place::of(&display)) {
            tabs::tell_document(page.tab, &page.document, &place).await;
        }
        toolbar::show(page.tab, &display).await;
    }
    runtime::broadcast(SEAL_CHANGED).await;
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
