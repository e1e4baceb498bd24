//! The seal editor's page: passes what stands in the fields to the background, which judges it, and
//! shows what it says.

mod fields;
mod palette;

use std::cell::Cell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlButtonElement, HtmlElement};

use crate::browser::{i18n, runtime, tabs};
use crate::dom::{self, Shown, by_id};
use crate::messages::{DraftSeal, FromPage, Judgement, SealAnswer};
use crate::problem::{Problem, ProblemCode};
use crate::seal_view;

/// The page, as it was when it was opened and as the person has changed it since.
pub struct Editor {
    /// The person pressed Remove: Save takes the seal away.
    removing: Cell<bool>,
    /// The helper keeps a seal for this browser profile.
    has_seal: Cell<bool>,
    /// Counts the drafts, so that a late judgement of an earlier one is passed over.
    drafts: Cell<u32>,
}

impl Editor {
    /// Makes the page work, and fills in the seal that there is.
    ///
    /// # Errors
    /// When the page lacks an element: the page and the code belong to each other.
    pub fn start() -> Result<(), JsValue> {
        dom::translate()?;
        let editor = Rc::new(Self {
            removing: Cell::new(false),
            has_seal: Cell::new(false),
            drafts: Cell::new(0),
        });
        palette::choose_at_random()?;
        editor.listen()?;
        spawn_local(async move {
            let _shown = editor.load().await;
        });
        Ok(())
    }

    fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let form: HtmlElement = by_id("editor")?;
        let this = Rc::clone(self);
        dom::on(&form, "input", move |event| {
            let _followed = palette::follow(&event);
            this.spawn(Self::edited);
        })?;
        let this = Rc::clone(self);
        dom::on(&form, "paste", move |event| this.pasted(&event))?;
        let this = Rc::clone(self);
        dom::on(&form, "submit", move |event| {
            event.prevent_default();
            this.spawn(Self::save);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("remove")?, "click", move |_| {
            this.removing.set(!this.removing.get());
            this.spawn(Self::refresh);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("again")?, "click", move |_| this.spawn(Self::load))?;
        dom::on(&by_id("back")?, "click", |_| {
            spawn_local(async {
                let _closed = tabs::close_this_tab().await;
            });
        })
    }

    fn spawn(self: &Rc<Self>, work: impl AsyncFn(&Self) -> Result<(), JsValue> + 'static) {
        let this = Rc::clone(self);
        spawn_local(async move {
            let _shown = work(&this).await;
        });
    }

    async fn load(&self) -> Result<(), JsValue> {
        match ask(&FromPage::ReadSeal {}).await {
            Some(SealAnswer::Seal(seal)) => {
                self.has_seal.set(seal.is_some());
                show_problem(None)?;
                // What the person has already written is not lost to a late answer.
                if let (Some(seal), true) = (seal, fields::are_empty()?) {
                    fields::fill(&seal.lines)?;
                    palette::choose(&seal.colour)?;
                }
            }
            Some(SealAnswer::Problem(problem)) => show_problem(Some(&problem))?,
            Some(SealAnswer::FieldProblem(_)) | None => show_problem(Some(&unanswered()))?,
        }
        self.refresh().await
    }

    async fn edited(&self) -> Result<(), JsValue> {
        self.removing.set(false);
        say("")?;
        self.refresh().await
    }

    /// Several pasted lines go into several fields; more than there are fields are refused whole.
    fn pasted(self: &Rc<Self>, event: &Event) {
        let Some(lines) = fields::pasted_lines(event) else {
            return;
        };
        event.prevent_default();
        self.spawn(async move |this: &Self| {
            if fields::have_room_for(&lines) {
                fields::fill(&lines)?;
                return this.edited().await;
            }
            let draft = DraftSeal {
                lines: lines.clone(),
                colour: palette::chosen()?,
            };
            let judgement: Option<Judgement> = ask(&FromPage::JudgeSeal(draft)).await;
            let problem = judgement.and_then(|judgement| judgement.outcome.err());
            fields::show_problem(problem.as_ref())
        });
    }

    /// Draws the preview, the counts and the buttons from what stands in the fields.
    async fn refresh(&self) -> Result<(), JsValue> {
        let number = self.drafts.get() + 1;
        self.drafts.set(number);
        let judgement: Option<Judgement> = ask(&FromPage::JudgeSeal(draft()?)).await;
        if self.drafts.get() != number {
            return Ok(());
        }
        let Some(judgement) = judgement else {
            return show_problem(Some(&unanswered()));
        };
        fields::write_counts(&judgement.characters)?;
        // A line that is too long is said at once; an empty seal only when it is to be saved.
        let problem = judgement.outcome.as_ref().err();
        fields::show_problem(problem.filter(|problem| !problem.empty))?;
        let preview: HtmlElement = by_id("preview")?;
        if let Ok(seal) = &judgement.outcome {
            seal_view::draw(&preview, seal)?;
        }
        let removing = self.removing.get();
        let drawn = judgement.outcome.is_ok() && !removing;
        dom::show(&preview, Shown::from(drawn));
        dom::show(&by_id("preview_empty")?, Shown::from(!drawn && !removing));
        dom::show(&by_id("preview_removed")?, Shown::from(removing));
        self.name_buttons()
    }

    fn name_buttons(&self) -> Result<(), JsValue> {
        let has_seal = self.has_seal.get();
        let remove: HtmlElement = by_id("remove")?;
        dom::show(&remove, Shown::from(has_seal));
        let label = match self.removing.get() {
            true => "editor_keep",
            false => "editor_remove",
        };
        remove.set_text_content(Some(&i18n::text(label)));
        let title: Element = by_id("title")?;
        let name = match has_seal {
            true => "editor_title_change",
            false => "editor_title_make",
        };
        title.set_text_content(Some(&i18n::text(name)));
        Ok(())
    }

    async fn save(&self) -> Result<(), JsValue> {
        say("")?;
        let removes = self.removing.get();
        let message = match removes {
            true => FromPage::RemoveSeal {},
            false => FromPage::SaveSeal(draft()?),
        };
        let save: HtmlButtonElement = by_id("save")?;
        save.set_disabled(true);
        let answer = ask(&message).await;
        save.set_disabled(false);
        match answer {
            Some(SealAnswer::Seal(seal)) => {
                self.has_seal.set(seal.is_some());
                self.removing.set(false);
                if removes {
                    fields::fill::<&str>(&[])?;
                }
                show_problem(None)?;
                self.refresh().await?;
                say(if removes {
                    "editor_removed"
                } else {
                    "editor_saved"
                })?;
                let back: HtmlElement = by_id("back")?;
                dom::show(&back, Shown::from(tabs::this_tab_has_opener().await));
                Ok(())
            }
            Some(SealAnswer::FieldProblem(problem)) => {
                fields::show_problem(Some(&problem))?;
                fields::focus(&problem)
            }
            Some(SealAnswer::Problem(problem)) => show_problem(Some(&problem)),
            None => show_problem(Some(&unanswered())),
        }
    }
}

fn draft() -> Result<DraftSeal, JsValue> {
    Ok(DraftSeal {
        lines: fields::lines()?,
        colour: palette::chosen()?,
    })
}

async fn ask<A: DeserializeOwned>(message: &FromPage) -> Option<A> {
    let message = serde_json::to_string(message).ok()?;
    serde_json::from_str(&runtime::ask(&message).await.ok()?).ok()
}

fn unanswered() -> Problem {
    Problem::new(ProblemCode::Internal)
}

/// Says in the page's status line what was done; nothing for an empty name.
fn say(name: &str) -> Result<(), JsValue> {
    let words = match name {
        "" => String::new(),
        name => i18n::text(name),
    };
    let line: Element = by_id("status_words")?;
    line.set_text_content(Some(&words));
    dom::show(&by_id("back")?, Shown::No);
    dom::show(&by_id("status")?, Shown::from(!name.is_empty()));
    Ok(())
}

fn show_problem(problem: Option<&Problem>) -> Result<(), JsValue> {
    let card: HtmlElement = by_id("problem_card")?;
    if let Some(problem) = problem {
        dom::write_problem(&card, problem)?;
    }
    dom::show(&card, Shown::from(problem.is_some()));
    Ok(())
}
