//! What stands in a letter, as it is sent.

use lettre::message::header::{ContentTransferEncoding, Date, MessageId, Subject};
use proptest::prelude::*;

use super::*;

/// 2026-11-22T18:05:42.123Z.
const AT: UnixMillis = UnixMillis(1_795_370_742_123);
const FROM: &str = "seal@mail.example";
const TO: &str = "lin@example.com";

fn parameters(values: &[(&str, &str)]) -> Parameters {
    let mut parameters = Parameters::default();
    for (name, value) in values {
        parameters.set((*name).to_owned(), (*value).to_owned());
    }
    parameters
}

fn passed(host: &str) -> Letter {
    let parameters = parameters(&[("host", host), ("site", "Alibaba.com")]);
    Letter::new(MessageKind::WarningPassed, &parameters, TO, "en", AT)
}

/// The lines above the first empty one.
fn header_of(written: &str) -> Vec<&str> {
    let (header, _) = written.split_once("\r\n\r\n").unwrap();
    header.split("\r\n").collect()
}

fn text(letter: &Letter) -> String {
    String::from_utf8(letter.written(FROM).unwrap().formatted()).unwrap()
}

#[test]
fn a_letter_says_what_happened_when_and_where() {
    let letter = passed("login.aIibaba.com");
    assert_eq!(letter.subject, "A warning was passed");
    assert!(
        letter
            .body
            .starts_with("On 2026-11-22 18:05 GMT somebody went on")
    );
    assert!(letter.body.contains("Page: login[.]aIibaba[.]com\n"));
    assert!(letter.body.contains("It imitates: Alibaba[.]com\n"));
}

#[test]
fn the_header_tells_what_it_must_and_nothing_of_the_computer() {
    let letter = passed("evil.example");
    let text = text(&letter);
    let header = header_of(&text);
    let id = letter.id.as_deref().unwrap();
    let expected = [
        "From: \"Sign-in Seal\" <seal@mail.example>",
        "To: lin@example.com",
        "Subject: A warning was passed",
        "Date: Sun, 22 Nov 2026 18:05:42 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
        &format!("Message-ID: <{id}@localhost>"),
        "MIME-Version: 1.0",
    ];
    for line in &header {
        let is_encoding = line.starts_with("Content-Transfer-Encoding: ");
        assert!(is_encoding || expected.contains(line), "{line}");
    }
    assert_eq!(header.len(), expected.len() + 1, "{header:?}");
    assert_eq!(id.len(), 32);
    assert_ne!(passed("evil.example").id, letter.id);
}

#[test]
fn a_chinese_letter_is_ascii_on_the_wire_and_comes_back() {
    let values = parameters(&[("host", "evil.example"), ("site", "阿里巴巴")]);
    let letter = Letter::new(MessageKind::WarningPassed, &values, TO, "zh_CN", AT);
    let message = letter.written(FROM).unwrap();
    assert!(message.formatted().is_ascii());
    assert!(letter.body.contains("网站：阿里巴巴"), "{}", letter.body);
    let headers = message.headers();
    assert_eq!(
        headers.get::<Subject>().unwrap(),
        Subject::from("有人越过了警告".to_owned())
    );
    let encoding = headers.get::<ContentTransferEncoding>().unwrap();
    assert!(
        matches!(
            encoding,
            ContentTransferEncoding::Base64 | ContentTransferEncoding::QuotedPrintable
        ),
        "{encoding:?}"
    );
}

#[test]
fn a_sign_in_to_the_account_has_words_of_its_own() {
    for (kind, site) in [
        (MessageKind::NewSignIn, "to a site"),
        (MessageKind::NewPlace, "to a site"),
    ] {
        let at_site = Letter::new(kind, &parameters(&[("site", "Alibaba.com")]), TO, "en", AT);
        assert!(at_site.body.contains(site));
        let to_account = Letter::new(kind, &parameters(&[("site", "")]), TO, "en", AT);
        assert!(to_account.body.contains("to your account of Sign-in Seal"));
        assert!(!to_account.body.contains("Site:"));
    }
}

#[test]
fn every_kind_can_be_written_in_every_language() {
    for language in ["en", "zh_CN", "xx"] {
        for kind in MessageKind::ALL {
            let letter = Letter::new(*kind, &Parameters::default(), TO, language, AT);
            assert!(!letter.subject.is_empty());
            assert!(letter.written(FROM).is_ok());
        }
        let trial = Letter::trial(TO, language, AT);
        assert!(trial.body.contains("2026-11-22 18:05 GMT"));
    }
}

#[test]
fn domains_are_ascii_and_the_part_before_them_stays() {
    for (text, expected) in [
        ("lin@example.com", "lin@example.com"),
        ("lin@köln.example", "lin@xn--kln-sna.example"),
        ("林@例子.中国", "林@xn--fsqu00a.xn--fiqs8s"),
    ] {
        let address = address(text).unwrap();
        assert_eq!(address.to_string(), expected);
    }
    for nothing in [
        "",
        "lin",
        "lin@",
        "@example.com",
        "a@b\r\nBcc: c@d",
        "a b@example.com",
    ] {
        assert!(address(nothing).is_err(), "{nothing}");
        let letter = Letter::trial(nothing, "en", AT);
        assert!(letter.written(FROM).is_err(), "{nothing}");
        assert!(
            Letter::trial(TO, "en", AT).written(nothing).is_err(),
            "{nothing}"
        );
    }
}

#[test]
fn a_strange_clock_does_no_harm() {
    for (at, expected) in [
        (i64::MIN, "1970-01-01 00:00 GMT"),
        (-1, "1970-01-01 00:00 GMT"),
        (i64::MAX, "9999-12-31 23:59 GMT"),
    ] {
        let letter = Letter::trial(TO, "en", UnixMillis(at));
        assert!(letter.body.contains(expected), "{}", letter.body);
        let message = letter.written(FROM).unwrap();
        assert!(message.headers().get::<Date>().is_some());
        assert!(message.headers().get::<MessageId>().is_some());
    }
}

proptest! {
    #[test]
    fn no_page_writes_a_header_or_a_line_of_its_own(
        host in any::<String>(),
        injected in "[a-z]{0,9}(\r\n|\n|\r|\u{2028}|\r\n\r\n\\.\r\n)(Bcc: x@y.example|QUIT|\\.)[\r\n]*",
    ) {
        let usual = text(&passed("evil.example"));
        for host in [host, injected] {
            let letter = passed(&host);
            let lines = letter.body.lines().count();
            prop_assert_eq!(lines, passed("evil.example").body.lines().count());
            let text = text(&letter);
            let names = |text: &str| {
                let lines = header_of(text).into_iter();
                let names = lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
                names.collect::<Vec<_>>()
            };
            prop_assert_eq!(names(&text), names(&usual));
            for line in text.split("\r\n") {
                prop_assert!(line.len() <= 998 && !line.contains(['\r', '\n']));
            }
        }
    }
}
