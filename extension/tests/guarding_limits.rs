//! The guard's script has the limits of `shared`: a text that is longer than the helper takes would not
//! be judged at all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use signin_seal_shared::limits::{
    JUDGEMENT_MILLISECONDS, TYPED_CHARACTERS, WHOLE_INPUT_CHARACTERS,
};

/// The number that the script gives to this name.
fn number(script: &str, name: &str) -> usize {
    let (_, rest) = script.split_once(&format!("const {name} = ")).unwrap();
    let (digits, _) = rest.split_once(';').unwrap();
    digits.parse().unwrap()
}

#[test]
fn the_script_has_the_limits_of_the_helper() {
    let script = include_str!("../static/guarding.js");
    let asking = include_str!("../static/guarding_asking.js");
    let milliseconds = usize::try_from(JUDGEMENT_MILLISECONDS).unwrap();
    assert_eq!(number(asking, "ANSWER_MS"), milliseconds);
    assert_eq!(number(script, "TOLD_CHARACTERS"), TYPED_CHARACTERS);
    assert_eq!(number(script, "MOST_CHARACTERS"), WHOLE_INPUT_CHARACTERS);
}
