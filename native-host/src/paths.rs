//! Every path of the file system that the helper knows, named once.
//!
//! Nothing here touches the file system.

use std::env;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use signin_seal_shared::identity::HELPER_NAME;
use thiserror::Error;

/// Takes the place of the system's data folder: for tests, and for trying things out.
pub(crate) const DATA_FOLDER_VARIABLE: &str = "SIGNIN_SEAL_DATA_DIR";

const DATA_FOLDER_NAME: &str = "signin-seal";
const HOST_MANIFESTS: &str = "NativeMessagingHosts";

/// The folder that holds all that the helper keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataFolder(PathBuf);

/// A browser, and the folder in which it looks for host manifests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ManifestPlace {
    /// The browser's name, for messages.
    pub(crate) browser: &'static str,
    /// The folder. It may not exist yet.
    pub(crate) folder: PathBuf,
}

/// Why a path cannot be told.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum PathsError {
    /// The variable holds something else than an absolute path.
    #[error("failed to use {DATA_FOLDER_VARIABLE}: it must be an absolute path")]
    NotAbsolute,
    /// The operating system names no home folder.
    #[error("failed to find the home folder")]
    NoHome,
}

impl DataFolder {
    /// The folder of this person: [`DATA_FOLDER_VARIABLE`] where it is set, else `signin-seal` in
    /// the system's own data folder.
    pub(crate) fn locate() -> Result<Self, PathsError> {
        let Some(path) = env::var_os(DATA_FOLDER_VARIABLE).map(PathBuf::from) else {
            let strategy = choose_native_strategy().map_err(|_| PathsError::NoHome)?;
            return Ok(Self(strategy.data_dir().join(DATA_FOLDER_NAME)));
        };
        if path.is_absolute() {
            Ok(Self(path))
        } else {
            Err(PathsError::NotAbsolute)
        }
    }

    /// The folder at this path.
    #[cfg(test)]
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.0
    }

    /// The SQLite file.
    pub(crate) fn store(&self) -> PathBuf {
        self.0.join("seal.db")
    }

    /// The file with the data key.
    pub(crate) fn key(&self) -> PathBuf {
        self.0.join("key")
    }

    /// The folder of the log files.
    pub(crate) fn logs(&self) -> PathBuf {
        self.0.join("logs")
    }
}

impl ManifestPlace {
    /// The places of this person's browsers, all of them, installed or not.
    ///
    /// Chromium looks below its user data folder (`chrome/common/chrome_paths.cc`,
    /// `DIR_USER_NATIVE_MESSAGING`).
    pub(crate) fn of_this_person() -> Result<Vec<Self>, PathsError> {
        let strategy = choose_native_strategy().map_err(|_| PathsError::NoHome)?;
        let (above, browsers) = if cfg!(target_os = "macos") {
            let names = [("Chromium", "Chromium"), ("Google Chrome", "Google/Chrome")];
            (strategy.data_dir(), names)
        } else {
            let names = [("Chromium", "chromium"), ("Google Chrome", "google-chrome")];
            (strategy.config_dir(), names)
        };
        let place = |(browser, name)| Self {
            browser,
            folder: above.join(name).join(HOST_MANIFESTS),
        };
        Ok(browsers.map(place).into())
    }

    /// The place of a browser that runs with `--user-data-dir`.
    pub(crate) fn of_user_data_dir(user_data_dir: &Path) -> Self {
        Self {
            browser: "the browser with this user data folder",
            folder: user_data_dir.join(HOST_MANIFESTS),
        }
    }

    /// The host manifest of this helper.
    pub(crate) fn manifest(&self) -> PathBuf {
        self.folder.join(format!("{HELPER_NAME}.json"))
    }
}
