//! The part of a picture that the person chooses, by mouse or by keyboard: the editor and the account
//! page have the same elements for it (`crop_stage`, `crop_box`, `crop_side`, `crop_x`, `crop_y`).

use signin_seal_shared::seal::{Base64, Crop};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlImageElement, HtmlInputElement, PointerEvent};

use crate::browser::file;
use crate::dom::by_id;

/// The smallest part of a picture, as a share of its shorter side.
const SMALLEST_PART: u32 = 8;

/// The sliders by which the part is chosen.
pub(crate) const SLIDERS: [&str; 3] = ["crop_side", "crop_x", "crop_y"];

/// A picture that was opened, and its part.
pub(crate) struct Opened {
    pub(crate) picture: Base64,
    pub(crate) crop: Crop,
    width: u32,
    height: u32,
}

impl Opened {
    /// The largest square in the middle is the part to begin with.
    pub(crate) fn new(picture: Base64, width: u32, height: u32) -> Self {
        let side = width.min(height);
        let crop = Crop {
            x: (width - side) / 2,
            y: (height - side) / 2,
            side,
        };
        Self {
            picture,
            crop,
            width,
            height,
        }
    }

    /// Shows the picture and its part.
    pub(crate) fn show(&self) -> Result<(), JsValue> {
        let image: HtmlImageElement = by_id("opened")?;
        image.set_src(&file::data_url(&self.picture));
        self.show_part()
    }

    /// The part follows the sliders.
    pub(crate) fn follow_sliders(&mut self) -> Result<(), JsValue> {
        let value = |id: &str| Ok::<_, JsValue>(by_id::<HtmlInputElement>(id)?.value_as_number());
        let side = value("crop_side")? as u32;
        // A part that grows or shrinks keeps its middle.
        let moved = (f64::from(self.crop.side) - f64::from(side)) / 2.0;
        self.set(value("crop_x")? + moved, value("crop_y")? + moved, side);
        self.show_part()
    }

    /// The part follows the pointer.
    pub(crate) fn follow_pointer(&mut self, pointer: &PointerEvent) -> Result<(), JsValue> {
        pointer.prevent_default();
        let stage: Element = by_id("crop_stage")?;
        if pointer.type_() == "pointerdown" {
            stage.set_pointer_capture(pointer.pointer_id())?;
        }
        let area = stage.get_bounding_client_rect();
        // A very long picture is shown wider or higher than it is, so each side has its own scale.
        let half = f64::from(self.crop.side) / 2.0;
        let place = |at: i32, from: f64, shown: f64, pixels: u32| {
            (f64::from(at) - from) / shown * f64::from(pixels) - half
        };
        let x = place(pointer.client_x(), area.left(), area.width(), self.width);
        let y = place(pointer.client_y(), area.top(), area.height(), self.height);
        let side = self.crop.side;
        self.set(x, y, side);
        self.show_part()
    }

    /// Moves and sizes the part, and keeps it inside.
    fn set(&mut self, x: f64, y: f64, side: u32) {
        let inside = |place: f64, length: u32| place.round().clamp(0.0, f64::from(length - side));
        self.crop = Crop {
            x: inside(x, self.width) as u32,
            y: inside(y, self.height) as u32,
            side,
        };
    }

    /// Puts the frame and the sliders where the part is.
    fn show_part(&self) -> Result<(), JsValue> {
        let Crop { x, y, side } = self.crop;
        let largest = self.width.min(self.height);
        for (id, smallest, value, largest) in [
            ("crop_side", (largest / SMALLEST_PART).max(1), side, largest),
            ("crop_x", 0, x, self.width - side),
            ("crop_y", 0, y, self.height - side),
        ] {
            let slider: HtmlInputElement = by_id(id)?;
            slider.set_min(&smallest.to_string());
            slider.set_max(&largest.to_string());
            slider.set_value(&value.to_string());
        }
        let style = by_id::<HtmlElement>("crop_box")?.style();
        let percent = |part: u32, of: u32| format!("calc(100% * {part} / {of})");
        style.set_property("left", &percent(x, self.width))?;
        style.set_property("top", &percent(y, self.height))?;
        style.set_property("width", &percent(side, self.width))?;
        style.set_property("height", &percent(side, self.height))
    }
}

/// Whether the pointer drags: its first button is down.
pub(crate) fn drags(pointer: &PointerEvent) -> bool {
    pointer.buttons() & 1 != 0
}
