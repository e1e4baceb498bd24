//! Facts in the person's own language: places, times, kinds of sign-ins.

use signin_seal_shared::account::{HistoryRow, Location, Marks, SignInKind};

use crate::browser::names::{self, Named};
use crate::browser::{i18n, time};

/// Where an address is.
pub(super) fn location(location: &Location) -> String {
    match location {
        Location::Private {} => i18n::text("location_private"),
        Location::Unknown {} => i18n::text("location_unknown"),
        Location::Country { code } => country(code),
        Location::AnonymousProxy { code: None } => i18n::text("location_proxy"),
        Location::AnonymousProxy { code: Some(code) } => {
            i18n::text_with("location_proxy_in", &[&country(code)])
        }
    }
}

/// A country by its name.
pub(super) fn country(code: &str) -> String {
    names::name(Named::Region, code)
}

/// A time in GMT.
pub(super) fn gmt(milliseconds: i64) -> String {
    i18n::text_with("time_gmt", &[&time::gmt_words(milliseconds)])
}

/// The same time where the computer is.
pub(super) fn local(milliseconds: i64) -> String {
    i18n::text_with("time_local", &[&time::short_words(milliseconds)])
}

/// What kind of sign-in it was.
pub(super) fn kind(kind: SignInKind) -> String {
    i18n::text(match kind {
        SignInKind::Account => "sign_in_account",
        SignInKind::Refused => "sign_in_refused",
        SignInKind::Site => "sign_in_site",
        SignInKind::Stopped => "sign_in_stopped",
    })
}

/// On which site it was, with its host where the name does not say it.
pub(super) fn site(row: &HistoryRow) -> String {
    let place = &row.place;
    match (place.site.as_str(), place.host.as_str()) {
        ("", "") => i18n::text("sign_in_here"),
        (site, "") | ("", site) => site.to_owned(),
        (site, host) => format!("{site} ({host})"),
    }
}

/// In which browser profile it was: what the browser called itself, and the beginning of the
/// profile's id, by which two of them are told apart.
pub(super) fn browser(row: &HistoryRow) -> String {
    let place = &row.place;
    let name = match place.browser.as_str() {
        "" if place.profile.is_empty() => return i18n::text("browser_command_line"),
        "" => i18n::text("take_over_unknown_browser"),
        name => name.to_owned(),
    };
    match place.profile.get(..6) {
        Some(start) => i18n::text_with("browser_profile", &[&name, start]),
        None => name,
    }
}

/// The address, or that there was none.
pub(super) fn address(row: &HistoryRow) -> String {
    match &row.place.address {
        Some(address) => address.clone(),
        None => i18n::text("address_none"),
    }
}

/// What is odd about a sign-in, each in words of its own.
pub(super) fn odd(marks: Marks) -> Vec<String> {
    [
        (marks.new_country, "mark_new_country"),
        (marks.new_profile, "mark_new_profile"),
        (marks.new_proxy, "mark_new_proxy"),
        (marks.clock_behind, "mark_clock_behind"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, name)| i18n::text(name))
    .collect()
}

/// Where one can look up whose address it is (RDAP, RFC 9082); none for one that nobody has to
/// himself.
pub(super) fn whois(row_address: Option<&str>, place: &Location) -> Option<String> {
    match (row_address, place) {
        (None, _) | (_, Location::Private {}) => None,
        (Some(address), _) => Some(format!("https://rdap.org/ip/{address}")),
    }
}
