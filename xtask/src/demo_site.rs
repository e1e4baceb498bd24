//! The demo site, running for as long as it is held.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::paths;

/// A running demo site. It ends when this is dropped.
pub(crate) struct DemoSite {
    address: Address,
    server: Child,
}

#[derive(Deserialize)]
struct Address {
    https_port: u16,
    http_port: u16,
    spki_sha256: String,
}

impl DemoSite {
    /// Starts it and waits until it listens.
    pub(crate) fn start() -> Result<Self> {
        let mut server = Command::new(paths::program("demo-site"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("failed to start the demo site")?;
        let output = server
            .stdout
            .take()
            .context("the demo site has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = serde_json::from_str(&line).context("the demo site did not start")?;
        Ok(Self { address, server })
    }

    /// What Chromium must be told to find the demo site in place of the real one, and nothing else
    /// of the network.
    pub(crate) fn browser_arguments(&self) -> [String; 2] {
        let Address {
            https_port,
            http_port,
            spki_sha256,
        } = &self.address;
        [
            format!(
                "--host-resolver-rules=MAP *:443 127.0.0.1:{https_port}, \
                 MAP *:80 127.0.0.1:{http_port}, MAP * ~NOTFOUND"
            ),
            format!("--ignore-certificate-errors-spki-list={spki_sha256}"),
        ]
    }
}

impl Drop for DemoSite {
    fn drop(&mut self) {
        // It ends when its standard input does.
        drop(self.server.stdin.take());
        let _ended = self.server.wait();
    }
}
