//! Where a sign-in came from: the address, and what is known of it.

use serde::{Deserialize, Serialize};

/// What is known of an IP address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Location {
    /// An address of a private or special range (IANA special-purpose address registries): it has
    /// no place in the world.
    Private {},
    /// The file has no entry for it.
    Unknown {},
    /// A country.
    Country {
        /// ISO 3166-1 alpha-2, upper case.
        code: String,
    },
    /// The file says that it is an anonymous proxy, or a system proxy is in use.
    AnonymousProxy {
        /// The country of the address, where it is known.
        code: Option<String>,
    },
}

/// How an address was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressSource {
    /// The computer's own address on the route in use; nothing was sent.
    Route,
    /// A STUN server told the public address (RFC 8489).
    Stun,
}

/// The address that is in use now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressFound {
    /// IPv4 or IPv6 in its usual form (RFC 5952); none where there is no route.
    pub address: Option<String>,
    /// How it was found.
    pub source: AddressSource,
    /// Where it is.
    pub location: Location,
    /// Whether the STUN server that is set did not answer.
    pub stun_failed: bool,
    /// The day on which the location file was made, `YYYY-MM-DD`.
    pub file_date: String,
    /// Whether the location file that the person set cannot be read; the embedded one is used.
    pub file_failed: bool,
}

/// What the person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressSettings {
    /// `host:port` of a STUN server; none by default, and then nothing is sent anywhere.
    pub stun: Option<String>,
    /// The path of a location file in MaxMind's format (MaxMind DB 2.0) in place of the embedded one.
    pub file: Option<String>,
}
