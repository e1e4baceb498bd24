//! Who asked, and what they may ask.
//!
//! The browser says who sent a message; what the message says of its sender counts for nothing.
//! A web page's content script, the seal frame and the extension's own pages each have an enum of
//! their own, so that none can even express what another may ask.

use serde::Serialize;
use signin_seal_shared::seal::Seal;
use signin_seal_shared::sign_in::field_to_seal;
use wasm_bindgen::JsValue;

use super::asked_for::OPTIONS_PAGE;
use super::interception::WARNING_PAGE;
use super::standing::Standing;
use super::ties::PageDocument;
use super::{
    asked_for, changes, choices, diagnosis, drafts, exceptions, guarding, helper, permission,
    sign_ins, sites, standing, state, visits, watching, ways_on,
};
use crate::browser::runtime::{self, Sender};
use crate::browser::tabs;
use crate::messages::{
    COVERED, Display, DraftSeal, EditorStart, FromContent, FromFrame, FromOptions, FromPage, May,
    OptionsAnswer, OthersAnswer, PictureAnswer, SEAL_CHANGED, SealAnswer,
};
use crate::problem::{Problem, ProblemCode};

const FRAME_PAGE: &str = "seal_frame.html";
const TRUSTED_PAGES: [&str; 7] = [
    "editor.html",
    "guard.html",
    "help.html",
    "popup.html",
    "practice.html",
    "take_over.html",
    WARNING_PAGE,
];

/// Answers one message, given as JSON text; undefined for one that its sender may not send.
///
/// # Errors
/// The browser's, when its storage cannot be written.
pub async fn on_message(message: String, sender: JsValue) -> Result<Option<String>, JsValue> {
    let Some(sender) = Sender::read(&sender) else {
        return Ok(None);
    };
    if sender.is_sandboxed {
        // A document of another's, whatever its address says: the toolbar must not call it genuine.
        if let (Some(tab), 0) = (sender.tab, sender.frame) {
            let document = sender.document.clone();
            withdraw(&PageDocument { tab, document }).await?;
        }
        // What is typed there is typed all the same.
        if let (Some(tab), Ok(FromContent::Typed(typed))) =
            (sender.tab, serde_json::from_str(&message))
        {
            return Ok(json(&guarding::on_typed(typed, tab, &sender).await));
        }
        return Ok(json(&0));
    }
    match half_of(&sender) {
        Half::Content => match serde_json::from_str(&message) {
            Ok(message) => Ok(json(&from_content(message, &sender).await?)),
            Err(_) => Ok(None),
        },
        Half::Frame => match serde_json::from_str(&message) {
            Ok(message) => Ok(json(&from_frame(message, &sender).await?)),
            Err(_) => Ok(None),
        },
        Half::Options if let Ok(message) = serde_json::from_str(&message) => {
            from_options(message, &sender).await
        }
        Half::Options | Half::Page | Half::Account
            if let Ok(message) = serde_json::from_str(&message) =>
        {
            Ok(json(&guarding::answer_page(message).await?))
        }
        Half::Account => Ok(None),
        Half::Options | Half::Page => match serde_json::from_str(&message) {
            Ok(message) => from_page(message, &sender).await,
            Err(_) => Ok(None),
        },
    }
}

enum Half {
    Content,
    Frame,
    Page,
    /// A page that may ask about the protected sites as well.
    Options,
    /// The account page, which asks the helper itself.
    Account,
}

fn half_of(sender: &Sender) -> Half {
    let Some(path) = sender.url.strip_prefix(&runtime::url_of("")) else {
        return Half::Content;
    };
    let page = path.split(['?', '#']).next().unwrap_or_default();
    if page == OPTIONS_PAGE && sender.frame == 0 {
        Half::Options
    } else if page == "account.html" && sender.frame == 0 {
        Half::Account
    } else if TRUSTED_PAGES.contains(&page) && sender.frame == 0 {
        Half::Page
    } else if page == FRAME_PAGE {
        Half::Frame
    } else {
        Half::Content
    }
}

async fn from_content(message: FromContent, sender: &Sender) -> Result<u32, JsValue> {
    let Some(tab) = sender.tab else {
        return Ok(0);
    };
    let page = PageDocument {
        tab,
        document: sender.document.clone(),
    };
    let nonce = match (message, sender.frame) {
        // What is not shown stands in a tab that shows something else.
        (
            FromContent::PasswordField {}
            | FromContent::Keys {}
            | FromContent::Typed(_)
            | FromContent::Submitted { .. }
            | FromContent::NoSignInBox {}
            | FromContent::GivenUp {},
            _,
        ) if !sender.is_shown => {
            return Ok(0);
        }
        (FromContent::PasswordField {}, _) => {
            return Ok(watching::may_have_password(tab).await.into());
        }
        (FromContent::Keys {}, _) => return Ok(watching::may_have_keys(tab).await.into()),
        (FromContent::Fields(page), _) => {
            let field = field_to_seal(&page).map(|place| place + 1);
            return Ok(field.and_then(|place| place.try_into().ok()).unwrap_or(0));
        }
        (FromContent::Withdrawn {}, _) => {
            withdraw(&page).await?;
            return Ok(0);
        }
        (FromContent::Typed(typed), _) => return Ok(guarding::on_typed(typed, tab, sender).await),
        (FromContent::Submitted { password }, 0) => {
            sign_ins::on_submitted(tab, sender, password).await?;
            return Ok(0);
        }
        (FromContent::NoSignInBox {}, 0) => {
            sign_ins::on_no_box(tab, &sender.url);
            return Ok(0);
        }
        (FromContent::GivenUp {}, 0) => {
            sign_ins::forget(tab);
            return Ok(0);
        }
        (
            FromContent::Submitted { .. } | FromContent::NoSignInBox {} | FromContent::GivenUp {},
            _,
        ) => {
            return Ok(0);
        }
        (FromContent::Held {}, _) => {
            let display = display_for(&page).await;
            if !display.waits() {
                // The field opens, and the frame says why.
                tell(&page, &display);
                runtime::broadcast(SEAL_CHANGED);
            }
            return Ok(display.waits().into());
        }
        (FromContent::SignInBox { nonce }, _) => nonce,
    };
    if sender.frame == 0 {
        sign_ins::forget(tab);
    }
    // Announced before anything is awaited: the frame may ask before this is answered.
    state::with(|state| state.ties.announce(nonce, page.clone()));
    state::keep_ties().await?;
    Ok(invite(&page, sender).await?.height())
}

/// The page keeps the seal from being seen.
async fn withdraw(page: &PageDocument) -> Result<(), JsValue> {
    state::with(|state| state.ties.withdraw(page));
    state::keep_ties().await?;
    visits::dress(page.tab).await;
    Ok(())
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
        FromFrame::Refresh {}
        | FromFrame::Covered {}
        | FromFrame::Touched {}
        | FromFrame::GoToGenuine {}
        | FromFrame::Open(_)
        | FromFrame::NotNow {} => state::with(|state| state.ties.page_of(frame, tab)).flatten(),
    };
    let Some(page) = page else {
        return nothing;
    };
    match message {
        FromFrame::Redeem { .. } => {
            let display = invite(&page, sender).await?;
            if display.waits() {
                tell(&page, &display);
            }
            return Ok(display);
        }
        FromFrame::Refresh {} => {}
        FromFrame::Touched {} => {
            state::with(|state| state.ties.touch(&page));
            state::keep_ties().await?;
            let display = display_for(&page).await;
            tell(&page, &display);
            return Ok(display);
        }
        FromFrame::Covered {} => tabs::tell_document(page.tab, &page.document, COVERED),
        FromFrame::GoToGenuine {} => {
            if let Some(problem) = visits::reason_at(&page).await
                && let Some(host) = problem.parameters.get("host")
            {
                let _no_window = tabs::open(&format!("https://{host}/"), Some(tab)).await;
            }
        }
        FromFrame::Open(name) => {
            // A page that is not genuine any more opens nothing.
            if display_for(&page).await != (Display::Nothing {}) {
                let _no_window =
                    tabs::open(&runtime::url_of(name.path(sender.private)), Some(tab)).await;
            }
        }
        FromFrame::NotNow {} => {
            state::with(|state| state.welcomed = None);
            let display = display_for(&page).await;
            tell(&page, &display);
            return Ok(display);
        }
    }
    Ok(display_for(&page).await)
}

async fn from_page(message: FromPage, sender: &Sender) -> Result<Option<String>, JsValue> {
    Ok(match message {
        FromPage::ReportTab(tab) => json(&visits::report(tab).await),
        FromPage::StartEditor {} => json(&start_editor(sender).await),
        FromPage::AnswerWhose(computer) => {
            choices::change(|choices| choices.computer = Some(computer)).await?;
            json(&start_editor(sender).await)
        }
        FromPage::OpenPicture { file, convert } => {
            json(&match helper::open_picture(file, convert).await {
                Ok((picture, width, height)) => PictureAnswer::Opened {
                    picture,
                    width,
                    height,
                },
                Err(problem) => PictureAnswer::Problem(problem),
            })
        }
        FromPage::JudgeSeal(draft) => json(&drafts::judge(draft).await),
        FromPage::SaveSeal {
            draft,
            accept_easy,
            touch,
        } => {
            if refusal(sender).is_none() {
                choices::change(|choices| choices.touch = touch).await?;
            }
            json(&save(draft, accept_easy, sender).await)
        }
        FromPage::RemoveSeal {} => {
            json(&answer_change(changes::remove().await.map(|()| None)).await)
        }
        FromPage::AcceptSeal(seen) => {
            let accepted = changes::accept(seen)
                .await
                .map(|kept| kept.map(|kept| kept.seal));
            json(&answer_change(accepted).await)
        }
        FromPage::Diagnose(tab) => json(&diagnosis::of(tab).await),
        FromPage::ProtectTab(tab) => json(&asked_for::open_for(tab).await?),
        FromPage::ListOthers {} => json(&match helper::list_others().await {
            Ok(seals) => OthersAnswer::Others(seals),
            Err(problem) => OthersAnswer::Problem(problem),
        }),
        FromPage::StartWarning(warning) => json(&ways_on::start(&warning, sender).await?),
        FromPage::GoOn { warning, way } => json(&ways_on::go_on(&warning, way, sender).await?),
        FromPage::ListExceptions {} => json(&exceptions::list()),
        FromPage::RemoveException(host) => {
            exceptions::remove(&host).await?;
            json(&exceptions::list())
        }
        FromPage::TakeOver { profile, password } => json(&match refusal(sender) {
            Some(problem) => SealAnswer::Problem(problem),
            None => {
                let kept = changes::take_over(profile, password).await;
                answer_change(kept.map(|kept| Some(kept.seal))).await
            }
        }),
    })
}

async fn from_options(message: FromOptions, sender: &Sender) -> Result<Option<String>, JsValue> {
    let answer = match message {
        FromOptions::ListSites {} => sites::list(),
        FromOptions::AskedFor {} => asked_for::of(sender),
        FromOptions::JudgeSite { host, not } => sites::judge(&host, &not),
        FromOptions::AddSite { site, not } => {
            let answer = sites::add(site, &not).await?;
            if let OptionsAnswer::Sites(_) = answer {
                asked_for::forget(sender.tab).await?;
            }
            answer
        }
        FromOptions::AlterSite(site) => sites::alter(site).await?,
        FromOptions::RemoveSite(domain) => sites::remove(&domain).await?,
        FromOptions::ExportSites {} => sites::export(),
        FromOptions::JudgeImport(text) => sites::judge_import(&text),
        FromOptions::ImportSites(text) => sites::import(&text).await?,
    };
    Ok(json(&answer))
}

/// What the editor begins with. A seal that somebody else put there is not shown as the person's
/// own: it is told, and can be removed.
async fn start_editor(sender: &Sender) -> EditorStart {
    let standing = standing::read().await;
    EditorStart {
        may: permission::of(sender),
        touch: permission::touch(),
        others: match &standing {
            Ok(Standing::None { others }) => *others,
            _ => 0,
        },
        can_remove: match &standing {
            Ok(standing) => standing.kept().is_some(),
            Err(problem) => problem.code == ProblemCode::StoreDamaged,
        },
        seal: answer(standing.and_then(|standing| match standing.problem() {
            Some(problem) => Err(problem),
            None => Ok(standing.kept().map(|kept| kept.seal.clone())),
        })),
    }
}

async fn save(draft: DraftSeal, accept_easy: bool, sender: &Sender) -> SealAnswer {
    if let Some(problem) = refusal(sender) {
        return SealAnswer::Problem(problem);
    }
    match drafts::parse(draft) {
        Ok(draft) => {
            let kept = changes::save(draft, accept_easy).await;
            answer_change(kept.map(|kept| Some(kept.seal))).await
        }
        Err(problem) => SealAnswer::FieldProblem(problem),
    }
}

/// Why no seal may be made here: the page says so as well, but a page can be out of date.
fn refusal(sender: &Sender) -> Option<Problem> {
    let code = match permission::of(sender) {
        May::Yes => return None,
        May::AskWhose => ProblemCode::AskWhose,
        May::PublicComputer => ProblemCode::PublicComputer,
        May::PrivateWindow => ProblemCode::PrivateWindow,
        May::Policy => ProblemCode::Policy,
    };
    Some(Problem::new(code))
}

/// What may be shown at `page`: nothing, unless its tab still shows it and it is genuine.
async fn display_for(page: &PageDocument) -> Display {
    match visits::genuine_page(page.tab).await {
        Some((shown, site)) if shown == *page => {
            visits::display_on(page, &site, &standing::read().await)
        }
        Some(_) | None => match visits::reason_at(page).await {
            Some(problem) => Display::Problem(problem),
            None => Display::Nothing {},
        },
    }
}

/// What is shown at `page` when it comes up: the first that could have a seal invites to make one.
async fn invite(page: &PageDocument, sender: &Sender) -> Result<Display, JsValue> {
    let display = display_for(page).await;
    let invited = state::with(|state| state.choices.invited).unwrap_or(true);
    if invited || display != (Display::Invitation {}) {
        return Ok(display);
    }
    if !matches!(permission::of(sender), May::Yes | May::AskWhose) {
        return Ok(display);
    }
    state::with(|state| state.welcomed = Some(page.clone()));
    choices::change(|choices| choices.invited = true).await?;
    Ok(Display::Welcome {})
}

async fn answer_change(change: Result<Option<Seal>, Problem>) -> SealAnswer {
    if change.is_ok() {
        tell_everybody().await;
    }
    answer(change)
}

fn answer(seal: Result<Option<Seal>, Problem>) -> SealAnswer {
    match seal {
        Ok(seal) => SealAnswer::Seal(seal.as_ref().map(drafts::large_view)),
        Err(problem) => SealAnswer::Problem(problem),
    }
}

/// Genuine pages get room for what their frame shows now, toolbars follow, frames ask for it.
pub(super) async fn tell_everybody() {
    let standing = standing::read().await;
    for (page, site) in visits::genuine_pages().await {
        tell(&page, &visits::display_on(&page, &site, &standing));
        visits::dress(page.tab).await;
    }
    runtime::broadcast(SEAL_CHANGED);
}

fn tell(page: &PageDocument, display: &Display) {
    let waits = if display.waits() { " waits" } else { "" };
    let message = format!("{}{waits}", display.height());
    tabs::tell_document(page.tab, &page.document, &message);
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
