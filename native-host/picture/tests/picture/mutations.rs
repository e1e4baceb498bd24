//! Ten thousand broken pictures: no panic, no success out of bounds, none that takes long.
//!
//! The same ones in each run. `fuzz` looks further.

use std::time::{Duration, Instant};

use crate::kit::{JPEGS, OTHERS, Random, picture};
use signin_seal_picture::{OtherFormats, draw, open};
use signin_seal_shared::limits::{OPENED_BYTES, OPENED_PIXELS};
use signin_seal_shared::seal::Crop;

/// Of each part, so that the parts run side by side.
const MUTATIONS: u64 = 2_500;

/// How long one picture may take.
const TIME: Duration = Duration::from_secs(1);

fn check_part(part: u64) {
    let seeds: Vec<_> = JPEGS.into_iter().chain(OTHERS).map(picture).collect();
    for number in part * MUTATIONS..(part + 1) * MUTATIONS {
        let mut random = Random(number);
        let file = mutation(&seeds, &mut random);
        let [x, y, side] = [(); 3].map(|()| random.below(2000) as u32);
        check(&file, Crop { x, y, side }, number);
    }
}

fn check(file: &[u8], crop: Crop, number: u64) {
    if let Ok(opened) = in_time(number, || open(file, OtherFormats::Convert)) {
        let sizes = 1..=OPENED_PIXELS;
        assert!(sizes.contains(&opened.width), "mutation {number}");
        assert!(sizes.contains(&opened.height), "mutation {number}");
        assert!(opened.jpeg.len() <= OPENED_BYTES, "mutation {number}");
        // What was opened can always be drawn.
        assert!(draw(&opened.jpeg, crop).is_ok(), "mutation {number}");
    }
    if let Ok(drawn) = in_time(number, || draw(file, crop)) {
        assert_eq!(drawn.toolbar_32.len(), 32 * 32 * 4, "mutation {number}");
        assert_eq!(drawn.toolbar_16.len(), 16 * 16 * 4, "mutation {number}");
    }
}

fn in_time<R>(number: u64, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let before = time_on_processor();
    let result = work();
    // Other programs may keep this one waiting, which is not the picture's fault.
    let time = match (before, time_on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    assert!(time < TIME, "mutation {number} took {time:?}");
    result
}

/// How long this thread has run, where the system tells it (Linux, proc(5)).
fn time_on_processor() -> Option<Duration> {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = statistics.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// A picture with one to eight things done to it.
fn mutation(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut file = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        if file.is_empty() {
            break;
        }
        let place = random.below(file.len());
        match random.below(8) {
            0 => file[place] ^= 1 << random.below(8),
            1 => file[place] = random.next() as u8,
            2 => file[place] = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF][random.below(6)],
            3 => file.truncate(place.max(file.len() / 2)),
            4 => splice(&mut file, &seeds[random.below(seeds.len())], random),
            5 => lie_about_a_length(&mut file, random),
            6 => change_the_size(&mut file, random),
            _ => {
                let end = (place + random.below(64)).min(file.len());
                let copy = file[place..end].to_vec();
                file.splice(place..place, copy);
            }
        }
    }
    file
}

/// The beginning of one file and the end of another.
fn splice(file: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    file.truncate(random.below(file.len()));
    file.extend(&other[random.below(other.len())..]);
}

/// Another number where a segment of a JPEG tells its length.
fn lie_about_a_length(file: &mut [u8], random: &mut Random) {
    let markers: Vec<_> = (0..file.len().saturating_sub(4))
        .filter(|&place| file[place] == 0xFF && file[place + 1] >= 0xC0)
        .collect();
    if markers.is_empty() {
        return;
    }
    let place = markers[random.below(markers.len())];
    let length = [0, 1, 2, 3, 0x7FFF, 0xFFFF, random.next() as u16][random.below(7)];
    file[place + 2..place + 4].copy_from_slice(&length.to_be_bytes());
}

/// Other numbers in the frame header of a JPEG: size, factors, components.
fn change_the_size(file: &mut [u8], random: &mut Random) {
    let frame = file.windows(2).position(|window| {
        window[0] == 0xFF && matches!(window[1], 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB)
    });
    let Some(fields) = frame.and_then(|frame| file.get_mut(frame + 4..frame + 20)) else {
        return;
    };
    for _ in 0..=random.below(3) {
        let place = random.below(fields.len());
        fields[place] = random.next() as u8;
    }
}

#[test]
fn broken_pictures_do_no_harm_1() {
    check_part(0);
}

#[test]
fn broken_pictures_do_no_harm_2() {
    check_part(1);
}

#[test]
fn broken_pictures_do_no_harm_3() {
    check_part(2);
}

#[test]
fn broken_pictures_do_no_harm_4() {
    check_part(3);
}
