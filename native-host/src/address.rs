//! The address that is in use now, and where it is.
//!
//! By default nothing is sent anywhere: the address is the computer's own on the route in use, and
//! the location comes from a file inside this program. Only where a STUN server is set, by the
//! person or by a policy, is that server asked for the public address.

mod location;
mod proxy;
mod route;
mod special;
mod stun;

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use signin_seal_shared::account::{AddressFound, AddressSettings, AddressSource, Location};
use tracing::warn;

pub(crate) use location::LocationFile;
pub(crate) use stun::is_server;

use location::LocationError;
use stun::StunError;

/// How long a STUN server may take: the page waits for it.
const STUN_TIMEOUT: Duration = Duration::from_secs(2);

/// The address that is in use now, as the person chose to have it found. The STUN server of a policy
/// goes before the person's.
pub(crate) fn find(settings: &AddressSettings, policy_stun: Option<&str>) -> AddressFound {
    let means = Means {
        route: &route::route_address,
        stun: &|server| stun::public_address(server, STUN_TIMEOUT),
        proxy: &proxy::system_proxy,
    };
    find_by(&means, settings, policy_stun)
}

/// What is asked of the computer and the network.
struct Means<'a> {
    route: &'a dyn Fn() -> Option<IpAddr>,
    stun: &'a dyn Fn(&str) -> Result<IpAddr, StunError>,
    proxy: &'a dyn Fn() -> bool,
}

fn find_by(
    means: &Means<'_>,
    settings: &AddressSettings,
    policy_stun: Option<&str>,
) -> AddressFound {
    let server = policy_stun.or(settings.stun.as_deref());
    let public = server.map(means.stun);
    if let Some(Err(error)) = &public {
        warn!("no public address: {error}");
    }
    let stun_failed = matches!(public, Some(Err(_)));
    let (address, source) = match public {
        Some(Ok(address)) => (Some(address), AddressSource::Stun),
        _ => ((means.route)(), AddressSource::Route),
    };
    let address = address.map(|address| address.to_canonical());
    let place = locate(address, settings.file.as_deref());
    AddressFound {
        address: address.map(|address| address.to_string()),
        source,
        location: if (means.proxy)() {
            behind_a_proxy(place.location)
        } else {
            place.location
        },
        stun_failed,
        file_date: place.file_date,
        file_failed: place.file_failed,
    }
}

struct Place {
    location: Location,
    file_date: String,
    file_failed: bool,
}

/// By the person's file, or by the embedded one where that cannot be read.
fn locate(address: Option<IpAddr>, file: Option<&str>) -> Place {
    let chosen = file.map(|path| in_file(LocationFile::open(Path::new(path)), address));
    let file_failed = matches!(chosen, Some(Err(_)));
    if let Some(Err(error)) = &chosen {
        warn!("the location file that is set is of no use: {error}");
    }
    let found = match chosen {
        Some(Ok(found)) => Ok(found),
        _ => in_file(LocationFile::embedded(), address),
    };
    match found {
        Ok((location, file_date)) => Place {
            location,
            file_date,
            file_failed,
        },
        // The tests open the file that is embedded, so that this is never met.
        Err(_) => Place {
            location: Location::Unknown {},
            file_date: String::new(),
            file_failed,
        },
    }
}

fn in_file(
    file: Result<LocationFile, LocationError>,
    address: Option<IpAddr>,
) -> Result<(Location, String), LocationError> {
    let file = file?;
    let location = address.map_or(Ok(Location::Unknown {}), |address| file.locate(address))?;
    Ok((location, file.date()))
}

/// What a site sees is the proxy's address, not this one.
fn behind_a_proxy(location: Location) -> Location {
    let code = match location {
        Location::Country { code } => Some(code),
        Location::AnonymousProxy { code } => code,
        Location::Private {} | Location::Unknown {} => None,
    };
    Location::AnonymousProxy { code }
}

#[cfg(test)]
mod tests;
