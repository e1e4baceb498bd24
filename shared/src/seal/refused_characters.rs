//! Characters that no seal may have: they cannot be seen, or change what is seen around them.

/// Why a character is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// General category Cc, and the line and paragraph separators.
    Control,
    /// Turns the direction of the text around it (Unicode Bidirectional Algorithm, UAX 9, section 2).
    Bidirectional,
    /// Shows nothing, and takes no room or an empty one.
    Invisible,
    /// General category Co: every font may show something else.
    PrivateUse,
    /// Never a character (Unicode Standard, section 23.7), or a replacement for lost text.
    NoCharacter,
}

/// Why `character` is refused where it stands, after `before` and ahead of `after`; none when it is
/// welcome. A zero-width joiner and tags are welcome inside an emoji, where they are part of a picture.
pub(super) fn refusal(
    before: Option<char>,
    character: char,
    after: Option<char>,
) -> Option<Refusal> {
    match character {
        '\u{200D}' if joins_emoji(before, after) => None,
        '\u{E0020}'..='\u{E007F}' if before.is_some_and(continues_flag) => None,
        _ => refusal_anywhere(character),
    }
}

fn refusal_anywhere(character: char) -> Option<Refusal> {
    match character {
        _ if character.is_control() => Some(Refusal::Control),
        '\u{2028}' | '\u{2029}' => Some(Refusal::Control),
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => {
            Some(Refusal::Bidirectional)
        }
        '\u{2066}'..='\u{2069}' => Some(Refusal::Bidirectional),
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' => {
            Some(Refusal::Invisible)
        }
        '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' => {
            Some(Refusal::Invisible)
        }
        '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' => {
            Some(Refusal::Invisible)
        }
        '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => {
            Some(Refusal::Invisible)
        }
        '\u{E0000}'..='\u{E0FFF}' => Some(Refusal::Invisible),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => {
            Some(Refusal::PrivateUse)
        }
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFFC}' | '\u{FFFD}' => Some(Refusal::NoCharacter),
        _ if u32::from(character) & 0xFFFE == 0xFFFE => Some(Refusal::NoCharacter),
        _ => None,
    }
}

/// A joiner stands between two pictures; the first may carry a skin tone or an emoji selector.
fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    let picture_or_modifier = |character| character == '\u{FE0F}' || is_picture(character);
    before.is_some_and(picture_or_modifier) && after.is_some_and(is_picture)
}

/// Flags of regions are a black flag and tags after it (UTS 51, section C.1).
fn continues_flag(before: char) -> bool {
    matches!(before, '\u{1F3F4}' | '\u{E0020}'..='\u{E007E}')
}

/// The blocks that hold the pictographs of UTS 51.
fn is_picture(character: char) -> bool {
    matches!(
        character,
        '\u{00A9}' | '\u{00AE}' | '\u{2190}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}'
            | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}'
    ) && character != '\u{2800}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(character: char, expected: Option<Refusal>) {
        assert_eq!(refusal(Some('a'), character, Some('b')), expected);
    }

    #[test]
    fn characters_of_all_scripts_are_welcome() {
        for character in [
            'a', ' ', '\u{A0}', 'é', '中', 'ع', '\u{0E33}', '🦊', '\u{FE0F}',
        ] {
            check(character, None);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_refused() {
        check('\n', Some(Refusal::Control));
        check('\u{85}', Some(Refusal::Control));
        check('\u{202E}', Some(Refusal::Bidirectional));
        check('\u{2067}', Some(Refusal::Bidirectional));
        check('\u{200B}', Some(Refusal::Invisible));
        check('\u{200D}', Some(Refusal::Invisible));
        check('\u{3164}', Some(Refusal::Invisible));
        check('\u{E0041}', Some(Refusal::Invisible));
        check('\u{E123}', Some(Refusal::PrivateUse));
        check('\u{10FFFD}', Some(Refusal::PrivateUse));
        check('\u{1FFFF}', Some(Refusal::NoCharacter));
    }

    #[test]
    fn a_joiner_is_welcome_between_pictures_only() {
        assert_eq!(refusal(Some('👩'), '\u{200D}', Some('🚀')), None);
        assert_eq!(refusal(Some('\u{FE0F}'), '\u{200D}', Some('🌈')), None);
        assert_eq!(
            refusal(Some('👩'), '\u{200D}', Some('a')),
            Some(Refusal::Invisible)
        );
        assert_eq!(
            refusal(None, '\u{200D}', Some('🚀')),
            Some(Refusal::Invisible)
        );
    }
}
