//! Compiles what characters look like: for each character that can stand in a host and is not
//! ASCII, the ASCII letters or digits that a person takes it for.
//!
//! Sources: Unicode's table of confusable characters (UTS 39, section 4), the canonical
//! decomposition (a letter with marks looks like the letter), the letters' names, and [`EXTRA`].
//! Each record is a little-endian `u32`: the code point in the upper 24 bits, and in the lower 8
//! the place of its ASCII form in a list of forms, one a line.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

pub(super) const TABLE: &str = "data/confusables.txt";

/// Letters that neither UTS 39 nor a name leads to an ASCII letter, and that people take for one all
/// the same in the small type of an address bar.
const EXTRA: [(&str, &str); 22] = [
    ("a", "əɐ"),
    ("b", "ьҍвъƅ"),
    ("c", "ҫ¢"),
    ("d", "ð"),
    ("e", "ɛѐєҽҿ"),
    ("f", "ғӻ"),
    ("g", "ɡ"),
    ("h", "нћңҥӈӊԧԩ"),
    ("k", "ĸκкқҝҟҡӄԟ"),
    ("l", "ӏ"),
    ("m", "мӎ"),
    ("n", "пԥ"),
    ("o", "өӧӫɔ"),
    ("p", "þϼҏƿ"),
    ("r", "ґг"),
    ("t", "тҭԏ"),
    ("w", "ωшщԝ"),
    ("x", "χҳӽӿ"),
    ("y", "ұ"),
    ("z", "ʐ"),
    ("3", "зӡ"),
    ("6", "б"),
];

pub(super) fn compile() -> Result<(), Box<dyn Error>> {
    let looks = Looks {
        prototypes: prototypes(&fs::read_to_string(TABLE)?)?,
    };
    let mut forms: Vec<String> = Vec::new();
    let mut records = Vec::new();
    for character in '\u{80}'..=char::MAX {
        let Some(form) = looks.ascii_form(character, 0) else {
            continue;
        };
        if form.len() > 3 || !stands_in_hosts(character) {
            continue;
        }
        let place = forms.iter().position(|known| *known == form);
        let place = place.unwrap_or_else(|| {
            forms.push(form);
            forms.len() - 1
        });
        let record = (u32::from(character) << 8) | u32::from(u8::try_from(place)?);
        records.extend(record.to_le_bytes());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("confusables.bin"), records)?;
    fs::write(out.join("confusable_forms.txt"), forms.join("\n"))?;
    Ok(())
}

struct Looks {
    /// A character, and the characters that UTS 39 maps it to.
    prototypes: BTreeMap<char, String>,
}

impl Looks {
    fn ascii_form(&self, character: char, depth: u32) -> Option<String> {
        if character.is_ascii() {
            let lower = character.to_ascii_lowercase();
            return (lower.is_ascii_alphanumeric() || lower == '-').then(|| lower.to_string());
        }
        if is_mark(character) {
            return Some(String::new());
        }
        let extra = EXTRA
            .iter()
            .find(|(_, letters)| letters.contains(character));
        if let Some((form, _)) = extra {
            return Some((*form).to_owned());
        }
        if let Some(form) = form_by_name(character) {
            return Some(form);
        }
        if depth > 4 {
            return None;
        }
        let decomposed: String = DecomposingNormalizer::new_nfd()
            .normalize(&character.to_string())
            .into_owned();
        let simpler = match decomposed.chars().eq([character]) {
            false => &decomposed,
            true => self.prototypes.get(&character)?,
        };
        let forms: Option<String> = simpler
            .chars()
            .map(|part| self.ascii_form(part, depth + 1))
            .collect();
        forms.filter(|form| !form.is_empty())
    }
}

/// A Latin letter with something added to it, by its name: `LATIN SMALL LETTER K WITH DESCENDER`,
/// `LATIN LETTER SMALL CAPITAL B`.
fn form_by_name(character: char) -> Option<String> {
    let name = unicode_names2::name(character)?.to_string();
    let letter = name
        .strip_prefix("LATIN LETTER SMALL CAPITAL ")
        .or_else(|| name.strip_prefix("LATIN SMALL LETTER DOTLESS "))
        .or_else(|| name.strip_prefix("LATIN SMALL LETTER SCRIPT "))
        .or_else(|| name.strip_prefix("LATIN SMALL LETTER "))?;
    let letter = letter.split(" WITH ").next().unwrap_or(letter);
    let is_plain = letter.len() == 1 || matches!(letter, "AE" | "OE");
    is_plain.then(|| letter.to_ascii_lowercase())
}

fn prototypes(table: &str) -> Result<BTreeMap<char, String>, Box<dyn Error>> {
    let mut prototypes = BTreeMap::new();
    for line in table.trim_start_matches('\u{feff}').lines() {
        let line = line.split('#').next().unwrap_or_default();
        let mut fields = line.split(';').map(str::trim);
        let (Some(source), Some(target)) = (fields.next(), fields.next()) else {
            continue;
        };
        let source = character(source)?;
        let target: Result<String, _> = target.split_whitespace().map(character).collect();
        prototypes.insert(source, target?);
    }
    Ok(prototypes)
}

fn character(code: &str) -> Result<char, Box<dyn Error>> {
    let code = u32::from_str_radix(code, 16)?;
    Ok(char::from_u32(code).ok_or("not a character")?)
}

/// Marks that are drawn over, under or through the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character),
        0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Whether a parsed host can have this character: IDNA neither maps nor refuses it.
fn stands_in_hosts(character: char) -> bool {
    let label = format!("a{character}a");
    let composed = ComposingNormalizer::new_nfc().normalize(&label);
    let (unicode, outcome) = idna::domain_to_unicode(&label);
    outcome.is_ok() && unicode == label && composed == label || is_mark(character)
}
