//! The host manifest: the file by which a browser finds the helper and learns whom it serves
//! (Chrome, "Native messaging", Native messaging host).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use signin_seal_shared::identity::HELPER_NAME;
use thiserror::Error;

use crate::private_files;
use crate::serve::served_origin;

/// Everybody may read it, as the browser does; only its owner may write it.
const FILE_MODE: u32 = 0o644;

/// A host manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HostManifest {
    /// The name by which the extension asks for the helper.
    pub(crate) name: String,
    /// For people who look into the file.
    pub(crate) description: String,
    /// The program, as an absolute path.
    pub(crate) path: PathBuf,
    /// How the browser speaks with it: `stdio`.
    #[serde(rename = "type")]
    pub(crate) channel: String,
    /// The extensions that may start it.
    pub(crate) allowed_origins: Vec<String>,
}

/// Why a host manifest cannot be read.
#[derive(Debug, Error)]
pub(crate) enum ReadManifestError {
    /// There is none.
    #[error("failed to find it")]
    Missing,
    /// The operating system's reason.
    #[error("failed to read it")]
    File(#[source] io::Error),
    /// It is no host manifest.
    #[error("failed to understand it")]
    Json(#[source] serde_json::Error),
}

impl HostManifest {
    /// The manifest that makes browsers start this program.
    pub(crate) fn of(program: PathBuf) -> Self {
        Self {
            name: HELPER_NAME.to_owned(),
            description: "Sign-in Seal: keeps your seal on this computer".to_owned(),
            path: program,
            channel: "stdio".to_owned(),
            allowed_origins: vec![served_origin()],
        }
    }

    /// The manifest in this file.
    pub(crate) fn read(path: &Path) -> Result<Self, ReadManifestError> {
        let text = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ReadManifestError::Missing,
            _ => ReadManifestError::File(error),
        })?;
        serde_json::from_slice(&text).map_err(ReadManifestError::Json)
    }

    /// Writes it in place of an earlier one; a browser never sees a part of it.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        private_files::replace(path, &text, FILE_MODE)
    }
}
