//! What somebody wrote, as the address that a browser would go to.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use signin_seal_shared::limits::URL_BYTES;
use signin_seal_shared::site::WebAddress;

/// What a question is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The absolute address to be judged.
    pub(super) url: String,
    /// The same address, read.
    pub(super) read: WebAddress,
}

/// Reads a question: an address of the web as it stands, anything else as what stands behind
/// `https://`. None where it is neither, an address of another scheme, or longer than an address
/// may be.
pub(super) fn read(question: &str) -> Option<Asked> {
    // Before anything is dropped: of a longer line only the beginning is here.
    if question.len() > URL_BYTES {
        return None;
    }
    let text = as_parsed(question);
    if let Some(read) = WebAddress::read(&text) {
        let url = text.into_owned();
        return Some(Asked { url, read });
    }
    let url = match text.parse::<Ipv6Addr>() {
        Ok(address) => format!("https://[{address}]/"),
        Err(_) if has_scheme(&text) || is_path(&text) => return None,
        Err(_) => format!("https://{text}"),
    };
    let read = WebAddress::read(&url)?;
    Some(Asked { url, read })
}

/// Without what the URL parser drops before it looks at anything (WHATWG URL Standard, section
/// 4.4, steps 1 and 3): else a scheme with a tab in it would be taken for a host.
fn as_parsed(question: &str) -> Cow<'_, str> {
    let text = question.trim_matches(|character| character <= ' ');
    match text.contains(IGNORED) {
        true => Cow::Owned(text.replace(IGNORED, "")),
        false => Cow::Borrowed(text),
    }
}

const IGNORED: [char; 3] = ['\t', '\n', '\r'];

/// Whether it begins with a scheme, and not with a host and a port or a user and a password:
/// `mailto:a@alibaba.com`, but neither `localhost:8443/` nor `alibaba.com:443@evil.example`.
/// No scheme that browsers know has a dot.
fn has_scheme(text: &str) -> bool {
    let Some((word, rest)) = text.split_once(':') else {
        return false;
    };
    if !is_scheme(word) {
        return false;
    }
    let is_of_the_web = ["http", "https"]
        .iter()
        .any(|web| word.eq_ignore_ascii_case(web));
    is_of_the_web || rest.starts_with("//") || !(word.contains('.') || begins_with_port(rest))
}

fn is_scheme(word: &str) -> bool {
    let is_of_a_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    word.starts_with(|first: char| first.is_ascii_alphabetic()) && word.bytes().all(is_of_a_scheme)
}

fn begins_with_port(text: &str) -> bool {
    let port = text.split(['/', '\\', '?', '#']).next().unwrap_or(text);
    !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is a path on a host that nobody named. Two slashes leave out the scheme only.
fn is_path(text: &str) -> bool {
    let is_slash = |character| matches!(character, '/' | '\\');
    text.starts_with(is_slash) && !text.get(1..).is_some_and(|rest| rest.starts_with(is_slash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(question: &str, expected: &str) {
        let read = read(question).map(|asked| asked.read.host.to_string());
        assert_eq!(read.as_deref(), Some(expected), "{question:?}");
    }

    #[track_caller]
    fn check_invalid(question: &str) {
        assert_eq!(read(question), None, "{question:?}");
    }

    #[test]
    fn an_address_is_taken_as_it_stands() {
        check("https://Alibaba.com/x", "alibaba.com");
        check("http:alibaba.com", "alibaba.com");
        check("hTTps:\\\\alibaba.com", "alibaba.com");
        check(" ht\ttps://alibaba.com ", "alibaba.com");
        check("https://alibaba.com@evil.example/", "evil.example");
        check("https:8443", "0.0.32.251");
    }

    #[test]
    fn a_host_may_bring_what_stands_around_it_in_an_address() {
        check("alibaba.com", "alibaba.com");
        check(" ALIBABA.com.\r", "alibaba.com");
        check("alibaba.com:8443/x", "alibaba.com");
        check("localhost:8443", "localhost");
        check("alibaba.com/path?to=https://evil.example/", "alibaba.com");
        check("alibaba.com?a", "alibaba.com");
        check("//alibaba.com/x", "alibaba.com");
        check("somebody@alibaba.com", "alibaba.com");
        check("alibaba.com@evil.example", "evil.example");
        check("alibaba.com:443@evil.example", "evil.example");
        check("ａｌｉｂａｂａ。com", "alibaba.com");
        check("%61libaba.com", "alibaba.com");
        check("xn--a.com", "xn--a.com");
    }

    #[test]
    fn addresses_of_computers_are_hosts() {
        check("127.1", "127.0.0.1");
        check("127.0.0.1:80", "127.0.0.1");
        check("[::1]:443", "[::1]");
        check("::1", "[::1]");
        check("fe80::1", "[fe80::1]");
    }

    #[test]
    fn anything_else_is_invalid() {
        for question in [
            "",
            " ",
            ".",
            "..",
            "a..b",
            "com..",
            "/",
            "/etc/passwd",
            "\\",
            "?",
            "#",
            "ali baba.com",
            "https://",
            "https:",
            "http:08",
            "javascript:alert(1)",
            "java\tscript:1;x",
            "mail\tto:a@alibaba.com",
            "mailto:a@alibaba.com",
            "ftp://alibaba.com/",
            "alibaba.com://evil.example/",
            "data:text/html,alibaba.com",
            "about:blank",
            "alibaba.com:99999",
            "alibaba.com:port",
            "[::1",
            "\u{0}alibaba\u{0}.com",
        ] {
            check_invalid(question);
        }
        check_invalid(&"a".repeat(URL_BYTES));
    }

    #[test]
    fn nothing_is_judged_by_its_beginning() {
        let path = |letters: usize| format!(" https://alibaba.com/{}", "a".repeat(letters));
        let around = path(0).len();
        check(&path(URL_BYTES - around), "alibaba.com");
        check_invalid(&path(URL_BYTES - around + 1));
    }
}
