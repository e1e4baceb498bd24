//! The page of this context: finding elements, filling in texts, listening.
//!
//! Text goes into text nodes only; nothing here parses markup.

use wasm_bindgen::prelude::*;
use web_sys::{
    Document, DocumentFragment, Element, Event, HtmlElement, HtmlTemplateElement, NodeList,
    UiEvent, Window,
};

use crate::browser::i18n;
use crate::problem::Problem;

/// This page's document.
///
/// # Errors
/// In a worker, which has none.
pub fn document() -> Result<Document, JsValue> {
    window()?.document().ok_or_else(|| "no document".into())
}

/// This page's window.
///
/// # Errors
/// In a worker, which has none.
pub fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or_else(|| "no window".into())
}

/// The page's body.
///
/// # Errors
/// When there is none.
pub fn body() -> Result<HtmlElement, JsValue> {
    document()?.body().ok_or_else(|| "no body".into())
}

/// Writes `text` into the element of this id.
///
/// # Errors
/// When there is none.
pub fn write(id: &str, text: &str) -> Result<(), JsValue> {
    by_id::<Element>(id)?.set_text_content(Some(text));
    Ok(())
}

/// The element of this id.
///
/// # Errors
/// When the page has none, or of another kind: the page and the code belong to each other.
pub fn by_id<E: JsCast>(id: &str) -> Result<E, JsValue> {
    let element = document()?.get_element_by_id(id);
    element
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| missing(id))
}

/// Apart, since the functions that call it are copied for each kind of element.
#[inline(never)]
fn missing(name: &str) -> JsValue {
    ["no element ", name].concat().into()
}

/// The element that `selector` finds inside `parent`.
///
/// # Errors
/// When there is none.
pub fn inside<E: JsCast>(parent: &Element, selector: &str) -> Result<E, JsValue> {
    let element = parent.query_selector(selector)?;
    element
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| missing(selector))
}

/// Fills every element that has `data-text` with the text of that name, puts the language on the
/// page, and lets it be seen (`style/base.css`): what begins with this has its buttons working
/// before the browser draws it.
///
/// # Errors
/// The browser's.
pub fn translate() -> Result<(), JsValue> {
    let document = document()?;
    if let Some(root) = document.document_element() {
        root.set_attribute("lang", &i18n::text("language_tag"))?;
        root.set_attribute("data-started", "")?;
    }
    translate_all(&document.query_selector_all("[data-text]")?);
    Ok(())
}

/// Fills every element below `parent` that has `data-text`, for what comes out of a template.
///
/// # Errors
/// The browser's.
pub fn translate_inside(parent: &Element) -> Result<(), JsValue> {
    translate_all(&parent.query_selector_all("[data-text]")?);
    Ok(())
}

fn translate_all(elements: &NodeList) {
    for index in 0..elements.length() {
        let Some(element) = elements
            .item(index)
            .and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        if let Some(name) = element.get_attribute("data-text") {
            element.set_text_content(Some(&i18n::text(&name)));
        }
    }
}

/// What stands in the template of this id, translated.
///
/// # Errors
/// When there is no such template.
pub fn copy_of(id: &str) -> Result<HtmlElement, JsValue> {
    let template: HtmlTemplateElement = by_id(id)?;
    let content: DocumentFragment = template.content();
    let first = content.first_element_child().ok_or("an empty template")?;
    let copy: HtmlElement = first.clone_node_with_deep(true)?.dyn_into()?;
    translate_inside(&copy)?;
    Ok(copy)
}

/// Calls `listener` for each event of this kind that a person caused; events made by scripts are
/// passed over, and so is the second click of a double click: what stands there by then may be
/// another thing.
///
/// # Errors
/// The browser's.
pub fn on(
    target: &HtmlElement,
    kind: &str,
    listener: impl FnMut(Event) + 'static,
) -> Result<(), JsValue> {
    listen(target, kind, Box::new(listener))
}

/// One function for all listeners: a copy for each would make every page some kilobytes larger.
fn listen(
    target: &HtmlElement,
    kind: &str,
    mut listener: Box<dyn FnMut(Event)>,
) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let again = |event: &UiEvent| event.type_() == "click" && event.detail() > 1;
        if event.is_trusted() && !event.dyn_ref().is_some_and(again) {
            listener(event);
        }
    });
    target.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())?;
    listener.forget();
    Ok(())
}

/// Calls `listener` for each event of this kind at the window itself, which only the browser causes.
///
/// # Errors
/// The browser's.
pub fn on_window(kind: &str, mut listener: impl FnMut() + 'static) -> Result<(), JsValue> {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if event.is_trusted() {
            listener();
        }
    });
    window()?.add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())?;
    listener.forget();
    Ok(())
}

/// Puts the focus on the heading of a part of the page that has just appeared, so that it is spoken
/// and the keyboard goes on from there.
///
/// # Errors
/// When the part has no heading.
pub fn begin_at(part: &Element) -> Result<(), JsValue> {
    let heading: HtmlElement = inside(part, "h1, h2")?;
    heading.set_tab_index(-1);
    heading.focus()
}

/// Shows or hides an element, for everybody and for screen readers.
pub fn show(element: &HtmlElement, when: Shown) {
    element.set_hidden(when == Shown::No);
}

/// Whether an element is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl From<bool> for Shown {
    fn from(shown: bool) -> Self {
        if shown { Self::Yes } else { Self::No }
    }
}

/// Writes what happened and what to do into two elements inside `card`.
///
/// # Errors
/// When the card has no such elements.
pub fn write_problem(card: &Element, problem: &Problem) -> Result<(), JsValue> {
    let values: Vec<&str> = problem.parameters.values().collect();
    let (what, do_) = problem.text_names();
    let what_happened: Element = inside(card, ".what")?;
    let what_to_do: Element = inside(card, ".do")?;
    what_happened.set_text_content(Some(&i18n::text_with(&what, &values)));
    what_to_do.set_text_content(Some(&i18n::text_with(&do_, &values)));
    Ok(())
}
