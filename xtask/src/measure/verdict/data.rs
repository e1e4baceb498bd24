//! The files of a folder of data, known by what is in them and not by their names.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;

/// A row of a table, known by its columns.
pub(super) trait Row: DeserializeOwned {
    /// Columns that only tables of these rows have all of.
    const COLUMNS: &'static [&'static str];
}

/// All files below a folder.
pub(super) struct Files {
    folder: PathBuf,
    paths: Vec<PathBuf>,
}

impl Files {
    /// Finds them, in the order of their names.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        ensure!(!paths.is_empty(), "there is nothing in it");
        Ok(Self {
            folder: folder.to_owned(),
            paths,
        })
    }

    /// The rows of all tables that have their columns: `*.csv`, or `*.csv.gz`.
    pub(super) fn rows<R: Row>(&self) -> Result<Vec<R>> {
        let mut rows = Vec::new();
        for path in &self.paths {
            let name = path.to_string_lossy();
            if name.ends_with(".csv") || name.ends_with(".csv.gz") {
                let read = read_rows(path);
                rows.extend(read.with_context(|| format!("failed to understand {name}"))?);
            }
        }
        Ok(rows)
    }

    /// The files with this extension that stand in a folder of this name.
    pub(super) fn in_folders(&self, folder: &str, extension: &str) -> impl Iterator<Item = &Path> {
        let stands_in = move |path: &&PathBuf| {
            let parent = path.parent().and_then(Path::file_name);
            parent.is_some_and(|name| name == folder)
                && path.extension().is_some_and(|end| end == extension)
        };
        self.paths.iter().filter(stands_in).map(PathBuf::as_path)
    }

    /// A path as it stands in the folder.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        inside.display().to_string()
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_rows<R: Row>(path: &Path) -> Result<Vec<R>> {
    let file = BufReader::new(File::open(path)?);
    let content: Box<dyn Read> = match path.extension().is_some_and(|end| end == "gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    let mut reader = csv::Reader::from_reader(content);
    let columns = reader.headers()?;
    let is_there = |column: &&str| columns.iter().any(|name| name == *column);
    if !R::COLUMNS.iter().all(is_there) {
        return Ok(Vec::new());
    }
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}
