//! The person's SMTP server: whether its settings make sense, and sending by it (RFC 5321, 3207,
//! 4954, 6531).
//!
//! The connection is always by TLS with a certificate that the system, or the authority that the
//! person named, vouches for. Where a server does not offer it, nothing is said to that server but
//! hello, and this is `[127.0.0.1]`, not the computer's name.

use std::fs;
use std::io::Read as _;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport as _};
use signin_seal_shared::account::{MailSecurity, MailServer};
use thiserror::Error;

use super::letter::{self, Letter};

/// Many certificates of authorities in one file.
const AUTHORITY_BYTES: u64 = 1024 * 1024;

/// As much of the server's words as a person reads.
const WORDS: usize = 300;

/// Stands where a server repeats the password.
const HIDDEN: &str = "(…)";

/// Why a letter was not taken, in the words of server, network or system, without any password.
#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum MailError {
    /// It may go well later: the network, a server that is being mended, greylisting, a certificate
    /// that is not right.
    #[error("{0}")]
    Temporary(String),
    /// It will not go well later: the server refused the letter, the sender or the password for good.
    #[error("{0}")]
    Permanent(String),
}

/// Whether letters may be sent by these settings; otherwise the name of the first field that makes no
/// sense. Nothing is sent.
pub(crate) fn check(server: &MailServer) -> Result<(), &'static str> {
    if host(&server.host).is_none() {
        return Err("host");
    }
    if server.port == 0 {
        return Err("port");
    }
    if letter::address(&server.from).is_err() {
        return Err("from");
    }
    authority(&server.authority).map_err(|_| "authority")?;
    Ok(())
}

/// Sends a letter. Takes at most `timeout`, whatever the server does.
pub(crate) fn send(
    server: &MailServer,
    letter: &Letter,
    timeout: Duration,
) -> Result<(), MailError> {
    let (tell, told) = channel();
    let (to_server, to_send) = (server.clone(), letter.clone());
    // lettre has a timeout for each read, and a server that says a byte now and then keeps it waiting
    // for ever: nobody waits for a thread that is late.
    thread::spawn(move || {
        let _nobody_waits = tell.send(deliver(&to_server, &to_send, timeout));
    });
    match told.recv_timeout(timeout) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => Err(temporary("the server did not answer in time")),
        Err(RecvTimeoutError::Disconnected) => Err(temporary("the sending failed")),
    }
}

fn temporary(words: &str) -> MailError {
    MailError::Temporary(words.to_owned())
}

fn deliver(server: &MailServer, letter: &Letter, timeout: Duration) -> Result<(), MailError> {
    let message = letter
        .written(&server.from)
        .map_err(|error| MailError::Permanent(error.to_string()))?;
    let transport = transport(server, timeout)?;
    match transport.send(&message) {
        Ok(_) => Ok(()),
        Err(error) => Err(told(&error, server)),
    }
}

fn transport(server: &MailServer, timeout: Duration) -> Result<SmtpTransport, MailError> {
    let host = host(&server.host);
    let host = host.ok_or_else(|| {
        MailError::Permanent("the name of the mail server is not that of a host".to_owned())
    })?;
    let authority = authority(&server.authority).map_err(|words| temporary(&words))?;
    let mut parameters = TlsParameters::builder(host.clone());
    if let Some(authority) = authority {
        parameters = parameters.add_root_certificate(authority);
    }
    let parameters = parameters.build();
    let parameters = parameters.map_err(|error| MailError::Temporary(error.to_string()))?;
    let tls = match server.security {
        MailSecurity::Tls => Tls::Wrapper(parameters),
        MailSecurity::StartTls => Tls::Required(parameters),
    };
    let mut transport = SmtpTransport::builder_dangerous(host) // not with the TLS of the next line
        .tls(tls)
        .port(server.port)
        .timeout(Some(timeout))
        .hello_name(ClientId::Ipv4(Ipv4Addr::LOCALHOST));
    if !server.user.is_empty() {
        let password = password(server).to_owned();
        let credentials = Credentials::new(server.user.clone(), password);
        transport = transport.credentials(credentials);
    }
    Ok(transport.build())
}

/// The server's name in ASCII, or its address.
fn host(text: &str) -> Option<String> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address.to_string());
    }
    let host = idna::domain_to_ascii_strict(text).ok()?;
    (!host.is_empty()).then_some(host)
}

/// The authority's certificate, where one is named.
fn authority(path: &str) -> Result<Option<Certificate>, String> {
    if path.is_empty() {
        return Ok(None);
    }
    let failed = |why: &dyn std::fmt::Display| {
        format!("failed to read the certificate of the authority: {why}")
    };
    let path = Path::new(path);
    let data = fs::metadata(path).map_err(|error| failed(&error))?;
    if !data.is_file() || data.len() > AUTHORITY_BYTES {
        return Err(failed(&"it is no file, or too large"));
    }
    let mut text = Vec::new();
    let file = fs::File::open(path).map_err(|error| failed(&error))?;
    let read = file.take(AUTHORITY_BYTES).read_to_end(&mut text);
    read.map_err(|error| failed(&error))?;
    let certificate = Certificate::from_pem(&text).map_err(|error| failed(&error))?;
    // A file without any certificate is read, too, and then vouches for nobody.
    if !String::from_utf8_lossy(&text).contains("-----BEGIN CERTIFICATE-----") {
        return Err(failed(&"there is none in the file"));
    }
    TlsParameters::builder(String::new())
        .certificate_store(CertificateStore::None)
        .add_root_certificate(certificate.clone())
        .build()
        .map_err(|error| failed(&error))?;
    Ok(Some(certificate))
}

/// What went wrong, as a person reads it.
fn told(error: &lettre::transport::smtp::Error, server: &MailServer) -> MailError {
    let words = std::error::Error::source(error).map(ToString::to_string);
    let words = match (error.status(), words) {
        (Some(code), Some(words)) => format!("{code} {words}"),
        _ => error.to_string(),
    };
    let words = shown(&words, server);
    if error.is_permanent() {
        MailError::Permanent(words)
    } else {
        MailError::Temporary(words)
    }
}

/// A server's words on one line, without the password should it repeat what it was told.
fn shown(words: &str, server: &MailServer) -> String {
    let (user, password) = (&server.user, password(server));
    let mut words = words.to_owned();
    if !password.is_empty() {
        let plain = STANDARD.encode(format!("\0{user}\0{password}"));
        for secret in [&plain, &STANDARD.encode(password), password] {
            words = words.replace(secret, HIDDEN);
        }
    }
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible = line.chars().filter(|character| !character.is_control());
    visible.take(WORDS).collect()
}

fn password(server: &MailServer) -> &str {
    server
        .password
        .as_ref()
        .map_or("", |password| password.reveal())
}
