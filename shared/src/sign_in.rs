//! Is this a sign-in page, and at which field does the seal belong?
//!
//! A content script describes the fields of a page in numbers ([`Description`]): which kinds they
//! are, and which words of sign-in forms stand at them. The words themselves stay in the page.
//! What is judged here decides where a seal is shown on a page that is genuine already. Nothing of
//! it makes a page genuine.

mod description;
mod evidence;
#[cfg(test)]
mod tests;
mod word;

pub use description::{Autofill, Description, Field, Form, Kind, PageWords};
pub use word::{Word, Words};

/// The field at which the seal belongs, by its place in the description; none where the page does
/// not ask to sign in. A password field goes before the field of a first step.
#[must_use]
pub fn field_to_seal(page: &Description) -> Option<usize> {
    let best = |score: fn(&Description, &Field) -> Option<i32>| {
        page.fields
            .iter()
            .enumerate()
            .filter_map(|(place, field)| Some((score(page, field)?, place)))
            .filter(|(score, _)| *score > 0)
            // Of equals the first one.
            .max_by_key(|(score, place)| (*score, usize::MAX - place))
            .map(|(_, place)| place)
    };
    best(evidence::of_password).or_else(|| best(evidence::of_identifier))
}
