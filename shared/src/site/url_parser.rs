//! The URL parser of the WHATWG URL Standard: addresses and hosts are compared only after it.
//!
//! The helper brings one with it. The extension uses the browser's own, the very one that the
//! visit went through: another one with its tables would cost it 160 KB.

pub(crate) use parser::{parse, parse_host};

/// The two parts of an address that a verdict looks at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Lower case, without the colon.
    pub(crate) scheme: String,
    /// As the parser prints it: ASCII, an IPv6 address in brackets. None where there is none.
    pub(crate) host: Option<String>,
}

#[cfg(not(target_arch = "wasm32"))]
mod parser {
    use url::Url;

    use super::Address;

    pub(crate) fn parse(address: &str) -> Option<Address> {
        let url = Url::parse(address).ok()?;
        Some(Address {
            scheme: url.scheme().to_owned(),
            host: url.host_str().map(str::to_owned),
        })
    }

    /// A host that stands alone, as the parser prints it.
    pub(crate) fn parse_host(text: &str) -> Option<String> {
        Some(url::Host::parse(text).ok()?.to_string())
    }
}

#[cfg(target_arch = "wasm32")]
mod parser {
    use web_sys::Url;

    use super::Address;

    pub(crate) fn parse(address: &str) -> Option<Address> {
        let url = Url::new(address).ok()?;
        Some(Address {
            scheme: url.protocol().trim_end_matches(':').to_owned(),
            host: Some(url.hostname()).filter(|host| !host.is_empty()),
        })
    }

    /// A host that stands alone, as the parser prints it. What ends a host in an address, or is
    /// dropped from one, is in no host.
    pub(crate) fn parse_host(text: &str) -> Option<String> {
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
