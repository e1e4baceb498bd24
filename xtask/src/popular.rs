//! `popular`: makes the filter of domains that very many people visit, from the lists beside it.

mod packed;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use signin_seal_shared::site::{Host, RegistrableDomain};

use crate::{paths, progress};

/// The lists of popular domains.
const LISTS: [&str; 2] = ["chromium_crux_202309_top.txt", "opendns_top1k_2014.txt"];

/// Domains of which strangers get sub-domains.
const SHARED_HOSTS: &str = "shared_hosts.txt";

/// Bytes that the filter may have in the extension.
const BUDGET: usize = 120_000;

/// Writes the filter.
pub(crate) fn write() -> Result<()> {
    let (filter, names) = filter()?;
    ensure!(
        filter.len() <= BUDGET,
        "the filter has {} bytes, {BUDGET} are allowed",
        filter.len()
    );
    let path = paths::popular_filter();
    fs::write(&path, &filter).with_context(|| format!("failed to write {}", path.display()))?;
    let shown = paths::shown(&path);
    progress::done(&format!(
        "{shown}: {names} domains in {} bytes",
        filter.len()
    ));
    Ok(())
}

/// The filter, and how many domains are in it.
fn filter() -> Result<(Vec<u8>, usize)> {
    let folder = paths::popular_lists();
    let mut domains = BTreeSet::new();
    for list in LISTS {
        domains.extend(registrable_domains(&folder.join(list))?);
    }
    for shared in registrable_domains(&folder.join(SHARED_HOSTS))? {
        ensure!(domains.remove(&shared), "{shared} is not in the lists");
    }
    let names: BTreeSet<Vec<u8>> = domains.iter().map(reversed_labels).collect();
    Ok((packed::pack(&names)?, names.len()))
}

/// The registrable domain of each line; a public suffix has none.
fn registrable_domains(list: &Path) -> Result<Vec<RegistrableDomain>> {
    let text =
        fs::read_to_string(list).with_context(|| format!("failed to read {}", list.display()))?;
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let host = line.parse::<Host>();
            let host = host.with_context(|| format!("{line} in {}", list.display()));
            host.map(|host| RegistrableDomain::of(&host)).transpose()
        })
        .collect()
}

fn reversed_labels(domain: &RegistrableDomain) -> Vec<u8> {
    let labels: Vec<&str> = domain.as_str().rsplit('.').collect();
    labels.join(".").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_filter_is_what_the_committed_lists_make() {
        let (made, _) = filter().unwrap();
        let committed = fs::read(paths::popular_filter()).unwrap();
        assert!(made == committed, "run `cargo xtask popular`");
    }
}
