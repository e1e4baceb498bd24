//! Addresses that have no place in the world: those of the special-purpose address registries of IANA
//! (RFC 6890 and its updates, as of 2026) that are not globally reachable, and multicast (RFC 5771,
//! RFC 4291).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address is of a private or special range. An IPv4 address in IPv6 clothes counts as
/// IPv4.
pub(super) fn is_special(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_special_v4(address),
        IpAddr::V6(address) => is_special_v6(address),
    }
}

/// First address and length of the prefix.
const SPECIAL_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),       // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private use
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared by a provider's customers
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link local
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private use
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // relays of 6to4, deprecated
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private use
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // measurements
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, and the broadcast address
];

/// Globally reachable all the same.
const GLOBAL_V4: [Ipv4Addr; 2] = [
    Ipv4Addr::new(192, 0, 0, 9),  // anycast of the port control protocol
    Ipv4Addr::new(192, 0, 0, 10), // anycast of TURN
];

const SPECIAL_V6: [(Ipv6Addr, u32); 13] = [
    (Ipv6Addr::UNSPECIFIED, 128),
    (Ipv6Addr::LOCALHOST, 128),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48), // translation in one's own network
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64),     // discarded
    (Ipv6Addr::new(0x100, 0, 0, 1, 0, 0, 0, 0), 64),     // a dummy prefix
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),    // protocol assignments, Teredo
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),    // 6to4
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),    // documentation
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16),    // segments of routes
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7),     // unique local
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10),    // link local
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8),     // multicast
];

const GLOBAL_V6: [(Ipv6Addr, u32); 7] = [
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 1), 128), // anycast of the port control protocol
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 2), 128), // anycast of TURN
    (Ipv6Addr::new(0x2001, 1, 0, 0, 0, 0, 0, 3), 128), // anycast of service registration
    (Ipv6Addr::new(0x2001, 3, 0, 0, 0, 0, 0, 0), 32),  // multicast tunnels
    (Ipv6Addr::new(0x2001, 4, 0x112, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x2001, 0x20, 0, 0, 0, 0, 0, 0), 28), // ORCHIDv2
    (Ipv6Addr::new(0x2001, 0x30, 0, 0, 0, 0, 0, 0), 28), // drones
];

fn is_special_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    let within =
        |&(first, length): &(Ipv4Addr, u32)| (bits ^ u32::from(first)).leading_zeros() >= length;
    SPECIAL_V4.iter().any(within) && !GLOBAL_V4.contains(&address)
}

fn is_special_v6(address: Ipv6Addr) -> bool {
    let bits = u128::from(address);
    let within =
        |&(first, length): &(Ipv6Addr, u32)| (bits ^ u128::from(first)).leading_zeros() >= length;
    SPECIAL_V6.iter().any(within) && !GLOBAL_V6.iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: bool) {
        assert_eq!(is_special(address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn the_ends_of_each_range_are_inside_and_their_neighbours_are_not() {
        for (first, length) in SPECIAL_V4 {
            let first = u32::from(first);
            let last = first | (u32::MAX >> length);
            for inside in [first, last] {
                assert!(is_special_v4(inside.into()), "{}", Ipv4Addr::from(inside));
            }
        }
        for (first, length) in SPECIAL_V6 {
            let first = u128::from(first);
            let last = first | u128::MAX.checked_shr(length).unwrap_or(0);
            for inside in [first, last] {
                assert!(is_special_v6(inside.into()), "{}", Ipv6Addr::from(inside));
            }
        }
        for outside in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "191.255.255.255",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "64:ff9b:0:ffff::",
            "64:ff9b:2::",
            "100:0:0:2::",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "2003::",
            "3ffe:ffff::",
            "3fff:1000::",
            "5eff:ffff::",
            "5f01::",
            "2606:4700::1",
        ] {
            check(outside, false);
        }
    }

    #[test]
    fn what_is_globally_reachable_within_a_special_range_is_not_special() {
        for global in [
            "192.0.0.9",
            "192.0.0.10",
            "2001:1::2",
            "2001:4:112::1",
            "2001:2f::",
        ] {
            check(global, false);
        }
        for special in [
            "192.0.0.8",
            "192.0.0.11",
            "2001:1::4",
            "2001:4:113::1",
            "2001:40::",
        ] {
            check(special, true);
        }
    }

    #[test]
    fn an_ipv4_address_in_ipv6_clothes_is_the_ipv4_address() {
        check("::ffff:192.168.1.7", true);
        check("::ffff:8.8.8.8", false);
    }
}
