//! What speaks for a sign-in field, and what against it, in points. More than none is enough.
//!
//! The points are set by what forms are, not fitted to pages: a word on the button says most, one in
//! the names of classes says least.

use super::{Description, Field, Form, Kind, Word, Words};

/// Whether somebody signs in with this password field; none where it is none.
pub(super) fn of_password(page: &Description, field: &Field) -> Option<i32> {
    let form = page.forms.get(field.form)?;
    if !field.is_password() {
        return None;
    }
    let among = fields_of(page, field.form);
    let mut points = 2;
    points += weigh(field.autofill.has("current-password"), 4);
    points += weigh(field.autofill.has("new-password"), -5);
    points += weigh(field.words.has(Word::NewPassword), -3);
    points += weigh(field.words.has(Word::Repeat), -3);
    points += weigh(field.words.has(Word::Card), -4);
    // Two passwords: a new one and its repetition, or an old and a new one.
    let passwords = among.clone().filter(|field| field.is_password()).count();
    points += weigh(passwords > 1, -4);
    points += purpose(page, form);
    points += weigh(form.boxes.has(Word::Remember), 2);
    points += weigh(form.boxes.has(Word::Terms), -2);
    points += weigh(form.links.has(Word::Forgot), 2);
    points += weigh(form.buttons.has(Word::Checkout), -2);
    points += weigh(form.buttons.has(Word::Change), -3);
    // Who signs in says who they are in one field, and nothing else of themselves.
    points += personal(among);
    Some(points)
}

/// Whether somebody signs in with this field first, and with a password later; none where it cannot
/// hold who they are.
pub(super) fn of_identifier(page: &Description, field: &Field) -> Option<i32> {
    let form = page.forms.get(field.form)?;
    if !may_identify(field) {
        return None;
    }
    let among = fields_of(page, field.form);
    if among.clone().any(|field| field.kind == Kind::Password) {
        return None; // that one has been judged
    }
    let mut points = -2;
    points += weigh(
        field.autofill.has("username") || field.autofill.has("webauthn"),
        3,
    );
    points += weigh(
        field.words.has(Word::Search) || field.words.has(Word::Code),
        -3,
    );
    points += weigh(field.words.has(Word::Newsletter), -3);
    points += purpose(page, form);
    points += weigh(form.hidden_passwords > 0, 2);
    points += weigh(form.buttons.has(Word::Next), 2);
    points += weigh(form.boxes.has(Word::Remember), 2);
    points += weigh(form.boxes.has(Word::Terms), -2);
    points += weigh(form.links.has(Word::Forgot), 1);
    points += weigh(form.headings.has(Word::Forgot), -3);
    points += weigh(form.buttons.has(Word::Forgot), -3);
    for word in [
        Word::Search,
        Word::Newsletter,
        Word::Message,
        Word::Checkout,
    ] {
        points += weigh(form.buttons.has(word), -3);
        points += weigh(form.names.has(word), -2);
    }
    // Who pays without an account is offered to sign in, and mostly does not.
    let pays = |form: &Form| (form.buttons | form.names).has(Word::Checkout);
    points += weigh(page.forms.iter().any(pays), -3);
    points += personal(among.clone());
    points += weigh(among.count() > 2, -2);
    Some(points)
}

/// Whether the form says that it is for those who have an account, or for those who want one.
fn purpose(page: &Description, form: &Form) -> i32 {
    let between = |words: Words, points| {
        weigh(words.has(Word::SignIn), points) - weigh(words.has(Word::SignUp), points)
    };
    between(form.buttons, 3)
        + between(form.names, 2)
        + between(form.headings, 2)
        + between(page.around.title, 1)
        + between(page.around.headings, 1)
        // A form leads to the other one: "No account yet?" stands where one signs in.
        - between(form.links, 2)
}

/// What else of a person is asked for.
fn personal<'a>(fields: impl Iterator<Item = &'a Field>) -> i32 {
    let others = fields.filter(|field| {
        field.words.has(Word::Personal)
            || field.words.has(Word::Card)
            || field.words.has(Word::Repeat)
            || field.kind == Kind::Other
    });
    -2 * i32::try_from(others.take(4).count()).unwrap_or_default()
}

fn may_identify(field: &Field) -> bool {
    let is_named = field.words.has(Word::Identifier) || field.autofill.has("username");
    match field.kind {
        Kind::Email | Kind::Tel => true,
        Kind::Text | Kind::Number => is_named || field.autofill.has("email"),
        Kind::Password | Kind::Search | Kind::Other => false,
    }
}

fn fields_of(page: &Description, form: usize) -> impl Iterator<Item = &Field> + Clone {
    page.fields.iter().filter(move |field| field.form == form)
}

fn weigh(holds: bool, points: i32) -> i32 {
    if holds { points } else { 0 }
}
