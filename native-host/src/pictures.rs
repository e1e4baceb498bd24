//! Pictures on their way between base64 in a message and the crate that opens and draws them.
//!
//! The bytes may come from anybody: base64 that is none, and files that are too large, are told
//! before anything is decoded.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signin_seal_picture::OtherFormats;
use signin_seal_shared::limits::{OPENED_BYTES, PICTURE_BYTES};
use signin_seal_shared::protocol::ReplyBody;
use signin_seal_shared::seal::{AtToolbarSize, Base64, Crop, InvalidBase64, SealPicture};
use zeroize::Zeroizing;

use crate::fault::Fault;

/// The picture in this file, to choose a part of.
pub(crate) fn open(file: &Base64, others: OtherFormats) -> Result<ReplyBody, Fault> {
    let file = decode(file, PICTURE_BYTES)?;
    let opened = signin_seal_picture::open(&file, others).map_err(Fault::Picture)?;
    Ok(ReplyBody::Opened {
        picture: encode(&opened.jpeg)?,
        width: opened.width,
        height: opened.height,
    })
}

/// The picture that a part of an opened one makes, and what is left of it in the toolbar.
pub(crate) fn draw(opened: &Base64, crop: Crop) -> Result<(SealPicture, AtToolbarSize), Fault> {
    let opened = decode(opened, OPENED_BYTES)?;
    let drawn = signin_seal_picture::draw(&opened, crop).map_err(Fault::Picture)?;
    let picture = SealPicture {
        large: encode(&drawn.large)?,
        frame: encode(&drawn.frame)?,
        toolbar_32: encode(&drawn.toolbar_32)?,
        toolbar_16: encode(&drawn.toolbar_16)?,
    };
    Ok((picture, drawn.at_toolbar_size))
}

/// What is left in the toolbar of a picture that was drawn earlier.
pub(crate) fn judge(picture: &SealPicture) -> Result<AtToolbarSize, Fault> {
    let pixels = decode(&picture.toolbar_16, OPENED_BYTES)?;
    Ok(signin_seal_picture::judge_toolbar(&pixels))
}

/// The bytes, where there are not too many of them.
pub(crate) fn decode(text: &Base64, limit: usize) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let bytes = text.decoded_len();
    if bytes > limit {
        return Err(Fault::PictureTooLarge { bytes, limit });
    }
    let decoded = STANDARD.decode(text.as_str());
    decoded
        .map(Zeroizing::new)
        .map_err(|_| Fault::Base64(InvalidBase64))
}

/// The bytes as text.
pub(crate) fn encode(bytes: &[u8]) -> Result<Base64, Fault> {
    Ok(Base64::try_from(STANDARD.encode(bytes))?)
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::limits::REPLY_FRAME_BYTES;
    use signin_seal_shared::protocol::{ErrorCode, ErrorReply};

    use super::*;

    fn base64(text: &str) -> Base64 {
        Base64::try_from(text.to_owned()).unwrap()
    }

    fn wire_code(fault: &Fault) -> ErrorCode {
        ErrorReply::from(fault).code
    }

    #[test]
    fn bytes_come_back_as_they_were() {
        for length in 0..9_u8 {
            let bytes: Vec<u8> = (0..length).collect();
            let decoded = decode(&encode(&bytes).unwrap(), 9).unwrap();
            assert_eq!(*decoded, bytes);
        }
    }

    #[test]
    fn base64_that_stands_for_no_whole_bytes_is_malformed() {
        // The last digit has bits that belong to no byte (RFC 4648, section 3.5).
        for text in ["Zh==", "Zm9="] {
            let fault = decode(&base64(text), 9).unwrap_err();
            assert_eq!(wire_code(&fault), ErrorCode::Malformed, "{text}");
        }
    }

    #[test]
    fn a_large_file_is_told_before_it_is_decoded() {
        let file = base64(&"AAAA".repeat(PICTURE_BYTES / 3 + 1));
        let reply = ErrorReply::from(&open(&file, OtherFormats::Convert).unwrap_err());
        let expected = ErrorReply::new(ErrorCode::PictureTooLarge)
            .with("bytes", PICTURE_BYTES + 3 - PICTURE_BYTES % 3)
            .with("limit", PICTURE_BYTES);
        assert_eq!(reply, expected);
    }

    #[test]
    fn an_opened_picture_has_room_in_a_frame() {
        let digits = OPENED_BYTES.div_ceil(3) * 4;
        assert!(digits + 1024 < REPLY_FRAME_BYTES);
    }
}
