//! `measure pictures`: does the helper make of each picture what it should, in time and memory?

mod helper;
mod manifest;
mod pixels;

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

use crate::{command, paths, progress, setup};
use helper::{Answer, Run};
use manifest::{Expected, Row};
use pixels::Pixels;

/// How long the helper may take for a picture, start and end of the program included.
const TIME: Duration = Duration::from_secs(1);

/// Bytes that the helper may have in memory.
const MEMORY_BYTES: u64 = 256_000_000;

/// What became of a row.
struct Measured<'a> {
    row: &'a Row,
    run: Run,
    /// What is wrong, in a few words.
    faults: Vec<String>,
}

/// Puts every picture through the helper and prints what came of it; an error unless all is as
/// the manifest expects.
pub(crate) fn measure(data: Option<PathBuf>) -> Result<()> {
    let data = data.unwrap_or_else(|| paths::shared_data().join("04_images"));
    let rows = manifest::read(&data)?;
    setup::location_file()?;
    progress::step("building the helper");
    command::run(command::cargo().args(["build", "--package", "signin-seal-host"]))?;

    // Time and memory first: a program starts with the peak memory of the one that started it, and
    // comparing pixels takes some.
    progress::step("opening pictures");
    let runs = rows.iter().map(|row| helper::open(&data.join(&row.file)));
    let runs: Vec<Run> = runs.collect::<Result<_>>()?;
    progress::step("comparing pixels");
    let scratch = tempfile::tempdir().context("failed to make a folder")?;
    let compare = |(row, run): (_, Run)| examine(&data, &scratch, row, run);
    let results: Vec<_> = rows.iter().zip(runs).map(compare).collect::<Result<_>>()?;

    print(&results)?;
    let wrong = results.iter().filter(|result| !result.faults.is_empty());
    let wrong = wrong.count();
    ensure!(
        wrong == 0,
        "{wrong} of {} pictures are not as expected",
        results.len()
    );
    progress::done("every picture is as expected");
    Ok(())
}

fn examine<'a>(data: &Path, scratch: &TempDir, row: &'a Row, run: Run) -> Result<Measured<'a>> {
    let mut faults = Vec::new();
    if run.time >= TIME {
        faults.push("too slow".to_owned());
    }
    if run.peak_bytes >= MEMORY_BYTES {
        faults.push("too much memory".to_owned());
    }
    match (&run.answer, row.expected) {
        (Answer::Crashed(how), _) => faults.push(how.clone()),
        (Answer::Opened { .. }, Expected::Decode | Expected::DecodeEqualsReference) => {
            // What cannot be compared is a fault of its row, and keeps no other from being measured.
            match compare(data, scratch, row) {
                Ok(found) => faults.extend(found),
                Err(error) => faults.push(format!("cannot be compared: {error:#}")),
            }
        }
        (Answer::Refused { .. }, Expected::Decode | Expected::DecodeEqualsReference) => {
            faults.push("refused".to_owned());
        }
        (
            Answer::Opened { .. } | Answer::Refused { .. },
            Expected::NoCrash | Expected::NoCrashUnsupportedOk | Expected::NoCrashPartialOk,
        ) => {}
    }
    Ok(Measured { row, run, faults })
}

/// What is wrong with the upright pixels of a picture that should decode.
fn compare(data: &Path, scratch: &TempDir, row: &Row) -> Result<Vec<String>> {
    let upright = |file: &str| -> Result<Pixels> {
        let file = data.join(file);
        if file.extension().is_some_and(|extension| extension == "png") {
            return pixels::read(&file);
        }
        let output = scratch.path().join("upright.png");
        helper::write_upright(&file, &output)?;
        pixels::read(&output)
    };
    let mut faults = Vec::new();
    let picture = upright(&row.file)?;
    if row
        .upright_size
        .as_ref()
        .is_some_and(|size| *size != picture.size())
    {
        faults.push(format!("is {} upright", picture.size()));
    }
    if row.expected == Expected::DecodeEqualsReference {
        let reference = upright(row.reference.as_deref().context("a row has no reference")?)?;
        match picture.largest_difference(&reference) {
            None => faults.push("of another size than its reference".to_owned()),
            Some(difference) if difference > row.tolerance(data)? => {
                faults.push(format!("differs by {difference}"));
            }
            Some(_) => {}
        }
    }
    if let Some(first) = row.same_upright() {
        match picture.mean_difference(&upright(&first)?) {
            None => faults.push(format!("of another size than {first}")),
            Some(difference) if difference > manifest::SAME_SCENE => {
                faults.push(format!("shows something else than {first}"));
            }
            Some(_) => {}
        }
    }
    Ok(faults)
}

fn print(results: &[Measured<'_>]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{:<60} {:<24} {:<20} {:>10} {:>5} {:>7}  ok",
        "file", "expected", "outcome", "size", "ms", "peak MB"
    )?;
    for Measured { row, run, faults } in results {
        let size = match run.answer {
            Answer::Opened { width, height } => format!("{width}x{height}"),
            Answer::Refused { .. } | Answer::Crashed(_) => String::new(),
        };
        let ok = match faults.as_slice() {
            [] => "yes".to_owned(),
            faults => format!("NO: {}", faults.join(", ")),
        };
        writeln!(
            out,
            "{:<60} {:<24} {:<20} {size:>10} {:>5} {:>7}  {ok}",
            tail(&row.file),
            row.expected.to_string(),
            run.answer.to_string(),
            run.time.as_millis(),
            Megabytes(run.peak_bytes).to_string(),
        )?;
    }

    let mut kinds: BTreeMap<String, [u64; 4]> = BTreeMap::new();
    for Measured { row, run, faults } in results {
        let [all, right, slowest, largest] = kinds.entry(row.expected.to_string()).or_default();
        *all += 1;
        *right += u64::from(faults.is_empty());
        *slowest = (*slowest).max(u64::try_from(run.time.as_millis())?);
        *largest = (*largest).max(run.peak_bytes);
    }
    writeln!(
        out,
        "\n{:<24} {:>8} {:>8} {:>10} {:>13}",
        "expected", "pictures", "right", "slowest ms", "largest MB"
    )?;
    for (kind, [all, right, slowest, largest]) in kinds {
        writeln!(
            out,
            "{kind:<24} {all:>8} {right:>8} {slowest:>10} {:>13}",
            Megabytes(largest).to_string()
        )?;
    }
    Ok(())
}

/// The end of a long name, which tells more than its beginning.
fn tail(name: &str) -> &str {
    let start = name
        .char_indices()
        .rev()
        .nth(59)
        .map_or(0, |(start, _)| start);
    name.get(start..).unwrap_or(name)
}

/// Bytes, to be read by a person.
struct Megabytes(u64);

impl fmt::Display for Megabytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0 / 100_000;
        write!(formatter, "{}.{}", tenths / 10, tenths % 10)
    }
}
