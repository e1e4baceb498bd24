//! `measure signin`: is a seal put on sign-in pages that others saved, and on no other page?

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use signin_seal_shared::sign_in::{Description, Kind, Word, Words};

use super::Detail;
use crate::{build, command, paths, run, setup};

/// The least share of sign-in pages that have it.
const SIGN_IN_SHARE: f64 = 0.98;
/// The same of those that ask who somebody is before they ask for a password.
const TWO_STEP_SHARE: f64 = 0.90;
/// The greatest share of pages for something else that have it.
const OTHER_SHARE: f64 = 0.05;

/// A line of a `labels.csv`.
#[derive(Deserialize)]
struct Row {
    file: String,
    /// `yes`, `no`, or one of the kinds that are reported without a bar.
    sign_in: String,
    #[serde(default)]
    step: Option<String>,
}

/// A page and what it is.
struct Page {
    file: PathBuf,
    name: String,
    group: Group,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    SignIn,
    TwoStep,
    Other,
    /// A kind for which nothing is asked.
    Unasked(String),
}

/// As `signin.measure.ts` writes it.
#[derive(Deserialize)]
struct Measured {
    file: PathBuf,
    shown: bool,
    /// How many fields the browser itself has of the page.
    fields: usize,
    described: Option<Described>,
}

/// What was said of the page, as far as it can be read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Described {
    Page(Description),
    Unreadable(serde_json::Value),
}

/// Opens every page of the lists in the browser; an error where a share is not as it should be.
pub(super) fn measure(data: Option<PathBuf>, detail: Detail) -> Result<()> {
    let data = data.unwrap_or_else(|| paths::shared_data().join("03_signin_pages"));
    let pages = pages(&data)?;
    build::everything()?;
    let measured = in_the_browser(&pages)?;
    report(&pages, &measured, detail)
}

fn pages(data: &Path) -> Result<Vec<Page>> {
    let folders = fs::read_dir(data).with_context(|| format!("no folder {}", data.display()))?;
    let mut pages = Vec::new();
    for folder in folders {
        let folder = folder?.path();
        let labels = folder.join("labels.csv");
        if !labels.is_file() {
            continue;
        }
        let mut rows = csv::Reader::from_path(&labels)?;
        for row in rows.deserialize() {
            let row: Row = row.with_context(|| format!("cannot read {}", labels.display()))?;
            let file = folder.join(&row.file);
            ensure!(file.is_file(), "{} is missing", file.display());
            let parent = folder.file_name().unwrap_or_default().to_string_lossy();
            pages.push(Page {
                name: format!("{parent}/{}", row.file),
                group: group(&row),
                file: file.canonicalize()?,
            });
        }
    }
    ensure!(
        !pages.is_empty(),
        "no labels.csv in the folders of {}",
        data.display()
    );
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(pages)
}

fn group(row: &Row) -> Group {
    let is_two_step = row
        .step
        .as_deref()
        .is_some_and(|step| step.starts_with("identifier_first"));
    match row.sign_in.as_str() {
        "yes" if is_two_step => Group::TwoStep,
        "yes" => Group::SignIn,
        "no" => Group::Other,
        kind => Group::Unasked(kind.to_owned()),
    }
}

fn in_the_browser(pages: &[Page]) -> Result<Vec<Measured>> {
    let chromium = setup::chromium()?;
    setup::npm_packages()?;
    let scratch = tempfile::tempdir().context("failed to make a folder")?;
    let list = scratch.path().join("pages.json");
    let measured = scratch.path().join("measured.json");
    let files: Vec<&Path> = pages.iter().map(|page| page.file.as_path()).collect();
    fs::write(&list, serde_json::to_string(&files)?)?;
    let mut playwright = command::playwright();
    playwright
        .args(["test", "--config", "measure/playwright.config.ts", "signin"])
        .env("SIGNIN_SEAL_PAGES", &list)
        .env("SIGNIN_SEAL_MEASURED", &measured);
    command::run(run::with_parts(&mut playwright, &chromium))?;
    Ok(serde_json::from_str(&fs::read_to_string(&measured)?)?)
}

fn report(pages: &[Page], measured: &[Measured], detail: Detail) -> Result<()> {
    let mut out = std::io::stdout();
    let all = pages.iter().filter_map(|page| {
        let measured = measured.iter().find(|one| one.file == page.file)?;
        Some((page, measured))
    });
    let (all, empty): (Vec<_>, Vec<_>) = all.partition(|(_, measured)| measured.fields > 0);
    for (page, _) in empty {
        let name = &page.name;
        writeln!(
            out,
            "not counted, as the browser finds no field in it: {name}"
        )?;
    }
    let mut short = Vec::new();
    let mut groups: Vec<Group> = pages.iter().map(|page| page.group.clone()).collect();
    groups.sort();
    groups.dedup();
    writeln!(out, "pages                   pages   seal   share   bar")?;
    for group in &groups {
        let of_group: Vec<_> = all
            .iter()
            .filter(|(page, _)| page.group == *group)
            .collect();
        let shown = of_group.iter().filter(|(_, one)| one.shown).count();
        let share = shown as f64 / of_group.len() as f64;
        let (bar, holds) = match group {
            Group::SignIn => (at_least(SIGN_IN_SHARE), share >= SIGN_IN_SHARE),
            Group::TwoStep => (at_least(TWO_STEP_SHARE), share >= TWO_STEP_SHARE),
            Group::Other => (
                format!("at most {:.0} %", OTHER_SHARE * 100.0),
                share <= OTHER_SHARE,
            ),
            Group::Unasked(_) => ("none".to_owned(), true),
        };
        writeln!(
            out,
            "{:<22} {:>6} {shown:>6} {:>5.1} %   {bar}",
            group.to_string(),
            of_group.len(),
            share * 100.0
        )?;
        if !holds {
            short.push(group.to_string());
        }
    }
    for (page, one) in all {
        let is_wrong = match page.group {
            Group::SignIn | Group::TwoStep => !one.shown,
            Group::Other => one.shown,
            Group::Unasked(_) => false,
        };
        if is_wrong {
            writeln!(out, "wrong: {} ({})", page.name, page.group)?;
        }
        if is_wrong || detail == Detail::All {
            describe(&mut out, one)?;
        }
    }
    ensure!(
        short.is_empty(),
        "not as it should be: {}",
        short.join(", ")
    );
    Ok(())
}

fn at_least(share: f64) -> String {
    format!("at least {:.0} %", share * 100.0)
}

/// What was said of a page, in words.
fn describe(out: &mut impl std::io::Write, measured: &Measured) -> Result<()> {
    let page = match &measured.described {
        Some(Described::Page(page)) => page,
        Some(Described::Unreadable(value)) => {
            writeln!(out, "    cannot be read: {value}")?;
            return Ok(());
        }
        None => {
            writeln!(out, "    no content script")?;
            return Ok(());
        }
    };
    let around = page.around;
    writeln!(
        out,
        "    title: {}; headings: {}",
        words(around.title),
        words(around.headings)
    )?;
    for (place, form) in page.forms.iter().enumerate() {
        writeln!(
            out,
            "    form {place}: buttons: {}; names: {}; headings: {}; links: {}; boxes: {}; hidden passwords: {}",
            words(form.buttons),
            words(form.names),
            words(form.headings),
            words(form.links),
            words(form.boxes),
            form.hidden_passwords
        )?;
        for field in page.fields.iter().filter(|field| field.form == place) {
            let kind = match field.kind {
                Kind::Text => "text",
                Kind::Email => "email",
                Kind::Tel => "tel",
                Kind::Password => "password",
                Kind::Number => "number",
                Kind::Search => "search",
                Kind::Other => "other",
            };
            let autofill = field.autofill.0;
            writeln!(
                out,
                "      {kind} (autofill {autofill:b}): {}",
                words(field.words)
            )?;
        }
    }
    Ok(())
}

fn words(words: Words) -> String {
    let names = Word::ALL.into_iter().filter(|word| words.has(*word));
    names.map(Word::name).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Group {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::SignIn => "sign-in",
            Self::TwoStep => "sign-in in two steps",
            Self::Other => "for something else",
            Self::Unasked(kind) => kind,
        })
    }
}
