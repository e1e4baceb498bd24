//! The section in which a photo is uploaded: chosen, cropped, kept, or removed.

use std::cell::{Cell, RefCell};

use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::limits::{PHOTO_BYTES, PHOTO_PART_BYTES};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlElement, HtmlImageElement, HtmlInputElement, PointerEvent};

use super::form::Form;
use super::{AccountProblem, ask, change, desk};
use crate::browser::{file, i18n};
use crate::cropping::{self, Opened};
use crate::dom::{self, Shown, by_id};
use crate::page;

thread_local! {
    /// The picture of which a part is being chosen.
    static OPENED: RefCell<Option<Opened>> = const { RefCell::new(None) };
    /// Counts the files that were brought: the last one counts.
    static FILES: Cell<u32> = const { Cell::new(0) };
}

/// Makes the section work.
pub(super) fn listen() -> Result<(), JsValue> {
    dom::on(&by_id("photo_file")?, "change", |_| {
        let Ok(input) = by_id::<HtmlInputElement>("photo_file") else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be chosen once more.
        input.set_value("");
        page::spawn(take(file));
    })?;
    for slider in cropping::SLIDERS {
        dom::on(&by_id(slider)?, "input", |_| {
            let _slid = with_opened(Opened::follow_sliders);
        })?;
    }
    for kind in ["pointerdown", "pointermove"] {
        dom::on(&by_id("crop_stage")?, kind, |event| {
            let pointer = event.dyn_ref::<PointerEvent>();
            if let Some(pointer) = pointer.filter(|pointer| cropping::drags(pointer)) {
                let _dragged = with_opened(|opened| opened.follow_pointer(pointer));
            }
        })?;
    }
    Form::on_submit("photo_form", async |form: &Form| save(form).await)?;
    dom::on(&by_id("photo_cancel")?, "click", |_| {
        forget();
        let _shown = show_cropper();
    })?;
    dom::on(&by_id("photo_remove")?, "click", |_| {
        page::spawn(remove());
    })
}

/// Shows the photo that there is.
pub(super) async fn open() -> Result<(), JsValue> {
    forget();
    show_cropper()?;
    let photo = match ask(AccountRequest::ReadPhoto {}).await {
        Ok(AccountReply::Photo { photo }) => photo,
        Ok(_) => None,
        Err(problem) => return super::show_problem(Some(&problem)),
    };
    let image: HtmlImageElement = by_id("photo_present")?;
    image.set_alt(&i18n::text("photo_alt"));
    match &photo {
        Some(photo) => image.set_src(&file::data_url(photo)),
        None => image.remove_attribute("src")?,
    }
    dom::show(&image, Shown::from(photo.is_some()));
    dom::show(&by_id("photo_none")?, Shown::from(photo.is_none()));
    dom::show(&by_id("photo_remove")?, Shown::from(photo.is_some()));
    Ok(())
}

/// Drops the picture that was opened.
pub(super) fn forget() {
    FILES.set(FILES.get() + 1);
    OPENED.set(None);
}

fn with_opened(work: impl FnOnce(&mut Opened) -> Result<(), JsValue>) -> Result<(), JsValue> {
    OPENED.with_borrow_mut(|opened| opened.as_mut().map_or(Ok(()), work))
}

async fn take(file: Option<File>) -> Result<(), JsValue> {
    let Some(file) = file else {
        return Ok(());
    };
    let form = Form::of("photo_form")?;
    form.clean()?;
    forget();
    show_cropper()?;
    let number = FILES.get();
    dom::show(&by_id("photo_busy")?, Shown::Yes);
    let opened = open_file(&file).await;
    if FILES.get() != number {
        return Ok(());
    }
    dom::show(&by_id("photo_busy")?, Shown::No);
    match opened {
        Ok(opened) => {
            OPENED.set(Some(opened));
            show_cropper()?;
            by_id::<HtmlElement>("crop_side")?.focus()
        }
        Err(problem) => form.refuse(&problem),
    }
}

/// Passes the file to the helper part by part, and lets it be opened.
async fn open_file(file: &File) -> Result<Opened, AccountProblem> {
    let bytes = file.size() as usize;
    let refused = |code| AccountProblem::of(ErrorReply::new(code));
    if bytes > PHOTO_BYTES {
        return Err(refused(ErrorCode::PictureTooLarge));
    }
    let mut from = 0;
    while from < bytes || from == 0 {
        let to = bytes.min(from + PHOTO_PART_BYTES);
        let part = file.slice_with_f64_and_f64(from as f64, to as f64);
        let part = part.map_err(|_| refused(ErrorCode::PictureUnknown))?;
        let part = file::read(&part).await;
        let request = AccountRequest::PhotoPart {
            first: from == 0,
            bytes: part.ok_or_else(|| refused(ErrorCode::PictureUnknown))?,
        };
        change(request).await?;
        from = to;
    }
    match ask(AccountRequest::OpenPhoto {}).await? {
        AccountReply::Opened {
            picture,
            width,
            height,
        } => Ok(Opened::new(picture, width, height)),
        _ => Err(AccountProblem::noise()),
    }
}

async fn save(form: &Form) -> Result<(), JsValue> {
    let part = OPENED.with_borrow(|opened| {
        let opened = opened.as_ref()?;
        Some((opened.picture.clone(), opened.crop))
    });
    let Some((picture, crop)) = part else {
        return Ok(());
    };
    match change(AccountRequest::SavePhoto { picture, crop }).await {
        Ok(()) => done("photo_saved").await,
        Err(problem) => form.refuse(&problem),
    }
}

async fn remove() -> Result<(), JsValue> {
    match change(AccountRequest::RemovePhoto {}).await {
        Ok(()) => done("photo_removed").await,
        Err(problem) => Form::of("photo_form")?.refuse(&problem),
    }
}

async fn done(name: &str) -> Result<(), JsValue> {
    open().await?;
    desk::refresh().await?;
    desk::say(&i18n::text(name))?;
    by_id::<HtmlElement>("photo_file")?.focus()
}

fn show_cropper() -> Result<(), JsValue> {
    let is_open = OPENED.with_borrow(Option::is_some);
    dom::show(&by_id("photo_crop")?, Shown::from(is_open));
    with_opened(|opened| opened.show())
}
