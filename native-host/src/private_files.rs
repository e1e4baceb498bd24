//! Files and folders that only their owner may read, and writing them whole or not at all.
//!
//! A writer that is killed may leave its draft (`….new`), closed to others like the file itself.
//! Modes are set explicitly: the umask of whoever started the browser decides nothing.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Mode of a folder that only its owner may enter.
pub(crate) const FOLDER_MODE: u32 = 0o700;

/// Mode of a file that only its owner may read.
pub(crate) const FILE_MODE: u32 = 0o600;

/// Whether something had to be closed to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Privacy {
    /// Only the owner could use it already.
    Kept,
    /// It was open to others until now.
    Tightened {
        /// Its mode until now.
        from: u32,
    },
}

/// Makes the folder, and those above it, where there is none, and closes it to others.
pub(crate) fn make_folder(path: &Path) -> io::Result<Privacy> {
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER_MODE)
        .create(path)?;
    tighten(path, FOLDER_MODE)
}

/// Makes an empty file where there is none, and closes it to others.
pub(crate) fn make_file(path: &Path) -> io::Result<Privacy> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path);
    match made {
        Ok(file) => {
            file.sync_all()?;
            sync_folder_of(path)?;
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    tighten(path, FILE_MODE)
}

/// Closes an existing file to others.
pub(crate) fn tighten_file(path: &Path) -> io::Result<Privacy> {
    tighten(path, FILE_MODE)
}

/// Writes a file that is never changed again: where one is there already, it stays as it is.
/// Of several writers at once exactly one wins, and none leaves half a file.
pub(crate) fn write_once(path: &Path, content: &[u8]) -> io::Result<()> {
    let draft = write_draft(path, content, FILE_MODE)?;
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&draft)?;
    linked?;
    sync_folder_of(path)
}

/// Writes a file in place of an earlier one; a reader sees the old or the new, never a part.
pub(crate) fn replace(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    let draft = write_draft(path, content, mode)?;
    if let Err(error) = fs::rename(&draft, path) {
        fs::remove_file(&draft)?;
        return Err(error);
    }
    sync_folder_of(path)
}

fn write_draft(path: &Path, content: &[u8], mode: u32) -> io::Result<PathBuf> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let draft = path.with_added_extension(format!("{:016x}.new", u64::from_ne_bytes(random)));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(&draft)
        .and_then(|mut file| {
            // The mode given to open passes the umask; this one does not.
            file.set_permissions(Permissions::from_mode(mode))?;
            file.write_all(content)?;
            file.sync_all()
        });
    match written {
        Ok(()) => Ok(draft),
        Err(error) => {
            // Best effort: the first error is the one to tell.
            let _ = fs::remove_file(&draft);
            Err(error)
        }
    }
}

fn tighten(path: &Path, mode: u32) -> io::Result<Privacy> {
    let found = fs::metadata(path)?.permissions().mode() & 0o7777;
    if found == mode {
        return Ok(Privacy::Kept);
    }
    fs::set_permissions(path, Permissions::from_mode(mode))?;
    if found & 0o077 == 0 {
        Ok(Privacy::Kept)
    } else {
        Ok(Privacy::Tightened { from: found })
    }
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn an_open_folder_is_closed() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a/b");
        assert_eq!(make_folder(&folder).unwrap(), Privacy::Kept);
        assert_eq!(mode(&folder), 0o700);
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        let tightened = Privacy::Tightened { from: 0o755 };
        assert_eq!(make_folder(&folder).unwrap(), tightened);
        assert_eq!(mode(&folder), 0o700);
    }

    #[test]
    fn an_open_file_is_closed_and_keeps_its_content() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "content").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        let tightened = Privacy::Tightened { from: 0o644 };
        assert_eq!(make_file(&file).unwrap(), tightened);
        assert_eq!(mode(&file), 0o600);
        assert_eq!(fs::read(&file).unwrap(), b"content");
    }

    #[test]
    fn the_first_of_many_writers_wins_and_leaves_no_draft() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        let seen: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..8_u8)
                .map(|writer| {
                    let file = &file;
                    scope.spawn(move || {
                        write_once(file, &[writer; 32]).unwrap();
                        fs::read(file).unwrap()
                    })
                })
                .collect();
            writers
                .into_iter()
                .map(|writer| writer.join().unwrap())
                .collect()
        });
        assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
        assert_eq!(names(place.path()), ["file"]);
        assert_eq!(mode(&file), 0o600);
    }

    #[test]
    fn replacing_leaves_no_draft() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        replace(&file, b"old", 0o644).unwrap();
        replace(&file, b"new", 0o644).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(names(place.path()), ["file"]);
        assert_eq!(mode(&file), 0o644);
        let blocked = place.path().join("folder");
        fs::create_dir(&blocked).unwrap();
        assert!(replace(&blocked, b"x", 0o644).is_err());
        assert_eq!(names(place.path()).len(), 2);
    }
}
