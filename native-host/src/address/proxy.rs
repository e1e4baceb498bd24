//! Whether the system has a proxy for https. Then the address that sites see is the proxy's.
//!
//! Asked are the variables of the environment, the system's own settings by `proxy_cfg` (macOS;
//! `/etc/sysconfig/proxy` on Linux), and the settings of the desktop that GNOME and its relatives
//! share. For those there is no library that does not bring all of GLib along: `gsettings`, the tool
//! that comes with them, tells. KDE's own settings are not asked.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};

/// The variables that browsers and other programs heed for https, in both cases.
const VARIABLES: [&str; 4] = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/// The keys under which `proxy_cfg` has a proxy for https, or for everything.
const SCHEMES: [&str; 3] = ["https", "all", "*"];

/// Whether a proxy for https is set.
pub(super) fn system_proxy() -> bool {
    is_in_environment(|name| env::var_os(name)) || is_in_system() || is_in_desktop(&gsettings)
}

fn is_in_environment(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    VARIABLES
        .iter()
        .any(|name| variable(name).is_some_and(|value| !value.is_empty()))
}

fn is_in_system() -> bool {
    // An error is a computer without such settings.
    let Ok(Some(settings)) = proxy_cfg::get_proxy_config() else {
        return false;
    };
    let is_set = |scheme: &&str| {
        let proxy = settings.proxies.get(*scheme);
        proxy.is_some_and(|proxy| !proxy.is_empty())
    };
    SCHEMES.iter().any(is_set)
}

/// The desktop has a proxy by hand, for https or for all (SOCKS), or by a script (GNOME,
/// `org.gnome.system.proxy`).
fn is_in_desktop(setting: &dyn Fn(&[&str]) -> Option<String>) -> bool {
    match setting(&["org.gnome.system.proxy", "mode"]).as_deref() {
        Some("'auto'") => true,
        Some("'manual'") => ["https", "socks"].iter().any(|scheme| {
            let schema = format!("org.gnome.system.proxy.{scheme}");
            let host = setting(&[&schema, "host"]);
            host.is_some_and(|host| host != "''")
        }),
        _ => false,
    }
}

/// What `gsettings get` says; none where there is no such tool or setting.
fn gsettings(setting: &[&str]) -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let asked = Command::new("gsettings")
        .arg("get")
        .args(setting)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let told = String::from_utf8(asked.stdout).ok()?;
    asked.status.success().then(|| told.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(set: &'static str, value: &'static str) -> impl Fn(&str) -> Option<OsString> {
        move |name| (name == set).then(|| value.into())
    }

    #[test]
    fn each_variable_counts_and_an_empty_one_does_not() {
        for name in VARIABLES {
            assert!(is_in_environment(environment(name, "proxy.example:3128")));
            assert!(!is_in_environment(environment(name, "")));
        }
    }

    #[test]
    fn a_proxy_for_other_schemes_is_none_for_https() {
        for name in ["http_proxy", "no_proxy", "ftp_proxy"] {
            assert!(
                !is_in_environment(environment(name, "proxy.example")),
                "{name}"
            );
        }
    }

    #[track_caller]
    fn check_desktop(mode: &'static str, https: &'static str, socks: &'static str, expected: bool) {
        let told = |setting: &[&str]| match setting {
            ["org.gnome.system.proxy", "mode"] => Some(mode.to_owned()),
            ["org.gnome.system.proxy.https", "host"] => Some(https.to_owned()),
            ["org.gnome.system.proxy.socks", "host"] => Some(socks.to_owned()),
            _ => None,
        };
        assert_eq!(is_in_desktop(&told), expected, "{mode} {https} {socks}");
    }

    #[test]
    fn the_desktop_has_a_proxy_where_one_is_in_use_for_https() {
        check_desktop("'none'", "'proxy.example'", "''", false);
        check_desktop("'manual'", "''", "''", false);
        check_desktop("'manual'", "'proxy.example'", "''", true);
        check_desktop("'manual'", "''", "'proxy.example'", true);
        check_desktop("'auto'", "''", "''", true);
        assert!(!is_in_desktop(&|_| None), "no desktop");
    }
}
