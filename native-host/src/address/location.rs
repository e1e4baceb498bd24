//! Where an address is, by a file in MaxMind's format (MaxMind DB 2.0).
//!
//! One such file is part of this program (`build.rs`): the countries of iptoasn.com, public domain,
//! read in place. A file that the person sets is read into memory for as long as it is asked. What
//! such a file says is not believed before it is checked, and damage is an error.

use std::borrow::Cow;
use std::fs;
use std::io::Read as _;
use std::net::IpAddr;
use std::path::Path;

use maxminddb::{MaxMindDbError, Reader};
use serde::Deserialize;
use serde::de::IgnoredAny;
use signin_seal_shared::account::Location;
use thiserror::Error;
use time::OffsetDateTime;

use super::special::is_special;

static EMBEDDED: &[u8] = include_bytes!(env!("SIGNIN_SEAL_LOCATION_FILE"));

/// The largest file that is read: several times MaxMind's largest with cities.
const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// ISO 3166-1 leaves it to everybody; here it says that nobody knows.
const NOBODY_KNOWS: &str = "ZZ";

/// A file that tells where addresses are.
#[derive(Debug)]
pub(crate) struct LocationFile {
    reader: Reader<Cow<'static, [u8]>>,
    made: OffsetDateTime,
}

/// Why a file tells nothing.
#[derive(Debug, Error)]
pub(crate) enum LocationError {
    #[error("failed to read the location file: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("the location file is no file, or too large")]
    NotAFile,
    #[error("the location file is not in MaxMind's format, or damaged: {0}")]
    Damaged(#[from] MaxMindDbError),
    #[error("the location file tells no date")]
    Undated,
}

impl LocationFile {
    /// The file that is part of this program.
    pub(crate) fn embedded() -> Result<Self, LocationError> {
        Self::read(Cow::Borrowed(EMBEDDED))
    }

    /// A file of the person's.
    pub(crate) fn open(path: &Path) -> Result<Self, LocationError> {
        // Of a pipe or a device nobody knows when it ends.
        let is_suitable = |data: &fs::Metadata| data.is_file() && data.len() <= FILE_BYTES;
        if !is_suitable(&fs::metadata(path)?) {
            return Err(LocationError::NotAFile);
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(path)?;
        file.take(FILE_BYTES).read_to_end(&mut bytes)?;
        Self::read(Cow::Owned(bytes))
    }

    fn read(bytes: Cow<'static, [u8]>) -> Result<Self, LocationError> {
        let reader = Reader::from_source(bytes)?;
        let seconds = i64::try_from(reader.metadata().build_epoch);
        let seconds = seconds.map_err(|_| LocationError::Undated)?;
        let made = OffsetDateTime::from_unix_timestamp(seconds);
        let made = made.map_err(|_| LocationError::Undated)?;
        Ok(Self { reader, made })
    }

    /// The day on which the file was made, `YYYY-MM-DD`.
    pub(crate) fn date(&self) -> String {
        let day = self.made.date();
        let (year, month, day) = (day.year(), u8::from(day.month()), day.day());
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Where an address is.
    pub(crate) fn locate(&self, address: IpAddr) -> Result<Location, LocationError> {
        if is_special(address) {
            return Ok(Location::Private {});
        }
        let address = address.to_canonical();
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return Ok(Location::Unknown {});
        }
        let found = self.reader.lookup(address)?.decode::<Record>()?;
        Ok(found.map_or(Location::Unknown {}, |record| record.location()))
    }
}

/// What files say of an address, as far as it matters here. Fields differ between files.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    /// iptoasn.com.
    country_code: Field<String>,
    /// GeoIP2 and GeoLite2, City and Country; other makers write the code itself here.
    country: Field<Country>,
    /// Where the network is registered, for addresses that are nowhere for sure.
    registered_country: Field<Country>,
    /// GeoIP2 City and Country, older ones, and GeoIP2 Enterprise.
    traits: Field<Anonymity>,
    /// GeoIP2 Anonymous IP has these at the top.
    #[serde(flatten)]
    anonymity: Anonymity,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Country {
    Code(String),
    Described {
        #[serde(default)]
        iso_code: Field<String>,
    },
}

/// GeoIP2 Anonymous IP. `is_hosting_provider` alone is not among these: companies and VPNs alike rent
/// servers.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Anonymity {
    is_anonymous: Field<bool>,
    is_anonymous_proxy: Field<bool>,
    is_anonymous_vpn: Field<bool>,
    is_public_proxy: Field<bool>,
    is_residential_proxy: Field<bool>,
    is_tor_exit_node: Field<bool>,
}

/// A field that somebody else may use for something else.
#[derive(Deserialize)]
#[serde(untagged)]
enum Field<T> {
    Read(T),
    Other(IgnoredAny),
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self::Other(IgnoredAny)
    }
}

impl<T> Field<T> {
    fn read(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Other(IgnoredAny) => None,
        }
    }
}

impl Record {
    fn location(&self) -> Location {
        let code = self.code();
        let in_traits = self.traits.read().is_some_and(Anonymity::is_anonymous);
        match code {
            code if in_traits || self.anonymity.is_anonymous() => Location::AnonymousProxy { code },
            Some(code) => Location::Country { code },
            None => Location::Unknown {},
        }
    }

    fn code(&self) -> Option<String> {
        let country = |field: &Field<Country>| country_code(field.read()?.code()?);
        country(&self.country)
            .or_else(|| country_code(self.country_code.read()?))
            .or_else(|| country(&self.registered_country))
    }
}

impl Country {
    fn code(&self) -> Option<&str> {
        match self {
            Self::Code(code) => Some(code),
            Self::Described { iso_code } => iso_code.read().map(String::as_str),
        }
    }
}

impl Anonymity {
    fn is_anonymous(&self) -> bool {
        let said = [
            &self.is_anonymous,
            &self.is_anonymous_proxy,
            &self.is_anonymous_vpn,
            &self.is_public_proxy,
            &self.is_residential_proxy,
            &self.is_tor_exit_node,
        ];
        said.into_iter().any(|field| field.read() == Some(&true))
    }
}

/// ISO 3166-1 alpha-2, upper case.
fn country_code(text: &str) -> Option<String> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let code = is_code.then(|| text.to_ascii_uppercase())?;
    (code != NOBODY_KNOWS).then_some(code)
}

#[cfg(test)]
mod tests;
