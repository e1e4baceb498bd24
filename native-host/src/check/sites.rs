//! The sites that a check is about: those that were given, and those that every installation
//! protects.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use signin_seal_shared::limits::SITE_LIST_BYTES;
use signin_seal_shared::site::{Catalogue, InvalidSite, Site, SiteList, alibaba};
use thiserror::Error;

/// What some editors write before a text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a site cannot be protected.
#[derive(Debug, Error)]
pub(super) enum SitesError {
    /// A `--site` is none.
    #[error("failed to use --site {given:?}: {problem}; give a registrable domain")]
    Site {
        /// As it was given.
        given: String,
        /// What is wrong with it.
        problem: InvalidSite,
    },
    /// The file cannot be read.
    #[error("failed to read --sites {}: {problem}; give a file that you may read", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        problem: io::Error,
    },
    /// The file is longer than any list.
    #[error(
        "failed to read --sites {}: it has more than {SITE_LIST_BYTES} bytes; divide the list",
        path.display()
    )]
    Long {
        /// Which file.
        path: PathBuf,
    },
    /// The file is not what the options page exports.
    #[error(
        "failed to understand --sites {}: {problem}; give a list that the options page exported",
        path.display()
    )]
    Form {
        /// Which file.
        path: PathBuf,
        /// Where, and what was expected there.
        problem: serde_json::Error,
    },
    /// An entry of the file is no site.
    #[error(
        "failed to use --sites {}: site {number}, {name:?}: {problem}; mend or remove that entry",
        path.display()
    )]
    Entry {
        /// Which file.
        path: PathBuf,
        /// Which entry, counted from 1.
        number: usize,
        /// Its name.
        name: String,
        /// What is wrong with it.
        problem: InvalidSite,
    },
}

/// The sites that the arguments name. One bad entry refuses all: half a list would call a genuine
/// site unknown.
pub(super) fn given(domains: &[String], file: Option<&Path>) -> Result<Vec<Site>, SitesError> {
    let mut sites = Vec::new();
    for domain in domains {
        let site = Site::of_written_domain(domain).map_err(|problem| SitesError::Site {
            given: domain.clone(),
            problem,
        })?;
        sites.push(site);
    }
    if let Some(path) = file {
        sites.extend(read(path)?);
    }
    Ok(sites)
}

/// The catalogue of these sites only.
pub(super) fn alone(given: Vec<Site>) -> Catalogue {
    Catalogue::new(once_each(given))
}

/// The catalogue of these sites and the preset. A given site takes the place of the preset's.
pub(super) fn with_preset(mut given: Vec<Site>) -> Catalogue {
    given.push(alibaba());
    alone(given)
}

/// Where two stand for one domain, the first.
fn once_each(mut sites: Vec<Site>) -> Vec<Site> {
    let mut named = HashSet::new();
    sites.retain(|site| {
        let own = site.domains.first().cloned();
        own.is_some_and(|domain| named.insert(domain))
    });
    sites
}

fn read(path: &Path) -> Result<Vec<Site>, SitesError> {
    let content = read_bytes(path).map_err(|problem| SitesError::Read {
        path: path.to_owned(),
        problem,
    })?;
    if content.len() > SITE_LIST_BYTES {
        return Err(SitesError::Long {
            path: path.to_owned(),
        });
    }
    let json = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&content);
    let list: SiteList = serde_json::from_slice(json).map_err(|problem| SitesError::Form {
        path: path.to_owned(),
        problem,
    })?;
    let records = list.sites.iter().enumerate();
    let sites = records.map(|(index, record)| {
        record.read().map_err(|problem| SitesError::Entry {
            path: path.to_owned(),
            number: index + 1,
            name: record.name.clone(),
            problem,
        })
    });
    sites.collect()
}

/// A file, or as much of it as shows that it is too long.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    let limit = u64::try_from(SITE_LIST_BYTES).unwrap_or(u64::MAX);
    File::open(path)?
        .take(limit.saturating_add(1))
        .read_to_end(&mut content)?;
    Ok(content)
}
