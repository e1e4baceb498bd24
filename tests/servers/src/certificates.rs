//! Certificates that are made anew for each test.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};

/// The files of an authority, and of a server's certificate that it signed for `localhost` and the
/// loopback addresses.
#[derive(Clone, Debug)]
pub struct Certificates {
    /// The authority's certificate (PEM).
    pub authority: PathBuf,
    /// The server's certificate (PEM).
    pub certificate: PathBuf,
    /// The server's key (PEM).
    pub key: PathBuf,
}

impl Certificates {
    /// Writes new ones into a folder: `authority.pem`, `certificate.pem`, `key.pem`.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn make(folder: &Path) -> Result<Self> {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let name = &mut authority.distinguished_name;
        name.push(DnType::CommonName, "Authority of the tests");
        let authority_key = KeyPair::generate()?;
        let authority_certificate = authority.self_signed(&authority_key)?;
        let issuer = Issuer::new(authority, authority_key);

        let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        let mut server = CertificateParams::new(names)?;
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let server_key = KeyPair::generate()?;
        let server_certificate = server.signed_by(&server_key, &issuer)?;

        let write = |name: &str, text: String| {
            let path = folder.join(name);
            fs::write(&path, text)
                .with_context(|| format!("failed to write {}", path.display()))?;
            anyhow::Ok(path)
        };
        Ok(Self {
            authority: write("authority.pem", authority_certificate.pem())?,
            certificate: write("certificate.pem", server_certificate.pem())?,
            key: write("key.pem", server_key.serialize_pem())?,
        })
    }
}
