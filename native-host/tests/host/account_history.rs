//! What happened, as it is noted, shown, filtered, deleted and exported.

use std::net::{Ipv4Addr, UdpSocket};

use rusqlite::Connection;
use signin_seal_shared::account::{
    AccountReply, AccountRequest, HistoryFilter, HistoryRow, MessageKind, SignInKind,
};
use signin_seal_shared::protocol::{ErrorReply, Event, ReplyBody, RequestBody};

use crate::account::{Account, PASSWORD};
use crate::kit::{Helper, Home, now_ms};

const DAY: i64 = 24 * 60 * 60 * 1000;

pub(crate) fn signed_in(site: &str, host: &str) -> RequestBody {
    RequestBody::Note {
        event: Event::SignedIn {
            site: site.to_owned(),
            host: host.to_owned(),
            stun: None,
        },
    }
}

#[track_caller]
pub(crate) fn note(helper: &mut Helper, request: RequestBody) {
    assert_eq!(helper.ask(3, request), ReplyBody::Noted {});
}

impl Account {
    /// Notes sign-ins, and waits until all are kept: another thread does it.
    pub(crate) fn note_all(&mut self, sign_ins: &[(&str, &str)]) {
        let before = self.overview().history_rows;
        for (site, host) in sign_ins {
            note(&mut self.helper, signed_in(site, host));
        }
        let expected = before + sign_ins.len() as u64;
        let kept = (0..5_000).any(|_| self.overview().history_rows == expected);
        assert!(kept, "the sign-ins are not kept");
    }

    fn sites(&mut self, filter: HistoryFilter) -> Vec<String> {
        let (rows, next) = self.page(filter, None, 500);
        assert_eq!(next, None);
        rows.into_iter().map(|row| row.place.site).collect()
    }
}

fn text(text: &str) -> HistoryFilter {
    HistoryFilter {
        text: text.to_owned(),
        ..HistoryFilter::default()
    }
}

/// Moves a row to another time.
fn move_to(home: &Home, id: i64, at_ms: i64) {
    home.change_store(&format!(
        "UPDATE sign_in SET at_ms = {at_ms} WHERE id = {id}"
    ));
}

#[test]
fn without_a_member_events_leave_no_trace() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let [host, site] = ["imitation-of-foxes.example", "foxes.example"].map(str::to_owned);
    for event in [
        Event::SignedIn {
            site: site.clone(),
            host: host.clone(),
            stun: Some("127.0.0.1:9".to_owned()),
        },
        Event::ImitationMet {
            host: host.clone(),
            site: site.clone(),
        },
        Event::WarningPassed { host, site },
    ] {
        note(&mut helper, RequestBody::Note { event });
    }
    helper.ask(4, crate::kit::save("my fox"));
    helper.ask(5, RequestBody::RemoveSeal {});
    assert_eq!(helper.end().code, Some(0));
    for table in [
        "sign_in",
        "sign_in_place",
        "message",
        "outbox",
        "account_part",
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        assert_eq!(home.number_in_store(&sql), 0, "{table}");
    }
    assert!(!home.log().contains("foxes"), "{}", home.log());
}

#[test]
fn events_land_in_history_and_inbox() {
    let mut account = Account::new();
    account.note_all(&[("Alibaba.com", "login.alibaba.com")]);
    account.note_all(&[("Alibaba.com", "passport.alibaba.com")]);
    let [host, site] = ["a1ibaba.example", "Alibaba.com"].map(str::to_owned);
    for event in [
        Event::ImitationMet {
            host: host.clone(),
            site: site.clone(),
        },
        Event::WarningPassed { host, site },
    ] {
        note(&mut account.helper, RequestBody::Note { event });
    }
    account.helper.ask(4, crate::kit::save("my fox"));
    account.helper.ask(5, RequestBody::RemoveSeal {});
    account.helper.ask(5, RequestBody::RemoveSeal {});
    use MessageKind::{
        ImitationMet, NewSignIn, SealChanged, SealRemoved, SignInMoved, WarningPassed,
    };
    assert_eq!(
        account.told(),
        [
            SealRemoved,
            SealChanged,
            WarningPassed,
            ImitationMet,
            SignInMoved,
            NewSignIn,
            NewSignIn,
            NewSignIn
        ]
    );
    let inbox = account.inbox();
    let fact = |place: usize, name: &str| inbox[place].parameters.get(name);
    assert_eq!(fact(3, "host"), Some("a1ibaba.example"));
    assert_eq!(fact(4, "before"), Some("login.alibaba.com"));
    assert_eq!(fact(4, "host"), Some("passport.alibaba.com"));
    let rows = account.history();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].place.kind, SignInKind::Site);
    assert_eq!(rows[0].place.host, "passport.alibaba.com");
    assert_eq!(rows[0].place.browser, "Chromium 1");
    assert!((now_ms() - rows[0].at_ms).abs() < 60_000);
}

#[test]
fn a_sign_in_that_could_not_be_kept_costs_none_that_comes_later() {
    let mut account = Account::new();
    let store = Connection::open(account.home.store()).unwrap();
    let rename = |from: &str, to: &str| {
        let sql = format!("ALTER TABLE {from} RENAME TO {to}");
        store.execute_batch(&sql).unwrap();
    };
    rename("sign_in_place", "away");
    note(&mut account.helper, signed_in("Bank", "login.bank.example"));
    let failed = (0..5_000).any(|_| {
        account.done(AccountRequest::StillHere {});
        account.home.log().contains("an errand failed")
    });
    assert!(failed, "{}", account.home.log());
    rename("away", "sign_in_place");
    account.note_all(&[("Bank", "login.bank.example")]);
    assert_eq!(account.history().len(), 2);
}

#[test]
fn a_sign_in_of_a_member_who_was_forgotten_meanwhile_is_not_kept() {
    let mut account = Account::new();
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let event = Event::SignedIn {
        site: "Bank".to_owned(),
        host: "login.bank.example".to_owned(),
        stun: Some(silent.local_addr().unwrap().to_string()),
    };
    note(&mut account.helper, RequestBody::Note { event });
    // The helper is asking.
    silent.recv(&mut [0; 512]).unwrap();
    let forgotten = account
        .home
        .run_with(&["member", "forget"], PASSWORD.as_bytes());
    assert_eq!(forgotten.status.code(), Some(0));
    assert_eq!(account.helper.end().code, Some(0));
    for table in ["sign_in", "sign_in_place", "message"] {
        let sql = format!("SELECT count(*) FROM {table}");
        assert_eq!(account.home.number_in_store(&sql), 0, "{table}");
    }
}

#[test]
fn a_sign_in_elsewhere_is_marked_and_told() {
    let mut account = Account::new();
    let (_helper, _) = account.elsewhere(2);
    let rows = account.history();
    assert!(rows[0].marks.new_profile && rows[0].marks.is_unusual());
    assert!(!rows[1].marks.is_unusual(), "the first one fits nothing");
    assert_eq!(account.told()[0], MessageKind::NewPlace);
    let (_helper, _) = account.elsewhere(2);
    assert!(!account.history()[0].marks.is_unusual());
    assert_eq!(account.told()[0], MessageKind::NewSignIn);
}

#[test]
fn a_clock_that_was_set_back_is_marked() {
    let mut account = Account::new();
    move_to(&account.home, 1, now_ms() + 400 * DAY);
    let (_helper, _) = account.elsewhere(1);
    let rows = account.history();
    let marks: Vec<bool> = rows.iter().map(|row| row.marks.clock_behind).collect();
    assert_eq!(marks, [false, true], "by time, the latest first");
    assert_eq!(rows[0].id, 1);
}

fn ids(rows: &[HistoryRow]) -> Vec<i64> {
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn pages_follow_one_another_by_time() {
    let mut account = Account::new();
    let sites: Vec<String> = (0..11)
        .map(|number| format!("site {}", number % 3))
        .collect();
    let sign_ins: Vec<(&str, &str)> = sites
        .iter()
        .map(|site| (site.as_str(), "a.example"))
        .collect();
    account.note_all(&sign_ins);
    // Some at the same millisecond, one from a clock that was behind.
    let at = now_ms() - DAY;
    for (id, ago) in [(2, 5), (3, 5), (4, 5), (5, 400), (6, 1), (7, 5)] {
        move_to(&account.home, id, at - ago);
    }
    let all = account.history();
    let mut expected = all.clone();
    expected.sort_by_key(|row| std::cmp::Reverse((row.at_ms, row.id)));
    assert_eq!(all, expected);
    assert_eq!(all.len(), 12);
    for filter in [HistoryFilter::default(), text("site 1"), text("site")] {
        let (whole, _) = account.page(filter.clone(), None, 500);
        for limit in [1, 2, 3, 5, 12] {
            let (mut read, mut after) = (Vec::new(), None);
            loop {
                let (rows, next) = account.page(filter.clone(), after, limit);
                assert!(rows.len() <= limit as usize && (next.is_none() || !rows.is_empty()));
                assert!(next.is_none() || next == rows.last().map(|row| row.id));
                read.extend(ids(&rows));
                after = next;
                if next.is_none() {
                    break;
                }
            }
            assert_eq!(read, ids(&whole), "{filter:?} {limit}");
        }
    }
    // Neither none nor more than an answer may have.
    assert_eq!(account.page(HistoryFilter::default(), None, 0).0.len(), 1);
    let many = account.page(HistoryFilter::default(), None, u32::MAX);
    assert_eq!(many.0.len(), 12);
    assert_eq!(
        account.page(HistoryFilter::default(), Some(99), 5),
        (vec![], None)
    );
}

#[test]
fn a_filter_lets_through_what_fits_and_deletes_it() {
    let mut account = Account::new();
    account.note_all(&[
        ("Alibaba.com", "login.alibaba.com"),
        ("Bank", "login.bank.example"),
        ("银行", "login.bank.example"),
    ]);
    let kind = |kind| HistoryFilter {
        kind: Some(kind),
        ..HistoryFilter::default()
    };
    assert_eq!(account.sites(text("ALIBABA")), ["Alibaba.com"]);
    assert_eq!(account.sites(text(" bank.example ")), ["银行", "Bank"]);
    assert_eq!(account.sites(text("银")), ["银行"]);
    assert_eq!(account.sites(text("chromium 1")).len(), 4);
    assert!(account.sites(text("firefox")).is_empty());
    assert_eq!(account.sites(text("%")), Vec::<String>::new());
    assert_eq!(account.sites(kind(SignInKind::Site)).len(), 3);
    assert_eq!(account.sites(kind(SignInKind::Account)), [""]);
    assert!(account.sites(kind(SignInKind::Refused)).is_empty());
    let at = now_ms() - 2 * DAY;
    move_to(&account.home, 3, at);
    let times = |from_ms, to_ms| HistoryFilter {
        from_ms,
        to_ms,
        ..HistoryFilter::default()
    };
    assert_eq!(account.sites(times(None, Some(at + 1))), ["Bank"]);
    assert_eq!(account.sites(times(Some(at), Some(at + 1))), ["Bank"]);
    assert!(account.sites(times(None, Some(at))).is_empty());
    assert_eq!(account.sites(times(Some(at + 1), None)).len(), 3);
    assert!(account.sites(times(Some(9), Some(3))).is_empty());
    let deleted = |rows| Ok(AccountReply::Deleted { rows });
    let delete = |filter| AccountRequest::DeleteHistory { filter };
    assert_eq!(account.ask(delete(text("firefox"))), deleted(0));
    assert_eq!(account.ask(delete(text("bank"))), deleted(2));
    assert_eq!(account.sites(HistoryFilter::default()), ["Alibaba.com", ""]);
    assert_eq!(account.ask(delete(HistoryFilter::default())), deleted(2));
    assert_eq!(account.overview().history_rows, 0);
    let places = "SELECT count(*) FROM sign_in_place";
    assert_eq!(account.home.number_in_store(places), 0);
    // What comes next goes on counting.
    account.note_all(&[("Bank", "login.bank.example")]);
    assert_eq!(ids(&account.history()), [5]);
}

#[test]
fn what_is_older_than_the_retention_goes() {
    let mut account = Account::new();
    account.note_all(&[("old", "a.example"), ("new", "a.example")]);
    move_to(&account.home, 1, now_ms() - 400 * DAY);
    move_to(&account.home, 2, now_ms() - 31 * DAY);
    for days in [Some(0), Some(3_661), Some(u32::MAX)] {
        let refused = ErrorReply::new(signin_seal_shared::protocol::ErrorCode::SettingRefused)
            .with("field", "days");
        let set = AccountRequest::SetRetention { days };
        assert_eq!(account.ask(set), Err(refused));
    }
    assert_eq!(account.overview().retention_days, Some(365));
    assert_eq!(account.history().len(), 3);
    // It is for ever, for a year by default, and for thirty days, from the moment on when it is set.
    account.done(AccountRequest::SetRetention { days: None });
    account.note_all(&[("newer", "a.example")]);
    assert_eq!(account.overview().retention_days, None);
    account.done(AccountRequest::SetRetention { days: Some(365) });
    assert_eq!(
        account.sites(HistoryFilter::default()),
        ["newer", "new", "old"]
    );
    account.done(AccountRequest::SetRetention { days: Some(30) });
    assert_eq!(account.sites(HistoryFilter::default()), ["newer", "new"]);
}

#[test]
fn the_log_is_exported_with_the_password_only() {
    let mut account = Account::new();
    account.note_all(&[
        ("=cmd|' /C calc'!A0", "+1.example"),
        ("@SUM(1+1), \"x\"", "-2.example"),
        ("＝HYPERLINK", "plain.example"),
    ]);
    let none = Home::new();
    let arguments = ["log", "export"];
    assert_eq!(none.run_with(&arguments, b"x\n").status.code(), Some(1));
    for (input, says) in [("", "no such line"), ("wrong\n", "is not right")] {
        let output = account.home.run_with(&arguments, input.as_bytes());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(says), "{error}");
    }
    let password = format!("{PASSWORD}\n");
    let output = account.home.run_with(&arguments, password.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let csv = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 5, "{csv}");
    assert!(
        lines[0].starts_with("time_gmt,kind,site,host,address,"),
        "{csv}"
    );
    for (line, part) in [
        (1, ",site,'＝HYPERLINK,plain.example,"),
        (2, ",site,\"'@SUM(1+1), \"\"x\"\"\",'-2.example,"),
        (3, ",site,'=cmd|' /C calc'!A0,'+1.example,"),
        (4, ",account,,,"),
    ] {
        assert!(lines[line].contains(part), "{part}: {csv}");
    }
    for line in &lines[1..] {
        let (time, _) = line.split_once(',').unwrap();
        assert!(time.len() == 20 && time.ends_with('Z'), "{time}");
    }
    let arguments = ["log", "export", "--format", "json"];
    let output = account.home.run_with(&arguments, password.as_bytes());
    let json = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<HistoryRow> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows, account.history());
    let output = account.home.run(&["log", "export", "--format", "xml"]);
    assert_eq!(output.status.code(), Some(2));
    for _ in 0..4 {
        account.home.run_with(&["log", "export"], b"wrong\n");
    }
    let output = account
        .home
        .run_with(&["log", "export"], password.as_bytes());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("try again in"), "{error}");
}
