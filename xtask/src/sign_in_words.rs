//! The words of sign-in forms, as patterns for the content script that looks for them.

use anyhow::{Context as _, Result, ensure};
use icu_normalizer::DecomposingNormalizerBorrowed;
use signin_seal_shared::sign_in::Word;

/// The list: its head says how it is written.
const LIST: &str = include_str!("../../shared/data/sign_in_words.txt");

/// A script that defines one pattern for each kind of words, in the order of their bits.
///
/// A pattern is for text as `plain_text.js` makes it: decomposed, without accents, in small
/// letters, words with one space before each.
pub(crate) fn script() -> Result<String> {
    let patterns = Word::ALL.map(|word| {
        let words = words_of(word)?;
        let words: Vec<_> = words.iter().map(|word| pattern(word)).collect();
        Ok(format!("/{}/u", words.join("|")))
    });
    let patterns: Result<Vec<_>> = patterns.into_iter().collect();
    Ok(format!(
        "globalThis.signInWords = [\n{}\n];\n",
        patterns?.join(",\n")
    ))
}

/// A script that defines the pattern of what says that a password belongs somewhere.
pub(crate) fn password_script() -> Result<String> {
    let mut patterns = Vec::new();
    for word in [Word::Password, Word::NewPassword, Word::CurrentPassword] {
        patterns.extend(words_of(word)?.into_iter().map(pattern));
    }
    Ok(format!(
        "globalThis.guardingWords = /{}/u;\n",
        patterns.join("|")
    ))
}

fn words_of(word: Word) -> Result<Vec<&'static str>> {
    let mut words = Vec::new();
    for line in LIST.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, list) = line.split_once(": ").context("a line has no class")?;
        let is_known = Word::ALL.iter().any(|word| word.name() == name);
        ensure!(is_known, "sign_in_words.txt: no such class: {name}");
        if name == word.name() {
            words.extend(list.split('|').map(str::trim));
        }
    }
    ensure!(!words.is_empty(), "no words for {}", word.name());
    Ok(words)
}

fn pattern(word: &str) -> String {
    let (is_whole, word) = match word.strip_suffix('.') {
        Some(word) => (true, word),
        None => (false, word),
    };
    let (is_anywhere, word) = match word.strip_prefix('*') {
        Some(word) => (true, word),
        None => (word.chars().any(is_of_unspaced_script), word),
    };
    let start = if is_anywhere { "" } else { " " };
    let end = if is_whole { " " } else { "" };
    format!("{start}{}{end}", plain(word).replace(' ', " ?"))
}

/// Han, kana, Hangul, Thai and Arabic: words stand in one piece there, or begin with an article.
fn is_of_unspaced_script(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{6ff}' | '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// As `plain_text.js`.
fn plain(word: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(word);
    let plain = decomposed
        .chars()
        .filter(|character| !matches!(character, '\u{300}'..='\u{36f}'));
    plain.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_patterns() {
        assert_eq!(pattern("log in"), " log ?in");
        assert_eq!(pattern("*login"), "login");
        assert_eq!(pattern("q."), " q ");
        assert_eq!(pattern("Contraseña"), " contrasena");
        assert_eq!(pattern("登录"), "登录");
    }

    #[test]
    fn each_kind_has_words_and_none_has_what_a_pattern_would_misread() {
        let script = script().unwrap();
        assert_eq!(script.lines().count(), Word::ALL.len() + 2);
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let (_, words) = line.split_once(": ").unwrap_or_default();
            let odd = words.find(|character: char| "\\/()[]{}+?^$'’-".contains(character));
            assert_eq!(odd, None, "{line}");
        }
    }
}
