//! The URL parser of the WHATWG URL Standard: addresses and hosts are compared only after it.
//!
//! The helper brings one with it. The extension uses the browser's own, the very one that the
//! visit went through: another one with its tables would cost it 160 KB.

#[cfg(not(target_arch = "wasm32"))]
mod ascii_host;

use crate::limits::HOST_TEXT_BYTES;

/// The parts of an address that a verdict looks at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Lower case, without the colon.
    pub(crate) scheme: String,
    /// As the parser prints it: ASCII, an IPv6 address in brackets. None where there is none.
    pub(crate) host: Option<String>,
    /// What stands before the host, with an `@` behind it: as the parser prints it, percent signs
    /// and all. Empty where there is nothing.
    pub(crate) user_info: String,
}

/// Parses a whole address.
pub(crate) fn parse(address: &str) -> Option<Address> {
    if host_text(address).len() > HOST_TEXT_BYTES {
        return None;
    }
    parser::parse(address)
}

/// Parses a host that stands alone; it is printed as in an address.
pub(crate) fn parse_host(text: &str) -> Option<String> {
    if text.len() > HOST_TEXT_BYTES {
        return None;
    }
    parser::parse_host(text)
}

/// Where an address of the web has its host, as it was written, with its port. The parser drops
/// tabs and line ends, and takes backslashes for slashes, as many as there are.
fn host_text(address: &str) -> &str {
    let slash = |character| matches!(character, '/' | '\\');
    let dropped = |character| matches!(character, '\t' | '\n' | '\r');
    let (_, rest) = address.split_once(':').unwrap_or_default();
    let rest = rest.trim_start_matches(|character| slash(character) || dropped(character));
    let ends = |character| slash(character) || matches!(character, '?' | '#');
    let authority = rest.split(ends).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

#[cfg(not(target_arch = "wasm32"))]
mod parser {
    use url::{ParseError, Url};

    use super::{Address, ascii_host};

    pub(super) fn parse(address: &str) -> Option<Address> {
        match Url::parse(address) {
            Ok(url) => Some(Address {
                scheme: url.scheme().to_owned(),
                host: url.host_str().map(str::to_owned),
                user_info: user_info(&url),
            }),
            Err(ParseError::IdnaError) => ascii_host::parse(address),
            Err(_) => None,
        }
    }

    pub(super) fn user_info(url: &Url) -> String {
        [url.username(), url.password().unwrap_or_default()].join(":")
    }

    /// A host that stands alone, as the parser prints it.
    pub(super) fn parse_host(text: &str) -> Option<String> {
        match url::Host::parse(text) {
            Ok(host) => Some(host.to_string()),
            Err(ParseError::IdnaError) => ascii_host::parse_host(text),
            Err(_) => None,
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod parser {
    use web_sys::Url;

    use super::Address;

    pub(super) fn parse(address: &str) -> Option<Address> {
        let url = Url::new(address).ok()?;
        Some(Address {
            scheme: url.protocol().trim_end_matches(':').to_owned(),
            host: Some(url.hostname()).filter(|host| !host.is_empty()),
            user_info: [url.username(), url.password()].join(":"),
        })
    }

    /// A host that stands alone, as the parser prints it. What ends a host in an address, or is
    /// dropped from one, is in no host.
    pub(super) fn parse_host(text: &str) -> Option<String> {
        let is_address = text.starts_with('[') && text.ends_with(']');
        let ends_a_host = |character| matches!(character, '/' | '\\' | '?' | '#' | '@');
        let is_dropped = |character: char| character <= ' ';
        let has_port = text.contains(':') && !is_address;
        if has_port || text.contains(ends_a_host) || text.contains(is_dropped) {
            return None;
        }
        parse(&format!("https://{text}/"))?.host
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        assert_eq!(host_text(address), expected, "{address}");
    }

    #[test]
    fn the_host_is_found_where_the_parser_finds_it() {
        check("https://alibaba.com/a@b", "alibaba.com");
        check("https://alibaba.com:8443?a/b", "alibaba.com:8443");
        check("https:\\\\user:a@b@alibaba.com#c", "alibaba.com");
        check("https:/\t/\n/alibaba.com\\c", "alibaba.com");
        check("alibaba.com", "");
    }

    #[test]
    fn only_the_host_is_bounded() {
        let long = "a".repeat(HOST_TEXT_BYTES);
        assert!(parse(&format!("https://alibaba.com/{long}{long}")).is_some());
        assert!(parse(&format!("https://{long}{long}@alibaba.com/")).is_some());
        assert!(parse(&format!("https://{long}/")).is_some());
        assert_eq!(parse(&format!("https://{long}a/")), None);
        assert_eq!(parse_host(&format!("{long}a")), None);
    }
}
