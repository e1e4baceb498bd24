//! The guard, tried out: its own scripts watch a make-believe page of another site, and the person
//! sees what they see. They stay in the page for as long as it stands, so that the way out of this
//! part loads it anew.

use std::cell::Cell;

use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Element, HtmlElement, HtmlFormElement};

use super::show;
use crate::browser::{i18n, runtime};
use crate::dom::{self, Shown, by_id};
use crate::guarding::{OPEN, SCRIPTS, UNKNOWN};
use crate::messages::FromGuarding;
use crate::page;

/// What the guard has made of the characters that were typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// These reached the page.
    reached: u32,
    /// These are held back.
    held: u32,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Verdict {
    #[default]
    Waiting,
    Open,
    Holding,
    Stopped,
    Unknown,
}

impl Seen {
    /// What `guarding.js` says: what happened, to how many characters or with which answer.
    fn note(&mut self, what: &str, number: u32) {
        match what {
            "passed" => self.reached += number,
            "held" => self.held += number,
            "given" => {
                self.held = self.held.saturating_sub(number);
                self.reached += number;
            }
            "stopped" => self.verdict = Verdict::Stopped,
            "judged" => {
                self.verdict = match number {
                    UNKNOWN => Verdict::Unknown,
                    OPEN if self.reached + self.held == 0 => Verdict::Waiting,
                    OPEN => Verdict::Open,
                    _ => Verdict::Holding,
                };
            }
            _ => {}
        }
    }
}

impl Verdict {
    /// Its name in the style sheet, and that of its words.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("waiting", "practice_guard_waiting"),
            Self::Open => ("open", "practice_guard_open"),
            Self::Holding => ("holding", "practice_guard_holding"),
            Self::Stopped => ("stopped", "practice_guard_stopped"),
            Self::Unknown => ("unknown", "practice_guard_unknown"),
        }
    }
}

thread_local! {
    /// None before the person has begun.
    static SEEN: Cell<Option<Seen>> = const { Cell::new(None) };
}

pub(super) fn is_on() -> bool {
    SEEN.get().is_some()
}

pub(super) fn listen() -> Result<(), JsValue> {
    dom::on(&by_id("guard_begin")?, "click", |_| page::spawn(begin()))?;
    dom::on(&by_id("guard_again")?, "click", |_| {
        page::spawn(async { start_over() });
    })?;
    dom::on(&by_id("guard_end")?, "click", |_| {
        page::spawn(async { dom::window()?.location().reload() });
    })?;
    dom::on(&by_id("guard_form")?, "submit", |event| {
        event.prevent_default();
    })?;
    // The browser can keep this page and show it again.
    dom::on_window("pageshow", || {
        if is_on() {
            page::spawn(async { dom::window()?.location().reload() });
        }
    })
}

async fn begin() -> Result<(), JsValue> {
    if is_on() {
        return Ok(());
    }
    draw(Seen::default())?;
    put_scripts()?;
    show("guard_drill")?;
    dom::begin_at(&by_id("guard_drill")?)?;
    let question = serde_json::to_string(&FromGuarding::Lists {}).unwrap_or_default();
    let lists = field(&answer(&question).await?, "lists");
    let guarded: Option<Array> = field(&lists, "guarded").dyn_into().ok();
    match guarded {
        Some(guarded) => {
            let has_none = Shown::from(guarded.length() == 0);
            dom::show(&by_id("guard_none")?, has_none);
            Ok(())
        }
        None => see("judged", UNKNOWN),
    }
}

/// The background's answer, a [`GuardingAnswer`](crate::messages::GuardingAnswer). It is read by the
/// browser's own parser: one that reads all of it would make the page a sixth larger.
async fn answer(question: &str) -> Result<JsValue, JsValue> {
    JSON::parse(&runtime::ask(question).await?)
}

fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

fn start_over() -> Result<(), JsValue> {
    by_id::<HtmlFormElement>("guard_form")?.reset();
    draw(Seen::default())?;
    by_id::<HtmlElement>("guard_password")?.focus()
}

/// Lets the guard's own scripts run in this page, with somebody who looks on.
fn put_scripts() -> Result<(), JsValue> {
    let ask = Closure::<dyn FnMut(String) -> Promise>::new(|message: String| {
        future_to_promise(async move { Ok(field(&answer(&message).await?, "judged")) })
    });
    let seen = Closure::<dyn FnMut(String, u32)>::new(|what: String, number| {
        let _page_is_another = see(&what, number);
    });
    let practice = Object::new();
    Reflect::set(&practice, &"ask".into(), ask.as_ref())?;
    Reflect::set(&practice, &"seen".into(), seen.as_ref())?;
    ask.forget();
    seen.forget();
    let window = dom::window()?;
    Reflect::set(&window, &"guardingPractice".into(), &practice)?;
    let document = dom::document()?;
    for file in SCRIPTS {
        let script = document.create_element("script")?;
        // Those that a script puts up run in any order, unless it says otherwise.
        Reflect::set(&script, &"async".into(), &false.into())?;
        script.set_attribute("src", file)?;
        dom::body()?.append_child(&script)?;
    }
    Ok(())
}

fn see(what: &str, number: u32) -> Result<(), JsValue> {
    let mut seen = SEEN.get().unwrap_or_default();
    seen.note(what, number);
    draw(seen)
}

fn draw(seen: Seen) -> Result<(), JsValue> {
    SEEN.set(Some(seen));
    dom::write("guard_reached", &seen.reached.to_string())?;
    dom::write("guard_held", &seen.held.to_string())?;
    let (name, words) = seen.verdict.names();
    let card: Element = by_id("guard_saw")?;
    if card.get_attribute("data-saw").as_deref() == Some(name) {
        // What is said once more would be spoken once more.
        return Ok(());
    }
    card.set_attribute("data-saw", name)?;
    dom::write("guard_words", &i18n::text(words))?;
    let is_stopped = seen.verdict == Verdict::Stopped;
    dom::show(&by_id("guard_more")?, Shown::from(is_stopped));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &[(&str, u32)], reached: u32, held: u32, verdict: Verdict) {
        let mut seen = Seen::default();
        for (what, number) in said {
            seen.note(what, *number);
        }
        let expected = Seen {
            reached,
            held,
            verdict,
        };
        assert_eq!(seen, expected);
    }

    #[test]
    fn nothing_typed_is_nothing_seen() {
        check(&[("judged", OPEN)], 0, 0, Verdict::Waiting);
        check(&[("judged", UNKNOWN)], 0, 0, Verdict::Unknown);
    }

    #[test]
    fn what_waited_reaches_the_page_or_does_not() {
        let open = [("held", 1), ("judged", OPEN), ("given", 1), ("passed", 1)];
        check(&open, 2, 0, Verdict::Open);
        let held = [("passed", 4), ("held", 2), ("judged", 5)];
        check(&held, 4, 2, Verdict::Holding);
        let stopped = [("passed", 4), ("held", 5), ("stopped", 0)];
        check(&stopped, 4, 5, Verdict::Stopped);
    }
}
