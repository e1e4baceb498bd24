//! The site that every installation protects: Alibaba.com. It is always on.

use super::ready::ReadySite;
use super::{Site, SiteId};

/// Alibaba.com in the form of `data/ready_sites.txt`. Its sign-in hosts are the two under
/// `alibaba.com` that ask for a password; `www.alibaba.com` only links to them. Its sister domains
/// are other services of Alibaba Group, as its annual report (Form 20-F) names them.
pub(super) const LINE: &str = "Alibaba.com|alibaba.com|login.alibaba.com passport.alibaba.com|\
    1688.com alibaba-inc.com alibabacloud.com alibabagroup.com alicdn.com aliexpress.com \
    alimama.com aliyun.com cainiao.com dingtalk.com fliggy.com lazada.com taobao.com tmall.com|";

/// Alibaba.com, as this version of the program knows it.
#[must_use]
pub fn alibaba() -> Site {
    let ReadySite {
        name,
        domains,
        sign_in_hosts,
        sister_domains,
        tokens,
    } = ReadySite::read(LINE);
    Site {
        id: SiteId::new("alibaba"),
        name,
        domains,
        sign_in_hosts,
        sister_domains,
        tokens,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{RegistrableDomain, SignInHosts};

    #[test]
    fn the_preset_names_its_hosts() {
        let site = alibaba();
        let domains: Vec<&str> = site.domains.iter().map(RegistrableDomain::as_str).collect();
        assert_eq!(domains, ["alibaba.com"]);
        assert_eq!(site.sister_domains.len(), 14);
        let hosts = ["login.alibaba.com", "passport.alibaba.com"];
        let hosts = hosts.map(|host| host.parse().unwrap());
        assert_eq!(site.sign_in_hosts, SignInHosts::Exact(hosts.into()));
    }
}
