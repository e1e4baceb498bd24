//! Forms as a content script describes them, and what is judged of them.

use proptest::prelude::*;

use super::{Autofill, Description, Field, Form, Kind, PageWords, Word, Words, field_to_seal};

fn words(words: &[Word]) -> Words {
    words
        .iter()
        .fold(Words::default(), |all, word| all | Words::from(*word))
}

fn field(kind: Kind, about: &[Word]) -> Field {
    Field {
        kind,
        words: words(about),
        ..Field::default()
    }
}

fn filled(kind: Kind, about: &[Word], token: &str) -> Field {
    let bit = Autofill::TOKENS.iter().position(|other| *other == token);
    Field {
        autofill: Autofill(1 << bit.unwrap()),
        ..field(kind, about)
    }
}

fn form(buttons: &[Word]) -> Form {
    Form {
        buttons: words(buttons),
        ..Form::default()
    }
}

fn page(form: Form, fields: &[Field]) -> Description {
    Description {
        fields: fields.to_vec(),
        forms: vec![form],
        around: PageWords::default(),
    }
}

fn name() -> Field {
    field(Kind::Text, &[Word::Identifier])
}

fn password() -> Field {
    field(Kind::Password, &[Word::Password])
}

#[test]
fn a_name_and_a_password_are_signed_in_with() {
    assert_eq!(
        field_to_seal(&page(form(&[]), &[name(), password()])),
        Some(1)
    );
    let form = form(&[Word::SignIn]);
    assert_eq!(field_to_seal(&page(form, &[name(), password()])), Some(1));
}

#[test]
fn a_password_that_is_shown_is_one() {
    let shown = filled(Kind::Text, &[Word::Password], "current-password");
    let form = form(&[Word::SignIn]);
    assert_eq!(field_to_seal(&page(form, &[name(), shown])), Some(1));
}

#[test]
fn a_first_step_asks_for_a_name() {
    for buttons in [Word::SignIn, Word::Next] {
        let form = Form {
            headings: words(&[Word::SignIn]),
            ..form(&[buttons])
        };
        assert_eq!(field_to_seal(&page(form, &[name()])), Some(0));
    }
    let by_autofill = filled(Kind::Text, &[], "username");
    assert_eq!(field_to_seal(&page(form(&[]), &[by_autofill])), Some(0));
    let hides_a_password = Form {
        hidden_passwords: 1,
        ..form(&[Word::Next])
    };
    assert_eq!(field_to_seal(&page(hides_a_password, &[name()])), Some(0));
}

#[test]
fn who_signs_up_or_changes_a_password_gets_no_seal() {
    let agreed = Form {
        boxes: words(&[Word::Terms]),
        ..form(&[Word::SignUp])
    };
    assert_eq!(field_to_seal(&page(agreed, &[name(), password()])), None);
    let new = filled(Kind::Password, &[Word::Password], "new-password");
    assert_eq!(field_to_seal(&page(form(&[]), &[name(), new])), None);
    let repeated = field(Kind::Password, &[Word::Password, Word::Repeat]);
    let new = field(Kind::Password, &[Word::Password, Word::NewPassword]);
    let two = page(form(&[Word::Change]), &[password(), new, repeated]);
    assert_eq!(field_to_seal(&two), None);
}

#[test]
fn searching_subscribing_paying_and_writing_are_no_signing_in() {
    let email = field(Kind::Email, &[Word::Identifier]);
    for buttons in [
        Word::Search,
        Word::Newsletter,
        Word::Checkout,
        Word::Message,
        Word::Forgot,
    ] {
        assert_eq!(field_to_seal(&page(form(&[buttons]), &[email])), None);
    }
    let search = field(Kind::Search, &[Word::Search]);
    assert_eq!(field_to_seal(&page(form(&[]), &[search])), None);
}

#[test]
fn a_page_with_both_forms_has_its_seal_at_the_one_for_signing_in() {
    let at = |form: usize, field: Field| Field { form, ..field };
    let both = Description {
        fields: vec![
            at(0, name()),
            at(0, password()),
            at(1, name()),
            at(1, password()),
        ],
        forms: vec![form(&[Word::SignUp]), form(&[Word::SignIn])],
        around: PageWords::default(),
    };
    assert_eq!(field_to_seal(&both), Some(3));
}

#[test]
fn a_description_is_a_list_of_numbers() {
    let read = |text: &str| serde_json::from_str::<Description>(text);
    let one = read("[1,2,1, 3,8,8,0, 1,2,4,8,16,5]").unwrap();
    assert_eq!(one.around.headings, Words(2));
    assert_eq!(one.fields[0].kind, Kind::Password);
    assert!(one.fields[0].autofill.has("current-password"));
    assert_eq!(one.forms[0].hidden_passwords, 5);
    for wrong in [
        "[]",
        "[1,2]",
        "[1,2,1]",
        "[1,2,1, 3,8,8,1, 1,2,4,8,16,5]", // of no form
        "[1,2,1, 9,8,8,0, 1,2,4,8,16,5]", // of no kind
        "[1,2,0, 1,2,4,8,16]",            // half a form
        "[1,2,4294967295]",
        "[-1,2,0]",
        "{}",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn whatever_a_page_says_an_answer_names_one_of_its_fields(
        numbers in prop::collection::vec(0u32..70_000, 0..300)
    ) {
        if let Ok(page) = Description::try_from(numbers)
            && let Some(place) = field_to_seal(&page)
        {
            prop_assert!(place < page.fields.len());
        }
    }

    #[test]
    fn every_description_of_the_right_form_is_judged(
        fields in prop::collection::vec((0u32..7, any::<u32>(), any::<u32>(), 0u32..3), 0..9),
        forms in prop::collection::vec(any::<[u32; 6]>(), 3),
    ) {
        let mut numbers = vec![0, 0, u32::try_from(fields.len()).unwrap()];
        for (kind, autofill, words, form) in &fields {
            numbers.extend([*kind, *autofill, *words, *form]);
        }
        numbers.extend(forms.iter().flatten());
        let page = Description::try_from(numbers).unwrap();
        prop_assert_eq!(page.fields.len(), fields.len());
        if let Some(place) = field_to_seal(&page) {
            prop_assert!(!matches!(page.fields[place].kind, Kind::Search | Kind::Other));
        }
    }
}
