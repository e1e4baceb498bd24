//! The help page: why a seal may not be seen, each reason marked where it is known to be this
//! person's, and what else people ask.

use std::cell::RefCell;

use signin_seal_extension::browser::{i18n, runtime, tabs};
use signin_seal_extension::dom::{self, Shown, by_id, inside};
use signin_seal_extension::messages::{Case, Diagnosis, FromPage, SEAL_CHANGED, SealAnswer};
use signin_seal_extension::{page, seal_view};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

const CASES: [(Case, &str); 7] = [
    (Case::NotGenuine, "case_not_genuine"),
    (Case::Changed, "case_changed"),
    (Case::NoSeal, "case_no_seal"),
    (Case::DataDeleted, "case_data_deleted"),
    (Case::Helper, "case_helper"),
    (Case::Covered, "case_covered"),
    (Case::Framed, "case_framed"),
];

fn main() -> Result<(), JsValue> {
    dom::translate()?;
    dom::on(&by_id("accept")?, "click", |_| page::spawn(accept()))?;
    runtime::on_broadcast(|message| {
        if message == SEAL_CHANGED {
            page::spawn(diagnose());
        }
    });
    page::spawn(diagnose());
    Ok(())
}

thread_local! {
    /// What stands on the page: what the person accepts is what they have seen.
    static SEEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

async fn diagnose() -> Result<(), JsValue> {
    let tab = tabs::opener_of_this_tab().await;
    let diagnosis: Option<Diagnosis> = page::ask(&FromPage::Diagnose(tab)).await;
    match &diagnosis {
        Some(diagnosis) => show(diagnosis),
        None => page::show_problem(Some(&page::unanswered())),
    }
}

/// Where the seal is another by now, the page shows that one, and asks anew.
async fn accept() -> Result<(), JsValue> {
    let seen = SEEN.with_borrow(Clone::clone);
    let _answer: Option<SealAnswer> = page::ask(&FromPage::AcceptSeal(seen)).await;
    diagnose().await?;
    dom::begin_at(&by_id("help")?)
}

fn show(diagnosis: &Diagnosis) -> Result<(), JsValue> {
    page::show_problem(None)?;
    SEEN.set(diagnosis.seen.clone());
    for (case, id) in CASES {
        let article: HtmlElement = by_id(id)?;
        let is_this = diagnosis.cases.contains(&case);
        let badge: HtmlElement = inside(&article, ".badge")?;
        dom::show(&badge, Shown::from(is_this));
        article.class_list().toggle_with_force("is-this", is_this)?;
        if is_this {
            // What is known comes first.
            by_id::<Element>("cases")?.prepend_with_node_1(&article)?;
        }
    }
    let is_well = diagnosis.has_seal && diagnosis.cases.is_empty();
    dom::show(&by_id("all_well")?, Shown::from(is_well));

    let host: HtmlElement = by_id("host")?;
    host.set_text_content(Some(&diagnosis.host));
    let names_host = diagnosis.cases.contains(&Case::NotGenuine) && !diagnosis.host.is_empty();
    dom::show(&host, Shown::from(names_host));

    let changed = diagnosis.cases.contains(&Case::Changed);
    let helper_fails = diagnosis.cases.contains(&Case::Helper);
    if let Some(problem) = &diagnosis.problem {
        if changed {
            let (what, _) = problem.text_names();
            let values: Vec<&str> = problem.parameters.values().collect();
            dom::write("changed_when", &i18n::text_with(&what, &values))?;
        } else {
            dom::write_problem(&by_id::<Element>("helper_problem")?, problem)?;
        }
    }
    dom::show(&by_id("changed")?, Shown::from(changed));
    dom::show(&by_id("helper_problem")?, Shown::from(helper_fails));
    let is_covered = diagnosis.cases.contains(&Case::Covered);
    dom::show(&by_id("covered")?, Shown::from(is_covered));
    if let Some(seal) = &diagnosis.replacement {
        seal_view::draw(&by_id("replacement")?, seal)?;
    }
    let is_replaced = diagnosis.replacement.is_some();
    dom::show(&by_id("replacement_figure")?, Shown::from(is_replaced));
    Ok(())
}
