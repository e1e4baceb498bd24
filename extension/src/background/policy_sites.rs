//! The sites that the administrator protects (`managed_schema.json`, `Sites`).
//!
//! For some seconds after its start the browser does not say what the policy is. Nothing waits for
//! it: what it said last is kept in this browser profile, and counts until it says something else.

use signin_seal_shared::site::SiteRecord;
use wasm_bindgen_futures::spawn_local;

use super::{protection, refusals, state};
use crate::browser::storage::{self, Snapshot};
use crate::browser::timer;
use crate::messages::{RefusedSite, SiteRefusal};

const POLICY: &str = "Sites";
const KEY: &str = "policy_sites";

/// How long the browser may need to know a policy; it was seen to need three seconds.
const LATE_MILLISECONDS: u32 = 10_000;

/// What the administrator has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PolicySites {
    /// As the browser said it, to notice a change.
    text: String,
    /// The entries that are sites.
    pub(super) records: Vec<SiteRecord>,
    /// The entries that are not.
    pub(super) refused: Vec<RefusedSite>,
}

impl PolicySites {
    /// Reads a list entry by entry: one that is no site is refused, and the others count. A text
    /// that is no list at all is one refused entry.
    fn read(text: String) -> Self {
        let mut sites = Self::default();
        match serde_json::from_str::<Vec<serde_json::Value>>(&text) {
            Ok(entries) => entries.into_iter().for_each(|entry| sites.add(entry)),
            Err(_) if text.is_empty() => {}
            Err(_) => sites.refuse(text.clone(), refusals::malformed()),
        }
        sites.text = text;
        sites
    }

    fn add(&mut self, entry: serde_json::Value) {
        let written = entry.to_string();
        let Ok(record) = serde_json::from_value::<SiteRecord>(entry) else {
            self.refuse(written, refusals::malformed());
            return;
        };
        match record.read() {
            Ok(_) => self.records.push(record),
            Err(invalid) => self.refuse(written, refusals::invalid(&invalid)),
        }
    }

    fn refuse(&mut self, entry: String, refusal: SiteRefusal) {
        self.refused.push(RefusedSite { entry, refusal });
    }
}

/// What the browser said last, also before its last start.
pub(super) fn last_known(kept: &Snapshot) -> PolicySites {
    PolicySites::read(kept.local(KEY).unwrap_or_default())
}

/// Asks the browser for the policy, and lets the pages follow where it is another than before.
pub async fn on_policy_sites_changed() {
    let text = storage::read_policy_list(POLICY).await.unwrap_or_default();
    let is_known = state::with(|state| !state.policy_sites.text.is_empty()).unwrap_or(false);
    if text.is_empty() && is_known {
        // It may only be too early: what was set counts until the browser has had its time.
        timer::after(LATE_MILLISECONDS, || {
            spawn_local(async {
                let text = storage::read_policy_list(POLICY).await;
                take(text.unwrap_or_default()).await;
            });
        });
        return;
    }
    take(text).await;
}

async fn take(text: String) {
    let is_same = state::with(|state| state.policy_sites.text == text);
    if is_same != Some(false) {
        return;
    }
    // Where it cannot be kept, it is asked for at the next start.
    let _kept = storage::write_local(KEY, &text).await;
    protection::change(|state| state.policy_sites = PolicySites::read(text)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_is_no_site_is_refused_and_the_others_count() {
        let sites = PolicySites::read(
            r#"[{"name":"Ours","domain":"ours.example"},
                {"name":"All","domain":"*"},
                {"name":"","domain":"empty.example"},
                {"name":"More","domain":"more.example","trusted":true},
                {"name":"Hosts","domain":"hosts.example","sign_in_hosts":[]},
                "text"]"#
                .to_owned(),
        );
        let domains: Vec<&str> = sites
            .records
            .iter()
            .map(|site| site.domain.as_str())
            .collect();
        assert_eq!(domains, ["ours.example"]);
        let refused: Vec<&str> = sites
            .refused
            .iter()
            .map(|refused| refused.refusal.what.as_str())
            .collect();
        assert_eq!(
            refused,
            [
                "site_no_domain_what",
                "site_no_name_what",
                "site_malformed_what",
                "site_no_hosts_what",
                "site_malformed_what",
            ]
        );
    }

    #[test]
    fn no_policy_is_no_refusal_and_no_list_is_one() {
        assert_eq!(PolicySites::read(String::new()), PolicySites::default());
        let refused = PolicySites::read("{}".to_owned()).refused;
        assert_eq!(refused.len(), 1);
    }
}
