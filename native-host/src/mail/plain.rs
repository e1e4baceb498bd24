//! Words that came from web pages, as they may stand in a letter: on one line, not too long, and such
//! that no mail program makes a link of them.

use std::net::IpAddr;

/// More than any host that is not made to confuse.
const CHARACTERS: usize = 200;

/// The words without line breaks and what cannot be seen, hosts and web addresses in the form that
/// warnings of others use, too: `example[.]com`.
pub(super) fn plain(words: &str) -> String {
    if words.parse::<IpAddr>().is_ok() {
        return words.to_owned(); // No mail program makes a link of it.
    }
    let visible: Vec<char> = words
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let mut text = String::new();
    for (place, character) in visible.iter().take(CHARACTERS).enumerate() {
        let before = place.checked_sub(1).and_then(|place| visible.get(place));
        let after = visible.get(place + 1);
        match character {
            '.' | '．' | '｡' if ends_label(before, after) => text.push_str("[.]"),
            ':' if after == Some(&'/') => text.push_str("[:]"),
            other => text.push(*other),
        }
    }
    if visible.len() > CHARACTERS {
        text.push('…');
    }
    text.trim().to_owned()
}

/// A dot of a host, not of a number such as a version.
fn ends_label(before: Option<&char>, after: Option<&char>) -> bool {
    let Some(after) = after else {
        return false;
    };
    let in_number = before.is_some_and(|before| before.is_numeric()) && after.is_numeric();
    after.is_alphanumeric() && !in_number
}

/// What changes the order of letters or takes no space: it can make one host look like another
/// (Unicode, general category Cf, and the separators of lines).
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(plain(words), expected);
    }

    #[test]
    fn hosts_are_no_links() {
        check("login.alibaba.com", "login[.]alibaba[.]com");
        check("www.1und1.de", "www[.]1und1[.]de");
        check("https://evil.example/a.b", "https[:]//evil[.]example/a[.]b");
        check("somebody@mail.example", "somebody@mail[.]example");
        check("阿里巴巴．中国", "阿里巴巴[.]中国");
    }

    #[test]
    fn addresses_versions_and_sentences_stay_as_they_are() {
        for same in [
            "192.0.2.1",
            "2001:db8::1",
            "Chromium 156.0",
            "Not a company. Sorry.",
            "12",
        ] {
            check(same, same);
        }
    }

    #[test]
    fn lines_and_what_cannot_be_seen_go() {
        check("a\r\nBcc: b@c.example", "a  Bcc: b@c[.]example");
        check("moc\u{202e}.elpmaxe\u{200b}", "moc[.]elpmaxe");
        check("\u{0}a\u{7f}\u{85}", "a");
    }

    #[test]
    fn long_words_are_cut() {
        check(&"a".repeat(200), &"a".repeat(200));
        check(&"a".repeat(201), &format!("{}…", "a".repeat(200)));
    }

    proptest! {
        #[test]
        fn whatever_the_words_there_is_one_short_line(words in any::<String>()) {
            let text = plain(&words);
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert!(!text.contains("://"));
            prop_assert!(text.chars().count() <= 3 * CHARACTERS + 1);
        }
    }
}
