//! What a label looks like: its characters replaced by the ASCII ones that a person takes them for.
//!
//! Two forms. The *strict* one follows UTS 39 (section 4, skeletons) and a few well-known extras:
//! two hosts with the same strict form look the same at a glance. The *coarse* one joins letters
//! that are alike without being the same; it finds candidates, and proves nothing alone. The *loose* one
//! is the coarse one of the letters one by one, with pairs of them read as one.
//! Hyphens and underscores are left out of both: they stand between parts, see `label`.

static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/confusables.bin"));
static FORMS: &str = include_str!(concat!(env!("OUT_DIR"), "/confusable_forms.txt"));

/// The ASCII letters or digits that `character` looks like; none for one that looks like none.
/// A mark that is drawn over another letter looks like nothing: its form is empty.
pub(super) fn ascii_form(character: char) -> Option<&'static str> {
    let code = u32::from(character);
    let (records, _) = RECORDS.as_chunks::<4>();
    let place = records
        .binary_search_by_key(&code, |record| u32::from_le_bytes(*record) >> 8)
        .ok()?;
    let [form, ..] = records.get(place)?;
    FORMS.split('\n').nth(usize::from(*form))
}

/// The letter that an ASCII character is taken for: digits that stand for letters, and `i`.
pub(super) fn strict_ascii(character: char) -> char {
    match character {
        '0' => 'o',
        '1' | 'i' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

/// Two letters that together look like one: the first of them, the second, and that one.
pub(super) const PAIRS: [(char, char, char); 3] =
    [('r', 'n', 'm'), ('v', 'v', 'w'), ('c', 'l', 'd')];

/// The class of letters that are alike.
pub(super) fn coarse(strict: char) -> char {
    match strict {
        'v' => 'u',
        'm' => 'n',
        'd' => 'b',
        'e' => 'c',
        'q' | '9' | '6' => 'g',
        'z' | '2' => 's',
        'j' => 'l',
        other => other,
    }
}

/// Two coarse letters that together look like another one: a stroke vanishes beside a letter that has
/// one itself, and short ones beside each other look like a longer one.
const LOOSE_PAIRS: [(char, char, char); 8] = [
    ('l', 'b', 'b'),
    ('l', 'h', 'h'),
    ('l', 'k', 'k'),
    ('l', 'c', 'k'),
    ('n', 'n', 'n'),
    ('r', 'n', 'n'),
    ('r', 'r', 'n'),
    ('u', 'u', 'w'),
];

/// Adds a coarse letter to a loose skeleton that begins at `begin`.
pub(super) fn push_loose(loose: &mut Vec<char>, begin: usize, letter: char) {
    let last = loose.get_mut(begin..).unwrap_or_default().last_mut();
    if let Some(last) = last
        && let Some(pair) = LOOSE_PAIRS
            .iter()
            .find(|pair| (pair.0, pair.1) == (*last, letter))
    {
        *last = pair.2;
    } else {
        loose.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(character: char, expected: Option<&str>) {
        assert_eq!(ascii_form(character), expected, "{character}");
    }

    #[test]
    fn characters_look_like_ascii() {
        check('а', Some("a")); // Cyrillic
        check('ο', Some("o")); // Greek
        check('ӏ', Some("l")); // Cyrillic palochka, which UTS 39 takes for an i
        check('ḃ', Some("b"));
        check('ł', Some("l"));
        check('ⱪ', Some("k"));
        check('æ', Some("ae"));
        check('\u{301}', Some(""));
    }

    #[test]
    fn what_looks_like_no_letter_stays() {
        check('中', None);
        check('あ', None);
        check('ж', None);
    }

    #[test]
    fn the_table_is_small() {
        assert!(RECORDS.len() < 20_000, "{} bytes", RECORDS.len());
    }
}
