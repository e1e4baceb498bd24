//! Rows of visits with their verdicts, and what must hold for any visit at all.

use proptest::prelude::*;

use url::Url;

use super::*;
use crate::limits::URL_BYTES;
use crate::site::alibaba;

const ALIBABA: &str = "alibaba";

fn catalogue() -> Catalogue {
    Catalogue::new(vec![alibaba()])
}

fn judged(url: &str, frame: Frame) -> Verdict {
    judge(&Visit { url, frame }, &catalogue())
}

#[track_caller]
fn check(url: &str, expected: &Verdict) {
    assert_eq!(judged(url, Frame::Top), *expected, "{url}");
}

fn genuine() -> Verdict {
    Verdict::Genuine(SiteId::new(ALIBABA))
}

fn no_site() -> Verdict {
    Verdict::Unknown(UnknownReason::NoSite)
}

fn no_address() -> Verdict {
    Verdict::Unknown(UnknownReason::NotAWebAddress)
}

#[test]
fn a_sign_in_host_over_https_is_genuine() {
    check("https://login.alibaba.com/", &genuine());
    check(
        "https://passport.alibaba.com/icbu_login.htm?a=b#c",
        &genuine(),
    );
    check("https://LOGIN.alibaba.com./", &genuine());
    check("https://ｌｏｇｉｎ.alibaba。com/", &genuine());
    check("https://login.alibaba.com%2e/", &genuine());
    check(
        "https://somebody:secret@login.alibaba.com:8443/",
        &genuine(),
    );
}

#[test]
fn without_https_it_is_insecure() {
    check(
        "http://login.alibaba.com/",
        &Verdict::Insecure(SiteId::new(ALIBABA)),
    );
}

#[test]
fn other_hosts_of_the_site_get_no_seal() {
    let elsewhere = Verdict::Unknown(UnknownReason::NotASignInHost(SiteId::new(ALIBABA)));
    check("https://www.alibaba.com/", &elsewhere);
    check("https://alibaba.com/", &elsewhere);
    check("https://somebody-elses-shop.en.alibaba.com/", &elsewhere);
}

#[test]
fn other_sites_are_unknown() {
    check("https://example.com/", &no_site());
    check("https://evil.io\\@login.alibaba.com/", &no_site());
    check("https://evil.io#@login.alibaba.com/", &no_site());
    check("https://login.aliexpress.com/", &no_site());
    check("https://127.0.0.1/", &no_site());
}

#[test]
fn what_is_no_web_address_is_unknown() {
    for url in [
        "",
        "login.alibaba.com",
        "about:blank",
        "data:text/html,https://login.alibaba.com/",
        "blob:https://login.alibaba.com/5c1",
        "file:///login.alibaba.com/",
        "ftp://login.alibaba.com/",
        "javascript:'https://login.alibaba.com/'",
        "chrome-extension://login.alibaba.com/",
        "filesystem:https://login.alibaba.com/temporary/",
        "view-source:https://login.alibaba.com/",
        "https://",
    ] {
        check(url, &no_address());
    }
}

#[test]
fn a_genuine_page_inside_another_is_never_genuine() {
    assert_eq!(
        judged("https://login.alibaba.com/", Frame::Embedded),
        Verdict::Unknown(UnknownReason::Framed(SiteId::new(ALIBABA)))
    );
}

#[test]
fn an_address_without_end_is_unknown() {
    let url = format!("https://login.alibaba.com/{}", "a".repeat(URL_BYTES));
    check(&url, &no_address());
}

proptest! {
    #[test]
    fn genuine_implies_the_registrable_domain_of_the_site(
        prefix in "[a-z0-9.@:/\\\\#?%-]{0,12}",
        middle in prop::sample::select(vec!["login.alibaba.com", "alibaba.com", "login.alibaba.co"]),
        suffix in "[a-z0-9.@:/\\\\#?%-]{0,12}",
    ) {
        let url = format!("https://{prefix}{middle}{suffix}");
        if judged(&url, Frame::Top) == genuine() {
            let host = Url::parse(&url).unwrap().host_str().unwrap().trim_end_matches('.').to_owned();
            prop_assert!(host == "login.alibaba.com" || host == "passport.alibaba.com", "{url}");
        }
    }

    #[test]
    fn more_bad_signs_never_raise_trust(
        host in prop::sample::select(vec!["login.alibaba.com", "www.alibaba.com", "evil.io"]),
        path in "(/[a-z]{0,4}){0,2}",
    ) {
        let secure = judged(&format!("https://{host}{path}"), Frame::Top);
        let insecure = judged(&format!("http://{host}{path}"), Frame::Top);
        let framed = judged(&format!("https://{host}{path}"), Frame::Embedded);
        prop_assert_eq!(secure == genuine(), host == "login.alibaba.com");
        prop_assert_ne!(insecure, genuine());
        prop_assert!(!matches!(framed, Verdict::Genuine(_) | Verdict::Insecure(_)));
    }

    #[test]
    fn judging_any_text_gives_a_verdict(url in any::<String>()) {
        let _verdict = judged(&url, Frame::Top);
    }
}
