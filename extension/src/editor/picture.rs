//! A picture on its way to the seal: from a file by Browse, drop or paste, and the part of it that
//! the person chooses by mouse or keyboard.

use std::rc::Rc;

use signin_seal_shared::limits::PICTURE_BYTES;
use signin_seal_shared::seal::Base64;
use wasm_bindgen::prelude::*;
use web_sys::{
    ClipboardEvent, DragEvent, Event, File, FileList, HtmlElement, HtmlInputElement, PointerEvent,
};

use super::{Editor, fields, is_picture, save_button};
use crate::browser::file;
use crate::cropping::{self, Opened};
use crate::dom::{self, Shown, by_id};
use crate::messages::{FromPage, MarkDraft, PictureAnswer};
use crate::page;
use crate::problem::{Problem, ProblemCode};

/// The picture of the draft.
pub(super) enum Picture {
    /// None was chosen yet.
    None,
    /// The one that the seal has already.
    Same,
    /// A part of one that was opened.
    Opened(Opened),
}

impl Picture {
    pub(super) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    pub(super) fn is_same(&self) -> bool {
        matches!(self, Self::Same)
    }

    pub(super) fn draft(&self) -> MarkDraft {
        match self {
            Self::None => MarkDraft::NoPicture {},
            Self::Same => MarkDraft::SamePicture {},
            Self::Opened(opened) => MarkDraft::Picture {
                opened: opened.picture.clone(),
                crop: opened.crop,
            },
        }
    }
}

impl Editor {
    pub(super) fn listen_to_pictures(self: &Rc<Self>) -> Result<(), JsValue> {
        let input: HtmlInputElement = by_id("file")?;
        dom::on(&by_id("browse")?, "click", move |_| input.click())?;
        let this = Rc::clone(self);
        dom::on(&by_id("file")?, "change", move |_| {
            let Ok(input) = by_id::<HtmlInputElement>("file") else {
                return;
            };
            this.take(input.files().and_then(|files| files.get(0)));
            // So that the same file can be chosen once more.
            input.set_value("");
        })?;
        let page: HtmlElement = by_id("making")?;
        let this = Rc::clone(self);
        dom::on(&page, "drop", move |event| {
            let dropped = dropped_files(&event);
            if dropped.is_some() {
                event.prevent_default();
                this.take(dropped.and_then(|files| files.get(0)));
            }
        })?;
        for kind in ["dragenter", "dragover"] {
            dom::on(&page, kind, |event| {
                if dropped_files(&event).is_some() {
                    event.prevent_default();
                }
            })?;
        }
        let this = Rc::clone(self);
        dom::on(&dom::body()?, "paste", move |event| {
            let pasted = event.dyn_ref::<ClipboardEvent>();
            let pasted = pasted.and_then(ClipboardEvent::clipboard_data);
            this.take(pasted.and_then(|data| data.files()?.get(0)));
        })?;
        let this = Rc::clone(self);
        dom::on(&by_id("convert")?, "click", move |_| {
            let file = this.unconverted.borrow().clone();
            if let Some(file) = file {
                this.spawn(async move |this: &Self| {
                    this.open(this.next_file(), file.clone(), true).await
                });
            }
        })?;
        for slider in cropping::SLIDERS {
            let this = Rc::clone(self);
            // Before the form hears of it, and judges the draft.
            dom::on(&by_id(slider)?, "input", move |_| {
                let _slid = this.slid();
            })?;
        }
        for kind in ["pointerdown", "pointermove"] {
            let this = Rc::clone(self);
            dom::on(&by_id("crop_stage")?, kind, move |event| {
                this.dragged(&event);
            })?;
        }
        Ok(())
    }

    /// Takes a file that the person brought, where they are making a picture seal.
    fn take(self: &Rc<Self>, file: Option<File>) {
        let (Some(file), Ok(true)) = (file, is_picture()) else {
            return;
        };
        let number = self.next_file();
        self.spawn(async move |this: &Self| {
            let bytes = file.size() as usize;
            if bytes > PICTURE_BYTES {
                let problem = Problem::new(ProblemCode::PictureTooLarge).with("bytes", bytes);
                return this.refuse(&problem.with("limit", PICTURE_BYTES));
            }
            let content = file::read(&file).await;
            if this.files.get() != number {
                return Ok(());
            }
            match content {
                Some(file) => this.open(number, file, false).await,
                None => this.refuse(&Problem::new(ProblemCode::PictureUnknown)),
            }
        });
    }

    /// The number of a file that was brought just now. A later one takes its place.
    fn next_file(&self) -> u32 {
        self.files.set(self.files.get() + 1);
        self.files.get()
    }

    async fn open(&self, number: u32, file: Base64, convert: bool) -> Result<(), JsValue> {
        let question = FromPage::OpenPicture {
            file: file.clone(),
            convert,
        };
        // What is saved is what is seen: not the picture before, while this one is on its way.
        let save = save_button()?;
        save.set_disabled(true);
        let answer = page::ask(&question).await;
        if self.files.get() != number {
            return Ok(());
        }
        save.set_disabled(false);
        match answer {
            Some(PictureAnswer::Opened {
                picture,
                width,
                height,
            }) => {
                let opened = Opened::new(picture, width, height);
                self.picture.replace(Picture::Opened(opened));
                self.show_picture()?;
                self.edited().await
            }
            Some(PictureAnswer::Problem(problem)) => {
                let can_convert = problem.code == ProblemCode::PictureNotJpeg;
                self.unconverted.replace(can_convert.then_some(file));
                self.refuse(&problem)
            }
            None => self.refuse(&page::unanswered()),
        }
    }

    /// Says why a file is not taken. The picture before it stays.
    fn refuse(&self, problem: &Problem) -> Result<(), JsValue> {
        save_button()?.set_disabled(false);
        let card: HtmlElement = by_id("picture_problem")?;
        dom::write_problem(&card, problem)?;
        dom::show(&card, Shown::Yes);
        let can_convert = problem.code == ProblemCode::PictureNotJpeg;
        dom::show(&by_id("convert")?, Shown::from(can_convert));
        Ok(())
    }

    /// Shows the picture and its part; takes back what was said of an earlier one.
    pub(super) fn show_picture(&self) -> Result<(), JsValue> {
        let picture = self.picture.borrow();
        dom::show(&by_id("picture_problem")?, Shown::No);
        fields::show_problem(None)?;
        dom::show(
            &by_id("same_picture")?,
            Shown::from(matches!(*picture, Picture::Same)),
        );
        let cropper: HtmlElement = by_id("cropper")?;
        let Picture::Opened(opened) = &*picture else {
            dom::show(&cropper, Shown::No);
            return Ok(());
        };
        dom::show(&cropper, Shown::Yes);
        opened.show()
    }

    fn slid(&self) -> Result<(), JsValue> {
        let Picture::Opened(opened) = &mut *self.picture.borrow_mut() else {
            return Ok(());
        };
        opened.follow_sliders()
    }

    /// The part follows the pointer while a button is down.
    fn dragged(self: &Rc<Self>, event: &Event) {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else {
            return;
        };
        if !cropping::drags(pointer) {
            return;
        }
        if self.drag_to(pointer).is_ok() {
            self.spawn(Self::edited);
        }
    }

    fn drag_to(&self, pointer: &PointerEvent) -> Result<(), JsValue> {
        let Picture::Opened(opened) = &mut *self.picture.borrow_mut() else {
            return Ok(());
        };
        opened.follow_pointer(pointer)
    }
}

/// The files that are being dragged, where it is files: words may be dragged into their lines.
fn dropped_files(event: &Event) -> Option<FileList> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let is_files = data.types().includes(&"Files".into(), 0);
    is_files.then(|| data.files()).flatten()
}
