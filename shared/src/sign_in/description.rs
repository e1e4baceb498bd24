//! A page's fields, in numbers.

use serde::Deserialize;

use super::{Word, Words};
use crate::limits::{DESCRIBED_FIELDS, DESCRIBED_FORMS};

/// What a content script says of a page: a list of numbers.
///
/// First the words of the title and of the headings, and how many fields there are. Then for each
/// field its kind, its autofill, its words and the place of its form. Then for each form the words of
/// its buttons, names, headings, links and boxes, and how many password fields it hides. One list,
/// since the background reads it whenever it is woken, and each shape of a list costs code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<u32>")]
pub struct Description {
    /// The fields that can be seen, in the order of the page.
    pub fields: Vec<Field>,
    /// What they belong to.
    pub forms: Vec<Form>,
    /// What is said outside of the forms.
    pub around: PageWords,
}

/// A field that can be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its `type`.
    pub kind: Kind,
    /// Its `autocomplete`.
    pub autofill: Autofill,
    /// Its names, its label, and what else stands at it.
    pub words: Words,
    /// The place of its form.
    pub form: usize,
}

/// The `type` of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// `text`, or none
    #[default]
    Text,
    /// `email`
    Email,
    /// `tel`
    Tel,
    /// `password`
    Password,
    /// `number`
    Number,
    /// `search`
    Search,
    /// Every other, also `select` and `textarea`
    Other,
}

impl Kind {
    /// Every kind, by its number in a description.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Email,
        Self::Tel,
        Self::Password,
        Self::Number,
        Self::Search,
        Self::Other,
    ];
}

/// The `autocomplete` of a field: bit *n* stands for the token *n* of [`Autofill::TOKENS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Autofill(pub u32);

impl Autofill {
    /// The tokens of the HTML Standard, section "Autofill", that say something of signing in; the
    /// last stands for any other but `on` and `off`.
    pub const TOKENS: [&str; 8] = [
        "username",
        "email",
        "tel",
        "current-password",
        "new-password",
        "one-time-code",
        "webauthn",
        "other",
    ];

    /// Whether the field names this token.
    #[must_use]
    pub fn has(self, token: &str) -> bool {
        let bit = Self::TOKENS.iter().position(|other| *other == token);
        bit.is_some_and(|bit| self.0 & (1 << bit) != 0)
    }
}

/// A form, or what holds fields together where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// On its buttons.
    pub buttons: Words,
    /// In its names and its address, and in the names of what stands around it.
    pub names: Words,
    /// In its headings, or in the nearest ones above it.
    pub headings: Words,
    /// In its links.
    pub links: Words,
    /// At its boxes to tick.
    pub boxes: Words,
    /// How many password fields it has that cannot be seen.
    pub hidden_passwords: u32,
}

/// What is said outside of the forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageWords {
    /// In its title, and in the path of its address.
    pub title: Words,
    /// In its main headings.
    pub headings: Words,
}

impl TryFrom<Vec<u32>> for Description {
    type Error = &'static str;

    /// A page can say whatever it likes.
    fn try_from(numbers: Vec<u32>) -> Result<Self, Self::Error> {
        read(&numbers).ok_or("no description of a page")
    }
}

fn read(numbers: &[u32]) -> Option<Description> {
    let ([title, headings, fields], rest) = numbers.split_first_chunk()?;
    let fields = usize::try_from(*fields).ok()?;
    if fields > DESCRIBED_FIELDS {
        return None;
    }
    let (fields, forms) = rest.split_at_checked(fields * FIELD_NUMBERS)?;
    let (forms, []) = forms.as_chunks() else {
        return None;
    };
    if forms.len() > DESCRIBED_FORMS {
        return None;
    }
    let (fields, _no_rest) = fields.as_chunks();
    let mut page = Description {
        around: PageWords {
            title: Words(*title),
            headings: Words(*headings),
        },
        ..Description::default()
    };
    for &[buttons, names, headings, links, boxes, hidden_passwords] in forms {
        page.forms.push(Form {
            buttons: Words(buttons),
            names: Words(names),
            headings: Words(headings),
            links: Words(links),
            boxes: Words(boxes),
            hidden_passwords,
        });
    }
    for &[kind, autofill, words, form] in fields {
        let form = usize::try_from(form)
            .ok()
            .filter(|form| *form < forms.len())?;
        page.fields.push(Field {
            kind: *Kind::ALL.get(usize::try_from(kind).ok()?)?,
            autofill: Autofill(autofill),
            words: Words(words),
            form,
        });
    }
    Some(page)
}

/// How many numbers a field takes: kind, autofill, words, the place of its form.
const FIELD_NUMBERS: usize = 4;

impl Field {
    /// Whether a password is typed here, also one that is shown while it is typed.
    #[must_use]
    pub fn is_password(&self) -> bool {
        match self.kind {
            Kind::Password => !self.is_code(),
            Kind::Text => {
                let is_named = self.autofill.has("current-password")
                    || self.autofill.has("new-password")
                    || self.words.has(Word::Password);
                let is_another = self.words.has(Word::Identifier)
                    || self.words.has(Word::Forgot)
                    || self.words.has(Word::Code);
                is_named && !is_another
            }
            Kind::Email | Kind::Tel | Kind::Number | Kind::Search | Kind::Other => false,
        }
    }

    fn is_code(&self) -> bool {
        self.autofill.has("one-time-code")
            || (self.words.has(Word::Code) && !self.words.has(Word::Password))
    }
}
