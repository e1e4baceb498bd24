//! Sign-ins, as they are kept and shown.

use serde::{Deserialize, Serialize};

use super::{AddressSource, Location};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInKind {
    /// A sign-in to the account.
    Account,
    /// A wrong password or a wrong answer at the account's own sign-in.
    Refused,
    /// A sign-in that was observed on a genuine site.
    Site,
    /// A guarded password was kept from a page that is not its site's.
    Stopped,
}

/// Where a sign-in took place. Many sign-ins share one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceOfSignIn {
    /// What happened there.
    pub kind: SignInKind,
    /// The site's name; empty for the account itself.
    pub site: String,
    /// The host of the sign-in page; empty for the account itself.
    pub host: String,
    /// The IP address, where there was one.
    pub address: Option<String>,
    /// How it was found.
    pub source: AddressSource,
    /// Where it is.
    pub location: Location,
    /// The browser profile's id, 32 hexadecimal digits; empty at the command line.
    pub profile: String,
    /// What its browser called itself.
    pub browser: String,
}

/// What is odd about a sign-in, held against the earlier ones of the same kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// The first one from this country.
    pub new_country: bool,
    /// The first one in this browser profile.
    pub new_profile: bool,
    /// The first one by an anonymous proxy.
    pub new_proxy: bool,
    /// The computer's clock was behind that of an earlier sign-in.
    pub clock_behind: bool,
}

impl Marks {
    /// Whether the sign-in does not fit the earlier ones.
    #[must_use]
    pub fn is_unusual(self) -> bool {
        self.new_country || self.new_profile || self.new_proxy
    }
}

/// One sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryRow {
    /// Grows with each sign-in, whatever the clock says.
    pub id: i64,
    /// When, in milliseconds since 1970, without leap seconds.
    pub at_ms: i64,
    /// Where.
    pub place: PlaceOfSignIn,
    /// What is odd about it.
    pub marks: Marks,
}

/// Which sign-ins are asked for; everything that is set must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryFilter {
    /// Not before, in milliseconds since 1970.
    pub from_ms: Option<i64>,
    /// Before, in milliseconds since 1970.
    pub to_ms: Option<i64>,
    /// Only of this kind.
    pub kind: Option<SignInKind>,
    /// Only where this stands in site, host, address, browser or country code, whatever its case;
    /// empty for all.
    pub text: String,
}
