//! The member's profile: what is asked, and what is wrong with what was written.

use serde::{Deserialize, Serialize};

use super::phone;
use crate::limits::{PROFILE_ABOUT_CHARACTERS, PROFILE_LANGUAGES, PROFILE_LINE_CHARACTERS};

/// What a member says of themselves. Name, country and company are required to submit it; a draft may
/// lack them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The full name; required.
    pub name: String,
    /// The country or region, ISO 3166-1 alpha-2 in upper case; required.
    pub country: String,
    /// The company; required.
    pub company: String,
    /// The job.
    pub job: String,
    /// The telephone number, E.164.
    pub phone: String,
    /// The website, http or https.
    pub website: String,
    /// The languages, BCP 47.
    pub languages: Vec<String>,
    /// What else the member wants to say.
    pub about: String,
}

/// A field of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileField {
    /// The full name.
    Name,
    /// The country or region.
    Country,
    /// The company.
    Company,
    /// The job.
    Job,
    /// The telephone number.
    Phone,
    /// The website.
    Website,
    /// The languages.
    Languages,
    /// About the member.
    About,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileFault {
    /// It is required.
    Missing,
    /// It is too long.
    TooLong,
    /// It is not of the form that is asked for.
    Form,
    /// It has characters that cannot be seen.
    Invisible,
}

/// Why an administrator rejected a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The administrator's words.
    pub reason: String,
}

/// How the profile stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileState {
    /// What was written and not submitted yet.
    pub draft: Option<Profile>,
    /// What waits for approval, and since when in milliseconds since 1970.
    pub submitted: Option<(Profile, i64)>,
    /// What is published, and since when in milliseconds since 1970.
    pub published: Option<(Profile, i64)>,
    /// Why what was submitted last was rejected.
    pub rejected: Option<Rejection>,
}

impl Profile {
    /// The profile as it is kept: without white space around, the phone as E.164, the country in
    /// upper case.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for text in [
            &mut self.name,
            &mut self.country,
            &mut self.company,
            &mut self.job,
            &mut self.phone,
            &mut self.website,
            &mut self.about,
        ] {
            *text = text.trim().to_owned();
        }
        self.country.make_ascii_uppercase();
        if let Some(number) = phone::e164(&self.phone) {
            self.phone = number;
        }
        self
    }

    /// What keeps it from being submitted, at most one fault for each field, in their order.
    /// `is_website` says whether a text is an address of http or https: URLs are read by the
    /// caller's parser.
    #[must_use]
    pub fn faults(&self, is_website: impl Fn(&str) -> bool) -> Vec<(ProfileField, ProfileFault)> {
        let line = |text: &str| line_fault(text, PROFILE_LINE_CHARACTERS, false);
        let form = |is_right: bool| (!is_right).then_some(ProfileFault::Form);
        let optional = |text: &str, is_right: &dyn Fn(&str) -> bool| {
            line(text).or_else(|| form(text.is_empty() || is_right(text)))
        };
        let languages = || {
            if self.languages.len() > PROFILE_LANGUAGES {
                return Some(ProfileFault::TooLong);
            }
            form(self.languages.iter().all(|tag| is_language_tag(tag)))
        };
        let found = [
            (
                ProfileField::Name,
                required(&self.name).or_else(|| line(&self.name)),
            ),
            (
                ProfileField::Country,
                required(&self.country).or_else(|| form(is_country_code(&self.country))),
            ),
            (
                ProfileField::Company,
                required(&self.company).or_else(|| line(&self.company)),
            ),
            (ProfileField::Job, line(&self.job)),
            (
                ProfileField::Phone,
                optional(&self.phone, &|text| phone::e164(text).is_some()),
            ),
            (ProfileField::Website, optional(&self.website, &is_website)),
            (ProfileField::Languages, languages()),
            (
                ProfileField::About,
                line_fault(&self.about, PROFILE_ABOUT_CHARACTERS, true),
            ),
        ];
        let faults = found.into_iter();
        faults
            .filter_map(|(field, fault)| Some((field, fault?)))
            .collect()
    }
}

fn required(text: &str) -> Option<ProfileFault> {
    text.trim().is_empty().then_some(ProfileFault::Missing)
}

fn line_fault(text: &str, limit: usize, lines: bool) -> Option<ProfileFault> {
    let hidden = |character: char| match character {
        '\n' => !lines,
        // Bidirectional and zero-width controls could make a name read as another one.
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        _ => character.is_control(),
    };
    if text.chars().count() > limit {
        Some(ProfileFault::TooLong)
    } else {
        text.chars().any(hidden).then_some(ProfileFault::Invisible)
    }
}

/// ISO 3166-1 alpha-2 in form; whether a country has the code is the menu's matter.
fn is_country_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// BCP 47 in form (RFC 5646, section 2.1): subtags of one to eight letters or digits.
fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let first = subtags.next().unwrap_or_default();
    let is_subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Profile {
        Profile {
            name: "王小明".to_owned(),
            country: "CN".to_owned(),
            company: "Fox & Owl Ltd.".to_owned(),
            job: "Buyer".to_owned(),
            phone: "+86 571 8502 2088".to_owned(),
            website: "https://fox.example/".to_owned(),
            languages: vec!["zh-Hans-CN".to_owned(), "en".to_owned()],
            about: "Two\nlines".to_owned(),
        }
    }

    fn faults(change: impl Fn(&mut Profile)) -> Vec<(ProfileField, ProfileFault)> {
        let mut profile = whole();
        change(&mut profile);
        profile.faults(|text| text.starts_with("https://"))
    }

    #[test]
    fn a_whole_profile_has_no_fault() {
        assert_eq!(faults(|_| {}), []);
        let only_required = |profile: &mut Profile| {
            let Profile {
                name,
                country,
                company,
                ..
            } = whole();
            *profile = Profile {
                name,
                country,
                company,
                ..Profile::default()
            };
        };
        assert_eq!(faults(only_required), []);
        assert_eq!(whole().tidied().phone, "+8657185022088");
    }

    #[test]
    fn each_field_has_its_fault() {
        use ProfileFault::{Form, Invisible, Missing, TooLong};
        let empty = Profile::default().faults(|_| true);
        let missing = [
            ProfileField::Name,
            ProfileField::Country,
            ProfileField::Company,
        ];
        assert_eq!(empty, missing.map(|field| (field, Missing)));
        assert_eq!(
            faults(|p| p.name = "x".repeat(101)),
            [(ProfileField::Name, TooLong)]
        );
        assert_eq!(
            faults(|p| p.name = "a\u{202e}b".to_owned()),
            [(ProfileField::Name, Invisible)]
        );
        assert_eq!(
            faults(|p| p.job = "a\nb".to_owned()),
            [(ProfileField::Job, Invisible)]
        );
        assert_eq!(
            faults(|p| p.country = "China".to_owned()),
            [(ProfileField::Country, Form)]
        );
        assert_eq!(
            faults(|p| p.phone = "0571".to_owned()),
            [(ProfileField::Phone, Form)]
        );
        assert_eq!(
            faults(|p| p.website = "fox".to_owned()),
            [(ProfileField::Website, Form)]
        );
        assert_eq!(
            faults(|p| p.languages = vec!["x".to_owned()]),
            [(ProfileField::Languages, Form)]
        );
        assert_eq!(
            faults(|p| p.languages = vec!["en".to_owned(); 21]),
            [(ProfileField::Languages, TooLong)]
        );
        assert_eq!(
            faults(|p| p.about = "x".repeat(1_001)),
            [(ProfileField::About, TooLong)]
        );
    }
}
