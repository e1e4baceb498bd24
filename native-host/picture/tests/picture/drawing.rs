//! The seal's pictures, and what is left of them in the toolbar.

use crate::kit::{colour_at, difference, jpeg, noise, picture, png, upright};
use signin_seal_picture::{Drawn, OtherFormats, PictureError, Upright, draw, judge_toolbar, open};
use signin_seal_shared::limits::{FRAME_PIXELS, LARGE_PIXELS};
use signin_seal_shared::seal::{AtToolbarSize, Crop};

const ALL: Crop = Crop {
    x: 0,
    y: 0,
    side: u32::MAX,
};

fn drawn(file: &[u8], crop: Crop) -> Drawn {
    let opened = open(file, OtherFormats::Convert).unwrap();
    draw(&opened.jpeg, crop).unwrap()
}

#[test]
fn each_size_is_drawn() {
    let drawn = drawn(&picture("baseline.jpg"), ALL);
    for (jpeg, side) in [(&drawn.large, LARGE_PIXELS), (&drawn.frame, FRAME_PIXELS)] {
        let picture = upright(jpeg).unwrap();
        assert_eq!((picture.width, picture.height), (side, side));
    }
    for (pixels, side) in [(&drawn.toolbar_32, 32), (&drawn.toolbar_16, 16)] {
        assert_eq!(pixels.len(), side * side * 4);
        assert!(pixels.chunks(4).all(|pixel| pixel[3] == 255));
    }
    assert_eq!(drawn.at_toolbar_size, AtToolbarSize::Clear);
}

#[test]
fn what_reaches_over_an_edge_is_moved_back_inside() {
    // Each column and each row has a colour of its own.
    let file = jpeg((96, 64), 95, |x, y| [(x * 2) as u8, (y * 3) as u8, 128]);
    let rows = [
        ([0, 0, 64], [0, 0, 64]),
        ([90, 0, 64], [32, 0, 64]),
        ([u32::MAX, u32::MAX, 10], [86, 54, 10]),
        ([3, 4, u32::MAX], [3, 0, 64]),
        ([u32::MAX, u32::MAX, u32::MAX], [32, 0, 64]),
        ([10, 20, 0], [10, 20, 1]),
        ([u32::MAX, u32::MAX, 0], [95, 63, 1]),
    ];
    for (asked, given) in rows {
        let [asked, given] = [asked, given].map(|[x, y, side]| draw(&file, Crop { x, y, side }));
        assert!(asked.unwrap() == given.unwrap());
    }
}

#[test]
fn a_part_is_where_it_was_chosen() {
    let file = picture("corners.jpg");
    let crop = |x, y| Crop { x, y, side: 12 };
    for (crop, expected) in [
        (crop(4, 2), [220, 30, 30]),
        (crop(30, 2), [30, 200, 30]),
        (crop(4, 18), [30, 30, 220]),
        (crop(30, 18), [230, 220, 40]),
    ] {
        let drawn = draw(&file, crop).unwrap();
        let large = colour_at(&upright(&drawn.large).unwrap(), 128, 128);
        let toolbar = &drawn.toolbar_16[(8 * 16 + 8) * 4..][..3];
        for found in [&large[..], toolbar] {
            let near = found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) < 16);
            assert!(near, "{crop:?}: {found:?}");
        }
    }
}

#[test]
fn drawing_looks_at_its_bytes_like_opening() {
    for (file, expected) in [
        (&b"no picture"[..], PictureError::Unknown),
        (&picture("baseline.jpg")[..900], PictureError::Damaged),
    ] {
        assert_eq!(draw(file, ALL).err(), Some(expected));
    }
    // Only what was opened is drawn, and that is a JPEG.
    let refused = draw(&picture("transparent.png"), ALL).err();
    assert!(matches!(refused, Some(PictureError::NotJpeg { .. })));
}

/// A photo with each channel at so many percent.
fn darkened(name: &str, percent: u32) -> Vec<u8> {
    let Upright { width, height, rgb } = upright(&picture(name)).unwrap();
    png(width, height, |x, y| {
        let start = ((y * width + x) * 3) as usize;
        [0, 1, 2].map(|channel| (u32::from(rgb[start + channel]) * percent / 100) as u8)
    })
}

#[test]
fn photos_are_clear_in_the_toolbar() {
    for name in [
        "baseline.jpg",
        "progressive.jpg",
        "grey.jpg",
        "cmyk.jpg",
        "corners.jpg",
    ] {
        let drawn = drawn(&picture(name), ALL);
        assert_eq!(drawn.at_toolbar_size, AtToolbarSize::Clear, "{name}");
    }
}

#[test]
fn what_would_be_black_in_the_toolbar_is_told() {
    for name in ["baseline.jpg", "progressive.jpg"] {
        let night = drawn(&darkened(name, 5), ALL);
        assert_eq!(night.at_toolbar_size, AtToolbarSize::TooDark, "{name}");
        let dusk = drawn(&darkened(name, 50), ALL);
        assert_eq!(dusk.at_toolbar_size, AtToolbarSize::Clear, "{name}");
    }
    // A few lit windows are not enough, a moon is.
    let lights = |radius: i64| {
        png(256, 256, move |x, y| {
            let (x, y) = (i64::from(x) - 160, i64::from(y) - 90);
            if x * x + y * y < radius * radius {
                [250, 245, 220]
            } else {
                [5, 6, 12]
            }
        })
    };
    let small = drawn(&lights(8), ALL).at_toolbar_size;
    assert_eq!(small, AtToolbarSize::TooDark);
    let moon = drawn(&lights(60), ALL).at_toolbar_size;
    assert_eq!(moon, AtToolbarSize::Clear);
}

#[test]
fn what_would_be_one_colour_in_the_toolbar_is_told() {
    let solid = |colour: [u8; 3]| png(64, 64, move |_, _| colour);
    let slight = |from: u32, to: u32| {
        png(256, 256, move |x, _| {
            [(from + (to - from) * x / 255) as u8; 3]
        })
    };
    let faint_noise = |amplitude: u8| {
        png(256, 256, move |x, y| {
            noise(x, y).map(|part| 128 + part % amplitude)
        })
    };
    for (name, file) in [
        ("white", solid([255; 3])),
        ("red", solid([200, 20, 20])),
        ("grey", solid([128; 3])),
        ("nearly white", slight(250, 255)),
        ("slight gradient", slight(120, 136)),
        ("faint noise", faint_noise(20)),
        // What is fine grain at full size is one grey in the toolbar.
        ("strong noise", faint_noise(127)),
    ] {
        let judged = drawn(&file, ALL).at_toolbar_size;
        assert_eq!(judged, AtToolbarSize::TooFlat, "{name}");
    }
}

#[test]
fn drawings_are_clear_in_the_toolbar() {
    let line = |thickness: i64| {
        move |x: u32, y: u32| {
            let off = (i64::from(x) - i64::from(y)).abs();
            if off < thickness { [0; 3] } else { [255; 3] }
        }
    };
    for (name, file) in [
        ("black line on white", png(256, 256, line(10))),
        ("gradient", png(256, 256, |x, _| [x as u8; 3])),
        // Equally light, told by hue alone.
        (
            "two hues",
            png(
                64,
                64,
                |x, _| if x < 32 { [200, 90, 90] } else { [60, 140, 60] },
            ),
        ),
        (
            "halves",
            png(64, 64, |_, y| if y < 32 { [30; 3] } else { [90; 3] }),
        ),
    ] {
        let judged = drawn(&file, ALL).at_toolbar_size;
        assert_eq!(judged, AtToolbarSize::Clear, "{name}");
    }
}

#[test]
fn a_kept_toolbar_picture_is_judged_as_it_was() {
    for file in [
        picture("baseline.jpg"),
        darkened("baseline.jpg", 5),
        png(9, 9, |_, _| [77; 3]),
    ] {
        let drawn = drawn(&file, ALL);
        assert_eq!(judge_toolbar(&drawn.toolbar_16), drawn.at_toolbar_size);
    }
    // Pixels that are none are nothing to be seen.
    assert_eq!(judge_toolbar(&[]), AtToolbarSize::TooDark);
}

#[test]
fn the_sizes_show_one_picture() {
    let drawn = drawn(&picture("progressive.jpg"), ALL);
    let large = drawn_again(&drawn.large);
    let frame = drawn_again(&drawn.frame);
    assert!(difference(&large, &frame) < 6.0);
}

/// A drawn picture at the toolbar's size.
fn drawn_again(jpeg: &[u8]) -> Upright {
    let rgba = draw(jpeg, ALL).unwrap().toolbar_32;
    Upright {
        width: 32,
        height: 32,
        rgb: rgba
            .chunks(4)
            .flat_map(|pixel| pixel[..3].to_vec())
            .collect(),
    }
}
