//! The certificate of the demo site, made anew at each start.
//!
//! It is signed by its own key, so no browser trusts it by itself: the browser
//! under test is told the hash of that key. Neither the key nor the certificate
//! is ever written to disk.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, PublicKeyData as _, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest as _, Sha256};

/// The hosts that the site answers for.
const NAMES: [&str; 6] = [
    "login.alibaba.com",
    "www.alibaba.com",
    "login-alibaba.example",
    "garden-shop.example",
    "framing.example",
    "*.alibaba.com",
];

/// One day.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the server and the browser need to agree on.
pub(crate) struct Certificate {
    /// The certificate and its key, ready to serve HTTP/1.1 over TLS.
    pub(crate) server_config: Arc<ServerConfig>,
    /// The SHA-256 of the certificate's `SubjectPublicKeyInfo` in base64, as
    /// Chromium's `--ignore-certificate-errors-spki-list` wants it.
    pub(crate) spki_sha256: String,
}

/// Makes a key, a certificate for it and what follows from them.
pub(crate) fn make() -> anyhow::Result<Certificate> {
    let key = KeyPair::generate()?;
    let certificate = sign(&key)?;
    let mut server_config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )?;
    server_config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Certificate {
        server_config: Arc::new(server_config),
        spki_sha256: STANDARD.encode(Sha256::digest(key.subject_public_key_info())),
    })
}

/// Signs a certificate with the key that it is for, valid from yesterday for a
/// week.
fn sign(key: &KeyPair) -> anyhow::Result<CertificateDer<'static>> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    let start = date_time_ymd(1970, 1, 1) + now.saturating_sub(DAY);
    let mut params = CertificateParams::new(NAMES.map(String::from))?;
    params
        .distinguished_name
        .push(DnType::CommonName, "Sign-in Seal demo site");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = start;
    params.not_after = start + DAY * 7;
    Ok(params.self_signed(key)?.der().clone())
}

#[cfg(test)]
mod tests {
    use rustls::RootCertStore;
    use rustls::client::WebPkiServerVerifier;
    use rustls::client::danger::ServerCertVerifier as _;
    use rustls::pki_types::{ServerName, UnixTime};

    use super::*;

    #[test]
    fn the_certificate_holds_today_for_each_host_and_no_other() {
        let certificate = sign(&KeyPair::generate().unwrap()).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(certificate.clone()).unwrap();
        let provider = Arc::new(default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
        let verifier = verifier.build().unwrap();
        let holds_for = |name: &'static str| {
            let name = ServerName::try_from(name).unwrap();
            let verified =
                verifier.verify_server_cert(&certificate, &[], &name, &[], UnixTime::now());
            verified.is_ok()
        };
        for name in [
            "login.alibaba.com",
            "www.alibaba.com",
            "any.alibaba.com",
            "login-alibaba.example",
            "garden-shop.example",
            "framing.example",
        ] {
            assert!(holds_for(name), "{name}");
        }
        assert!(!holds_for("other.example"));
    }

    #[test]
    fn the_hash_is_of_the_key_in_the_certificate() {
        let key = KeyPair::generate().unwrap();
        let spki = key.subject_public_key_info();
        let certificate = sign(&key).unwrap();
        assert!(certificate.windows(spki.len()).any(|part| part == spki));
        assert_eq!(make().unwrap().spki_sha256.len(), 44);
    }

    #[test]
    fn each_start_has_a_key_of_its_own() {
        assert_ne!(make().unwrap().spki_sha256, make().unwrap().spki_sha256);
    }
}
