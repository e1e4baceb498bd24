//! A host as the browser compares it: parsed by the WHATWG rules, in ASCII, lower case.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use thiserror::Error;

use super::url_parser::parse_host;
use crate::limits::HOST_BYTES;

/// A parsed host. Two hosts are the same exactly when they are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    /// A domain name in ASCII (punycode where needed), lower case, without a trailing dot.
    Name(String),
    /// An IPv4 address, however it was written.
    Ipv4(Ipv4Addr),
    /// An IPv6 address.
    Ipv6(Ipv6Addr),
}

/// A text that is not a host.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("failed to read the host: it is empty, too long, or has characters that no host has")]
pub struct InvalidHost;

impl Host {
    /// The domain name; an address has none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::Ipv4(_) | Self::Ipv6(_) => None,
        }
    }

    /// Reads a host as the URL parser printed it.
    pub(crate) fn from_printed(text: &str) -> Result<Self, InvalidHost> {
        if let Some(address) = text.strip_prefix('[') {
            let address = address.strip_suffix(']').ok_or(InvalidHost)?;
            return Ok(Self::Ipv6(address.parse().map_err(|_| InvalidHost)?));
        }
        match text.parse() {
            Ok(address) => Ok(Self::Ipv4(address)),
            Err(_) => Self::from_name(text),
        }
    }

    /// One trailing dot is dropped: with it the name is the same name, only fully qualified.
    fn from_name(name: &str) -> Result<Self, InvalidHost> {
        let name = name.strip_suffix('.').unwrap_or(name);
        let labels_stand = name.split('.').all(|label| !label.is_empty());
        if labels_stand && name.len() <= HOST_BYTES {
            Ok(Self::Name(name.to_owned()))
        } else {
            Err(InvalidHost)
        }
    }
}

impl FromStr for Host {
    type Err = InvalidHost;

    /// Parses a host by the WHATWG URL Standard, section 3.5 (host parsing).
    fn from_str(text: &str) -> Result<Self, InvalidHost> {
        Self::from_printed(&parse_host(text).ok_or(InvalidHost)?)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name),
            Self::Ipv4(address) => address.fmt(formatter),
            Self::Ipv6(address) => match (address.to_ipv4_mapped(), address.segments()) {
                // The standard library prints the last four bytes as an IPv4 address, browsers do not.
                (Some(_), [.., seventh, last]) => {
                    write!(formatter, "[::ffff:{seventh:x}:{last:x}]")
                }
                (None, _) => write!(formatter, "[{address}]"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let printed = text.parse::<Host>().map(|host| host.to_string());
        assert_eq!(printed.as_deref(), Ok(expected), "{text:?}");
    }

    #[track_caller]
    fn check_refused(text: &str) {
        assert_eq!(text.parse::<Host>(), Err(InvalidHost), "{text:?}");
    }

    #[test]
    fn a_host_is_compared_in_one_form() {
        check("Login.Alibaba.COM", "login.alibaba.com");
        check("login.alibaba.com.", "login.alibaba.com");
        check("ａｌｉｂａｂａ。com", "alibaba.com");
        check("%61libaba.com", "alibaba.com");
        check("食狮.中国", "xn--85x722f.xn--fiqs8s");
    }

    #[test]
    fn addresses_are_addresses_however_they_are_written() {
        check("127.1", "127.0.0.1");
        check("0x7f000001", "127.0.0.1");
        check("[::1]", "[::1]");
        check("[::ffff:127.0.0.1]", "[::ffff:7f00:1]");
        check("[::7f00:1]", "[::7f00:1]");
    }

    #[test]
    fn what_is_no_host_is_refused() {
        check_refused("");
        check_refused(".");
        check_refused(".com");
        check_refused("a..com");
        check_refused("alibaba.com..");
        check_refused("alibaba.com/evil");
        check_refused("user@alibaba.com");
        check_refused(&format!("{}.com", "a.".repeat(130)));
    }
}
