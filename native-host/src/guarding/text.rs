//! What was typed, as characters: Unicode scalar values in NFC, so that the same letters are the same
//! password, in whatever way a keyboard composed them.

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};
use signin_seal_shared::secret::Password;
use zeroize::{Zeroize as _, Zeroizing};

/// Room for one character in UTF-8.
const CHARACTER_BYTES: usize = 4;

/// A text that leaves memory with this value.
pub(crate) struct Text {
    characters: Zeroizing<Vec<char>>,
    /// As it was typed, where that is not NFC.
    typed: Option<Zeroizing<String>>,
}

impl Text {
    /// The characters of a text.
    pub(crate) fn new(typed: Zeroizing<String>) -> Self {
        let nfc = nfc();
        if nfc.is_normalized(&typed) {
            return Self {
                characters: characters(&typed),
                typed: None,
            };
        }
        let normal = Zeroizing::new(nfc.normalize(&typed).into_owned());
        Self {
            characters: characters(&normal),
            typed: Some(typed),
        }
    }

    /// The characters of a text that came by the wire.
    pub(crate) fn from_wire(password: Password) -> Self {
        Self::new(Zeroizing::new(password.into_inner()))
    }

    /// The characters.
    pub(crate) fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Whether the other text is the end of this one.
    pub(super) fn ends_with(&self, other: &Self) -> bool {
        self.characters.ends_with(&other.characters)
    }

    /// How many characters were typed.
    pub(super) fn typed_length(&self) -> usize {
        match &self.typed {
            Some(typed) => typed.chars().count(),
            None => self.characters.len(),
        }
    }

    /// How many characters, as they were typed, make up the last ones of this text.
    pub(super) fn typed_end(&self, characters: usize) -> usize {
        let Some(typed) = &self.typed else {
            return characters;
        };
        if characters == 0 {
            return 0;
        }
        let before = self.characters.len().saturating_sub(characters);
        let places = typed.char_indices().map(|(place, _)| place).rev();
        for (length, place) in places
            .enumerate()
            .map(|(before, place)| (before + 1, place))
        {
            let start = typed.get(..place).unwrap_or_default();
            let start = Zeroizing::new(nfc().normalize(start).into_owned());
            if length >= characters && start.chars().count() <= before {
                return length;
            }
        }
        self.typed_length()
    }
}

/// These characters in UTF-8, to be hashed.
pub(super) fn utf8(characters: &[char]) -> Zeroizing<Vec<u8>> {
    // Never grown, so that no copy is left behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(CHARACTER_BYTES * characters.len()));
    let mut buffer = [0; CHARACTER_BYTES];
    for character in characters {
        bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
    }
    buffer.zeroize();
    bytes
}

fn nfc() -> ComposingNormalizerBorrowed<'static> {
    ComposingNormalizer::new_nfc()
}

fn characters(text: &str) -> Zeroizing<Vec<char>> {
    let mut characters = Zeroizing::new(Vec::with_capacity(text.len()));
    characters.extend(text.chars());
    characters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(typed: &str) -> Text {
        Text::new(Zeroizing::new(typed.to_owned()))
    }

    #[test]
    fn the_same_letters_are_the_same_characters() {
        let composed = text("p\u{e4}ss");
        assert_eq!(text("pa\u{308}ss").characters(), composed.characters());
        assert_eq!(
            utf8(composed.characters()).as_slice(),
            "p\u{e4}ss".as_bytes()
        );
    }

    #[test]
    fn an_end_is_counted_as_it_was_typed() {
        for (typed, end, expected) in [
            ("pass", 2, 2),
            ("p\u{e4}ss", 3, 3),
            ("pa\u{308}ss", 2, 2),
            ("pa\u{308}ss", 3, 4),
            ("pa\u{308}ss", 4, 5),
            ("a\u{308}a\u{308}", 1, 2),
            ("a\u{308}", 0, 0),
        ] {
            assert_eq!(text(typed).typed_end(end), expected, "{typed} {end}");
        }
    }
}
