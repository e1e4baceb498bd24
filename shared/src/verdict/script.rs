//! The writing systems that a host can be written in, as far as people know them by name.

/// A writing system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin letters, also with marks.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian.
    Armenian,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Devanagari, and its relatives in India and Sri Lanka.
    Indic,
    /// Thai and Lao.
    Thai,
    /// Myanmar.
    Myanmar,
    /// Georgian.
    Georgian,
    /// Hangul.
    Hangul,
    /// Cherokee.
    Cherokee,
    /// Hiragana and Katakana.
    Kana,
    /// Han.
    Han,
    /// A digit.
    Digit,
    /// A mark that is drawn over, under or through another character.
    Mark,
}

/// Blocks of the Unicode Standard, chapter "Blocks", by their last code point.
const BLOCKS: [(u32, u32, Script); 36] = [
    (0x0030, 0x0039, Script::Digit),
    (0x0061, 0x007A, Script::Latin),
    (0x00C0, 0x02AF, Script::Latin),
    (0x0300, 0x036F, Script::Mark),
    (0x0370, 0x03FF, Script::Greek),
    (0x0400, 0x052F, Script::Cyrillic),
    (0x0530, 0x058F, Script::Armenian),
    (0x0590, 0x05FF, Script::Hebrew),
    (0x0600, 0x06FF, Script::Arabic),
    (0x0750, 0x077F, Script::Arabic),
    (0x08A0, 0x08FF, Script::Arabic),
    (0x0900, 0x0DFF, Script::Indic),
    (0x0E00, 0x0EFF, Script::Thai),
    (0x1000, 0x109F, Script::Myanmar),
    (0x10A0, 0x10FF, Script::Georgian),
    (0x1100, 0x11FF, Script::Hangul),
    (0x13A0, 0x13FF, Script::Cherokee),
    (0x1AB0, 0x1AFF, Script::Mark),
    (0x1C80, 0x1C8F, Script::Cyrillic),
    (0x1D00, 0x1D7F, Script::Latin),
    (0x1DC0, 0x1DFF, Script::Mark),
    (0x1E00, 0x1EFF, Script::Latin),
    (0x1F00, 0x1FFF, Script::Greek),
    (0x20D0, 0x20FF, Script::Mark),
    (0x2C60, 0x2C7F, Script::Latin),
    (0x2D00, 0x2D2F, Script::Georgian),
    (0x2DE0, 0x2DFF, Script::Cyrillic),
    (0x3005, 0x3007, Script::Han),
    (0x3040, 0x30FF, Script::Kana),
    (0x3400, 0x9FFF, Script::Han),
    (0xA640, 0xA69F, Script::Cyrillic),
    (0xA720, 0xA7FF, Script::Latin),
    (0xAB30, 0xAB6F, Script::Latin),
    (0xAB70, 0xABBF, Script::Cherokee),
    (0xAC00, 0xD7AF, Script::Hangul),
    (0x20000, 0x323AF, Script::Han),
];

impl Script {
    /// All that there are.
    pub const ALL: [Self; 16] = [
        Self::Latin,
        Self::Greek,
        Self::Cyrillic,
        Self::Armenian,
        Self::Hebrew,
        Self::Arabic,
        Self::Indic,
        Self::Thai,
        Self::Myanmar,
        Self::Georgian,
        Self::Hangul,
        Self::Cherokee,
        Self::Kana,
        Self::Han,
        Self::Digit,
        Self::Mark,
    ];

    /// The writing system of `character`; none for one that few people could name.
    #[must_use]
    pub fn of(character: char) -> Option<Self> {
        let code = u32::from(character);
        let place = BLOCKS.partition_point(|&(_, last, _)| last < code);
        let (first, _, script) = *BLOCKS.get(place)?;
        (first <= code).then_some(script)
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Greek => "Greek",
            Self::Cyrillic => "Cyrillic",
            Self::Armenian => "Armenian",
            Self::Hebrew => "Hebrew",
            Self::Arabic => "Arabic",
            Self::Indic => "Indic",
            Self::Thai => "Thai",
            Self::Myanmar => "Myanmar",
            Self::Georgian => "Georgian",
            Self::Hangul => "Hangul",
            Self::Cherokee => "Cherokee",
            Self::Kana => "Kana",
            Self::Han => "Han",
            Self::Digit => "digit",
            Self::Mark => "mark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_in_order() {
        let ends = BLOCKS.windows(2);
        for pair in ends {
            let [(first, last, _), (next, _, _)] = *pair else {
                continue;
            };
            assert!(first <= last && last < next, "{first:X}");
        }
    }

    #[test]
    fn characters_have_scripts() {
        assert_eq!(Script::of('а'), Some(Script::Cyrillic));
        assert_eq!(Script::of('ο'), Some(Script::Greek));
        assert_eq!(Script::of('ḃ'), Some(Script::Latin));
        assert_eq!(Script::of('中'), Some(Script::Han));
        assert_eq!(Script::of('1'), Some(Script::Digit));
        assert_eq!(Script::of('ⵏ'), None);
    }
}
