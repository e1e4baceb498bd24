//! The computer's own address on the route in use.
//!
//! A UDP socket that is connected sends nothing: the system only chooses the route, and with it the
//! address that it would send from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Where routes are asked for: `a.root-servers.net`, whose addresses have not changed in twenty years
/// (iana.org, "Root Servers"). Addresses for documentation will not do, since some networks have no
/// route to them. IPv6 first, as browsers do it (RFC 6724).
const PUBLIC: [IpAddr; 2] = [
    IpAddr::V6(Ipv6Addr::new(0x2001, 0x503, 0xba3e, 0, 0, 0, 2, 0x30)),
    IpAddr::V4(Ipv4Addr::new(198, 41, 0, 4)),
];

/// Any port does. This one is where browsers go.
const PORT: u16 = 443;

/// The address on the route to the public Internet; none where there is no route.
pub(super) fn route_address() -> Option<IpAddr> {
    PUBLIC.into_iter().find_map(address_towards)
}

fn address_towards(destination: IpAddr) -> Option<IpAddr> {
    let any: IpAddr = match destination {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    socket.connect(SocketAddr::new(destination, PORT)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_unspecified()).then_some(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_route_to_this_computer_starts_at_this_computer() {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert_eq!(address_towards(loopback), Some(loopback));
    }

    #[test]
    fn an_address_is_one_of_this_computer() {
        let Some(own) = route_address() else {
            return; // A computer without any route has none.
        };
        assert!(UdpSocket::bind((own, 0)).is_ok(), "{own}");
    }
}
