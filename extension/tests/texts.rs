//! Every text that is shown exists in every language, and every text that exists is shown.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use signin_seal_extension::account::{CODES, EMAIL_REASONS};
use signin_seal_extension::problem::{Problem, ProblemCode};
use signin_seal_shared::account::{ListedQuestion, MessageKind};
use signin_seal_shared::protocol::ErrorCode;
use signin_seal_shared::verdict::{Rule, Script};

const LANGUAGES: [&str; 2] = ["en", "zh_CN"];

type Texts = BTreeMap<String, String>;

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn texts(language: &str) -> Texts {
    let path = folder(&format!("static/_locales/{language}/messages.json"));
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let entries = file.as_object().unwrap().iter();
    entries
        .map(|(name, entry)| (name.clone(), entry["message"].as_str().unwrap().to_owned()))
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// All that stands in quotes, in the sources and pages of the extension and in its manifest.
fn quoted() -> BTreeSet<String> {
    let mut sources = files_below(&folder("src"));
    sources.extend(files_below(&folder("static")));
    sources.push(folder("../manifest.json"));
    let is_locale = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "_locales");
    let mut quoted = BTreeSet::new();
    for path in sources.into_iter().filter(|path| !is_locale(path)) {
        let Ok(source) = fs::read_to_string(path) else {
            continue;
        };
        quoted.extend(source.split('"').map(str::to_owned));
    }
    quoted
}

/// Names that are put together from parts.
fn composed() -> BTreeSet<String> {
    let problems = ProblemCode::ALL.into_iter().flat_map(|code| {
        let (what, to_do) = Problem::new(code).text_names();
        [what, to_do]
    });
    let verdicts = [
        "genuine",
        "insecure",
        "not_a_sign_in_host",
        "lookalike",
        "unknown",
        "not_a_web_address",
        "not_loaded",
        "no_answer",
    ];
    let verdicts = verdicts.into_iter().flat_map(|verdict| {
        [
            format!("verdict_{verdict}_title"),
            format!("verdict_{verdict}_words"),
        ]
    });
    let rules = Rule::ALL.map(|rule| format!("warning_rule_{}", rule.name()));
    let scripts = Script::ALL.map(|script| format!("script_{}", script.name().to_lowercase()));
    let questions = ListedQuestion::ALL.iter();
    let questions = questions.map(|question| format!("question_{}", question.name()));
    let messages = MessageKind::ALL.iter().flat_map(|kind| {
        let name = kind.name();
        [format!("message_{name}"), format!("message_{name}_body")]
    });
    // What is wrong with an e-mail address is told by its reason.
    let refusals = CODES
        .iter()
        .filter(|(code, _)| *code != ErrorCode::EmailInvalid);
    let refusals = refusals.map(|(_, name)| format!("account_error_{name}"));
    let emails = EMAIL_REASONS.map(|reason| format!("account_error_email_invalid_{reason}"));
    let levels = ["low", "medium", "high"];
    let levels = levels
        .into_iter()
        .flat_map(|level| [format!("level_{level}"), format!("level_{level}_words")]);
    let strengths = (0..5).map(|score| format!("strength_{score}"));
    problems
        .chain(questions)
        .chain(messages)
        .chain(refusals)
        .chain(emails)
        .chain(levels)
        .chain(strengths)
        .chain(verdicts)
        .chain(rules)
        .chain(scripts)
        .collect()
}

#[test]
fn every_language_has_the_same_texts() {
    let names = |language| texts(language).into_keys().collect::<Vec<_>>();
    assert_eq!(names("en"), names("zh_CN"));
}

#[test]
fn no_text_is_empty_and_each_has_the_same_places_for_facts() {
    let places = |text: &str| -> BTreeSet<char> {
        let after_dollar = text.split('$').skip(1);
        after_dollar
            .filter_map(|rest| rest.chars().next())
            .collect()
    };
    let (english, chinese) = (texts("en"), texts("zh_CN"));
    for (name, text) in &english {
        let other = &chinese[name];
        assert!(
            !text.trim().is_empty() && !other.trim().is_empty(),
            "{name}"
        );
        assert_eq!(places(text), places(other), "{name}");
    }
}

#[test]
fn every_text_of_a_page_exists() {
    for language in LANGUAGES {
        let texts = texts(language);
        for path in files_below(&folder("static")) {
            let Some("html") = path.extension().and_then(|extension| extension.to_str()) else {
                continue;
            };
            let page = fs::read_to_string(&path).unwrap();
            for name in page.split("data-text=\"").skip(1) {
                let name = name.split('"').next().unwrap();
                assert!(texts.contains_key(name), "{name} in {}", path.display());
            }
        }
        for name in composed() {
            assert!(texts.contains_key(&name), "{name}");
        }
    }
}

#[test]
fn no_text_is_left_over() {
    let (quoted, composed) = (quoted(), composed());
    for name in texts("en").into_keys() {
        let shown = quoted.contains(&name)
            || quoted.contains(&format!("__MSG_{name}__"))
            || composed.contains(&name);
        assert!(shown, "{name} is shown nowhere");
    }
}
