//! JSON that has halves of surrogate pairs, which only JavaScript can hold.

/// The text with each lone half as U+FFFD: what the URL parser of a browser is given in its place
/// (Web IDL, `USVString`).
pub(super) fn without_lone_surrogates(json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        kept.push_str(before);
        let (first, second) = (unit(escape), escape.get(6..).and_then(unit));
        let length = match (first, second) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                kept.push_str("\\uFFFD");
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
        kept.push_str(escape.get(..length).unwrap_or_default());
        rest = escape.get(length..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

/// The UTF-16 unit of an escape at the start of the text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let kept = without_lone_surrogates(json);
        let text: String = serde_json::from_str(&kept).unwrap();
        assert_eq!(text, expected, "{json}");
    }

    #[test]
    fn lone_halves_are_replaced_and_nothing_else() {
        check(r#""a\ud800b""#, "a\u{fffd}b");
        check(r#""\ude00\ud83d\ude00\ud83d""#, "\u{fffd}😀\u{fffd}");
        check(r#""\\ud800 \" \u0041\n""#, "\\ud800 \" A\n");
    }
}
