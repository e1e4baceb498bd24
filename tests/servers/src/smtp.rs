//! The SMTP server: the npm package `smtp-server`, run by `smtp.js`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::Certificates;

/// How the server behaves.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Behaviour {
    /// TLS from the first byte; otherwise by `STARTTLS`.
    pub implicit_tls: bool,
    /// Somebody in between takes the offer of `STARTTLS` away.
    pub starttls_stripped: bool,
    /// User and password that it asks for; none asks for none.
    pub account: Option<(String, String)>,
    /// A wrong password is refused with words in which it stands.
    pub repeats_password: bool,
    /// How many recipients are put off with 451 before one is taken.
    pub greylisted: u32,
    /// Code and words by which each recipient is refused.
    pub refusal: Option<(u16, String)>,
    /// It takes the connection, and says nothing more.
    pub hangs: bool,
    /// It says a byte now and then, and never comes to an end.
    pub drips: bool,
    /// It does not know internationalised addresses.
    pub ascii_only: bool,
    /// The port; 0 takes a free one.
    pub port: u16,
}

/// A letter that the server took.
#[derive(Clone, Debug, Deserialize)]
pub struct Letter {
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// Who signed in; empty where nobody did.
    pub user: String,
    /// Whether it came by TLS.
    pub secure: bool,
    /// Whether it came with `SMTPUTF8`.
    pub utf8: bool,
    /// How the client called itself.
    pub hello: String,
    /// Header and body as they came.
    pub text: String,
}

/// A running server on 127.0.0.1.
#[derive(Debug)]
pub struct SmtpServer {
    child: Child,
    folder: TempDir,
    port: u16,
    certificates: Certificates,
}

impl SmtpServer {
    /// Starts one, with an authority of its own.
    ///
    /// # Errors
    /// Where Node or the package is missing.
    pub fn start(behaviour: &Behaviour) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let certificates = Certificates::make(folder.path())?;
        let letters = folder.path().join("letters");
        fs::create_dir(&letters)?;
        let mut settings = serde_json::to_value(behaviour)?;
        let more = settings.as_object_mut().context("settings are an object")?;
        more.insert("letters".to_owned(), letters.to_string_lossy().into());
        let file = |path: &Path| path.to_string_lossy().into_owned().into();
        more.insert("certificate".to_owned(), file(&certificates.certificate));
        more.insert("key".to_owned(), file(&certificates.key));

        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("smtp.js");
        let mut child = Command::new("node")
            .arg(script)
            .arg(settings.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("failed to start node: run `cargo xtask test`, which says what is missing")?;
        let output = child.stdout.take().context("node has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let port = line.trim().parse().context(
            "the SMTP server did not start: run `cargo xtask test`, which installs its package",
        );
        let port = match port {
            Ok(port) => port,
            Err(error) => {
                child.kill()?;
                child.wait()?;
                return Err(error);
            }
        };
        Ok(Self {
            child,
            folder,
            port,
            certificates,
        })
    }

    /// Its port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The authority of its certificate (PEM), which is for `localhost`.
    #[must_use]
    pub fn authority(&self) -> &Path {
        &self.certificates.authority
    }

    /// What it took, in order.
    ///
    /// # Errors
    /// Where a letter cannot be read.
    pub fn letters(&self) -> Result<Vec<Letter>> {
        let folder = self.folder.path().join("letters");
        let files = (1..).map(|number| folder.join(format!("{number}.json")));
        let there = files.take_while(|file| file.exists());
        there
            .map(|file| Ok(serde_json::from_slice(&fs::read(file)?)?))
            .collect()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
