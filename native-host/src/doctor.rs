//! `doctor`: looks for what keeps the helper from working, and says what to do.
//!
//! One line for each check, and one more where there is something to do. A computer that never
//! had a seal is left as it was.

mod report;

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use signin_seal_shared::protocol::{ErrorCode, ErrorReply};

use crate::cli::Browsers;
use crate::fault::Fault;
use crate::host_manifest::{HostManifest, ReadManifestError};
use crate::install::{self, InstallError};
use crate::logging;
use crate::outcome::Outcome;
use crate::paths::{DataFolder, ManifestPlace};
use crate::serve::served_origin;
use crate::store::{Stand, Store};
use crate::tampering::{self, Whom};
use report::Report;

const INSTALL_AGAIN: &str = "run `signin-seal-host install` again";
const MEND_STORE: &str =
    "where you have a backup, put it back; else move the store away, and make a new seal";

/// Looks at everything, and writes what was found.
pub(crate) fn examine(
    browsers: &Browsers,
    output: &mut impl Write,
) -> Result<Outcome, InstallError> {
    let mut report = Report::new(output);
    check_data(&mut report, &DataFolder::locate()?)?;
    let this_program = install::this_program()?;
    for place in install::places(browsers)? {
        check_browser(&mut report, &place, &this_program)?;
    }
    Ok(report.outcome())
}

fn check_data(report: &mut Report<impl Write>, folder: &DataFolder) -> io::Result<()> {
    let (root, store, key) = (folder.root(), folder.store(), folder.key());
    if root.exists() {
        check_mode(report, "data folder", root)?;
    } else {
        report.ok(format_args!("data folder: {} will be made", root.display()))?;
    }
    if key.exists() {
        check_mode(report, "key file", &key)?;
    }
    if !store.exists() {
        return report.ok(format_args!("store: no seal was made yet"));
    }
    check_mode(report, "store", &store)?;
    check_store(report, folder)
}

fn check_mode(report: &mut Report<impl Write>, what: &str, path: &Path) -> io::Result<()> {
    let mode = match fs::metadata(path) {
        Ok(metadata) => metadata.permissions().mode() & 0o7777,
        Err(error) => {
            return report.problem(
                format_args!("{what}: {} cannot be looked at: {error}", path.display()),
                "give yourself the right to read it",
            );
        }
    };
    let found = format_args!("{what}: {} has mode {mode:04o}", path.display());
    if mode & 0o077 == 0 {
        report.ok(found)
    } else {
        report.problem(found, "take the rights of others away: chmod go= on it")
    }
}

fn check_store(report: &mut Report<impl Write>, folder: &DataFolder) -> io::Result<()> {
    let condition = match Store::examine(folder) {
        Ok(condition) => condition,
        Err(error) => {
            let fault = Fault::from(error);
            let advice = match ErrorReply::from(&fault).code {
                ErrorCode::StoreNewer => "update this program",
                ErrorCode::StoreDamaged => MEND_STORE,
                ErrorCode::StoreBusy => "close the program that holds it, and look again",
                _ => "see that the disk has room, and that you may read and write the folder",
            };
            return report.problem(format_args!("{}", logging::with_causes(&fault)), advice);
        }
    };
    match condition.stand {
        Stand::New => report.ok(format_args!("store: empty, no seal was made yet"))?,
        Stand::Version(version) => report.ok(format_args!(
            "store: opens, schema version {version}, seals that can be read: {}",
            condition.readable
        ))?,
    }
    if let Some(damage) = condition.damage {
        report.problem(
            format_args!("store: the file is damaged: {damage}"),
            MEND_STORE,
        )?;
    }
    if let Some(reason) = condition.unreadable {
        report.problem(
            format_args!("store: a seal cannot be read: {reason}"),
            "where you have a backup of the key file, put it back; else move the store away, and make a new seal",
        )?;
    }
    Ok(())
}

fn check_browser(
    report: &mut Report<impl Write>,
    place: &ManifestPlace,
    this_program: &Path,
) -> io::Result<()> {
    let (browser, path) = (place.browser, place.manifest());
    let manifest = match HostManifest::read(&path) {
        Ok(manifest) => manifest,
        Err(ReadManifestError::Missing) => {
            return report.problem(
                format_args!("{browser}: no host manifest at {}", path.display()),
                "run `signin-seal-host install`",
            );
        }
        Err(error) => {
            return report.problem(
                format_args!(
                    "{browser}: the host manifest at {}: {}",
                    path.display(),
                    logging::with_causes(&error)
                ),
                INSTALL_AGAIN,
            );
        }
    };
    report.ok(format_args!(
        "{browser}: host manifest at {}",
        path.display()
    ))?;
    check_exposure(report, browser, &path)?;

    let wanted = HostManifest::of(this_program.to_owned());
    if manifest.allowed_origins == wanted.allowed_origins {
        report.ok(format_args!("{browser}: serves {} only", served_origin()))?;
    } else {
        report.problem(
            format_args!(
                "{browser}: allowed_origins is {:?}, not {:?}",
                manifest.allowed_origins, wanted.allowed_origins
            ),
            INSTALL_AGAIN,
        )?;
    }
    if (&manifest.name, &manifest.channel) != (&wanted.name, &wanted.channel) {
        report.problem(
            format_args!("{browser}: the host manifest has another name or type"),
            INSTALL_AGAIN,
        )?;
    }
    if manifest.path == wanted.path {
        report.ok(format_args!("{browser}: starts this program"))?;
    } else {
        report.problem(
            format_args!(
                "{browser}: starts {}, not this program",
                manifest.path.display()
            ),
            INSTALL_AGAIN,
        )?;
    }
    check_program(report, browser, &manifest.path)
}

fn check_program(report: &mut Report<impl Write>, browser: &str, program: &Path) -> io::Result<()> {
    match fs::metadata(program) {
        Ok(metadata) if metadata.is_file() && metadata.permissions().mode() & 0o111 != 0 => {
            report.ok(format_args!("{browser}: {} can be run", program.display()))?;
            check_exposure(report, browser, program)
        }
        Ok(_) => report.problem(
            format_args!("{browser}: {} cannot be run", program.display()),
            INSTALL_AGAIN,
        ),
        Err(error) => report.problem(
            format_args!("{browser}: {} is missing: {error}", program.display()),
            INSTALL_AGAIN,
        ),
    }
}

fn check_exposure(report: &mut Report<impl Write>, browser: &str, path: &Path) -> io::Result<()> {
    let exposures = match path
        .canonicalize()
        .and_then(|path| tampering::exposures(&path))
    {
        Ok(exposures) => exposures,
        Err(error) => {
            return report.problem(
                format_args!("{browser}: {} cannot be looked at: {error}", path.display()),
                "give yourself the right to read the folders above it",
            );
        }
    };
    if exposures.is_empty() {
        return report.ok(format_args!(
            "{browser}: only its owner may write {}",
            path.display()
        ));
    }
    for exposure in exposures {
        let exposed = exposure.path.display();
        match exposure.to {
            Whom::Everybody => report.problem(
                format_args!("{browser}: everybody on this computer may write {exposed}"),
                "take that right away: chmod o-w on it",
            )?,
            Whom::Group => report.warning(
                format_args!("{browser}: the group of {exposed} may write it"),
                "where others than you are in that group: chmod g-w on it",
            )?,
        }
    }
    Ok(())
}
