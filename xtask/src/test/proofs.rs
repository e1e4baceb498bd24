//! Tests that prove the pages of the tests and not the product: that a hostile page gets what it is
//! after where the extension is not there. They pass until a page, the person who types or the
//! browser is another one, so that a checked-in stamp stands for them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{paths, progress};

/// A file of tests, and all that its outcome comes from.
pub(super) struct Proof {
    pub(super) file: &'static str,
    /// Files and folders, from the folder of the tests.
    made_of: &'static [&'static str],
}

const PROOFS: [Proof; 2] = [
    Proof {
        file: "attacks/naive.spec.ts",
        made_of: &[
            "attacks/attacks.ts",
            "attacks/naive.js",
            "attacks/naive.spec.ts",
            "attacks/pages",
            "attacks/sign-in.html",
            "attacks/stage.ts",
            "attacks/standing.ts",
            "kit/hostile.ts",
            "kit/pixels.ts",
            "sites",
        ],
    },
    Proof {
        file: "careless/off.spec.ts",
        made_of: &[
            "careless/careless.ts",
            "careless/off.spec.ts",
            "careless/pages",
            "careless/record.ts",
            "careless/stage.ts",
            "careless/typist.ts",
            "kit/hostile.ts",
            "kit/keys.ts",
            "kit/random.ts",
            "sites",
        ],
    },
];

/// What a proof was made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stamp {
    /// The hash of all that it is made of.
    sha256: String,
    /// The browser's major version.
    chromium: u32,
}

type Stamps = BTreeMap<String, Stamp>;

/// An error where something was changed that a stamp stands for.
pub(crate) fn check() -> Result<()> {
    let stamps = read()?;
    for proof in &PROOFS {
        let sha256 = proof.hash()?;
        let fits = stamps
            .get(proof.file)
            .is_some_and(|stamp| stamp.sha256 == sha256);
        ensure!(
            fits,
            "the stamp of {} does not fit: run `cargo xtask test {}`, and commit {}",
            proof.file,
            proof.file,
            paths::shown(&paths::proofs()),
        );
    }
    Ok(())
}

impl Proof {
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        PROOFS.iter()
    }

    /// Whether the stamp stands for the tests, with one line that says so, or why not.
    pub(super) fn holds(&self, chromium: &Path) -> Result<bool> {
        let stamp = read()?.remove(self.file).unwrap_or_default();
        let now = Stamp {
            sha256: self.hash()?,
            chromium: major_version(chromium)?,
        };
        let holds = stamp == now;
        progress::done(&match holds {
            true => format!(
                "{} is not played: its pages passed in Chromium {}",
                self.file, now.chromium
            ),
            false if stamp.sha256 == now.sha256 => {
                format!(
                    "{} is played: it was stamped in Chromium {}, this is {}",
                    self.file, stamp.chromium, now.chromium
                )
            }
            false => format!("{} is played: its stamp does not fit", self.file),
        });
        Ok(holds)
    }

    /// Writes the stamp of tests that have passed, where it stood for something else or somebody has
    /// asked for these tests.
    pub(super) fn stamp(&self, chromium: &Path, is_asked_for: bool) -> Result<()> {
        let mut stamps = read()?;
        let now = Stamp {
            sha256: self.hash()?,
            chromium: major_version(chromium)?,
        };
        let before = stamps.get(self.file);
        if before == Some(&now)
            || before.is_some_and(|before| before.sha256 == now.sha256) && !is_asked_for
        {
            return Ok(());
        }
        stamps.insert(self.file.to_owned(), now);
        let path = paths::proofs();
        fs::write(&path, serde_json::to_string_pretty(&stamps)? + "\n")?;
        progress::done(&format!(
            "{} is stamped in {}",
            self.file,
            paths::shown(&path)
        ));
        Ok(())
    }

    fn hash(&self) -> Result<String> {
        let mut files = Vec::new();
        for part in self.made_of {
            files.extend(files_below(&paths::tests().join(part))?);
        }
        files.sort();
        let mut hash = Sha256::new();
        for path in files {
            let content =
                fs::read(&path).with_context(|| format!("failed to read {}", path.display()))?;
            hash.update(format!("{} {}\n", paths::shown(&path), content.len()));
            hash.update(content);
        }
        Ok(hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }
}

fn read() -> Result<Stamps> {
    let path = paths::proofs();
    let text =
        fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no list of stamps", path.display()))
}

fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).with_context(|| format!("failed to read {}", path.display()))? {
        files.extend(files_below(&entry?.path())?);
    }
    Ok(files)
}

/// `Chromium 156.0.8078.73 …` → 156.
fn major_version(chromium: &Path) -> Result<u32> {
    let said = Command::new(chromium)
        .arg("--version")
        .output()
        .with_context(|| format!("failed to start {}", chromium.display()))?;
    let said = String::from_utf8_lossy(&said.stdout);
    let numbers = said
        .split_whitespace()
        .find_map(|word| word.split_once('.'));
    let major = numbers.and_then(|(major, _)| major.parse().ok());
    major.with_context(|| format!("{} does not say its version: {said}", chromium.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_proof_is_made_of_what_is_there() {
        for proof in Proof::all() {
            assert!(paths::tests().join(proof.file).is_file(), "{}", proof.file);
            assert_eq!(proof.hash().unwrap().len(), 64);
        }
    }
}
