//! The guarded passwords by their sites, the hosts that may have one of another site, and the sites
//! that are not asked about.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::say;
use crate::browser::{i18n, time};
use crate::dom::{self, Shown, by_id, inside};
use crate::messages::{FromGuarding, GuardedView, GuardingAnswer, GuardingLists, PairView};
use crate::page;
use crate::problem::Problem;

pub(super) async fn refresh() -> Result<(), JsValue> {
    match ask(&FromGuarding::Lists {}).await {
        Ok(lists) => draw(lists),
        Err(problem) => show_problem(Some(&problem)),
    }
}

/// One function for all questions: a copy for each would make the page some kilobytes larger.
async fn ask(question: &FromGuarding) -> Result<GuardingLists, Problem> {
    match page::ask(question).await {
        Some(GuardingAnswer::Lists(lists)) => Ok(lists),
        Some(GuardingAnswer::Problem(problem)) => Err(problem),
        _ => Err(page::unanswered()),
    }
}

/// The rest of the page works without the helper, and is not spoken of.
fn show_problem(problem: Option<&Problem>) -> Result<(), JsValue> {
    let card: HtmlElement = by_id("guarded_problem")?;
    if let Some(problem) = problem {
        dom::write_problem(&card, problem)?;
    }
    dom::show(&card, Shown::from(problem.is_some()));
    Ok(())
}

fn draw(lists: GuardingLists) -> Result<(), JsValue> {
    show_problem(None)?;
    let has_none = lists.guarded.is_empty();
    dom::show(&by_id("guarded_none")?, Shown::from(has_none));
    dom::show(&by_id("guarded_rows")?, Shown::from(!has_none));
    fill("guarded_rows", lists.guarded, guarded_row)?;
    dom::show(&by_id("pairs")?, Shown::from(!lists.pairs.is_empty()));
    fill("pair_rows", lists.pairs, pair_row)?;
    dom::show(&by_id("unasked")?, Shown::from(!lists.unasked.is_empty()));
    fill("unasked_rows", lists.unasked, unasked_row)
}

fn fill<T>(
    rows: &str,
    entries: Vec<T>,
    row: impl Fn(T) -> Result<HtmlElement, JsValue>,
) -> Result<(), JsValue> {
    let rows: Element = by_id(rows)?;
    rows.set_text_content(None);
    for entry in entries {
        let row = row(entry)?;
        rows.append_child(&row)?;
    }
    Ok(())
}

fn write(row: &Element, selector: &str, text: &str) -> Result<(), JsValue> {
    inside::<Element>(row, selector)?.set_text_content(Some(text));
    Ok(())
}

fn guarded_row(guarded: GuardedView) -> Result<HtmlElement, JsValue> {
    let row = dom::copy_of("guarded_row")?;
    let since = time::date_words(guarded.since_ms);
    write(&row, ".since", &i18n::text_with("guarded_since", &[&since]))?;
    if guarded.site.is_empty() {
        write(&row, ".name", &i18n::text("guarded_account"))?;
        dom::show(&inside(&row, ".mark")?, Shown::Yes);
        return Ok(row);
    }
    write(&row, ".name", &guarded.site)?;
    let question = i18n::text_with("guarded_question", &[&guarded.site]);
    write(&row, ".question", &question)?;

    let (actions, removing): (HtmlElement, HtmlElement) =
        (inside(&row, ".own")?, inside(&row, ".removing")?);
    dom::show(&actions, Shown::Yes);
    let (remove, no): (HtmlElement, HtmlElement) =
        (inside(&actions, ".remove")?, inside(&removing, ".no")?);
    let name = i18n::text_with("sites_remove_of", &[&guarded.site]);
    remove.set_attribute("aria-label", &name)?;
    for (button, shown, hidden, next) in [
        (&remove, &removing, &actions, &no),
        (&no, &actions, &removing, &remove),
    ] {
        let (shown, hidden, next) = (shown.clone(), hidden.clone(), next.clone());
        dom::on(button, "click", move |_| {
            dom::show(&hidden, Shown::No);
            dom::show(&shown, Shown::Yes);
            let _focused = next.focus();
        })?;
    }
    let (id, said) = (
        guarded.id,
        i18n::text_with("guarded_removed", &[&guarded.site]),
    );
    on_change(&inside(&removing, ".yes")?, said, move || {
        FromGuarding::Remove(id)
    })?;
    Ok(row)
}

fn pair_row(pair: PairView) -> Result<HtmlElement, JsValue> {
    let row = dom::copy_of("pair_row")?;
    write(&row, ".host", &pair.host)?;
    let name = match pair.name.as_str() {
        "" => i18n::text("guarded_account"),
        name => name.to_owned(),
    };
    let since = time::date_words(pair.since_ms);
    write(
        &row,
        ".may",
        &i18n::text_with("pairs_may", &[&name, &since]),
    )?;
    let button: HtmlElement = inside(&row, ".remove")?;
    let both = [pair.host.as_str(), &name].join(", ");
    let words = i18n::text_with("pairs_remove_of", &[&both]);
    button.set_attribute("aria-label", &words)?;
    let said = i18n::text_with("pairs_removed", &[&name, &pair.host]);
    on_change(&button, said, move || FromGuarding::RemovePair {
        site: pair.site.clone(),
        host: pair.host.clone(),
    })?;
    Ok(row)
}

fn unasked_row((id, name): (String, String)) -> Result<HtmlElement, JsValue> {
    // A site that is not protected any more has no name left.
    let name = if name.is_empty() { id.clone() } else { name };
    let row = dom::copy_of("unasked_row")?;
    write(&row, ".about", &name)?;
    let button: HtmlElement = inside(&row, ".remove")?;
    let words = i18n::text_with("unasked_again_of", &[&name]);
    button.set_attribute("aria-label", &words)?;
    let said = i18n::text_with("unasked_changed", &[&name]);
    on_change(&button, said, move || FromGuarding::AskAgain(id.clone()))?;
    Ok(row)
}

/// Asks the background for a change when the person presses `button`, and says what was done.
fn on_change(
    button: &HtmlElement,
    said: String,
    question: impl Fn() -> FromGuarding + 'static,
) -> Result<(), JsValue> {
    dom::on(button, "click", move |_| {
        let (said, question) = (said.clone(), question());
        page::spawn(async move {
            match ask(&question).await {
                Ok(lists) => {
                    draw(lists)?;
                    // The button that was pressed is gone: the keyboard goes on from the lists.
                    dom::begin_at(&by_id("guarded")?)?;
                    say(&said)
                }
                Err(problem) => show_problem(Some(&problem)),
            }
        });
    })
}
