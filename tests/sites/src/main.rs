//! The demo site: the pages that the tests and `cargo xtask run` open in place
//! of the real ones.
//!
//! It serves https and http on two free ports of this computer, prints one line
//! of JSON that says which, and ends when its standard input closes, so that it
//! never outlives the process that started it.
//!
//! It keeps nothing but the pages that tests bring, and what the scripts of
//! hostile test pages have heard or got, in memory: no account exists, every password is accepted and none is stored or
//! logged. It never listens beyond the loopback address.

mod brought;
mod caught;
mod certificate;
mod got;
mod large;
mod routes;

use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};

use axum::Router;
use axum_server::tls_rustls::RustlsConfig;
use serde_json::json;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let certificate = certificate::make()?;
    let https = listen()?;
    let http = listen()?;
    let ready = json!({
        "https_port": https.local_addr()?.port(),
        "http_port": http.local_addr()?.port(),
        "spki_sha256": certificate.spki_sha256,
    });

    let pages = Router::new().fallback(routes::answer);
    let tls = RustlsConfig::from_config(certificate.server_config);
    let https = axum_server::from_tcp_rustls(https, tls)?.serve(pages.clone().into_make_service());
    let http = axum_server::from_tcp(http)?.serve(pages.into_make_service());

    let mut stdout = std::io::stdout();
    writeln!(stdout, "{ready}")?;
    stdout.flush()?;

    tokio::select! {
        served = https => served?,
        served = http => served?,
        () = input_closed() => {}
    }
    Ok(())
}

/// A free port of the loopback address. Connections queue from here on, even
/// before they are served.
fn listen() -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Waits until standard input closes; what arrives on it before is ignored. An
/// input that cannot be read counts as closed.
async fn input_closed() {
    let _ = tokio::io::copy(&mut tokio::io::stdin(), &mut tokio::io::sink()).await;
}
