//! The person's own sites: kept in this browser profile, judged before they are added.

use signin_seal_shared::limits::{IMPORT_BYTES, SITE_NAME_CHARACTERS};
use signin_seal_shared::site::{
    Format, Host, RegistrableDomain, SignInHosts, Site, SiteId, SiteList, SiteRecord, alibaba,
    enrol, has_room, ready, ready_sites, sort,
};
use wasm_bindgen::JsValue;

use super::state::{self, State};
use super::{protection, refusals, visits};
use crate::browser::storage::{self, Snapshot};
use crate::messages::{
    Candidate, ImportPlan, OptionsAnswer, Origin, ReadyView, RefusedSite, SiteRefusal, SiteView,
    SitesAnswer,
};

const KEY: &str = "sites";
/// Where a list goes that this version cannot read, before another is written in its place.
const SET_ASIDE: &str = "sites_set_aside";

/// The person's list.
pub(super) fn read(kept: &Snapshot) -> Vec<SiteRecord> {
    let Some(text) = kept.local(KEY) else {
        return Vec::new();
    };
    match serde_json::from_str::<SiteList>(&text) {
        Ok(list) => list.sites,
        Err(_) => {
            storage::begin_to_write_local(SET_ASIDE, text);
            Vec::new()
        }
    }
}

/// All sites, for the options page.
pub(super) fn list() -> OptionsAnswer {
    let answer = state::with(|state| SitesAnswer {
        sites: state
            .catalogue
            .sites()
            .map(|site| view(site, state))
            .collect(),
        refused: state.policy_sites.refused.clone(),
        ready: ready_sites()
            .iter()
            .filter_map(|ready| ready.domains.first().map(|domain| (ready, domain)))
            .filter(|(_, domain)| state.catalogue.site_of(domain).is_none())
            .map(|(ready, domain)| ReadyView {
                name: ready.name.clone(),
                domain: domain.to_string(),
            })
            .collect(),
    });
    OptionsAnswer::Sites(answer.unwrap_or_default())
}

/// What would be protected as the site of this host, before the person confirms it.
pub(super) fn judge(host: &str, not: &[String]) -> OptionsAnswer {
    let parsed: Option<Host> = host.trim().parse().ok();
    let domain = parsed.as_ref().and_then(RegistrableDomain::of);
    let record = SiteRecord {
        name: name_for(domain.as_ref(), host),
        domain: host.to_owned(),
        sign_in_hosts: None,
    };
    let not: Vec<SiteId> = not.iter().map(|id| SiteId::new(id)).collect();
    let outcome = state::with(|state| enrol(&record, &state.catalogue, &not));
    match outcome {
        Some(Ok(enrolment)) => {
            let known = domain.and_then(|domain| ready(&domain));
            let ready_hosts = known.and_then(|ready| hosts_of(&ready.sign_in_hosts));
            OptionsAnswer::Candidate(Candidate {
                name: record.name,
                domain: enrolment.site.id.as_str().to_owned(),
                host: parsed.map(|host| host.to_string()).unwrap_or_default(),
                others: others(&enrolment.site),
                ready_hosts,
                sister_of: enrolment.sister_of.map(|site| visits::name_of(&site)),
                over_http: false,
            })
        }
        Some(Err(refusal)) => OptionsAnswer::Refused(refusals::of(&refusal, &record.domain)),
        None => OptionsAnswer::Refused(refusals::gone()),
    }
}

/// Adds a site that the person has confirmed. It is judged again: the list may be another by now.
pub(super) async fn add(mut record: SiteRecord, not: &[String]) -> Result<OptionsAnswer, JsValue> {
    let not: Vec<SiteId> = not.iter().map(|id| SiteId::new(id)).collect();
    let outcome = state::with(|state| {
        let room = has_room(state.own_sites.len(), 1);
        room.then(|| enrol(&record, &state.catalogue, &not))
    });
    match outcome.flatten() {
        Some(Ok(enrolment)) => {
            record.domain = enrolment.site.id.as_str().to_owned();
            let mut sites = own();
            sites.push(record);
            keep(sites).await
        }
        Some(Err(refusal)) => Ok(OptionsAnswer::Refused(refusals::of(
            &refusal,
            &record.domain,
        ))),
        None => Ok(OptionsAnswer::Refused(refusals::full())),
    }
}

/// Gives one of the person's sites another name or other sign-in hosts.
pub(super) async fn alter(record: SiteRecord) -> Result<OptionsAnswer, JsValue> {
    if let Err(invalid) = record.read() {
        return Ok(OptionsAnswer::Refused(refusals::invalid(&invalid)));
    }
    let mut sites = own();
    match sites.iter_mut().find(|site| site.domain == record.domain) {
        Some(site) => *site = record,
        None => return Ok(OptionsAnswer::Refused(refusals::gone())),
    }
    keep(sites).await
}

/// Protects one of the person's sites no longer.
pub(super) async fn remove(domain: &str) -> Result<OptionsAnswer, JsValue> {
    let mut sites = own();
    match sites.iter().position(|site| site.domain == domain) {
        Some(place) => sites.remove(place),
        None => return Ok(OptionsAnswer::Refused(refusals::gone())),
    };
    keep(sites).await
}

/// The person's list as a file.
pub(super) fn export() -> OptionsAnswer {
    OptionsAnswer::File(file(&own()))
}

fn file(sites: &[SiteRecord]) -> String {
    let list = SiteList {
        format: Format::Sites1,
        sites: sites.to_vec(),
    };
    serde_json::to_string(&list).unwrap_or_default()
}

/// What would become of the sites of a file.
pub(super) fn judge_import(text: &str) -> OptionsAnswer {
    match sorted(text) {
        Ok((plan, _)) => OptionsAnswer::Plan(plan),
        Err(refusal) => OptionsAnswer::Refused(*refusal),
    }
}

/// Adds the sites of a file that may be added.
pub(super) async fn import(text: &str) -> Result<OptionsAnswer, JsValue> {
    match sorted(text) {
        Ok((plan, taken)) => {
            let mut sites = own();
            sites.extend(taken);
            keep(sites).await?;
            Ok(OptionsAnswer::Taken(plan))
        }
        Err(refusal) => Ok(OptionsAnswer::Refused(*refusal)),
    }
}

fn sorted(text: &str) -> Result<(ImportPlan, Vec<SiteRecord>), Box<SiteRefusal>> {
    if text.len() > IMPORT_BYTES {
        return Err(refusals::large_file().into());
    }
    let list: SiteList =
        serde_json::from_str(text).map_err(|_| Box::new(refusals::unknown_file()))?;
    // Judging takes its time: a list that nobody can have is not judged.
    if !has_room(0, list.sites.len()) {
        return Err(refusals::full().into());
    }
    let sorted = state::with(|state| (state.own_sites.len(), sort(list.sites, &state.catalogue)));
    let (present, sorted) = sorted.unwrap_or_default();
    if !has_room(present, sorted.taken.len()) {
        return Err(refusals::full().into());
    }
    let plan = ImportPlan {
        taken: sorted.taken.iter().map(written).collect(),
        skipped: sorted.skipped.iter().map(written).collect(),
        refused: sorted
            .refused
            .iter()
            .map(|(record, refusal)| RefusedSite {
                entry: written(record),
                refusal: refusals::of(refusal, &record.domain),
            })
            .collect(),
    };
    let by_domain = |mut record: SiteRecord| {
        record.domain = record.read().ok()?.id.as_str().to_owned();
        Some(record)
    };
    Ok((
        plan,
        sorted.taken.into_iter().filter_map(by_domain).collect(),
    ))
}

/// Puts this list in the place of the person's own, writes it down, and lets the pages follow.
async fn keep(sites: Vec<SiteRecord>) -> Result<OptionsAnswer, JsValue> {
    let text = file(&sites);
    let before = state::with(|state| std::mem::replace(&mut state.own_sites, sites));
    if let Err(error) = storage::write_local(KEY, &text).await {
        // What was not written down is not protected at the next start, so it is not now.
        state::with(|state| state.own_sites = before.unwrap_or_default());
        return Err(error);
    }
    protection::follow().await;
    Ok(list())
}

fn own() -> Vec<SiteRecord> {
    state::with(|state| state.own_sites.clone()).unwrap_or_default()
}

fn written(record: &SiteRecord) -> String {
    match record.name.trim() {
        "" => record.domain.clone(),
        name => format!("{name} ({})", record.domain),
    }
}

/// A name for a site of which the person has said none.
fn name_for(domain: Option<&RegistrableDomain>, written: &str) -> String {
    let name = match domain.map(|domain| (domain, ready(domain))) {
        Some((_, Some(ready))) => ready.name,
        Some((domain, None)) => domain.to_string(),
        // It is refused for that, and not for a name that nobody gave.
        None => format!("{written}?"),
    };
    name.chars().take(SITE_NAME_CHARACTERS).collect()
}

fn view(site: &Site, state: &State) -> SiteView {
    let id = site.id.as_str();
    let origin = if site.id == alibaba().id {
        Origin::Preset
    } else if state.own_sites.iter().any(|own| own.domain == id) && !is_policys(state, id) {
        Origin::Own
    } else {
        Origin::Policy
    };
    SiteView {
        domain: site
            .domains
            .first()
            .map(ToString::to_string)
            .unwrap_or_default(),
        name: site.name.clone(),
        origin,
        sign_in_hosts: hosts_of(&site.sign_in_hosts),
        others: others(site),
    }
}

fn is_policys(state: &State, id: &str) -> bool {
    let records = state.policy_sites.records.iter();
    let mut sites = records.filter_map(|record| record.read().ok());
    sites.any(|site| site.id.as_str() == id)
}

fn hosts_of(hosts: &SignInHosts) -> Option<Vec<String>> {
    match hosts {
        SignInHosts::All => None,
        SignInHosts::Exact(hosts) => Some(hosts.iter().map(ToString::to_string).collect()),
    }
}

/// The other domains of the same service.
fn others(site: &Site) -> Vec<String> {
    site.domains
        .iter()
        .skip(1)
        .map(ToString::to_string)
        .collect()
}
