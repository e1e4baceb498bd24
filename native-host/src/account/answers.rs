//! The answer to the security question: in which form it counts, what is kept of it, and which
//! answers are no good.

use icu_normalizer::ComposingNormalizer;
use signin_seal_shared::account::SecurityQuestion;
use signin_seal_shared::limits::{ANSWER_CHARACTERS, OWN_QUESTION_CHARACTERS, PASSWORD_BYTES};
use zeroize::Zeroizing;

use super::fault::AccountFault;
use crate::member::{MemberError, password};

/// Guesses from which an answer is not easy (their logarithm to base ten): somebody who knows the
/// person guesses from short lists, and has a handful of tries before the wait grows.
const GUESSES_LOG10: f64 = 4.0;

/// The form in which answers are compared: NFKC, lower case, and no white space, so that nobody is
/// kept out by how they wrote it.
pub(super) fn compared_form(answer: &str) -> Zeroizing<String> {
    let nfkc = ComposingNormalizer::new_nfkc();
    let composed = Zeroizing::new(nfkc.normalize(answer).into_owned());
    let lower = Zeroizing::new(composed.to_lowercase());
    let composed = Zeroizing::new(nfkc.normalize(&lower).into_owned());
    let mut form = Zeroizing::new(String::with_capacity(composed.len()));
    form.extend(composed.chars().filter(|letter| !letter.is_whitespace()));
    form
}

/// What is kept of an answer.
pub(super) fn hash(answer: &str) -> Result<String, MemberError> {
    password::hash(&compared_form(answer))
}

/// Whether this is the answer of which that was kept.
pub(super) fn matches(kept: &str, answer: &str) -> Result<bool, MemberError> {
    password::matches(kept, &compared_form(answer))
}

/// Refuses an answer that others find without knowing the person.
pub(super) fn check(
    question: &SecurityQuestion,
    answer: &str,
    email: Option<&str>,
) -> Result<(), AccountFault> {
    if let SecurityQuestion::Own(text) = question {
        let characters = text.trim().chars().count();
        if !(1..=OWN_QUESTION_CHARACTERS).contains(&characters)
            || text.chars().any(char::is_control)
        {
            return Err(AccountFault::Setting { field: "question" });
        }
    }
    if answer.len() > PASSWORD_BYTES {
        return Err(AccountFault::Setting { field: "answer" });
    }
    let form = compared_form(answer);
    if form.chars().count() < ANSWER_CHARACTERS {
        return Err(AccountFault::AnswerEasy);
    }
    if tells(question, &form, email) {
        return Err(AccountFault::AnswerTells);
    }
    // Letters of other scripts are in none of zxcvbn's lists.
    let known: Vec<&str> = email
        .into_iter()
        .flat_map(|email| email.split('@'))
        .collect();
    let guessed = zxcvbn::zxcvbn(&form, &known);
    if form.is_ascii() && guessed.guesses_log10() < GUESSES_LOG10 || has_one_letter(&form) {
        return Err(AccountFault::AnswerEasy);
    }
    Ok(())
}

fn has_one_letter(form: &str) -> bool {
    let first = form.chars().next();
    form.chars().all(|letter| Some(letter) == first)
}

fn tells(question: &SecurityQuestion, form: &str, email: Option<&str>) -> bool {
    let email = email.map(compared_form);
    let local = email.as_deref().and_then(|email| email.split('@').next());
    if local.is_some_and(|local| local.chars().count() >= ANSWER_CHARACTERS && form.contains(local))
    {
        return true;
    }
    let text = match question {
        SecurityQuestion::Own(text) => text.clone(),
        SecurityQuestion::Listed(listed) => listed.name().replace('_', " "),
    };
    // The answer stands in the question as it is, or has a long word of it.
    compared_form(&text).contains(form)
        || text
            .split(|letter: char| !letter.is_alphanumeric())
            .map(compared_form)
            .any(|word| word.chars().count() > ANSWER_CHARACTERS && form.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::account::ListedQuestion;

    use super::*;

    const PET: SecurityQuestion = SecurityQuestion::Listed(ListedQuestion::FirstPet);

    #[test]
    fn an_answer_counts_however_it_is_written() {
        for text in [
            "Old  Shatterhand",
            "old shatterhand",
            "ＯＬＤ SHATTERHAND",
            " oldshatterhand ",
        ] {
            assert_eq!(*compared_form(text), "oldshatterhand");
        }
        let kept = hash("Écureuil Roux").unwrap();
        assert!(matches(&kept, "e\u{301}cureuil roux").unwrap());
        assert!(!matches(&kept, "écureuil noir").unwrap());
    }

    #[test]
    fn answers_that_others_find_are_refused() {
        let own = SecurityQuestion::Own("Where did Mathilda hide the ladder?".to_owned());
        let email = Some("shatterhand@mail.example");
        for (question, answer, fault) in [
            (&PET, "ab", AccountFault::AnswerEasy),
            (&PET, "aaaaaaaaaa", AccountFault::AnswerEasy),
            (&PET, "狐狐狐狐", AccountFault::AnswerEasy),
            (&PET, "1234", AccountFault::AnswerEasy),
            (&PET, "password", AccountFault::AnswerEasy),
            (&PET, "my first pet", AccountFault::AnswerTells),
            (&own, "the ladder", AccountFault::AnswerTells),
            (&own, "Mathilda7", AccountFault::AnswerTells),
            (&PET, "Shatterhand", AccountFault::AnswerTells),
        ] {
            assert_eq!(check(question, answer, email), Err(fault), "{answer}");
        }
        for answer in ["behind Wendelin's barn", "外婆家的老黑猫", "Quirinius"] {
            assert_eq!(check(&own, answer, email), Ok(()), "{answer}");
        }
        let empty = SecurityQuestion::Own(" ".to_owned());
        let fault = AccountFault::Setting { field: "question" };
        assert_eq!(check(&empty, "behind the barn", None), Err(fault));
    }
}
