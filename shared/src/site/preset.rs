//! The site that every installation protects: Alibaba.com.

use super::{Host, RegistrableDomain, Site, SiteId};

const DOMAIN: &str = "alibaba.com";

/// The hosts under `alibaba.com` that ask for a password. `www.alibaba.com` only links to them.
const SIGN_IN_HOSTS: [&str; 2] = ["login.alibaba.com", "passport.alibaba.com"];

/// Other services of Alibaba Group, as its annual report (Form 20-F) names them.
const SISTER_DOMAINS: [&str; 14] = [
    "1688.com",
    "alibaba-inc.com",
    "alibabacloud.com",
    "alibabagroup.com",
    "alicdn.com",
    "aliexpress.com",
    "alimama.com",
    "aliyun.com",
    "cainiao.com",
    "dingtalk.com",
    "fliggy.com",
    "lazada.com",
    "taobao.com",
    "tmall.com",
];

/// Alibaba.com, as this version of the program knows it.
#[must_use]
pub fn alibaba() -> Site {
    Site {
        id: SiteId::new("alibaba"),
        name: "Alibaba.com".to_owned(),
        domains: registrable_domains(&[DOMAIN]),
        sign_in_hosts: hosts(&SIGN_IN_HOSTS).collect(),
        sister_domains: registrable_domains(&SISTER_DOMAINS),
    }
}

fn hosts(names: &[&str]) -> impl Iterator<Item = Host> {
    names.iter().filter_map(|name| name.parse().ok())
}

fn registrable_domains(names: &[&str]) -> Vec<RegistrableDomain> {
    hosts(names)
        .filter_map(|host| RegistrableDomain::of(&host))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_preset_is_read() {
        let site = alibaba();
        let domains = |list: &[RegistrableDomain]| -> Vec<String> {
            list.iter().map(ToString::to_string).collect()
        };
        assert_eq!(domains(&site.domains), [DOMAIN]);
        assert_eq!(domains(&site.sister_domains), SISTER_DOMAINS);
        assert_eq!(site.sign_in_hosts.len(), SIGN_IN_HOSTS.len());
    }

    #[test]
    fn every_sign_in_host_is_under_a_domain_of_the_site() {
        let site = alibaba();
        for host in &site.sign_in_hosts {
            let domain = RegistrableDomain::of(host).unwrap();
            assert!(site.domains.contains(&domain), "{host}");
        }
    }
}
