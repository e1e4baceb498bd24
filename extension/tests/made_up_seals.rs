//! The made-up seals of the practice page could be somebody's, in each language.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;

use signin_seal_extension::practice::made_up::MADE_UP;
use signin_seal_shared::seal::{SealColour, SealText};

fn words(language: &str, name: &str) -> String {
    let folder = env!("CARGO_MANIFEST_DIR");
    let path = format!("{folder}/static/_locales/{language}/messages.json");
    let file: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let words = file.pointer(&format!("/{name}/message"));
    words.unwrap().as_str().unwrap().to_owned()
}

#[test]
fn each_is_a_seal_as_people_have_them() {
    for language in ["en", "zh_CN"] {
        let mut all = BTreeSet::new();
        for made_up in MADE_UP {
            let words = words(language, made_up.words);
            let lines: Vec<String> = words.lines().map(str::to_owned).collect();
            let text = SealText::parse(&lines).unwrap();
            assert_eq!(text.lines().collect::<Vec<_>>(), lines, "{words}");
            // So that folding ASCII is enough to compare them.
            let folded = words.to_ascii_lowercase();
            assert_eq!(folded, words.to_lowercase(), "{words}");
            all.insert(folded);
        }
        assert_eq!(all.len(), MADE_UP.len());
    }
}

#[test]
fn each_is_drawn_in_its_colours() {
    let mut colours = BTreeSet::new();
    for made_up in MADE_UP {
        let colour: SealColour = made_up.colour.parse().unwrap();
        assert_eq!(colour.to_string(), made_up.colour);
        assert_eq!(colour.text_colour().css(), made_up.text_colour);
        colours.insert(made_up.colour);
    }
    assert_eq!(colours.len(), MADE_UP.len());
}
