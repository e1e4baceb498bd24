//! `install` and `uninstall`: makes the helper known to this person's browsers, and takes it back.
//!
//! Only this helper's own host manifests are touched; seals, key and logs never are.

use std::env;
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use signin_seal_shared::identity::EXTENSION_ID;
use thiserror::Error;

use crate::cli::Browsers;
use crate::host_manifest::HostManifest;
use crate::paths::{DataFolder, ManifestPlace, PathsError};
use crate::private_files::FOLDER_MODE;
use crate::tampering::{self, Whom};

/// Why a command failed. What was written before stays, and running it again is safe.
#[derive(Debug, Error)]
pub(crate) enum InstallError {
    /// No place to write to.
    #[error(transparent)]
    Paths(#[from] PathsError),
    /// The operating system does not tell.
    #[error("failed to find out where this program is")]
    Program(#[source] io::Error),
    /// A host manifest is JSON, and JSON is Unicode.
    #[error("failed to name this program in a host manifest: its path is not valid UTF-8")]
    NotUnicode,
    /// Somebody else could make the browser start another program.
    #[error(
        "failed to install: everybody on this computer may write {}, and could put another program in its place; take that right away (chmod o-w) or move the program",
        .0.display()
    )]
    Exposed(PathBuf),
    /// A file or folder could not be read, written or removed.
    #[error("failed to use {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// Nobody reads what the command says.
    #[error("failed to write to standard output")]
    Output(#[from] io::Error),
}

/// Writes the host manifests.
pub(crate) fn install(browsers: &Browsers, output: &mut impl Write) -> Result<(), InstallError> {
    let program = this_program()?;
    if program.to_str().is_none() {
        return Err(InstallError::NotUnicode);
    }
    refuse_exposed(&program)?;
    let manifest = HostManifest::of(program);
    for place in places(browsers)? {
        make_folder(&place.folder)?;
        refuse_exposed(&place.folder)?;
        let path = place.manifest();
        manifest.write(&path).map_err(|source| InstallError::File {
            path: path.clone(),
            source,
        })?;
        writeln!(output, "wrote {} (for {})", path.display(), place.browser)?;
    }
    writeln!(
        output,
        "\n\
         The browser now starts {program}\n\
         for the Sign-in Seal extension ({EXTENSION_ID}).\n\
         Leave the program there, or run `install` again after moving it.\n\n\
         Next: open the extension's page in the browser. Where it still says that the helper\n\
         is missing, `signin-seal-host doctor` tells why.",
        program = manifest.path.display(),
    )?;
    Ok(())
}

/// Removes the host manifests.
pub(crate) fn uninstall(browsers: &Browsers, output: &mut impl Write) -> Result<(), InstallError> {
    for place in places(browsers)? {
        let path = place.manifest();
        match fs::remove_file(&path) {
            Ok(()) => writeln!(output, "removed {} (for {})", path.display(), place.browser)?,
            Err(error) if is_missing(&error) => {
                writeln!(output, "nothing to remove for {}", place.browser)?;
            }
            Err(source) => return Err(InstallError::File { path, source }),
        }
    }
    let folder = DataFolder::locate()?;
    if folder.root().exists() {
        writeln!(
            output,
            "\n\
             Your seals and the log are kept in {folder}\n\
             To forget them as well, delete that folder.",
            folder = folder.root().display(),
        )?;
    } else {
        writeln!(output, "\nNo seal was ever kept on this computer.")?;
    }
    Ok(())
}

/// Where the host manifests of these browsers are.
pub(crate) fn places(browsers: &Browsers) -> Result<Vec<ManifestPlace>, PathsError> {
    match &browsers.user_data_dir {
        Some(folder) => Ok(vec![ManifestPlace::of_user_data_dir(folder)]),
        None => ManifestPlace::of_this_person(),
    }
}

/// This program, by its absolute path without links.
pub(crate) fn this_program() -> Result<PathBuf, InstallError> {
    env::current_exe()
        .and_then(fs::canonicalize)
        .map_err(InstallError::Program)
}

fn refuse_exposed(path: &Path) -> Result<(), InstallError> {
    let exposures = path
        .canonicalize()
        .and_then(|path| tampering::exposures(&path))
        .map_err(|source| InstallError::File {
            path: path.to_owned(),
            source,
        })?;
    match exposures
        .into_iter()
        .find(|exposure| exposure.to == Whom::Everybody)
    {
        Some(exposure) => Err(InstallError::Exposed(exposure.path)),
        None => Ok(()),
    }
}

/// Makes a browser's folder where there is none, with the mode that the browser gives it.
fn make_folder(path: &Path) -> Result<(), InstallError> {
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER_MODE)
        .create(path)
        .map_err(|source| InstallError::File {
            path: path.to_owned(),
            source,
        })
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
