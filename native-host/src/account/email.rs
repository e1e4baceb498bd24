//! E-mail addresses: what is one, and when two are the same.

use email_address::{EmailAddress, Options};

use super::fault::AccountFault;

/// Bytes of an address (RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets).
const BYTES: usize = 254;

/// Bytes of the part before the @ (RFC 5321, section 4.5.3.1.1).
const LOCAL_BYTES: usize = 64;

/// The address without white space around, where it is one: with a name before the @ in any script
/// (RFC 6531), and a domain name with a dot in it.
pub(crate) fn checked(text: &str) -> Result<String, AccountFault> {
    let fault = |reason| AccountFault::EmailInvalid { reason };
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@').ok_or(fault("form"))?;
    if text.len() > BYTES || local.len() > LOCAL_BYTES {
        return Err(fault("length"));
    }
    let options = Options::default()
        .without_display_text()
        .without_domain_literal();
    if local.starts_with('"')
        || text
            .chars()
            .any(|character| character.is_control() || character.is_whitespace())
    {
        return Err(fault("form"));
    }
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| fault("domain"))?;
    let labels: Vec<&str> = ascii.split('.').collect();
    // The last label of a name in the public tree is never a number (RFC 3696, section 2).
    let is_name = labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && labels
            .last()
            .is_some_and(|last| last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_name {
        return Err(fault("domain"));
    }
    EmailAddress::parse_with_options(&format!("{local}@{ascii}"), options)
        .map_err(|_| fault("form"))?;
    Ok(text.to_owned())
}

/// Whether two addresses name the same mailbox, as nearly as can be told from outside.
pub(super) fn are_the_same(one: &str, other: &str) -> bool {
    let form = |text: &str| {
        let (local, domain) = text.rsplit_once('@')?;
        Some((local.to_lowercase(), idna::domain_to_ascii(domain).ok()?))
    };
    form(one).is_some() && form(one) == form(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_any_script_are_taken() {
        for text in [
            "fox@mail.example",
            "fox.smith+seal@mail.example",
            "o'hara@mail.example",
            "小明@例子.中国",
            "pelé@example.com",
            "user@xn--fsqu00a.xn--fiqs8s",
            "δοκιμή@παράδειγμα.δοκιμή",
        ] {
            assert_eq!(checked(&format!(" {text} ")), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_none_has_its_reason() {
        for (text, reason) in [
            ("", "form"),
            ("fox", "form"),
            ("@mail.example", "form"),
            ("fox@", "domain"),
            ("fox@mail", "domain"),
            ("fox@mail..example", "domain"),
            ("fox@-mail.example", "domain"),
            ("fox@127.0.0.1", "domain"),
            ("fox@[127.0.0.1]", "domain"),
            ("fox@mail.example\r\nBcc: x@y.example", "form"),
            ("a b@mail.example", "form"),
            ("fox@owl@mail.example", "form"),
            ("Fox <fox@mail.example>", "form"),
            (".fox@mail.example", "form"),
        ] {
            assert_eq!(
                checked(text),
                Err(AccountFault::EmailInvalid { reason }),
                "{text:?}"
            );
        }
        let long = format!("{}@mail.example", "x".repeat(65));
        assert_eq!(
            checked(&long),
            Err(AccountFault::EmailInvalid { reason: "length" })
        );
    }

    #[test]
    fn the_same_mailbox_is_known_again() {
        assert!(are_the_same("Fox@Mail.example", "fox@mail.EXAMPLE"));
        assert!(are_the_same(
            "小明@例子.中国",
            "小明@xn--fsqu00a.xn--fiqs8s"
        ));
        assert!(!are_the_same("fox@mail.example", "owl@mail.example"));
        assert!(!are_the_same("fox", "fox"));
    }
}
