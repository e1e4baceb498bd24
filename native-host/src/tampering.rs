//! Who else could put something in a file's place: the modes of the file and of the folders
//! above it.
//!
//! It does not look at owners, nor at access control lists.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const GROUP_WRITES: u32 = 0o020;
const OTHERS_WRITE: u32 = 0o002;
const STICKY: u32 = 0o1000;

/// A file or folder that others than its owner may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exposure {
    /// The file or folder.
    pub(crate) path: PathBuf,
    /// Who may write it.
    pub(crate) to: Whom,
}

/// Who may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Everybody on this computer.
    Everybody,
    /// The members of its group: often the owner alone, so it is only worth a word.
    Group,
}

/// What is exposed of a path, from the path itself up to the root.
/// A folder with the sticky bit (such as `/tmp`) is not: others cannot replace what is in it.
pub(crate) fn exposures(path: &Path) -> io::Result<Vec<Exposure>> {
    let mut exposures = Vec::new();
    for path in path.ancestors() {
        let metadata = fs::metadata(path)?;
        let mode = metadata.permissions().mode();
        if metadata.is_dir() && mode & STICKY != 0 {
            continue;
        }
        let to = if mode & OTHERS_WRITE != 0 {
            Whom::Everybody
        } else if mode & GROUP_WRITES != 0 {
            Whom::Group
        } else {
            continue;
        };
        let path = path.to_owned();
        exposures.push(Exposure { path, to });
    }
    Ok(exposures)
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[track_caller]
    fn check(folder_mode: u32, file_mode: u32, expected: &[Whom]) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().canonicalize().unwrap().join("folder");
        fs::create_dir(&folder).unwrap();
        let file = folder.join("file");
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(folder_mode)).unwrap();
        let found: Vec<Whom> = exposures(&file)
            .unwrap()
            .into_iter()
            .filter(|exposure| exposure.path.starts_with(&folder))
            .map(|exposure| exposure.to)
            .collect();
        assert_eq!(found, expected, "{folder_mode:o} {file_mode:o}");
    }

    #[test]
    fn whoever_may_write_is_named() {
        check(0o755, 0o755, &[]);
        check(0o700, 0o600, &[]);
        check(0o777, 0o755, &[Whom::Everybody]);
        check(0o1777, 0o755, &[]);
        check(0o1777, 0o757, &[Whom::Everybody]);
        check(0o775, 0o775, &[Whom::Group, Whom::Group]);
        check(0o755, 0o1777, &[Whom::Everybody]);
    }
}
