//! The genuine host in front of an `@`, where it names nobody: `https://alibaba.com@evil.example/`.
//!
//! It is told by the address and not by the host, so it is no rule that holds a host against a name.

use percent_encoding::percent_decode_str;

use crate::limits::USER_INFO_BYTES;
use crate::site::{Catalogue, Host, RegistrableDomain};

/// The genuine domain that `user_info` pretends to go to.
pub(in crate::verdict) fn pretended_domain(
    user_info: &str,
    catalogue: &Catalogue,
) -> Option<RegistrableDomain> {
    let beginning = user_info.get(..USER_INFO_BYTES).unwrap_or(user_info);
    let text = percent_decode_str(beginning).decode_utf8_lossy();
    let text = text.to_ascii_lowercase();
    let is_of_a_host = |character: char| {
        !character.is_ascii() || character.is_ascii_alphanumeric() || "-_.".contains(character)
    };
    let mut before = None;
    for piece in text.split_inclusive(|character| !is_of_a_host(character)) {
        let word = piece.trim_end_matches(|character| !is_of_a_host(character));
        // What stands behind another `@` is the domain of somebody's e-mail address.
        let is_of_mail = before == Some('@');
        before = piece.chars().next_back();
        if !word.contains('.') {
            continue;
        }
        let domain = word
            .parse::<Host>()
            .ok()
            .as_ref()
            .and_then(RegistrableDomain::of);
        if let Some(domain) = domain
            && !is_of_mail
            && catalogue.site_of(&domain).is_some()
        {
            return Some(domain);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::alibaba;

    #[track_caller]
    fn check(user_info: &str, expected: bool) {
        let catalogue = Catalogue::new(vec![alibaba()]);
        let found = pretended_domain(user_info, &catalogue);
        assert_eq!(found.is_some(), expected, "{user_info}");
    }

    #[test]
    fn a_genuine_host_before_the_at_sign_is_a_trick() {
        check("alibaba.com:", true);
        check("login.alibaba.com:secret", true);
        check("login.alibaba.com%2Fsignin%3F:", true);
        check("https%3A%2F%2Flogin.alibaba.com:", true);
        check("user:alibaba.com", true);
        check("LOGIN.ALIBABA.COM:", true);
    }

    #[test]
    fn the_beginning_counts() {
        check(&format!("alibaba.com{}", "/a.b".repeat(10_000)), true);
        check(&format!("{}alibaba.com", "a.b/".repeat(10_000)), false);
    }

    #[test]
    fn people_and_passwords_are_none() {
        check(":", false);
        check("bob:secret", false);
        check("alibaba:", false);
        check("bob%40alibaba.com:secret", false);
        check("evilalibaba.com:", false);
    }
}
