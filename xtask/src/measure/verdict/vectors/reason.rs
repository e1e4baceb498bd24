//! Where the judgement may differ from the standard, and why that is no harm.

/// Why the judgement and a vector differ. In none of these a host counts as another one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// The standard reads the host, and no name server could know it.
    NoName,
    /// The crate `url` cannot resolve three slashes from a base. A verdict knows no base: browsers
    /// attest whole addresses.
    Relative,
    /// A label of more than 63 bytes is a host to the standard, and no name to a name server.
    LongLabel,
    /// A character that was assigned after the vectors were made: the seal script of Unicode 18.
    NewerUnicode,
}

impl Reason {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [
        Self::NoName,
        Self::Relative,
        Self::LongLabel,
        Self::NewerUnicode,
    ];

    /// In words.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::NoName => "an empty label or over 253 bytes: read by the standard, refused here",
            Self::Relative => "three slashes and a base: a verdict is given whole addresses",
            Self::LongLabel => "a label over 63 bytes: read here and by browsers, never resolved",
            Self::NewerUnicode => "a character that Unicode had not yet when the vectors were made",
        }
    }

    /// Why a host that the standard prints is not read.
    pub(super) fn of_refused(host: &str) -> Option<Self> {
        (!super::host::is_a_name(host)).then_some(Self::NoName)
    }

    /// Why what is no host to the standard is read as one.
    pub(super) fn of_read(input: &str) -> Option<Self> {
        let is_seal_script = |character| ('\u{3D000}'..='\u{3FC3F}').contains(&character);
        input.contains(is_seal_script).then_some(Self::NewerUnicode)
    }
}
