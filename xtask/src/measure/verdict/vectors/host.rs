//! A host that stands alone, in Unicode or not, and its ASCII form.

use std::fmt::Write as _;

use signin_seal_shared::limits::HOST_BYTES;
use signin_seal_shared::site::Host;

use super::{Agreement, Reason};

/// Compares what a host is read as with what it should be; none where it is no host.
pub(super) fn compare(input: &str, expected: Option<&str>) -> Agreement {
    if input.is_empty() {
        return Agreement::NotAbout;
    }
    // The vectors are of names; what ends a host in an address is part of the name here, as in the
    // test that comes with them.
    let read = percent_encoded(input).parse::<Host>();
    let read = read.ok().map(|host| host.to_string());
    match (read.as_deref(), expected) {
        (Some(read), Some(expected)) if read == without_dot(expected) => Agreement::Agree,
        (None, None) => Agreement::Agree,
        (read, expected) => {
            let how = format!("{input:?} is read as {read:?}, and should be {expected:?}");
            let reason = match (read, expected) {
                (None, Some(expected)) => Reason::of_refused(expected),
                (Some(_), None) => Reason::of_read(input),
                _ => None,
            };
            reason.map_or(Agreement::Disagree(how), Agreement::Known)
        }
    }
}

/// One trailing dot is dropped: with it the name is the same name, only fully qualified.
pub(super) fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

/// Whether a host that the standard prints could be registered.
pub(super) fn is_a_name(host: &str) -> bool {
    let host = without_dot(host);
    host.len() <= HOST_BYTES && host.split('.').all(|label| !label.is_empty())
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'-' | b'_' => {
                encoded.push(char::from(byte));
            }
            _ => {
                let _writing_to_a_string_never_fails = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}
