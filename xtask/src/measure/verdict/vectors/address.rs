//! An address, and the host that it leads to.

use serde_json::Value;
use signin_seal_shared::site::{Host, RegistrableDomain, SignInHosts, Site};
use signin_seal_shared::verdict::{UnknownReason, Verdict};
use url::Url;

use super::super::judging::{Catalogue, judge_address};
use super::host::without_dot;
use super::{Agreement, Reason, text_of};

/// Compares what an address is judged as with the host that it should lead to.
pub(super) fn compare(vector: &Value) -> Agreement {
    let input = text_of(vector, "input");
    let fails = vector.get("failure").and_then(Value::as_bool) == Some(true);
    if !fails && vector.get("href").is_none() {
        return Agreement::NotAbout;
    }
    let address = match absolute(input, text_of(vector, "base")) {
        Some(address) => address,
        None if fails => return Agreement::Agree,
        None if input.starts_with("///") => return Agreement::Known(Reason::Relative),
        None => return Agreement::Disagree(format!("{input:?} is not read")),
    };
    let is_of_the_web = matches!(text_of(vector, "protocol"), "http:" | "https:");
    if fails || !is_of_the_web {
        return match judge_address(&address, &Catalogue::default()) {
            Verdict::Unknown(UnknownReason::NotAWebAddress) => Agreement::Agree,
            _ if has_long_label(&address) => Agreement::Known(Reason::LongLabel),
            verdict => Agreement::Disagree(format!("{input:?} is judged as {verdict:?}")),
        };
    }
    leads_to(&address, text_of(vector, "hostname"))
}

/// The address from its base. One without a base goes as it is into the judgement, which knows no
/// base: browsers attest whole addresses.
fn absolute(input: &str, base: &str) -> Option<String> {
    if base.is_empty() {
        return Some(input.to_owned());
    }
    let base = Url::parse(base).ok()?;
    Some(base.join(input).ok()?.to_string())
}

/// Whether the judgement finds this host in the address: a site whose only sign-in host it is has to
/// be found there.
fn leads_to(address: &str, hostname: &str) -> Agreement {
    if let Some(reason) = Reason::of_refused(hostname) {
        return match judge_address(address, &Catalogue::default()) {
            Verdict::Unknown(UnknownReason::NotAWebAddress) => Agreement::Known(reason),
            verdict => Agreement::Disagree(format!("{address:?} is judged as {verdict:?}")),
        };
    }
    let Ok(host) = hostname.parse::<Host>() else {
        return Agreement::Disagree(format!("the host {hostname:?} is not read"));
    };
    if host.to_string() != without_dot(hostname) {
        return Agreement::Disagree(format!("the host {hostname:?} is read as {host}"));
    }
    let catalogue = Catalogue::new(site_of(&host).into_iter().collect());
    match (judge_address(address, &catalogue), catalogue.sites().next()) {
        (Verdict::Genuine(_) | Verdict::Insecure(_), Some(_)) => Agreement::Agree,
        // Nobody registered it: an address, or one label. It is read, and that is all.
        (Verdict::Unknown(UnknownReason::NoSite), None) => Agreement::Agree,
        (verdict, _) => Agreement::Disagree(format!(
            "{address:?} should lead to {hostname:?} and is judged as {verdict:?}"
        )),
    }
}

/// Whether the address has a label of more bytes than a name server takes (RFC 1035, section 2.3.4).
fn has_long_label(address: &str) -> bool {
    let host = Url::parse(address).ok();
    let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
    host.split('.').any(|label| label.len() > 63)
}

fn site_of(host: &Host) -> Option<Site> {
    let domain = RegistrableDomain::of(host)?;
    Some(Site {
        sign_in_hosts: SignInHosts::Exact(vec![host.clone()]),
        ..Site::of_domain(domain)
    })
}
