//! What becomes of a file: which picture it gives, or why it gives none.

use crate::kit::{JPEGS, OTHERS, colour_at, difference, jpeg, noise, picture, png, upright};
use signin_seal_picture::{OtherFormat, OtherFormats, PictureError, decode, open};
use signin_seal_shared::limits;

/// The place of a segment's marker.
fn find(file: &[u8], bytes: &[u8]) -> usize {
    let mut places = file.windows(bytes.len());
    places.position(|window| window == bytes).unwrap()
}

/// A JPEG whose frame header was changed: its fields begin after the marker and the length.
fn with_frame(name: &str, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut file = picture(name);
    let is_frame = |window: &[u8]| {
        window[0] == 0xFF && matches!(window[1], 0xC0 | 0xC2 | 0xC9) && window[2] == 0
    };
    let frame = file.windows(3).position(is_frame).unwrap();
    change(&mut file[frame..]);
    file
}

#[track_caller]
fn check_refused(file: &[u8], expected: PictureError) {
    for others in [OtherFormats::Refuse, OtherFormats::Convert] {
        assert_eq!(decode(file, others).err(), Some(expected), "{others:?}");
        assert_eq!(open(file, others).err(), Some(expected), "{others:?}");
    }
}

#[test]
fn one_scene_looks_the_same_in_each_kind_of_jpeg() {
    let baseline = upright(&picture("baseline.jpg")).unwrap();
    for name in ["restarts.jpg", "arithmetic.jpg"] {
        let other = upright(&picture(name)).unwrap();
        assert!(difference(&baseline, &other) < 4.0, "{name}");
    }
    let small = upright(&picture("two_pictures.mpo")).unwrap();
    for name in ["cmyk.jpg", "cmyk_progressive.jpg"] {
        let other = upright(&picture(name)).unwrap();
        // Colours that are half as fine make up most of it; inks the wrong way round, a hundred.
        assert!(difference(&small, &other) < 12.0, "{name}");
    }
    let grey = upright(&picture("grey.jpg")).unwrap();
    assert!(grey.rgb.chunks(3).all(|pixel| pixel == [pixel[0]; 3]));
}

#[test]
fn each_orientation_comes_out_upright() {
    const RED: [u8; 3] = [220, 30, 30];
    const GREEN: [u8; 3] = [30, 200, 30];
    const BLUE: [u8; 3] = [30, 30, 220];
    const YELLOW: [u8; 3] = [230, 220, 40];
    let file = picture("corners.jpg");
    let entry = find(&file, &[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01]);
    // The stored corners are red, green, blue, yellow; what is no orientation is upright.
    let rows = [
        (0, [RED, GREEN, BLUE, YELLOW]),
        (1, [RED, GREEN, BLUE, YELLOW]),
        (2, [GREEN, RED, YELLOW, BLUE]),
        (3, [YELLOW, BLUE, GREEN, RED]),
        (4, [BLUE, YELLOW, RED, GREEN]),
        (5, [RED, BLUE, GREEN, YELLOW]),
        (6, [BLUE, RED, YELLOW, GREEN]),
        (7, [YELLOW, GREEN, BLUE, RED]),
        (8, [GREEN, YELLOW, RED, BLUE]),
        (9, [RED, GREEN, BLUE, YELLOW]),
        (255, [RED, GREEN, BLUE, YELLOW]),
    ];
    for (orientation, expected) in rows {
        let mut file = file.clone();
        file[entry + 9] = orientation;
        let size = if (5..=8).contains(&orientation) {
            (32, 48)
        } else {
            (48, 32)
        };
        let opened = open(&file, OtherFormats::Refuse).unwrap();
        assert_eq!((opened.width, opened.height), size, "{orientation}");
        // The opened picture is upright without being told so.
        for picture in [upright(&file).unwrap(), upright(&opened.jpeg).unwrap()] {
            assert_eq!((picture.width, picture.height), size, "{orientation}");
            let (right, bottom) = (size.0 - 3, size.1 - 3);
            let corners = [(2, 2), (right, 2), (2, bottom), (right, bottom)];
            for ((x, y), expected) in corners.into_iter().zip(expected) {
                let found = colour_at(&picture, x, y);
                let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 16);
                assert!(near, "{orientation}: {found:?} at {x}, {y}");
            }
        }
    }
}

#[test]
fn a_profile_is_followed_and_a_broken_one_is_ignored() {
    let file = picture("profile.jpg");
    let mut exchanged = upright(&file).unwrap();
    for pixel in exchanged.rgb.chunks_exact_mut(3) {
        pixel.swap(0, 1);
    }
    let profile = find(&file, b"ICC_PROFILE\0");
    let part = profile + 12;
    let version = profile + 14 + 8;
    let space = profile + 14 + 16;
    let tag_count = profile + 14 + 128;
    for (place, byte) in [
        (part, 0),
        (part + 1, 9),
        (version, 99),
        (space, b'x'),
        (tag_count, 255),
    ] {
        let mut file = file.clone();
        file[place] = byte;
        let ignored = upright(&file).unwrap();
        let channels = ignored.rgb.chunks(3).zip(exchanged.rgb.chunks(3));
        let red_is_not_green = channels
            .filter(|(one, _)| one[0].abs_diff(one[1]) > 8)
            .count();
        assert!(red_is_not_green > 100, "{place}");
        assert!(difference(&ignored, &exchanged) < 2.0, "{place}");
    }
}

#[test]
fn nothing_but_pixels_goes_on() {
    for name in JPEGS {
        let opened = open(&picture(name), OtherFormats::Refuse).unwrap();
        // After the JFIF segment, tables and frame come at once.
        for marker in [0xE1, 0xE2, 0xED, 0xEE, 0xFE] {
            let marker = [0xFF, marker, 0x00];
            let found = opened.jpeg.windows(3).any(|window| window == marker);
            assert!(!found, "{name} {marker:X?}");
        }
    }
}

#[test]
fn a_file_that_ends_early_is_damaged() {
    for name in JPEGS {
        let file = picture(name);
        // A multi-picture file is whole where its first picture is.
        let end = if name == "two_pictures.mpo" {
            find(&file, &[0xFF, 0xD9]) + 2
        } else {
            file.len()
        };
        for length in 2..end {
            let error = upright(&file[..length]).err();
            assert_eq!(error, Some(PictureError::Damaged), "{name} {length}");
        }
        assert!(upright(&file[..end]).is_ok(), "{name}");
    }
    for name in ["transparent.png", "lossless.webp"] {
        let file = picture(name);
        let error = upright(&file[..file.len() / 2]).err();
        assert_eq!(error, Some(PictureError::Damaged), "{name}");
    }
}

#[test]
fn bytes_between_segments_are_passed_over() {
    let plain = upright(&picture("baseline.jpg")).unwrap();
    let file = picture("baseline.jpg");
    for extra in [&[0xFF, 0xFF][..], &[0, 1, 2, 3, 4, 5], &[0xFF, 0, 7]] {
        let scan = find(&file, &[0xFF, 0xDA]);
        let longer = [&file[..scan], extra, &file[scan..]].concat();
        assert!(upright(&longer).unwrap() == plain, "{extra:?}");
    }
    let trailing = [&file[..], b"anything"].concat();
    assert!(upright(&trailing).unwrap() == plain);
}

#[test]
fn what_is_no_picture_is_unknown() {
    for file in [
        &b""[..],
        b"\xFF",
        b"GIF",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"RIFF\0\0\0\0WAVE",
        b"BM\0\0\0\0",
        b"%PDF-1.7",
    ] {
        check_refused(file, PictureError::Unknown);
    }
}

#[test]
fn another_format_is_named_or_converted() {
    for (name, format) in [
        ("animated.gif", OtherFormat::Gif),
        ("lossless.webp", OtherFormat::WebP),
        ("lossy.webp", OtherFormat::WebP),
        ("transparent.png", OtherFormat::Png),
    ] {
        let file = picture(name);
        let refused = open(&file, OtherFormats::Refuse).err();
        assert_eq!(refused, Some(PictureError::NotJpeg { format }), "{name}");
        let opened = open(&file, OtherFormats::Convert).unwrap();
        assert_eq!((opened.width, opened.height), (45, 30), "{name}");
    }
    let plain = upright(&picture("two_pictures.mpo")).unwrap();
    for name in ["animated.gif", "lossy.webp"] {
        let first = upright(&picture(name)).unwrap();
        assert!(difference(&plain, &first) < 8.0, "{name}");
    }
}

#[test]
fn transparent_parts_are_white() {
    for name in ["lossless.webp", "transparent.png"] {
        let picture = upright(&picture(name)).unwrap();
        for y in 0..30 {
            assert_eq!(colour_at(&picture, 7, y), [255; 3], "{name}");
            let half = colour_at(&picture, 20, y);
            assert!(half.iter().all(|part| *part >= 127), "{name} {half:?}");
        }
    }
}

#[test]
fn a_file_over_the_limit_is_not_looked_at() {
    let mut file = picture("baseline.jpg");
    file.resize(limits::PICTURE_BYTES, 0);
    assert!(open(&file, OtherFormats::Refuse).is_ok());
    file.push(0);
    let bytes = file.len();
    check_refused(&file, PictureError::TooLarge { bytes });
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    for name in ["baseline.jpg", "progressive.jpg", "arithmetic.jpg"] {
        let file = with_frame(name, |frame| frame[5..9].fill(0xFF));
        let (width, height) = (65_535, 65_535);
        check_refused(&file, PictureError::TooManyPixels { width, height });
    }
    let mut file = picture("transparent.png");
    file[16..24].copy_from_slice(&[0, 0, 0x10, 1, 0, 0, 0x10, 0]);
    // Its checksum is wrong now, and is looked at first.
    assert_eq!(upright(&file).err(), Some(PictureError::Damaged));
    let mut file = picture("animated.gif");
    file[6..10].fill(0xFF);
    let (width, height) = (65_535, 65_535);
    let expected = PictureError::TooManyPixels { width, height };
    assert_eq!(upright(&file).err(), Some(expected));
}

#[test]
fn rare_kinds_of_jpeg_are_named_as_such() {
    for marker in [0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF] {
        let file = with_frame("baseline.jpg", |frame| frame[1] = marker);
        check_refused(&file, PictureError::Unsupported);
    }
    let twelve_bits = with_frame("baseline.jpg", |frame| frame[4] = 12);
    check_refused(&twelve_bits, PictureError::Unsupported);
    let three_for_two = with_frame("baseline.jpg", |frame| frame[11] = 0x31);
    check_refused(&three_for_two, PictureError::Unsupported);
    // Four inks need more memory than three colours.
    let large_inks = with_frame("cmyk.jpg", |frame| {
        frame[5..9].copy_from_slice(&[0x0F, 0xFF, 0x0F, 0xFF]);
    });
    check_refused(&large_inks, PictureError::Unsupported);
    let mut long_arithmetic = picture("arithmetic.jpg");
    long_arithmetic.resize(limits::PICTURE_BYTES / 4 + 1, 0);
    check_refused(&long_arithmetic, PictureError::Unsupported);
    let no_height = with_frame("baseline.jpg", |frame| frame[5..7].fill(0));
    check_refused(&no_height, PictureError::Damaged);
}

#[test]
fn a_large_picture_is_made_smaller_and_a_small_one_stays() {
    let colour = |x: u32, y: u32| [(x / 16) as u8, (y / 16) as u8, 99];
    for (size, expected) in [
        ((3000, 1500), (1024, 512)),
        ((1025, 1025), (1024, 1024)),
        ((1, 3000), (1, 1024)),
        ((1024, 3), (1024, 3)),
        ((5, 7), (5, 7)),
        ((1, 1), (1, 1)),
    ] {
        let file = jpeg(size, 90, colour);
        let opened = open(&file, OtherFormats::Refuse).unwrap();
        assert_eq!((opened.width, opened.height), expected, "{size:?}");
        let again = upright(&opened.jpeg).unwrap();
        assert_eq!((again.width, again.height), expected, "{size:?}");
    }
}

#[test]
fn even_noise_fits_into_an_opened_picture() {
    let file = jpeg((1024, 1024), 50, noise);
    assert!(file.len() <= limits::PICTURE_BYTES);
    let opened = open(&file, OtherFormats::Refuse).unwrap();
    assert!(opened.jpeg.len() <= limits::OPENED_BYTES);
    assert_eq!((opened.width, opened.height), (1024, 1024));
}

#[test]
fn the_same_file_gives_the_same_picture() {
    for name in JPEGS.into_iter().chain(OTHERS) {
        let file = picture(name);
        let [one, other] = [(); 2].map(|()| open(&file, OtherFormats::Convert).unwrap());
        assert!(one == other, "{name}");
    }
}

#[test]
fn a_converted_picture_keeps_its_colours() {
    let file = png(40, 30, |_, _| [200, 120, 40]);
    let opened = open(&file, OtherFormats::Convert).unwrap();
    let found = colour_at(&upright(&opened.jpeg).unwrap(), 20, 15);
    assert!(
        found
            .iter()
            .zip([200, 120, 40])
            .all(|(a, b)| a.abs_diff(b) < 3),
        "{found:?}"
    );
}
