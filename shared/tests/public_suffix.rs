//! The official vectors of the public suffix list, all of them.

use signin_seal_shared::site::{Host, RegistrableDomain};

const VECTORS: &str = include_str!("vectors/public_suffix.json");

#[derive(serde::Deserialize)]
struct Vector {
    host: Option<String>,
    expected_registrable: Option<String>,
}

#[test]
fn every_official_vector_passes() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    assert!(vectors.len() >= 70, "only {} vectors", vectors.len());

    for vector in vectors {
        // The vectors keep Unicode as it was given; a host is compared in its one ASCII form.
        let expected = vector.expected_registrable.map(|domain| {
            let host: Host = domain.parse().unwrap();
            host.to_string()
        });
        let registrable = vector.host.as_deref().and_then(|host| {
            let host: Host = host.parse().ok()?;
            RegistrableDomain::of(&host).map(|domain| domain.to_string())
        });
        assert_eq!(registrable, expected, "{:?}", vector.host);
    }
}
