//! The sites that the administrator protects (`managed_schema.json`, `Sites`).
//!
//! For some seconds after its start the browser does not say what the policy is. Nothing waits for
//! it: what it said last is kept in this browser profile, and counts until it says something else.

use signin_seal_shared::site::SiteRecord;
use wasm_bindgen_futures::spawn_local;

use super::{protection, refusals, state};
use crate::browser::storage::{self, Snapshot};
use crate::browser::timer;
use crate::messages::RefusedSite;

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
    /// Reads a list of texts, each one entry: one that is no site is refused, and the others count.
    /// What was kept in another form counts for nothing until the browser has said it anew.
    fn read(text: String) -> Self {
        let mut sites = Self::default();
        if let Ok(entries) = serde_json::from_str::<Vec<String>>(&text) {
            entries.into_iter().for_each(|entry| sites.add(entry));
            sites.text = text;
        }
        sites
    }

    fn add(&mut self, entry: String) {
        let refusal = match serde_json::from_str::<SiteRecord>(&entry) {
            Ok(record) => match record.read() {
                Ok(_) => return self.records.push(record),
                Err(invalid) => refusals::invalid(&invalid),
            },
            Err(_) => refusals::malformed(),
        };
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
    state::with(|state| state.policy_sites = PolicySites::read(text));
    protection::follow().await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_is_no_site_is_refused_and_the_others_count() {
        let entries = [
            r#"{"name":"Ours","domain":"ours.example"}"#,
            r#"{"name":"All","domain":"*"}"#,
            r#"{"name":"","domain":"empty.example"}"#,
            r#"{"name":"More","domain":"more.example","trusted":true}"#,
            r#"{"name":"Hosts","domain":"hosts.example","sign_in_hosts":[]}"#,
            r#""text""#,
        ];
        let sites = PolicySites::read(serde_json::to_string(&entries).unwrap());
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
    fn no_policy_and_one_in_another_form_are_no_refusal() {
        for text in ["", "{}", r#"[{"name":"Ours","domain":"ours.example"}]"#] {
            assert_eq!(PolicySites::read(text.to_owned()), PolicySites::default());
        }
    }
}
