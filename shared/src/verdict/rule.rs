//! The names of the rules.

/// The trick by which a host imitates a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The genuine host in front of an `@`, where it names nobody: `alibaba.com@evil.example`.
    UserInfo,
    /// The whole genuine domain inside another host: `alibaba.com.evil.example`.
    EmbeddedName,
    /// The name under another public suffix: `alibaba.example`.
    OtherSuffix,
    /// The name under a suffix where strangers register names: `alibaba.github.io`.
    SharedSuffix,
    /// The name in other characters that look the same: `a1ibaba.com`.
    Homoglyph,
    /// The name with a hyphen put in or left out: `ali-baba.com`.
    Hyphen,
    /// The name with two neighbours swapped: `alibaab.com`.
    SwappedLetters,
    /// The name with a letter written twice: `alibbaba.com`.
    RepeatedLetter,
    /// The name with a letter left out: `alibab.com`.
    MissingLetter,
    /// The name with a letter more: `alibabax.com`.
    ExtraLetter,
    /// The name with another letter in place of one: `alibara.com`.
    OtherLetter,
    /// The name with the letters of a plural put in: `alibabaes.com`.
    Plural,
    /// The name in letters that are alike: `alidada.com`.
    LookalikeLetters,
    /// The name with words of signing in, safety or money beside it: `alibaba-login.com`.
    AddedWords,
    /// The name cut by dots: `ali.baba.com`.
    SplitByDot,
    /// The name inside a longer one: `alibabagarden.com`.
    NameInside,
    /// The name in a label before the registrable domain: `alibaba.evil.example`.
    NameAbove,
    /// Nearly the name, as a part of a longer host: `alibata-shop.example`.
    NearNameInside,
}

impl Rule {
    /// All rules. Where two say the same of a host, the first one is named.
    pub const ALL: [Self; 18] = [
        Self::UserInfo,
        Self::EmbeddedName,
        Self::OtherSuffix,
        Self::SharedSuffix,
        Self::Homoglyph,
        Self::Hyphen,
        Self::SwappedLetters,
        Self::RepeatedLetter,
        Self::MissingLetter,
        Self::ExtraLetter,
        Self::OtherLetter,
        Self::Plural,
        Self::LookalikeLetters,
        Self::AddedWords,
        Self::SplitByDot,
        Self::NameInside,
        Self::NameAbove,
        Self::NearNameInside,
    ];

    /// Its name in output that programs read, in snake case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UserInfo => "user_info",
            Self::EmbeddedName => "embedded_name",
            Self::OtherSuffix => "other_suffix",
            Self::SharedSuffix => "shared_suffix",
            Self::Homoglyph => "homoglyph",
            Self::Hyphen => "hyphen",
            Self::SwappedLetters => "swapped_letters",
            Self::RepeatedLetter => "repeated_letter",
            Self::MissingLetter => "missing_letter",
            Self::ExtraLetter => "extra_letter",
            Self::OtherLetter => "other_letter",
            Self::Plural => "plural",
            Self::LookalikeLetters => "lookalike_letters",
            Self::AddedWords => "added_words",
            Self::SplitByDot => "split_by_dot",
            Self::NameInside => "name_inside",
            Self::NameAbove => "name_above",
            Self::NearNameInside => "near_name_inside",
        }
    }
}
