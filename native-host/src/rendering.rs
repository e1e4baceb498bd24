//! From a draft to the seal that it makes, and what is to be said of it.

use signin_seal_shared::seal::{DraftMark, Mark, Remark, Seal, SealDraft};

use crate::fault::Fault;
use crate::{guess, pictures};

/// The seal that a draft makes. `present` gives the seal that there is; it is asked only by a
/// draft that keeps the picture of that.
pub(crate) fn render(
    draft: SealDraft,
    present: impl FnOnce() -> Result<Option<Seal>, Fault>,
) -> Result<(Seal, Remark), Fault> {
    let SealDraft { mark, colour } = draft;
    let (mark, remark) = match mark {
        DraftMark::Text(text) => {
            let remark = Remark::Guess(guess::judge(&text));
            (Mark::Text(text), remark)
        }
        DraftMark::Picture { opened, crop } => {
            let (picture, left) = pictures::draw(&opened, crop)?;
            (Mark::Picture(picture), Remark::AtToolbarSize(left))
        }
        DraftMark::SamePicture {} => {
            let Some(Mark::Picture(picture)) = present()?.map(|seal| seal.mark) else {
                return Err(Fault::NoPicture);
            };
            let left = pictures::judge(&picture)?;
            (Mark::Picture(picture), Remark::AtToolbarSize(left))
        }
    };
    Ok((Seal { mark, colour }, remark))
}
