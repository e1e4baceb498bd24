//! What the options page asks about the protected sites, and what it is told.

use serde::{Deserialize, Serialize};
use signin_seal_shared::site::SiteRecord;

/// From the options page, about the protected sites. The answer is an [`OptionsAnswer`]; an enum of
/// their own keeps them out of the other pages.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FromOptions {
    /// All sites.
    ListSites {},
    /// What the page was opened for: a candidate, a refusal, or nothing.
    AskedFor {},
    /// What would be protected: a candidate, or a refusal.
    JudgeSite {
        /// The host, as it was typed.
        host: String,
        /// The ids of the sites that it is not, as the person says.
        not: Vec<String>,
    },
    /// Protect this site: all sites as they are then, or a refusal.
    AddSite {
        /// The site.
        site: SiteRecord,
        /// The ids of the sites that it is not, as the person says.
        not: Vec<String>,
    },
    /// Give a site of the person's own another name or other hosts: as above.
    AlterSite(SiteRecord),
    /// Protect the site of the person's own that has this domain in the list no longer: as above.
    RemoveSite(String),
    /// The person's own sites as a file.
    ExportSites {},
    /// What would become of the sites of a file with this text: a plan, or a refusal of the file.
    JudgeImport(String),
    /// Protect the sites of a file with this text: what became of them, or a refusal of the file.
    ImportSites(String),
}

/// An answer to the options page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OptionsAnswer {
    /// All sites, as they are now.
    Sites(SitesAnswer),
    /// A site that would be protected, once the person confirms it.
    Candidate(Candidate),
    /// What would become of the sites of a file; nothing was changed.
    Plan(ImportPlan),
    /// What became of them.
    Taken(ImportPlan),
    /// The content of a file.
    File(String),
    /// Nothing was changed, or would be.
    Refused(SiteRefusal),
    /// The page was opened for nothing special.
    Nothing {},
}

/// All sites.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitesAnswer {
    /// Those that are protected.
    pub sites: Vec<SiteView>,
    /// What stands in the administrator's policy, and is no site.
    pub refused: Vec<RefusedSite>,
    /// Well-known services that could be protected.
    pub ready: Vec<ReadyView>,
}

/// A site that is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteView {
    /// Its registrable domain.
    pub domain: String,
    /// What people call it.
    pub name: String,
    /// Who put it on the list.
    pub origin: Origin,
    /// The hosts on which it asks for a password; none for every host.
    pub sign_in_hosts: Option<Vec<String>>,
    /// The other domains of the same service.
    pub others: Vec<String>,
}

/// Who put a site on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// This program: it is always on.
    Preset,
    /// The administrator.
    Policy,
    /// The person.
    Own,
}

/// A well-known service that could be protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadyView {
    /// What people call it.
    pub name: String,
    /// Its best known domain.
    pub domain: String,
}

/// A site that would be protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// What it could be called.
    pub name: String,
    /// Its registrable domain: what the person confirms.
    pub domain: String,
    /// The host that was typed or visited.
    pub host: String,
    /// The other domains of the same service.
    pub others: Vec<String>,
    /// Its sign-in hosts, where they are well known.
    pub ready_hosts: Option<Vec<String>>,
    /// What people call the protected site that has the same owner.
    pub sister_of: Option<String>,
    /// The page was visited without https, where no seal is shown.
    pub over_http: bool,
}

/// Why a site, or a file of them, is not added. The texts are names in `_locales`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteRefusal {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub to_do: String,
    /// What fills `$1`, `$2` … in both.
    pub values: Vec<String>,
    /// What people call the protected site that it is held against; empty where there is none.
    pub site: String,
    /// The name of the trick by which it imitates that site.
    pub rule: Option<String>,
    /// The id of that site, where it is only near to it: the person may say that it is another.
    pub near: Option<String>,
}

/// Something that was written down as a site, and is not added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedSite {
    /// As it was written.
    pub entry: String,
    /// Why it is not added.
    pub refusal: SiteRefusal,
}

/// The sites of a file, sorted by what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportPlan {
    /// Those that are added.
    pub taken: Vec<String>,
    /// Those that are protected already.
    pub skipped: Vec<String>,
    /// Those that are not added.
    pub refused: Vec<RefusedSite>,
}
