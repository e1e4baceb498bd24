//! What is found, with what computer and network say put in their place.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};

use test_servers::StunServer;

use super::*;

const OWN: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 7));
const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::new(193, 0, 6, 139));

#[derive(Clone, Copy)]
struct World {
    route: Option<IpAddr>,
    public: Option<IpAddr>,
    has_proxy: bool,
}

const HOME: World = World {
    route: Some(OWN),
    public: Some(PUBLIC),
    has_proxy: false,
};

fn found(world: World, settings: &AddressSettings, policy_stun: Option<&str>) -> AddressFound {
    let means = Means {
        route: &|| world.route,
        stun: &|server| match (server, world.public) {
            ("stun.example:3478", Some(address)) => Ok(address),
            _ => Err(StunError::Silent),
        },
        proxy: &|| world.has_proxy,
    };
    find_by(&means, settings, policy_stun)
}

fn with_stun(server: &str) -> AddressSettings {
    AddressSettings {
        stun: Some(server.to_owned()),
        file: None,
    }
}

fn netherlands() -> Option<String> {
    Some("NL".to_owned())
}

#[test]
fn by_default_the_address_is_that_of_the_route_and_nobody_is_asked() {
    let means = Means {
        route: &|| Some(OWN),
        stun: &|_| panic!("asked"),
        proxy: &|| false,
    };
    let found = find_by(&means, &AddressSettings::default(), None);
    assert_eq!(found.address.as_deref(), Some("192.168.1.7"));
    assert_eq!(found.source, AddressSource::Route);
    assert_eq!(found.location, Location::Private {});
    assert!(!found.stun_failed && !found.file_failed);
    assert_eq!(found.file_date.len(), "2026-01-01".len());
}

#[test]
fn a_stun_server_tells_the_public_address() {
    let found = found(HOME, &with_stun("stun.example:3478"), None);
    assert_eq!(found.address.as_deref(), Some("193.0.6.139"));
    assert_eq!(found.source, AddressSource::Stun);
    let code = netherlands().unwrap();
    assert_eq!(found.location, Location::Country { code });
    assert!(!found.stun_failed);
}

#[test]
fn the_server_of_the_policy_goes_first() {
    let of_policy = Some("stun.example:3478");
    let silent = with_stun("silent.example:3478");
    assert_eq!(found(HOME, &silent, of_policy).source, AddressSource::Stun);
    let set = with_stun("stun.example:3478");
    let other = found(HOME, &set, Some("silent.example:3478"));
    assert!(other.stun_failed && other.source == AddressSource::Route);
}

#[test]
fn without_an_answer_the_own_address_does() {
    let silent = World {
        public: None,
        ..HOME
    };
    let found = found(silent, &with_stun("stun.example:3478"), None);
    assert!(found.stun_failed);
    assert_eq!(found.address.as_deref(), Some("192.168.1.7"));
    assert_eq!(found.source, AddressSource::Route);
}

#[test]
fn without_a_route_there_is_no_address() {
    let offline = World {
        route: None,
        public: None,
        has_proxy: false,
    };
    let found = found(offline, &AddressSettings::default(), None);
    assert_eq!(found.address, None);
    assert_eq!(found.location, Location::Unknown {});
}

#[test]
fn with_a_proxy_the_location_is_an_anonymous_proxy() {
    let world = World {
        has_proxy: true,
        ..HOME
    };
    let at_home = found(world, &AddressSettings::default(), None);
    assert_eq!(at_home.location, Location::AnonymousProxy { code: None });
    let public = found(world, &with_stun("stun.example:3478"), None);
    let code = netherlands();
    assert_eq!(public.location, Location::AnonymousProxy { code });
}

#[test]
fn a_mapped_address_is_shown_as_ipv4() {
    let mapped = Ipv4Addr::new(193, 0, 6, 139).to_ipv6_mapped().into();
    let world = World {
        route: Some(mapped),
        ..HOME
    };
    let found = found(world, &AddressSettings::default(), None);
    assert_eq!(found.address.as_deref(), Some("193.0.6.139"));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_embedded_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.mmdb");
    fs::write(&path, "damaged").unwrap();
    for path in [path, folder.path().join("missing.mmdb")] {
        let settings = AddressSettings {
            stun: Some("stun.example:3478".to_owned()),
            file: Some(path.display().to_string()),
        };
        let found = found(HOME, &settings, None);
        assert!(found.file_failed && !found.stun_failed);
        let code = netherlands().unwrap();
        assert_eq!(found.location, Location::Country { code });
        assert_eq!(found.file_date, LocationFile::embedded().unwrap().date());
    }
}

#[test]
fn a_real_server_is_asked() {
    let server = StunServer::start(Ipv4Addr::LOCALHOST.into()).unwrap();
    let found = find(&with_stun(&server.name()), None);
    assert_eq!(found.address.as_deref(), Some("127.0.0.1"));
    assert_eq!(found.source, AddressSource::Stun);
}
