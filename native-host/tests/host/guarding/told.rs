//! What is told of a password that was stopped or entered: in the history, the inbox and what is exported.

use signin_seal_shared::account::{MessageKind, SignInKind};
use signin_seal_shared::protocol::{Event, ReplyBody, RequestBody};

use super::whose;
use crate::account::{Account, PASSWORD as ACCOUNT_PASSWORD};
use crate::kit::{Helper, Home};

fn note(helper: &mut Helper, event: Event) {
    let reply = helper.ask(3, RequestBody::Note { event });
    assert_eq!(reply, ReplyBody::Noted {});
}

fn stopped(site: &str) -> Event {
    Event::PasswordStopped {
        host: "free-parcels.example".to_owned(),
        whose: whose(site),
    }
}

fn entered(site: &str) -> Event {
    Event::PasswordEntered {
        host: "free-parcels.example".to_owned(),
        whose: whose(site),
    }
}

#[test]
fn what_was_stopped_stands_in_history_and_inbox() {
    let mut account = Account::new();
    let before = account.overview();
    for event in [stopped("fox"), stopped(""), entered("fox"), entered("")] {
        note(&mut account.helper, event);
    }
    let told = account.inbox();
    let told: Vec<_> = told
        .iter()
        .take(4)
        .map(|message| {
            let fact = |name| message.parameters.get(name).unwrap_or_default().to_owned();
            (message.kind, fact("host"), fact("site"))
        })
        .collect();
    use MessageKind::{PasswordEntered, PasswordStopped};
    let expected = [
        (PasswordEntered, ""),
        (PasswordEntered, "fox.example"),
        (PasswordStopped, ""),
        (PasswordStopped, "fox.example"),
    ]
    .map(|(kind, site)| (kind, "free-parcels.example".to_owned(), site.to_owned()));
    assert_eq!(told, expected);

    let rows = account.history();
    let stopped: Vec<_> = rows
        .iter()
        .filter(|row| row.place.kind == SignInKind::Stopped)
        .map(|row| {
            (
                row.place.site.as_str(),
                row.place.host.as_str(),
                row.marks.is_unusual(),
            )
        })
        .collect();
    let expected = [
        ("", "free-parcels.example", false),
        ("fox.example", "free-parcels.example", false),
    ];
    assert_eq!(stopped, expected);
    // They are no sign-ins.
    let after = account.overview();
    assert_eq!(after.sign_ins, before.sign_ins);
    assert_eq!(after.history_rows, before.history_rows + 2);

    let exported = |format: &str| {
        let arguments = ["log", "export", "--format", format];
        let output = account
            .home
            .run_with(&arguments, ACCOUNT_PASSWORD.as_bytes());
        String::from_utf8(output.stdout).unwrap()
    };
    let csv = exported("csv");
    assert!(
        csv.contains(",stopped,fox.example,free-parcels.example,"),
        "{csv}"
    );
    assert!(csv.contains(",stopped,,free-parcels.example,"), "{csv}");
    let json = exported("json");
    assert_eq!(json.matches(r#""kind":"stopped""#).count(), 2, "{json}");
}

#[test]
fn without_a_member_nothing_is_noted() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    for event in [stopped("fox"), entered("")] {
        note(&mut helper, event);
    }
    for table in ["message", "sign_in", "sign_in_place", "outbox"] {
        let count = format!("SELECT count(*) FROM {table}");
        assert_eq!(home.number_in_store(&count), 0, "{table}");
    }
}
