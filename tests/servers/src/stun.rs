//! The STUN server: coturn (`turnserver`), without TURN.

use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;

const PROGRAM: &str = "turnserver";
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server.
#[derive(Debug)]
pub struct StunServer {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl StunServer {
    /// Starts one on an address of this computer, and waits until it answers.
    ///
    /// # Errors
    /// Where coturn is missing, or does not start.
    pub fn start(address: IpAddr) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        // The system gives a port that is free; what else the program would write goes nowhere.
        let port = UdpSocket::bind((address, 0))?.local_addr()?.port();
        let child = Command::new(PROGRAM)
            .args([
                "-n",
                "--stun-only",
                "--no-auth",
                "--no-cli",
                "--no-tls",
                "--no-dtls",
            ])
            .args(["--log-file", "/dev/null", "--no-stdout-log"])
            .arg(format!("--listening-ip={address}"))
            .arg(format!("--listening-port={port}"))
            .arg(format!(
                "--userdb={}",
                folder.path().join("users").display()
            ))
            .arg(format!("--pidfile={}", folder.path().join("pid").display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("failed to start coturn: run `cargo xtask test`, which installs it")?;
        let address = SocketAddr::new(address, port);
        let server = Self {
            child,
            address,
            _folder: folder,
        };
        server.wait()?;
        Ok(server)
    }

    /// `host:port`, as it is set.
    #[must_use]
    pub fn name(&self) -> String {
        self.address.to_string()
    }

    /// Asks until something comes back.
    fn wait(&self) -> Result<()> {
        const REQUEST: [u8; 20] = *b"\x00\x01\x00\x00\x21\x12\xa4\x42are you up??";
        let socket = UdpSocket::bind((self.address.ip(), 0))?;
        socket.connect(self.address)?;
        socket.set_read_timeout(Some(Duration::from_millis(50)))?;
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            // Nobody may be there yet.
            let _refused = socket.send(&REQUEST);
            if socket.recv(&mut [0; 512]).is_ok() {
                return Ok(());
            }
        }
        bail!("coturn did not answer at {}", self.address)
    }
}

impl Drop for StunServer {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
