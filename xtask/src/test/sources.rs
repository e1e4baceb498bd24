//! The tests in Rust, as their sources name them: which packages a pattern needs is known before
//! anything is compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::Choice;
use crate::{command, paths};

/// A test in Rust.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) package: String,
    /// From the repository's root.
    pub(super) file: String,
    pub(super) name: String,
}

/// What cargo tells of the workspace.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
}

impl Package {
    fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(&self.manifest_path)
    }
}

/// The tests that were chosen.
pub(super) fn tests(choice: &Choice) -> Result<Vec<Found>> {
    let packages = packages()?;
    let mut found = Vec::new();
    for package in &packages {
        let others: Vec<_> = packages.iter().map(Package::folder).collect();
        for path in sources(package.folder(), &others)? {
            let file = paths::shown(&path);
            let text = fs::read_to_string(&path)
                .with_context(|| format!("failed to read {}", path.display()))?;
            found.extend(names(&text).into_iter().map(|name| Found {
                package: package.name.clone(),
                file: file.clone(),
                name,
            }));
        }
    }
    found.retain(
        |Found {
             package,
             file,
             name,
         }| choice.fits(&format!("{package} {file}: {name}")),
    );
    Ok(found)
}

fn packages() -> Result<Vec<Package>> {
    let output = command::cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .stderr(Stdio::inherit())
        .output()
        .context("failed to start cargo")?;
    ensure!(output.status.success(), "cargo does not know the workspace");
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata.packages)
}

/// All files of Rust below a folder, without those of the packages and the built things inside.
fn sources(folder: &Path, others: &[&Path]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("failed to read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            let is_left_out = path.ends_with("target") || path.ends_with("node_modules");
            if !is_left_out && !others.contains(&path.as_path()) {
                files.extend(sources(&path, others)?);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The names of the functions that stand behind `#[test]`.
fn names(text: &str) -> Vec<String> {
    let mut is_test = false;
    let mut names = Vec::new();
    for line in text.lines().map(str::trim) {
        if line == "#[test]" {
            is_test = true;
        } else if is_test && let Some(rest) = line.strip_prefix("fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            names.push(name.to_owned());
            is_test = false;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_behind_other_attributes_and_in_macros() {
        let text = "
            fn no_test() {}
            #[test]
            #[cfg(unix)]
            fn one() {}
            proptest! {
                #[test]
                fn two(number in 0..3) {}
            }
        ";
        assert_eq!(names(text), ["one", "two"]);
    }

    #[test]
    fn this_very_test_is_found_by_its_sentence() {
        let choice = Choice {
            patterns: vec!["this very test is FOUND".to_owned()],
            ..Choice::all()
        };
        let found = tests(&choice).unwrap();
        let file = "xtask/src/test/sources.rs".to_owned();
        let name = "this_very_test_is_found_by_its_sentence".to_owned();
        let package = "xtask".to_owned();
        assert_eq!(
            found,
            [Found {
                package,
                file,
                name
            }]
        );
    }
}
