//! A change of the list of sites, and what follows from it: the catalogue, the pages on which the
//! content script runs, and the pages that are open.

use std::collections::HashSet;

use signin_seal_shared::site::{Catalogue, SignInHosts, Site, SiteRecord, alibaba};

use super::{router, state, toolbar, visits};
use crate::browser::{content_scripts, runtime, tabs};
use crate::messages::SITES_CHANGED;

/// As in the manifest, in the order in which they run.
const CONTENT_SCRIPTS: [&str; 9] = [
    "asking.js",
    "plain_text.js",
    "words.js",
    "fields.js",
    "placing.js",
    "standing.js",
    "gate.js",
    "submitting.js",
    "content.js",
];
/// The manifest names the preset's sign-in hosts; these are those of all other sites.
const SCRIPT_ID: &str = "sign_in_pages";

/// The preset, which nobody can remove, then the policy's sites, then the person's own. A site
/// whose domain stands there already is left out, for as long as the other is there.
pub(super) fn catalogue(policy: &[SiteRecord], own: &[SiteRecord]) -> Catalogue {
    let preset = alibaba();
    let mut claimed: HashSet<_> = preset.domains.iter().cloned().collect();
    let mut sites = vec![preset];
    for record in policy.iter().chain(own) {
        // What was kept was a site once; the list of public suffixes may have changed since.
        let Ok(site) = record.read() else { continue };
        if site.domains.iter().any(|domain| claimed.contains(domain)) {
            continue;
        }
        claimed.extend(site.domains.iter().cloned());
        sites.push(site);
    }
    Catalogue::new(sites)
}

/// Follows a change of the lists at once: open pages of a new site get their seal, those of one
/// that was removed lose it.
///
/// It is not given the change itself: with a closure, each place that changes a list would bring a
/// copy of all that follows from it.
pub(super) async fn follow() {
    let before = visits::genuine_pages().await;
    state::with(|state| {
        state.catalogue = catalogue(&state.policy_sites.records, &state.own_sites);
    });
    run_on_sign_in_pages().await;
    let now = visits::genuine_pages().await;
    let is_in = |pages: &[(_, _)], page| pages.iter().any(|(other, _)| other == page);
    for (page, _) in now.iter().filter(|(page, _)| !is_in(&before, page)) {
        let run = content_scripts::run_in(page.tab, &page.document, &CONTENT_SCRIPTS).await;
        // A page of the browser's own, in the place of one that did not load, takes none.
        let _page_takes_none = run;
    }
    for (page, _) in before.iter().filter(|(page, _)| !is_in(&now, page)) {
        tabs::tell_document(page.tab, &page.document, "0");
        toolbar::show_nothing(page.tab).await;
    }
    router::tell_everybody().await;
    runtime::broadcast(SITES_CHANGED);
}

/// Lets the content script run on the sign-in hosts of all sites that the manifest does not name.
pub async fn run_on_sign_in_pages() {
    let patterns = state::with(|state| {
        let preset = alibaba().id;
        let sites = state.catalogue.sites().filter(|site| site.id != preset);
        sites.flat_map(patterns).collect::<Vec<_>>()
    });
    let patterns = patterns.unwrap_or_default();
    if let Err(error) = content_scripts::run_on(SCRIPT_ID, &CONTENT_SCRIPTS, &patterns).await {
        runtime::log("the content script was not registered:", &error);
    }
}

/// `*.` in a pattern stands for the domain itself, too.
fn patterns(site: &Site) -> Vec<String> {
    match &site.sign_in_hosts {
        SignInHosts::All => {
            let domains = site.domains.iter();
            domains.map(|domain| format!("*://*.{domain}/*")).collect()
        }
        SignInHosts::Exact(hosts) => {
            let hosts = hosts.iter();
            hosts.map(|host| format!("*://{host}/*")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(domain: &str, hosts: Option<&[&str]>) -> SiteRecord {
        SiteRecord {
            name: domain.to_owned(),
            domain: domain.to_owned(),
            sign_in_hosts: hosts.map(|hosts| hosts.iter().map(|&host| host.to_owned()).collect()),
        }
    }

    #[test]
    fn the_preset_comes_first_and_nobody_takes_its_place() {
        let own = [record("alibaba.com", None), record("own.example", None)];
        let policy = [record("own.example", None), record("ours.example", None)];
        let catalogue = catalogue(&policy, &own);
        let ids: Vec<&str> = catalogue.sites().map(|site| site.id.as_str()).collect();
        assert_eq!(ids, ["alibaba", "own.example", "ours.example"]);
    }

    #[test]
    fn the_scripts_run_on_sign_in_hosts_and_nowhere_else() {
        let all = record("own.example", None).read().unwrap();
        assert_eq!(patterns(&all), ["*://*.own.example/*"]);
        let one = record("own.example", Some(&["login.own.example"]));
        assert_eq!(patterns(&one.read().unwrap()), ["*://login.own.example/*"]);
    }
}
