//! With files that the tests write, and with the one that is embedded.

use std::net::Ipv4Addr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mmdb_writer::ipnet::IpNet;
use mmdb_writer::{Value, Writer};
use proptest::prelude::*;

use super::*;

/// 2026-03-01T00:00:00Z.
const MADE: u64 = 1_772_323_200;

type Entries<'a> = &'a [(&'a str, Value)];

fn written(entries: Entries<'_>) -> Vec<u8> {
    let made = UNIX_EPOCH + Duration::from_secs(MADE);
    let mut writer = Writer::builder("test").build_epoch(made).build();
    for (network, value) in entries {
        writer
            .insert_value(network.parse::<IpNet>().unwrap(), value.clone())
            .unwrap();
    }
    writer.to_bytes().unwrap()
}

fn file(entries: Entries<'_>) -> LocationFile {
    LocationFile::read(Cow::Owned(written(entries))).unwrap()
}

fn map<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Map(
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn country(code: &str) -> Location {
    Location::Country {
        code: code.to_owned(),
    }
}

fn anonymous(code: Option<&str>) -> Location {
    Location::AnonymousProxy {
        code: code.map(str::to_owned),
    }
}

#[track_caller]
fn check(value: Value, expected: &Location) {
    let file = file(&[("1.2.0.0/16", value.clone()), ("2a00:1::/32", value)]);
    for address in ["1.2.3.4", "::ffff:1.2.3.4", "2a00:1::7"] {
        let found = file.locate(address.parse().unwrap()).unwrap();
        assert_eq!(found, *expected, "{address}");
    }
    for elsewhere in ["1.3.3.4", "2a00:2::7"] {
        let found = file.locate(elsewhere.parse().unwrap()).unwrap();
        assert_eq!(found, Location::Unknown {}, "{elsewhere}");
    }
}

#[test]
fn countries_are_read_from_the_files_of_several_makers() {
    check(map([("country_code", text("CN"))]), &country("CN"));
    check(
        map([("country", map([("iso_code", text("DE"))]))]),
        &country("DE"),
    );
    check(map([("country", text("fr"))]), &country("FR"));
    check(
        map([("registered_country", map([("iso_code", text("US"))]))]),
        &country("US"),
    );
    let both = map([
        ("country", map([("iso_code", text("DE"))])),
        ("registered_country", map([("iso_code", text("US"))])),
    ]);
    check(both, &country("DE"));
}

#[test]
fn what_is_no_country_is_unknown() {
    let unknown = Location::Unknown {};
    for code in ["", "ZZ", "D", "DEU", "D1", "<b"] {
        check(map([("country_code", text(code))]), &unknown);
    }
    check(map([]), &unknown);
    check(map([("country", map([]))]), &unknown);
    check(map([("country_code", Value::U32(49))]), &unknown);
    check(map([("country", Value::Bool(true))]), &unknown);
}

#[test]
fn anonymous_proxies_are_read_in_each_form() {
    for flag in [
        "is_anonymous",
        "is_anonymous_proxy",
        "is_anonymous_vpn",
        "is_public_proxy",
        "is_residential_proxy",
        "is_tor_exit_node",
    ] {
        check(map([(flag, Value::Bool(true))]), &anonymous(None));
        check(
            map([("traits", map([(flag, Value::Bool(true))]))]),
            &anonymous(None),
        );
        let with_country = map([(flag, Value::Bool(true)), ("country_code", text("NL"))]);
        check(with_country, &anonymous(Some("NL")));
        let not = map([(flag, Value::Bool(false)), ("country_code", text("NL"))]);
        check(not, &country("NL"));
    }
    let rented = map([
        ("is_hosting_provider", Value::Bool(true)),
        ("country_code", text("NL")),
    ]);
    check(rented, &country("NL"));
}

#[test]
fn special_addresses_are_private_whatever_the_file_says() {
    let file = file(&[("10.0.0.0/8", map([("country_code", text("US"))]))]);
    for address in [
        "10.1.2.3",
        "::ffff:10.1.2.3",
        "127.0.0.1",
        "::1",
        "fe80::1",
        "192.0.2.1",
    ] {
        let found = file.locate(address.parse().unwrap()).unwrap();
        assert_eq!(found, Location::Private {}, "{address}");
    }
}

#[test]
fn a_file_says_when_it_was_made() {
    assert_eq!(file(&[]).date(), "2026-03-01");
}

#[test]
fn the_embedded_file_knows_the_world() {
    let file = LocationFile::embedded().unwrap();
    for (address, code) in [
        ("8.8.8.8", "US"),
        ("2001:4860:4860::8888", "US"),
        ("193.0.6.139", "NL"),   // RIPE
        ("202.12.29.175", "AU"), // APNIC
        ("166.111.4.100", "CN"), // Tsinghua University
        ("2400:3200::1", "CN"),
    ] {
        assert_eq!(
            file.locate(address.parse().unwrap()).unwrap(),
            country(code),
            "{address}"
        );
    }
    let today = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let today = OffsetDateTime::from_unix_timestamp(today.as_secs().try_into().unwrap()).unwrap();
    assert!(
        file.made < today && file.date().as_str() > "2026",
        "{}",
        file.date()
    );
}

#[test]
fn what_is_no_file_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        LocationFile::open(folder.path()),
        Err(LocationError::NotAFile)
    ));
    let missing = folder.path().join("missing");
    assert!(matches!(
        LocationFile::open(&missing),
        Err(LocationError::Unreadable(_))
    ));
    assert!(matches!(
        LocationFile::open(Path::new("/dev/zero")),
        Err(LocationError::NotAFile)
    ));
    let words = folder.path().join("words");
    fs::write(&words, "not in this format").unwrap();
    assert!(matches!(
        LocationFile::open(&words),
        Err(LocationError::Damaged(_))
    ));
}

#[test]
fn a_file_is_read_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("small.mmdb");
    fs::write(
        &path,
        written(&[("1.2.0.0/16", map([("country_code", text("CN"))]))]),
    )
    .unwrap();
    let file = LocationFile::open(&path).unwrap();
    assert_eq!(
        file.locate(Ipv4Addr::new(1, 2, 3, 4).into()).unwrap(),
        country("CN")
    );
}

fn small() -> Vec<u8> {
    let described = map([("country", map([("iso_code", text("DE"))]))]);
    written(&[
        ("1.0.0.0/8", map([("country_code", text("CN"))])),
        ("2.2.0.0/16", described),
        (
            "2a00::/16",
            map([("traits", map([("is_anonymous", Value::Bool(true))]))]),
        ),
    ])
}

fn ask_everything(bytes: Vec<u8>) {
    let Ok(file) = LocationFile::read(Cow::Owned(bytes)) else {
        return;
    };
    let _any = file.date();
    for address in [
        "1.2.3.4",
        "2.2.3.4",
        "200.1.1.1",
        "2a00::1",
        "2a00:8000::1",
        "4000::",
    ] {
        let _any = file.locate(address.parse().unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_damaged_file_is_never_a_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = small();
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        ask_everything(bytes);
    }

    #[test]
    fn a_damaged_end_is_never_a_panic(
        changes in proptest::collection::vec((0..200_usize, any::<u8>()), 1..4),
    ) {
        let mut bytes = small();
        for (place, byte) in changes {
            let place = bytes.len() - 1 - place;
            bytes[place] = byte;
        }
        ask_everything(bytes);
    }

    #[test]
    fn a_file_that_is_cut_off_is_never_a_panic(length in any::<proptest::sample::Index>()) {
        let mut bytes = small();
        bytes.truncate(length.index(bytes.len()));
        ask_everything(bytes);
    }
}
