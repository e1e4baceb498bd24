//! The photo: it comes in parts, and leaves upright, square and without metadata.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signin_seal_picture::OtherFormats;
use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::limits::{PHOTO_BYTES, PHOTO_PART_BYTES};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use signin_seal_shared::seal::{Base64, Crop};

use crate::account::Account;
use crate::kit::base64;

const ALL: Crop = Crop {
    x: 0,
    y: 0,
    side: u32::MAX,
};

fn picture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("picture/tests/pictures");
    fs::read(folder.join(name)).unwrap()
}

fn part(first: bool, bytes: &[u8]) -> AccountRequest {
    AccountRequest::PhotoPart {
        first,
        bytes: base64(&STANDARD.encode(bytes)),
    }
}

impl Account {
    fn send_photo(&mut self, file: &[u8]) {
        for (number, bytes) in file.chunks(PHOTO_PART_BYTES).enumerate() {
            self.done(part(number == 0, bytes));
        }
    }

    fn open_photo(&mut self, file: &[u8]) -> Result<(Base64, u32, u32), ErrorReply> {
        self.send_photo(file);
        match self.ask(AccountRequest::OpenPhoto {})? {
            AccountReply::Opened {
                picture,
                width,
                height,
            } => Ok((picture, width, height)),
            other => panic!("{other:?}"),
        }
    }

    fn save_photo(&mut self, picture: Base64) {
        self.done(AccountRequest::SavePhoto { picture, crop: ALL });
    }

    fn photo(&mut self) -> Option<Vec<u8>> {
        match self.ask(AccountRequest::ReadPhoto {}) {
            Ok(AccountReply::Photo { photo }) => photo.map(|photo| bytes(&photo)),
            other => panic!("{other:?}"),
        }
    }

    fn card_photo(&mut self) -> Option<Vec<u8>> {
        let reply = self.helper.ask_account(None, AccountRequest::Card {});
        match reply {
            Ok(AccountReply::Card(card)) => card.photo.map(|photo| bytes(&photo)),
            other => panic!("{other:?}"),
        }
    }
}

fn bytes(text: &Base64) -> Vec<u8> {
    STANDARD.decode(text.as_str()).unwrap()
}

fn size(jpeg: &[u8]) -> (u32, u32) {
    let picture = signin_seal_picture::decode(jpeg, OtherFormats::Refuse).unwrap();
    (picture.width, picture.height)
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Noise as PNG, which nothing makes smaller: a few bytes more than its pixels.
fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut state = 7_u64;
    let pixels: Vec<u8> = (0..width * height * 3)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 56) as u8
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::NoCompression);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    file
}

#[test]
fn each_format_becomes_a_square_jpeg() {
    let mut account = Account::new();
    assert_eq!((account.photo(), account.card_photo()), (None, None));
    for (name, opened) in [
        ("baseline.jpg", (96, 64)),
        ("transparent.png", (45, 30)),
        ("lossy.webp", (45, 30)),
    ] {
        let (picture, width, height) = account.open_photo(&picture(name)).unwrap();
        assert_eq!((width, height), opened, "{name}");
        account.save_photo(picture);
        let photo = account.photo().unwrap();
        assert_eq!(size(&photo), (512, 512), "{name}");
        assert_eq!(size(&account.card_photo().unwrap()), (64, 64), "{name}");
    }
    account.done(AccountRequest::RemovePhoto {});
    assert_eq!((account.photo(), account.card_photo()), (None, None));
}

#[test]
fn a_photo_comes_out_upright_and_without_metadata() {
    let mut account = Account::new();
    let mut file = picture("corners.jpg");
    let tag = [0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01];
    let entry = file.windows(8).position(|window| window == tag).unwrap();
    file[entry + 9] = 6; // turned by a quarter
    // A comment beside it, as cameras and programs leave them.
    let words = b"Fox Smith, 51.5 N 0.1 W";
    let length = u16::try_from(words.len() + 2).unwrap().to_be_bytes();
    let comment = [&[0xFF, 0xFE], &length[..], words].concat();
    file.splice(2..2, comment);
    let (picture, width, height) = account.open_photo(&file).unwrap();
    assert_eq!((width, height), (32, 48));
    let opened = bytes(&picture);
    account.save_photo(picture);
    let photo = account.photo().unwrap();
    for jpeg in [&opened, &photo, &account.card_photo().unwrap()] {
        for part in [&b"Exif"[..], b"Fox Smith", &[0xFF, 0xE1], &[0xFF, 0xFE]] {
            assert!(!has(&jpeg[..jpeg.len().min(600)], part), "{part:?}");
        }
    }
    // Blue, red, yellow, green from the top left.
    let upright = signin_seal_picture::decode(&opened, OtherFormats::Refuse).unwrap();
    assert_eq!((upright.width, upright.height), (32, 48));
}

#[test]
fn five_megabytes_are_taken_and_no_byte_more() {
    let mut account = Account::new();
    let mut file = noise(1310, 1300);
    assert!(
        (4_900_000..PHOTO_BYTES).contains(&file.len()),
        "{}",
        file.len()
    );
    file.resize(PHOTO_BYTES, 0); // what follows the picture is passed over
    let (picture, width, height) = account.open_photo(&file).unwrap();
    assert!(width <= 1024 && height <= 1024);
    account.save_photo(picture);
    assert_eq!(size(&account.photo().unwrap()), (512, 512));

    account.send_photo(&file);
    let too_large = ErrorReply::new(ErrorCode::PictureTooLarge)
        .with("bytes", PHOTO_BYTES + 1)
        .with("limit", PHOTO_BYTES);
    assert_eq!(account.ask(part(false, b"x")), Err(too_large));
    let nothing = account.ask(AccountRequest::OpenPhoto {}).unwrap_err();
    assert_eq!(nothing.code, ErrorCode::PictureUnknown);
    let large = part(true, &vec![0; PHOTO_PART_BYTES + 1]);
    let refused = account.ask(large).unwrap_err();
    assert_eq!(refused.code, ErrorCode::PictureTooLarge);
}

#[test]
fn what_is_no_photo_is_refused_and_the_one_that_is_kept_stays() {
    let mut account = Account::new();
    let (kept, ..) = account.open_photo(&picture("baseline.jpg")).unwrap();
    account.save_photo(kept);
    let before = account.photo();
    let opened = account.open_photo(&picture("animated.gif")).unwrap_err();
    assert_eq!(opened.code, ErrorCode::PictureUnknown);
    // Nothing is left of a file that was opened, nor of one that began anew.
    let nothing = account.ask(AccountRequest::OpenPhoto {}).unwrap_err();
    assert_eq!(nothing.code, ErrorCode::PictureUnknown);
    let file = picture("baseline.jpg");
    let (head, tail) = file.split_at(file.len() / 2);
    account.done(part(true, tail));
    account.done(part(false, head));
    assert!(account.ask(AccountRequest::OpenPhoto {}).is_err());
    account.done(part(false, tail));
    assert!(account.ask(AccountRequest::OpenPhoto {}).is_err());
    account.done(part(true, b"forgotten"));
    account.done(part(true, head));
    account.done(part(false, tail));
    assert!(account.ask(AccountRequest::OpenPhoto {}).is_ok());
    for picture in ["", "Zm9v", "R0lGODlh"] {
        let picture = base64(picture);
        let saved = account.ask(AccountRequest::SavePhoto { picture, crop: ALL });
        assert!(saved.is_err());
    }
    assert_eq!(account.photo(), before);
}
