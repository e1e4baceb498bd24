//! What the tests ask the helper, and what it answers.

use signin_seal_shared::identity::{ProfileId, SealStamp};
use signin_seal_shared::protocol::{
    ErrorCode, ErrorReply, PROTOCOL_VERSION, ReplyBody, RequestBody,
};
use signin_seal_shared::seal::{Base64, DraftMark, KeptSeal, Mark, Seal, SealDraft, SealText};
use signin_seal_shared::secret::Password;

pub(crate) fn profile(number: u8) -> ProfileId {
    ProfileId::from_random([number; 16])
}

pub(crate) fn hello(number: u8) -> RequestBody {
    RequestBody::Hello {
        protocol: PROTOCOL_VERSION,
        extension_version: "0.1.0".to_owned(),
        profile: profile(number),
        browser: format!("Chromium {number}"),
    }
}

pub(crate) fn read() -> RequestBody {
    RequestBody::ReadSeal { known: None }
}

/// Keep these words, however easy they are to guess.
pub(crate) fn save(words: &str) -> RequestBody {
    RequestBody::SaveSeal {
        draft: draft(&[words, "你好 🦊"]),
        stamp: stamp(words),
        accept_easy: true,
    }
}

pub(crate) fn preview(lines: &[&str]) -> RequestBody {
    RequestBody::PreviewSeal {
        draft: draft(lines),
    }
}

pub(crate) fn open_picture(file: &str) -> RequestBody {
    RequestBody::OpenPicture {
        file: base64(file),
        convert: true,
    }
}

pub(crate) fn base64(text: &str) -> Base64 {
    text.to_owned().try_into().unwrap()
}

/// Take the seal of this profile over, under the stamp of "new".
pub(crate) fn take_over(number: u8, password: Option<&str>) -> RequestBody {
    RequestBody::TakeOverSeal {
        profile: profile(number),
        stamp: stamp("new"),
        password: password.map(|password| Password::new(password.to_owned())),
    }
}

pub(crate) fn draft(lines: &[&str]) -> SealDraft {
    SealDraft {
        mark: DraftMark::Text(SealText::parse(lines).unwrap()),
        colour: "#0b5394".parse().unwrap(),
    }
}

pub(crate) fn seal(words: &str) -> Seal {
    Seal {
        mark: Mark::Text(SealText::parse(&[words, "你好 🦊"]).unwrap()),
        colour: "#0b5394".parse().unwrap(),
    }
}

/// The stamp under which [`save`] saves these words.
pub(crate) fn stamp(words: &str) -> SealStamp {
    let mut bytes = [7; 16];
    for (byte, letter) in bytes.iter_mut().zip(words.bytes()) {
        *byte = letter;
    }
    SealStamp::from_random(bytes)
}

/// As [`save`] has it saved, at a time that [`timeless`] made 0.
pub(crate) fn kept(words: &str) -> KeptSeal {
    KeptSeal {
        seal: seal(words),
        stamp: stamp(words),
        saved_ms: 0,
    }
}

pub(crate) fn saved(words: &str) -> ReplyBody {
    ReplyBody::Saved { kept: kept(words) }
}

pub(crate) fn found(words: &str) -> ReplyBody {
    ReplyBody::Seal { kept: kept(words) }
}

/// No seal, and never one, in a store where so many other profiles have one.
pub(crate) fn nothing_beside(others: u32) -> ReplyBody {
    ReplyBody::NoSeal {
        removed_ms: None,
        others,
    }
}

pub(crate) fn nothing() -> ReplyBody {
    nothing_beside(0)
}

/// No seal any more, in a store where so many other profiles have one.
pub(crate) fn removed_beside(others: u32) -> ReplyBody {
    ReplyBody::NoSeal {
        removed_ms: Some(0),
        others,
    }
}

pub(crate) fn error(code: ErrorCode) -> ReplyBody {
    ReplyBody::Error(ErrorReply::new(code))
}
