//! Sign-ins as a file for spreadsheets (RFC 4180), in UTF-8 with a byte order mark, by which Excel
//! knows it.

use signin_seal_shared::account::{AddressSource, HistoryRow, Location, Marks, SignInKind};

use crate::browser::time;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The first line.
pub(super) fn head() -> String {
    let names = [
        "id",
        "time_gmt",
        "kind",
        "site",
        "host",
        "ip_address",
        "address_source",
        "ip_location",
        "country",
        "browser",
        "browser_profile",
        "unusual",
        "clock_behind",
    ];
    format!("{BYTE_ORDER_MARK}{}\r\n", names.join(","))
}

/// One sign-in. The words are not translated: programs read them.
pub(super) fn line(row: &HistoryRow) -> String {
    line_at(row, &time::iso(row.at_ms))
}

fn line_at(row: &HistoryRow, time: &str) -> String {
    let place = &row.place;
    let kind = match place.kind {
        SignInKind::Account => "account",
        SignInKind::Refused => "refused",
        SignInKind::Site => "site",
        SignInKind::Stopped => "stopped",
    };
    let source = match place.source {
        AddressSource::Route => "route",
        AddressSource::Stun => "stun",
    };
    let (location, country) = match &place.location {
        Location::Private {} => ("private", ""),
        Location::Unknown {} => ("unknown", ""),
        Location::Country { code } => ("country", code.as_str()),
        Location::AnonymousProxy { code } => {
            ("anonymous_proxy", code.as_deref().unwrap_or_default())
        }
    };
    let id = row.id.to_string();
    let clock_behind = if row.marks.clock_behind { "yes" } else { "no" };
    let cells = [
        &id,
        time,
        kind,
        &place.site,
        &place.host,
        place.address.as_deref().unwrap_or_default(),
        source,
        location,
        country,
        &place.browser,
        &place.profile,
        &odd(row.marks),
        clock_behind,
    ];
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

fn odd(marks: Marks) -> String {
    let all = [
        (marks.new_country, "new country"),
        (marks.new_profile, "new browser profile"),
        (marks.new_proxy, "new proxy"),
    ];
    let holds = all
        .into_iter()
        .filter_map(|(holds, name)| holds.then_some(name));
    holds.collect::<Vec<_>>().join("; ")
}

/// One cell. A spreadsheet would carry out what begins as a formula: an apostrophe before it keeps it
/// text (OWASP, "CSV Injection").
fn cell(text: &str) -> String {
    let is_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = match is_formula {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    match text.contains(['"', ',', '\r', '\n', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::account::PlaceOfSignIn;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(cell(text), expected);
    }

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        check("plain", "plain");
        check("", "");
        check("Fox, Owl", "\"Fox, Owl\"");
        check("the \"Fox\"", "\"the \"\"Fox\"\"\"");
        check("two\r\nlines", "\"two\r\nlines\"");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        check("=1+1", "'=1+1");
        check("+49", "'+49");
        check("-2", "'-2");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("＝1", "'＝1");
        check(
            "=HYPERLINK(\"a\",\"b\")",
            "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"",
        );
    }

    #[test]
    fn a_line_has_as_many_cells_as_the_first_one() {
        let row = HistoryRow {
            id: 7,
            at_ms: 0,
            place: PlaceOfSignIn {
                kind: SignInKind::Site,
                site: "Alibaba.com".to_owned(),
                host: "login.alibaba.com".to_owned(),
                address: Some("203.0.113.9".to_owned()),
                source: AddressSource::Stun,
                location: Location::AnonymousProxy {
                    code: Some("FR".to_owned()),
                },
                profile: "0".repeat(32),
                browser: "Chromium".to_owned(),
            },
            marks: Marks {
                new_country: true,
                new_proxy: true,
                ..Marks::default()
            },
        };
        let line = line_at(&row, "2026-11-22T18:00:00.000Z");
        assert_eq!(
            line,
            "7,2026-11-22T18:00:00.000Z,site,Alibaba.com,login.alibaba.com,203.0.113.9,stun,\
             anonymous_proxy,FR,Chromium,00000000000000000000000000000000,\
             \"new country; new proxy\",no\r\n"
        );
        assert_eq!(line.matches(',').count(), head().matches(',').count());
        assert!(head().starts_with('\u{feff}'));
    }
}
