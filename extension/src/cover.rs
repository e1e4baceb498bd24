//! Whether a person can see this frame, by the browser's own account (Intersection Observer, section
//! "trackVisibility"): what covers it, also where it is transparent, and effects of the page upon it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Math, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverInit};

use crate::browser::timer;
use crate::dom;

/// How often it is looked at: at least, and at most. A page that knew the moment could leave the
/// frame free for just as long.
const POLL_MS: [u32; 2] = [700, 1300];
/// The same while the frame may be covered, and from then on where it was: a page that covers it by
/// turns is soon told apart.
const SUSPICIOUS_MS: [u32; 2] = [250, 500];
/// The least that the browser takes for an observer that tracks visibility.
const DELAY_MS: u32 = 100;
/// How sure it is that the frame is being covered. While a page is being laid out, one look may find
/// it so; two in a row are enough, and more where others find it free in between.
const COVERED: u32 = 2;
const FREE: u32 = 1;
const SURE: u32 = 4;

/// Calls `covered` each time that a person cannot see this frame, until the frame ends. What is
/// scrolled out of sight is not covered.
///
/// # Errors
/// The browser's.
pub fn watch(covered: impl Fn() + 'static) -> Result<(), JsValue> {
    let suspicion = Rc::new(Cell::new(0_u32));
    let suspected = Rc::clone(&suspicion);
    // Of a page that has covered it once, one look is enough.
    let floor = Cell::new(0_u32);
    let see = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            observer.disconnect();
            let entry = entries.get(0);
            let field = |name: &str| Reflect::get(&entry, &name.into()).ok();
            let share = field("intersectionRatio").and_then(|share| share.as_f64());
            let is_whole = share.is_some_and(|share| share > 0.99);
            let is_visible = field("isVisible").is_some_and(|visible| visible.is_truthy());
            if !is_whole {
                return;
            }
            if is_visible {
                suspicion.set(suspicion.get().saturating_sub(FREE).max(floor.get()));
                return;
            }
            suspicion.set((suspicion.get() + COVERED).min(SURE));
            if suspicion.get() == SURE {
                floor.set(SURE - COVERED);
                covered();
            }
        },
    );
    poll(Rc::new(see), suspected)
}

type See = Closure<dyn FnMut(Array, IntersectionObserver)>;

/// An observer that stands tells of a change late or never, so that each look has a new one.
fn poll(see: Rc<See>, suspicion: Rc<Cell<u32>>) -> Result<(), JsValue> {
    let document = dom::document()?;
    if !document.hidden()
        && let Some(root) = document.document_element()
    {
        let options = IntersectionObserverInit::new();
        for (name, value) in [("trackVisibility", true.into()), ("delay", DELAY_MS.into())] {
            Reflect::set(&options, &name.into(), &value)?;
        }
        let observer =
            IntersectionObserver::new_with_options((*see).as_ref().unchecked_ref(), &options)?;
        observer.observe(&root);
    }
    let [least, most] = match suspicion.get() {
        0 => POLL_MS,
        _ => SUSPICIOUS_MS,
    };
    timer::after(least + chance(most - least), move || {
        let _window_is_gone = poll(see, suspicion);
    });
    Ok(())
}

/// A number below `limit`. What a page must not foresee here is a moment, and no secret.
fn chance(limit: u32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the product lies between 0 and the limit"
    )]
    let number = (Math::random() * f64::from(limit)) as u32;
    number
}
