//! The steps that lead to the editor: whose computer this is, and which kind of seal. Where no seal
//! may be made, an explanation stands in their place.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::{Editor, choose_kind};
use crate::browser::i18n;
use crate::dom::{self, Shown, by_id};
use crate::messages::{Computer, EditorStart, FromPage, May, SealAnswer};
use crate::page;

const STEPS: [&str; 5] = ["loading", "explanation", "whose", "kinds", "making"];

/// How the address ends where the page was opened from a private window.
const FROM_PRIVATE_WINDOW: &str = "#private";

impl Editor {
    pub(super) fn listen_to_steps(self: &Rc<Self>) -> Result<(), JsValue> {
        for (id, computer) in [
            ("whose_own", Computer::Own),
            ("whose_public", Computer::Public),
        ] {
            let this = Rc::clone(self);
            dom::on(&by_id(id)?, "click", move |_| {
                this.spawn(async move |this: &Self| this.answer_whose(computer).await);
            })?;
        }
        for (id, kind) in [("kind_text", "is_text"), ("kind_picture", "is_picture")] {
            let this = Rc::clone(self);
            dom::on(&by_id(id)?, "click", move |_| {
                this.spawn(async move |this: &Self| {
                    choose_kind(kind)?;
                    this.make().await
                });
            })?;
        }
        let this = Rc::clone(self);
        dom::on(&by_id("explanation_remove")?, "click", move |_| {
            this.spawn(Self::remove_here);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("explanation_go_on")?, "click", move |_| {
            this.spawn(async |this: &Self| match is_from_private_window()? {
                true => {
                    dom::window()?.location().set_hash("")?;
                    this.load().await
                }
                false => this.answer_whose(Computer::Own).await,
            });
        })
    }

    async fn answer_whose(&self, computer: Computer) -> Result<(), JsValue> {
        let start = page::ask(&FromPage::AnswerWhose(computer)).await;
        self.go_on(start).await
    }

    /// Goes to the step that is next, as things stand.
    pub(super) async fn go_on(&self, start: Option<EditorStart>) -> Result<(), JsValue> {
        let Some(start) = start else {
            return page::show_problem(Some(&page::unanswered()));
        };
        dom::show(&by_id("had_one")?, Shown::from(start.others > 0));
        let seal = match &start.seal {
            SealAnswer::Seal(seal) => {
                page::show_problem(None)?;
                seal.as_ref()
            }
            SealAnswer::Problem(problem) => {
                page::show_problem(Some(problem))?;
                None
            }
            SealAnswer::FieldProblem(_) => None,
        };
        self.fill_in(seal)?;
        self.can_remove.set(start.can_remove);
        super::show_touch(start.touch)?;
        let may = match is_from_private_window()? {
            true => May::PrivateWindow,
            false => start.may,
        };
        match may {
            // What the person is in the middle of stays.
            May::Yes if is_shown("making")? => self.refresh().await,
            May::Yes if seal.is_some() => self.make().await,
            May::Yes => go_to("kinds"),
            May::AskWhose => go_to("whose"),
            May::PublicComputer => self.explain(
                "explain_public_title",
                "explain_public_words",
                Some("explain_public_go_on"),
            ),
            May::PrivateWindow => self.explain(
                "explain_private_title",
                "explain_private_words",
                Some("explain_private_go_on"),
            ),
            May::Policy => self.explain("explain_policy_title", "explain_policy_words", None),
        }
    }

    async fn make(&self) -> Result<(), JsValue> {
        go_to("making")?;
        self.show_picture()?;
        let first = match super::is_picture()? {
            true => "browse",
            false => "line_1",
        };
        self.show_kind()?;
        by_id::<HtmlElement>(first)?.focus()?;
        self.refresh().await
    }

    /// Says why no seal is made here, and offers a way on where there is one. A seal that is there
    /// can be removed.
    fn explain(&self, title: &str, words: &str, go_on: Option<&str>) -> Result<(), JsValue> {
        dom::write("explanation_title", &i18n::text(title))?;
        dom::write("explanation_words", &i18n::text(words))?;
        if let Some(name) = go_on {
            dom::write("explanation_go_on", &i18n::text(name))?;
        }
        dom::show(&by_id("explanation_go_on")?, Shown::from(go_on.is_some()));
        let can_remove = self.can_remove.get();
        dom::show(&by_id("explanation_remove")?, Shown::from(can_remove));
        dom::show(&by_id("explanation_removed")?, Shown::No);
        go_to("explanation")
    }

    /// Removes the seal of a browser that should have none.
    async fn remove_here(&self) -> Result<(), JsValue> {
        match page::ask(&FromPage::RemoveSeal {}).await {
            Some(SealAnswer::Seal(_)) => {
                dom::show(&by_id("explanation_remove")?, Shown::No);
                dom::show(&by_id("explanation_removed")?, Shown::Yes);
                page::show_problem(None)
            }
            Some(SealAnswer::Problem(problem)) => page::show_problem(Some(&problem)),
            Some(SealAnswer::FieldProblem(_)) | None => {
                page::show_problem(Some(&page::unanswered()))
            }
        }
    }
}

fn go_to(step: &str) -> Result<(), JsValue> {
    if is_shown(step)? {
        return Ok(());
    }
    for other in STEPS {
        dom::show(&by_id(other)?, Shown::from(other == step));
    }
    dom::begin_at(&by_id(step)?)
}

fn is_shown(step: &str) -> Result<bool, JsValue> {
    Ok(!by_id::<HtmlElement>(step)?.hidden())
}

fn is_from_private_window() -> Result<bool, JsValue> {
    Ok(dom::window()?.location().hash()? == FROM_PRIVATE_WINDOW)
}
