//! Telephone numbers.

/// The most digits of a number (ITU-T E.164, section 6.1: fifteen, the country code among them).
const DIGITS: usize = 15;

/// The fewest digits that an international number has anywhere (Niue and Saint Helena: country code
/// and four).
const FEWEST: usize = 7;

/// A number in the form of E.164, `+` and digits, from how people write it: with spaces, hyphens, dots,
/// brackets. None where it is no such number.
pub(super) fn e164(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix('+').or_else(|| text.strip_prefix('＋'))?;
    let mut number = String::from("+");
    for character in rest.chars() {
        match character {
            '0'..='9' => number.push(character),
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{2011}' => {}
            _ => return None,
        }
    }
    let digits = number.len() - 1;
    ((FEWEST..=DIGITS).contains(&digits) && !number.starts_with("+0")).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (text, number) in [
            ("+86 571 8502 2088", "+8657185022088"),
            ("+49 (0)30-901820", "+49030901820"),
            (" +1.415.555.0100 ", "+14155550100"),
            ("＋44 20 7946 0000", "+442079460000"),
        ] {
            assert_eq!(e164(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "+",
            "0571 85022088",
            "+0 123 45678",
            "+12",
            "+1234567890123456",
            "+1 800 FLOWERS",
            "+86٣٤٥٦٧٨٩",
        ] {
            assert_eq!(e164(text), None, "{text}");
        }
    }
}
