//! The texts of letters, `data/mail/*.txt`.
//!
//! `[name]` begins a text: the first line after it is the subject, what follows is the body. A name
//! in braces is a parameter of the message (`MessageKind` names them), or `{when}`. Lines before the
//! first text are for those who edit the file.

use signin_seal_shared::protocol::Parameters;

use super::plain::plain;

const ENGLISH: &str = include_str!("../../data/mail/en.txt");
const CHINESE: &str = include_str!("../../data/mail/zh_CN.txt");

/// Stands below every letter.
const CLOSING: &str = "closing";
/// Who writes.
const SENDER: &str = "sender";
/// Stands where a parameter has no value.
const UNKNOWN: &str = "unknown";

/// The parameter that every text may have: the time, in GMT.
pub(super) const WHEN: &str = "when";

/// What a letter says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) sender: String,
    pub(super) subject: String,
    pub(super) body: String,
}

/// The text of this name in a language (`zh_CN`; English for all others), filled in.
pub(super) fn words(language: &str, name: &str, when: &str, parameters: &Parameters) -> Words {
    let file = if language == "zh_CN" {
        CHINESE
    } else {
        ENGLISH
    };
    let (subject, body) = text(file, name);
    let (_, closing) = text(file, CLOSING);
    let (unknown, _) = text(file, UNKNOWN);
    let (sender, _) = text(file, SENDER);
    let body = fill(&body, |name| {
        let value = match name {
            WHEN => when.to_owned(),
            name => plain(parameters.get(name).unwrap_or_default()),
        };
        if value.is_empty() {
            unknown.clone()
        } else {
            value
        }
    });
    Words {
        sender,
        subject,
        body: format!("{body}\n\n{closing}\n"),
    }
}

/// Subject and body as they stand in the file; empty where there is no such text, which a test
/// excludes.
fn text(file: &str, name: &str) -> (String, String) {
    let heading = format!("[{name}]");
    let mut lines = file.lines().skip_while(|line| *line != heading).skip(1);
    let subject = lines.next().unwrap_or_default().to_owned();
    let body: Vec<&str> = lines.take_while(|line| !is_heading(line)).collect();
    (subject, body.join("\n").trim().to_owned())
}

fn is_heading(line: &str) -> bool {
    line.starts_with('[') && line.ends_with(']')
}

/// Puts values in place of the names in braces, once: braces in a value are only braces.
fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        filled.push_str(&value(name));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use signin_seal_shared::account::MessageKind;

    use super::super::letter;
    use super::*;

    const FILES: [(&str, &str); 2] = [("en", ENGLISH), ("zh_CN", CHINESE)];

    /// As `MessageKind` documents them.
    fn parameters(kind: MessageKind) -> &'static [&'static str] {
        match kind {
            MessageKind::ImitationMet
            | MessageKind::WarningPassed
            | MessageKind::PasswordStopped
            | MessageKind::PasswordEntered => &["host", "site"],
            MessageKind::SignInMoved => &["before", "host", "site"],
            MessageKind::WeeklySummary => &["imitations", "sign_ins", "unusual"],
            MessageKind::ProfilePublished
            | MessageKind::PasswordChanged
            | MessageKind::PasswordReset
            | MessageKind::QuestionChanged => &[],
            MessageKind::ProfileRejected => &["reason"],
            MessageKind::EmailChanged => &["new", "old"],
            MessageKind::NewSignIn => &["address", "browser", "site"],
            MessageKind::NewPlace => &["address", "browser", "country", "site"],
            MessageKind::SealChanged | MessageKind::SealRemoved => &["browser"],
        }
    }

    /// Every text, with the parameters that it must use.
    fn expected() -> Vec<(String, BTreeSet<&'static str>)> {
        let mut texts = vec![(letter::TRIAL.to_owned(), BTreeSet::from([WHEN]))];
        for kind in MessageKind::ALL {
            let mut names = BTreeSet::from([WHEN]);
            names.extend(parameters(*kind));
            texts.push((kind.name().to_owned(), names.clone()));
            if matches!(
                kind,
                MessageKind::NewSignIn
                    | MessageKind::NewPlace
                    | MessageKind::PasswordStopped
                    | MessageKind::PasswordEntered
            ) {
                names.remove("site");
                texts.push((letter::to_the_account(kind.name()), names));
            }
        }
        texts
    }

    fn names_in(template: &str) -> BTreeSet<&str> {
        let pieces = template.split('{').skip(1);
        pieces
            .map(|piece| piece.split_once('}').unwrap().0)
            .collect()
    }

    #[test]
    fn each_message_has_subject_and_body_in_each_language_and_uses_its_parameters() {
        for (language, file) in FILES {
            for (name, parameters) in expected() {
                let (subject, body) = text(file, &name);
                assert!(!subject.is_empty() && !body.is_empty(), "{language} {name}");
                assert_eq!(names_in(&subject), BTreeSet::new(), "{language} {name}");
                assert_eq!(names_in(&body), parameters, "{language} {name}");
            }
            let (_, closing) = text(file, CLOSING);
            assert!(
                !closing.is_empty() && names_in(&closing).is_empty(),
                "{language}"
            );
            for name in [SENDER, UNKNOWN] {
                let (word, nothing) = text(file, name);
                assert!(!word.is_empty() && nothing.is_empty(), "{language} {name}");
            }
        }
    }

    #[test]
    fn no_text_is_there_for_nothing_or_twice() {
        for (language, file) in FILES {
            let headings = file.lines().filter(|line| is_heading(line));
            let mut headings: Vec<&str> = headings.collect();
            let mut names = expected()
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>();
            names.extend([CLOSING, SENDER, UNKNOWN].map(str::to_owned));
            let mut names: Vec<String> = names.iter().map(|name| format!("[{name}]")).collect();
            headings.sort_unstable();
            names.sort_unstable();
            assert_eq!(headings, names, "{language}");
        }
    }

    #[test]
    fn no_text_has_a_link_or_a_long_line() {
        for (language, file) in FILES {
            assert!(
                !file.contains("://") && !file.contains("www."),
                "{language}"
            );
            for line in file.lines() {
                assert!(line.chars().count() <= 76, "{language}: {line}");
            }
        }
    }

    #[test]
    fn values_are_filled_in_once() {
        let value = |name: &str| format!("<{name}{{site}}>");
        assert_eq!(fill("a {host} b {x", value), "a <host{site}> b x");
    }

    #[test]
    fn what_is_missing_is_unknown() {
        let words = words("en", "new_place", "now", &Parameters::default());
        assert!(words.body.contains("unknown"), "{}", words.body);
    }
}
