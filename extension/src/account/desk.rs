//! What is behind the sign-in: the header, the navigation, and one section at a time.

use std::cell::RefCell;
use std::rc::Rc;

use signin_seal_shared::account::{AccountReply, AccountRequest, Overview};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlImageElement};

use super::{
    AccountProblem, address, ask, draft, email, history, inbox, mail, overview, password, photo,
    profile, put, question, session, show_problem,
};
use crate::browser::{file, i18n};
use crate::dom::{self, Shown, by_id, inside};
use crate::page;

/// The sections, as they stand in the page's address behind `#`; the first one is shown where none
/// is named.
const SECTIONS: [&str; 10] = [
    "overview", "photo", "profile", "email", "password", "question", "history", "address", "inbox",
    "mail",
];

thread_local! {
    /// What the helper said last.
    static OVERVIEW: RefCell<Option<Rc<Overview>>> = const { RefCell::new(None) };
}

/// Makes the page follow its address.
pub(super) fn listen() -> Result<(), JsValue> {
    dom::on_window("hashchange", || {
        if with(|_| ()).is_some() {
            page::spawn(go());
        }
    })
}

/// Shows the section that the address names.
pub(super) async fn show() -> Result<(), JsValue> {
    // What was typed before an earlier session ended is a draft again.
    draft::save_now().await;
    let overview = match read().await {
        Ok(overview) => overview,
        Err(problem) => return show_problem(Some(&problem)),
    };
    put("desk_view")?;
    photo::listen()?;
    profile::listen()?;
    email::listen()?;
    password::listen()?;
    question::listen()?;
    history::listen()?;
    address::listen()?;
    inbox::listen()?;
    mail::listen()?;
    session::watch();
    draw(overview)?;
    go().await
}

/// Asks anew how things stand, and shows it in the header and the navigation.
pub(super) async fn refresh() -> Result<(), JsValue> {
    match read().await {
        Ok(overview) => draw(overview),
        Err(problem) => show_problem(Some(&problem)),
    }
}

/// Something of what the helper said last; none where nobody is signed in.
pub(super) fn with<R>(read: impl FnOnce(&Overview) -> R) -> Option<R> {
    let overview = OVERVIEW.with_borrow(Clone::clone)?;
    Some(read(&overview))
}

/// Says what was done, above the section.
pub(super) fn say(words: &str) -> Result<(), JsValue> {
    let said: HtmlElement = by_id("desk_said")?;
    dom::show(&said, Shown::from(!words.is_empty()));
    said.set_text_content(Some(words));
    if !words.is_empty() {
        said.scroll_into_view();
    }
    Ok(())
}

/// Takes all that is behind the sign-in off the page.
pub(super) fn leave() -> Result<(), JsValue> {
    OVERVIEW.set(None);
    photo::forget();
    history::forget();
    by_id::<HtmlImageElement>("who_photo")?.remove_attribute("src")?;
    for id in ["who_name", "who_company", "who_email"] {
        dom::write(id, "")?;
    }
    dom::show(&by_id("who")?, Shown::No);
    by_id::<Element>("view")?.set_text_content(None);
    Ok(())
}

async fn read() -> Result<Overview, AccountProblem> {
    match ask(AccountRequest::Overview {}).await? {
        AccountReply::Overview(overview) => Ok(*overview),
        _ => Err(AccountProblem::noise()),
    }
}

fn draw(overview: Overview) -> Result<(), JsValue> {
    let overview = Rc::new(overview);
    OVERVIEW.set(Some(Rc::clone(&overview)));
    let photo: HtmlImageElement = by_id("who_photo")?;
    if let Some(small) = &overview.card.photo {
        photo.set_src(&file::data_url(small));
    }
    let has_photo = overview.card.photo.is_some();
    dom::show(&photo, Shown::from(has_photo));
    dom::show(&by_id("who_none")?, Shown::from(!has_photo));
    let email = overview.email.clone().unwrap_or_default();
    let name = match overview.card.name.is_empty() {
        true => email.clone(),
        false => overview.card.name.clone(),
    };
    dom::write("who_name", &name)?;
    dom::write("who_company", &overview.card.company)?;
    let beside = if name == email { "" } else { email.as_str() };
    dom::write("who_email", beside)?;
    dom::show(&by_id("who")?, Shown::Yes);
    let unread: HtmlElement = by_id("unread")?;
    dom::show(&unread, Shown::from(overview.unread > 0));
    let count = overview.unread.to_string();
    let words = i18n::text_with("inbox_unread", &[&count]);
    inside::<Element>(&unread, ".number")?.set_text_content(Some(&count));
    inside::<Element>(&unread, ".visually-hidden")?.set_text_content(Some(&words));
    Ok(())
}

/// Shows the section that the address names, and leaves what was said in the one before.
async fn go() -> Result<(), JsValue> {
    let hash = dom::window()?.location().hash()?;
    let named = hash.trim_start_matches('#');
    let section = SECTIONS.iter().find(|section| **section == named);
    let section = *section.unwrap_or(&"overview");
    say("")?;
    show_problem(None)?;
    for name in SECTIONS {
        let place: HtmlElement = by_id(&format!("section_{name}"))?;
        dom::show(&place, Shown::from(name == section));
        let link: Element = by_id(&format!("to_{name}"))?;
        match name == section {
            true => link.set_attribute("aria-current", "page")?,
            false => link.remove_attribute("aria-current")?,
        }
    }
    dom::begin_at(&by_id(&format!("section_{section}"))?)?;
    dom::window()?.scroll_to_with_x_and_y(0.0, 0.0);
    match section {
        "photo" => photo::open().await,
        "profile" => profile::open().await,
        "email" => email::open().await,
        "password" => password::open().await,
        "question" => question::open().await,
        "history" => history::open().await,
        "address" => address::open().await,
        "inbox" => inbox::open().await,
        "mail" => mail::open().await,
        _ => overview::open().await,
    }
}
