//! The seal editor's page: leads to a seal step by step, passes what stands in the fields to the
//! background, which judges it, and shows what it says.

mod drawing;
mod fields;
mod palette;
mod picture;
mod steps;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use signin_seal_shared::seal::Base64;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlButtonElement, HtmlElement, HtmlInputElement};

use crate::browser::{i18n, runtime, tabs};
use crate::dom::{self, Shown, by_id};
use crate::messages::{
    DraftSeal, EditorStart, FromPage, Judgement, MarkDraft, POLICY_CHANGED, SealAnswer, SealView,
    Touch,
};
use crate::page;
use crate::problem::{Problem, ProblemCode};
use picture::Picture;

/// The page, as it was when it was opened and as the person has changed it since.
pub struct Editor {
    /// The person pressed Remove: Save takes the seal away.
    removing: Cell<bool>,
    /// The helper keeps a seal for this browser profile, the person's own.
    has_seal: Cell<bool>,
    /// The helper keeps something that can be removed.
    can_remove: Cell<bool>,
    /// Counts what Save was answered, so that the judgement of an older edit does not wipe it.
    answers: Cell<u32>,
    /// That count at the person's last edit.
    answers_before_edit: Cell<u32>,
    /// A draft is being judged.
    judging: Cell<bool>,
    /// The draft has changed since the one that is being judged.
    outdated: Cell<bool>,
    picture: RefCell<Picture>,
    /// A file that is no JPEG, and can be converted.
    unconverted: RefCell<Option<Base64>>,
    /// Counts the files that were brought: the last one counts.
    files: Cell<u32>,
}

impl Editor {
    /// Makes the page work, and shows the first step.
    ///
    /// # Errors
    /// When the page lacks an element: the page and the code belong to each other.
    pub fn start() -> Result<(), JsValue> {
        dom::translate()?;
        let editor = Rc::new(Self {
            removing: Cell::new(false),
            has_seal: Cell::new(false),
            can_remove: Cell::new(false),
            answers: Cell::new(0),
            answers_before_edit: Cell::new(0),
            judging: Cell::new(false),
            outdated: Cell::new(false),
            picture: RefCell::new(Picture::None),
            unconverted: RefCell::new(None),
            files: Cell::new(0),
        });
        palette::start()?;
        editor.listen()?;
        editor.listen_to_steps()?;
        editor.listen_to_pictures()?;
        let this = Rc::clone(&editor);
        runtime::on_broadcast(move |message| {
            if message == POLICY_CHANGED {
                this.spawn(Self::load);
            }
        });
        editor.spawn(Self::load);
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
        dom::on(&form, "submit", move |event| {
            event.prevent_default();
            this.spawn(async |this: &Self| this.save(false).await);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("save_anyway")?, "click", move |_| {
            this.spawn(async |this: &Self| this.save(true).await);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("remove")?, "click", move |_| {
            this.removing.set(!this.removing.get());
            let _said = say("");
            this.spawn(Self::refresh);
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("again")?, "click", move |_| this.spawn(Self::load))?;
        let this = Rc::clone(self);
        dom::on(&by_id("words")?, "paste", move |event| this.pasted(&event))?;
        dom::on(&by_id("see_more")?, "click", |_| {
            let _seen = palette::see_more();
        })?;
        dom::on(&by_id("back")?, "click", |_| {
            page::spawn(tabs::close_this_tab());
        })
    }

    fn spawn(self: &Rc<Self>, work: impl AsyncFn(&Self) -> Result<(), JsValue> + 'static) {
        let this = Rc::clone(self);
        page::spawn(async move { work(&this).await });
    }

    /// Asks how things stand, and goes to the step that is next.
    async fn load(&self) -> Result<(), JsValue> {
        let start: Option<EditorStart> = page::ask(&FromPage::StartEditor {}).await;
        self.go_on(start).await
    }

    /// Fills in the seal that there is.
    fn fill_in(&self, seal: Option<&SealView>) -> Result<(), JsValue> {
        self.has_seal.set(seal.is_some());
        // What the person has already made is not lost to a late answer.
        let is_untouched = fields::are_empty()? && self.picture.borrow().is_none();
        if let (Some(seal), true) = (seal, is_untouched) {
            palette::choose(&seal.colour)?;
            if seal.picture.is_some() {
                self.picture.replace(Picture::Same);
                choose_kind("is_picture")?;
            } else {
                fields::fill(&seal.lines)?;
                choose_kind("is_text")?;
            }
        }
        Ok(())
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
                mark: MarkDraft::Text(lines.clone()),
                colour: palette::chosen()?,
            };
            let judgement: Option<Judgement> = page::ask(&FromPage::JudgeSeal(draft)).await;
            let problem = judgement.and_then(|judgement| judgement.outcome.err());
            fields::show_problem(problem.as_ref())
        });
    }

    /// Draws what stands in the fields. One draft is judged at a time; the last one is never left
    /// out.
    async fn refresh(&self) -> Result<(), JsValue> {
        self.show_kind()?;
        self.name_buttons()?;
        self.answers_before_edit.set(self.answers.get());
        if self.judging.replace(true) {
            self.outdated.set(true);
            return Ok(());
        }
        loop {
            self.outdated.set(false);
            let draft = FromPage::JudgeSeal(self.draft()?);
            let judgement: Option<Judgement> = page::ask(&draft).await;
            if self.outdated.get() {
                continue;
            }
            self.judging.set(false);
            let was_answered = self.answers.get() != self.answers_before_edit.get();
            return match judgement {
                Some(judgement) if was_answered => self.draw(&judgement),
                Some(judgement) => self.show(&judgement),
                None => page::show_problem(Some(&page::unanswered())),
            };
        }
    }

    fn show(&self, judgement: &Judgement) -> Result<(), JsValue> {
        // A line that is too long is said at once; an empty seal only when it is to be saved.
        let problem = judgement.outcome.as_ref().err();
        fields::show_problem(problem.filter(|problem| !problem.empty))?;
        // A draft that makes no seal was not shown to the helper: nothing is known of it then.
        if judgement.outcome.is_ok() || judgement.problem.is_some() {
            page::show_problem(judgement.problem.as_ref())?;
        }
        self.draw(judgement)
    }

    /// Draws what a draft makes, and leaves what is said against it as it stands.
    fn draw(&self, judgement: &Judgement) -> Result<(), JsValue> {
        fields::write_counts(&judgement.characters)?;
        drawing::show_remark(judgement.remark)?;
        if let Ok(preview) = &judgement.outcome {
            drawing::draw(preview)?;
        }
        let removing = self.removing.get();
        let drawn = judgement.outcome.is_ok() && !removing;
        dom::show(&by_id("sizes")?, Shown::from(drawn));
        dom::show(&by_id("preview_empty")?, Shown::from(!drawn && !removing));
        dom::show(&by_id("preview_removed")?, Shown::from(removing));
        Ok(())
    }

    fn name_buttons(&self) -> Result<(), JsValue> {
        let has_seal = self.has_seal.get();
        let remove: HtmlElement = by_id("remove")?;
        dom::show(&remove, Shown::from(self.can_remove.get()));
        let label = match self.removing.get() {
            true => "editor_keep",
            false => "editor_remove",
        };
        remove.set_text_content(Some(&i18n::text(label)));
        let name = match has_seal {
            true => "editor_title_change",
            false => "editor_title_make",
        };
        dom::write("title", &i18n::text(name))
    }

    /// Shows the fields of the kind of seal that is chosen.
    fn show_kind(&self) -> Result<(), JsValue> {
        let is_picture = is_picture()?;
        dom::show(&by_id("words")?, Shown::from(!is_picture));
        dom::show(&by_id("picture")?, Shown::from(is_picture));
        Ok(())
    }

    fn draft(&self) -> Result<DraftSeal, JsValue> {
        let mark = match is_picture()? {
            true => self.picture.borrow().draft(),
            false => MarkDraft::Text(fields::lines()?),
        };
        Ok(DraftSeal {
            mark,
            colour: palette::chosen()?,
        })
    }

    async fn save(&self, accept_easy: bool) -> Result<(), JsValue> {
        say("")?;
        page::show_problem(None)?;
        let removes = self.removing.get();
        let message = match removes {
            true => FromPage::RemoveSeal {},
            false => FromPage::SaveSeal {
                draft: self.draft()?,
                accept_easy,
                touch: by_id::<HtmlInputElement>("touch_first")?.checked(),
            },
        };
        let save = save_button()?;
        save.set_disabled(true);
        let answer = page::ask(&message).await;
        save.set_disabled(false);
        self.answers.set(self.answers.get() + 1);
        match answer {
            Some(SealAnswer::Seal(seal)) => self.saved(seal.is_some()).await,
            Some(SealAnswer::FieldProblem(problem)) => {
                fields::show_problem(Some(&problem))?;
                fields::focus(&problem)
            }
            Some(SealAnswer::Problem(problem)) => refused(&problem),
            None => page::show_problem(Some(&page::unanswered())),
        }
    }

    async fn saved(&self, has_seal: bool) -> Result<(), JsValue> {
        self.has_seal.set(has_seal);
        self.can_remove.set(has_seal);
        self.removing.set(false);
        if !has_seal {
            fields::fill::<&str>(&[])?;
        }
        // A seal of words has no picture that could stay.
        let lost_its_picture = !has_seal || !is_picture()?;
        if lost_its_picture && (!has_seal || self.picture.borrow().is_same()) {
            self.picture.replace(Picture::None);
            self.show_picture()?;
        }
        self.refresh().await?;
        say(match has_seal {
            true => "editor_saved",
            false => "editor_removed",
        })?;
        let has_opener = tabs::opener_of_this_tab().await.is_some();
        dom::show(&by_id("back")?, Shown::from(has_opener));
        // The button that was pressed may be gone: the keyboard goes on from the next one.
        save_button()?.focus()
    }
}

/// Shows whether the seal is to be touched; what the administrator demands cannot be changed.
fn show_touch(touch: Touch) -> Result<(), JsValue> {
    let first: HtmlInputElement = by_id("touch_first")?;
    first.set_checked(touch != Touch::Chosen(false));
    first.set_disabled(touch == Touch::Demanded);
    dom::show(
        &by_id("touch_demanded")?,
        Shown::from(touch == Touch::Demanded),
    );
    Ok(())
}

fn save_button() -> Result<HtmlButtonElement, JsValue> {
    by_id("save")
}

fn is_picture() -> Result<bool, JsValue> {
    Ok(by_id::<HtmlInputElement>("is_picture")?.checked())
}

fn choose_kind(id: &str) -> Result<(), JsValue> {
    by_id::<HtmlInputElement>(id)?.set_checked(true);
    Ok(())
}

/// What the helper says against a seal stands where it can be mended.
fn refused(problem: &Problem) -> Result<(), JsValue> {
    match problem.code {
        ProblemCode::SealEasyToGuess => {
            dom::show(&by_id("easy")?, Shown::Yes);
            Ok(())
        }
        ProblemCode::SealHasSecret => fields::show_refusal(problem),
        _ => {
            page::show_problem(Some(problem))?;
            let card: Element = by_id("problem_card")?;
            card.scroll_into_view();
            Ok(())
        }
    }
}

/// Says in the page's status line what was done; nothing for an empty name.
fn say(name: &str) -> Result<(), JsValue> {
    let words = match name {
        "" => String::new(),
        name => i18n::text(name),
    };
    dom::write("status_words", &words)?;
    dom::show(&by_id("back")?, Shown::No);
    dom::show(&by_id("easy")?, Shown::No);
    dom::show(&by_id("status")?, Shown::from(!name.is_empty()));
    Ok(())
}
