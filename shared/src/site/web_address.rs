//! A web address, read as far as a verdict looks at it.

use super::{Host, url_parser};
use crate::limits::URL_BYTES;

/// The scheme and the host of an `http` or `https` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// How it is fetched.
    pub scheme: WebScheme,
    /// From where. Port, path, query and fragment are no part of it.
    pub host: Host,
    /// What stands before the host, with an `@` behind it, as the parser prints it.
    pub(crate) user_info: String,
}

/// The two schemes of the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebScheme {
    /// Anybody on the way can change what is fetched.
    Http,
    /// Nobody on the way can.
    Https,
}

impl WebAddress {
    /// Reads an absolute address by the WHATWG URL Standard. None where it is no address, of another
    /// scheme, longer than [`URL_BYTES`], or where its host is none that could be looked up.
    #[must_use]
    pub fn read(address: &str) -> Option<Self> {
        if address.len() > URL_BYTES {
            return None;
        }
        let address = url_parser::parse(address)?;
        let scheme = match address.scheme.as_str() {
            "https" => WebScheme::Https,
            "http" => WebScheme::Http,
            _ => return None,
        };
        let host = Host::from_printed(&address.host?).ok()?;
        Some(Self {
            scheme,
            host,
            user_info: address.user_info,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_a_browser_reads_it() {
        for (address, scheme, host) in [
            ("https://Alibaba.com.", WebScheme::Https, "alibaba.com"),
            ("http:alibaba.com", WebScheme::Http, "alibaba.com"),
            ("HTTPS:\\\\a@b.io:8443\\c", WebScheme::Https, "b.io"),
            (" ht\ttp://[::1]/ ", WebScheme::Http, "[::1]"),
        ] {
            let read = WebAddress::read(address).unwrap();
            assert_eq!(
                (read.scheme, read.host.to_string().as_str()),
                (scheme, host)
            );
        }
    }

    #[test]
    fn anything_else_is_none() {
        let long = format!("https://alibaba.com/{}", "a".repeat(URL_BYTES));
        for address in [
            "",
            "alibaba.com",
            "ftp://alibaba.com/",
            "https://",
            "https://a..b/",
            &long,
        ] {
            assert_eq!(WebAddress::read(address), None);
        }
    }
}
