//! The warning page's face for a guarded password that was kept from a page: where the person is, to
//! whom the password belongs, what the page got, and the ways on.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement};

use crate::browser::i18n;
use crate::dom::{self, Shown, by_id};
use crate::messages::StoppedView;

/// What was stopped, which says in what words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The password of another site.
    OfSite,
    /// That of the account on this computer.
    OfAccount,
    /// The site's own password, on a host of the site where nobody signs in.
    Own,
    /// What begins like a guarded password.
    Beginning,
}

impl Kind {
    fn of(view: &StoppedView) -> Self {
        match view {
            view if view.is_beginning => Self::Beginning,
            view if view.is_own => Self::Own,
            view if view.site.is_empty() => Self::OfAccount,
            _ => Self::OfSite,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::OfSite => "site",
            Self::OfAccount => "account",
            Self::Own => "own",
            Self::Beginning => "beginning",
        }
    }

    /// The names of the title, the lead, and of what the page got.
    fn texts(self) -> [&'static str; 3] {
        match self {
            Self::OfSite => ["stopped_title", "stopped_lead", "stopped_got"],
            Self::OfAccount => ["stopped_title_account", "stopped_lead", "stopped_got"],
            Self::Own => ["stopped_title_own", "stopped_lead_own", "stopped_got"],
            Self::Beginning => [
                "stopped_title_beginning",
                "stopped_lead_beginning",
                "stopped_got_beginning",
            ],
        }
    }
}

/// Draws what was stopped.
///
/// # Errors
/// When the page was not built with this code.
pub fn draw(view: &StoppedView) -> Result<(), JsValue> {
    let kind = Kind::of(view);
    let [title, lead, got] = kind.texts();
    let (lead, got) = match (kind, view.is_seen) {
        (_, false) => (lead, got),
        (Kind::Beginning, true) => ("stopped_lead_part", "stopped_got_part"),
        (_, true) => (lead, "stopped_seen"),
    };
    dom::write("stopped_title", &i18n::text_with(title, &[&view.site]))?;
    dom::write("stopped_lead", &i18n::text(lead))?;
    dom::write("stopped_got", &i18n::text(got))?;
    by_id::<Element>("stopped_hosts")?.set_attribute("data-kind", kind.name())?;
    let host: Element = by_id("stopped_host")?;
    if host.text_content().as_deref() != Some(&view.host) {
        // What was typed in the earlier warning confirms nothing of this one.
        by_id::<HtmlInputElement>("except_host")?.set_value("");
        host.set_text_content(Some(&view.host));
    }
    draw_home(view, kind)?;
    draw_exception(view)
}

/// Where the password belongs, and the ways that lead there.
fn draw_home(view: &StoppedView, kind: Kind) -> Result<(), JsValue> {
    let host = view.genuine_host.as_str();
    let (home, go, change) = match kind {
        Kind::OfAccount => (
            i18n::text("stopped_account"),
            i18n::text("stopped_go_account"),
            i18n::text("stopped_change_account"),
        ),
        // A site that is not protected any more has a name, and no host.
        _ if host.is_empty() => (view.site.clone(), String::new(), String::new()),
        _ => (
            host.to_owned(),
            i18n::text_with("warning_go", &[host]),
            i18n::text_with("stopped_change", &[host]),
        ),
    };
    dom::write("stopped_genuine", &home)?;
    by_id::<Element>("stopped_belongs")?
        .class_list()
        .toggle_with_force("in-words", home != host)?;
    dom::show(&by_id("stopped_home")?, Shown::from(!home.is_empty()));
    dom::write("stopped_go", &go)?;
    dom::write("change_it", &change)?;
    let words = i18n::text_with("stopped_entered_words", &[&view.host]);
    dom::write("entered_words", &words)?;

    let leads_home = !go.is_empty();
    dom::show(&by_id("stopped_go")?, Shown::from(leads_home));
    dom::show(&by_id("entered")?, Shown::from(leads_home));
    // Where it is the only way on, it looks like one.
    by_id::<Element>("stopped_stay")?
        .class_list()
        .toggle_with_force("plain", leads_home)?;
    Ok(())
}

fn draw_exception(view: &StoppedView) -> Result<(), JsValue> {
    dom::show(&by_id("except")?, Shown::from(view.may_except));
    dom::show(&by_id("stopped_policy")?, Shown::from(view.is_forbidden));
    let words = i18n::text_with("stopped_except_words", &[&view.site, &view.host]);
    dom::write("except_words", &words)?;
    let confirm = i18n::text_with("stopped_except_type", &[&view.host]);
    dom::write("except_type", &confirm)?;
    set_open()
}

thread_local! {
    /// The page was looked at for as long as it must be.
    static IS_ARMED: Cell<bool> = const { Cell::new(false) };
}

/// Calls `listener` when the person has confirmed that the page may have the password.
///
/// # Errors
/// When the page was not built with this code.
pub fn on_excepted(listener: impl Fn() + 'static) -> Result<(), JsValue> {
    dom::on(&by_id("except_host")?, "input", |_| {
        let _page_is_another = set_open();
    })?;
    dom::on(&by_id("except_form")?, "submit", move |event| {
        event.prevent_default();
        if is_confirmed().unwrap_or(false) {
            listener();
        }
    })
}

/// Lets the exception be confirmed once the page was looked at for a while.
///
/// # Errors
/// When the page was not built with this code.
pub fn arm(is_armed: bool) -> Result<(), JsValue> {
    IS_ARMED.set(is_armed);
    by_id::<Element>("except_arming")?
        .class_list()
        .toggle_with_force("visually-hidden", is_armed)?;
    set_open()
}

fn set_open() -> Result<(), JsValue> {
    by_id::<HtmlButtonElement>("except_yes")?.set_disabled(!is_confirmed()?);
    Ok(())
}

/// Whether the person has typed the name that stands on the page.
fn is_confirmed() -> Result<bool, JsValue> {
    let host = by_id::<HtmlElement>("stopped_host")?.text_content();
    let host = host.unwrap_or_default();
    let typed = by_id::<HtmlInputElement>("except_host")?.value();
    Ok(IS_ARMED.get() && !host.is_empty() && is_the_same(&typed, &host))
}

fn is_the_same(typed: &str, host: &str) -> bool {
    typed.trim().eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, is_it: bool) {
        assert_eq!(is_the_same(typed, "shop.example"), is_it, "{typed}");
    }

    #[test]
    fn the_whole_name_is_typed_in_whatever_case() {
        check("shop.example", true);
        check("  Shop.EXAMPLE\t", true);
        check("shop.exampl", false);
        check("shop.example.", false);
        check("shop example", false);
        check("", false);
    }

    fn view(site: &str) -> StoppedView {
        StoppedView {
            site: site.to_owned(),
            genuine_host: String::new(),
            host: "shop.example".to_owned(),
            is_own: false,
            is_beginning: false,
            is_seen: false,
            may_except: false,
            is_forbidden: false,
        }
    }

    #[test]
    fn each_kind_has_its_own_words() {
        let kind = |view: &StoppedView| Kind::of(view).name();
        assert_eq!(kind(&view("Alibaba.com")), "site");
        assert_eq!(kind(&view("")), "account");
        let is_own = true;
        assert_eq!(
            kind(&StoppedView {
                is_own,
                ..view("A")
            }),
            "own"
        );
        let is_beginning = true;
        let beginning = StoppedView {
            is_beginning,
            ..view("")
        };
        assert_eq!(kind(&beginning), "beginning");
    }
}
