//! The member's photo: it comes in parts, is opened, cut and drawn anew.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signin_seal_shared::account::AccountReply;
use signin_seal_shared::limits::{OPENED_BYTES, PHOTO_BYTES, PHOTO_PART_BYTES};
use signin_seal_shared::seal::{Base64, Crop};
use zeroize::Zeroizing;

use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::pictures;
use crate::store::{Part, Store, StoreError};

/// A photo file on its way, in the memory of one conversation.
#[derive(Default)]
pub(crate) struct Upload(Zeroizing<Vec<u8>>);

impl Upload {
    /// Takes a part of the file.
    pub(super) fn take(&mut self, first: bool, part: &Base64) -> Result<(), Fault> {
        if first {
            self.0 = Zeroizing::default();
        }
        let bytes = pictures::decode(part, PHOTO_PART_BYTES)?;
        let whole = self.0.len() + bytes.len();
        if whole > PHOTO_BYTES {
            self.0 = Zeroizing::default();
            return Err(Fault::PictureTooLarge {
                bytes: whole,
                limit: PHOTO_BYTES,
            });
        }
        self.0.extend_from_slice(&bytes);
        Ok(())
    }

    /// Opens the file, and forgets it.
    pub(super) fn open(&mut self) -> Result<AccountReply, Fault> {
        let file = std::mem::take(&mut self.0);
        let opened = signin_seal_picture::open_photo(&file).map_err(Fault::Picture)?;
        Ok(AccountReply::Opened {
            picture: pictures::encode(&opened.jpeg)?,
            width: opened.width,
            height: opened.height,
        })
    }
}

/// Keeps a part of an opened picture.
pub(super) fn save(
    store: &mut Store,
    picture: &Base64,
    crop: Crop,
    now: UnixMillis,
) -> Result<(), Fault> {
    let opened = pictures::decode(picture, OPENED_BYTES)?;
    let drawn = signin_seal_picture::draw_photo(&opened, crop).map_err(Fault::Picture)?;
    store.at_once(|store| {
        store.keep_part_bytes(Part::Photo, &drawn.large, now)?;
        store.keep_part_bytes(Part::CardPhoto, &drawn.small, now)?;
        Ok::<_, Fault>(())
    })
}

/// Forgets the photo.
pub(super) fn remove(store: &mut Store) -> Result<(), StoreError> {
    store.at_once(|store| {
        store.forget_part(Part::Photo)?;
        store.forget_part(Part::CardPhoto)
    })
}

/// The photo in one of its sizes.
pub(super) fn read(store: &Store, size: Part) -> Result<Option<Base64>, Fault> {
    let Some(bytes) = store.part_bytes(size)? else {
        return Ok(None);
    };
    Ok(Some(Base64::try_from(STANDARD.encode(&*bytes))?))
}
