//! Opens and draws whatever comes. The last bytes of the file choose the part that is drawn.

#![no_main]

use libfuzzer_sys::fuzz_target;
use signin_seal_picture::{OtherFormats, draw, open};
use signin_seal_shared::seal::Crop;

fuzz_target!(|file: &[u8]| {
    let &[.., x, y, side] = file else {
        return;
    };
    let crop = Crop {
        x: u32::from(x) * 4,
        y: u32::from(y) * 4,
        side: u32::from(side) * 4,
    };
    if let Ok(opened) = open(file, OtherFormats::Convert) {
        assert!(draw(&opened.jpeg, crop).is_ok(), "what was opened can be drawn");
    }
    let _any_answer = draw(file, crop);
});
