//! The table of what took how long, so that time stays visible.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::report::Ended;

/// So many of the slowest tests are named.
const SLOWEST: usize = 50;

/// Writes the table.
pub(super) fn write(ended: &[Ended], path: &Path) -> Result<()> {
    fs::write(path, table(ended)).with_context(|| format!("failed to write {}", path.display()))
}

/// The sum of each file, then the slowest tests, as Markdown.
fn table(ended: &[Ended]) -> String {
    let mut files = BTreeMap::<&str, (f64, usize)>::new();
    for Ended { file, seconds, .. } in ended {
        let (sum, tests) = files.entry(file).or_default();
        *sum += seconds;
        *tests += 1;
    }
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_by(|(_, (one, _)), (_, (other, _))| other.total_cmp(one));
    let mut slowest: Vec<_> = ended.iter().collect();
    slowest.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));

    let sum: f64 = ended.iter().map(|ended| ended.seconds).sum();
    let mut text = format!(
        "{} tests took {sum:.0} seconds, one behind the other.\n",
        ended.len()
    );
    text += "\n| file | tests | seconds |\n|---|---|---|\n";
    for (file, (sum, tests)) in files {
        let _never_fails = writeln!(text, "| {file} | {tests} | {sum:.1} |");
    }
    text += "\n| test | seconds |\n|---|---|\n";
    for Ended {
        file,
        name,
        seconds,
        ..
    } in slowest.into_iter().take(SLOWEST)
    {
        let name = name.replace('|', "\\|");
        let _never_fails = writeln!(text, "| {file} › {name} | {seconds:.1} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::report::Part;
    use super::*;

    #[test]
    fn the_longest_come_first() {
        let ended = |file: &str, name: &str, seconds| Ended {
            part: Part::Browser,
            file: file.to_owned(),
            name: name.to_owned(),
            seconds,
            passed: true,
            why: String::new(),
        };
        let table = table(&[
            ended("a.spec.ts", "one|two", 1.0),
            ended("b.spec.ts", "three", 2.5),
            ended("a.spec.ts", "four", 3.0),
        ]);
        let rows: Vec<_> = table
            .lines()
            .filter(|line| line.contains(".spec.ts"))
            .collect();
        assert_eq!(
            rows,
            [
                "| a.spec.ts | 2 | 4.0 |",
                "| b.spec.ts | 1 | 2.5 |",
                "| a.spec.ts › four | 3.0 |",
                "| b.spec.ts › three | 2.5 |",
                r"| a.spec.ts › one\|two | 1.0 |",
            ]
        );
    }
}
