//! The profile, from a draft to what is published.

use std::process::Output;

use serde_json::Value;
use signin_seal_shared::account::{
    AccountReply, AccountRequest, Approval, Card, MessageKind, Profile, ProfileFault, ProfileField,
    ProfileState,
};

use crate::account::{Account, EMAIL};
use crate::kit::Home;

fn profile(name: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        country: "cn".to_owned(),
        company: " Fox & Owl Ltd. ".to_owned(),
        phone: "+86 571 8502 2088".to_owned(),
        website: "https://fox.example/".to_owned(),
        languages: vec!["zh-Hans-CN".to_owned()],
        ..Profile::default()
    }
}

impl Account {
    fn submit(&mut self, profile: Profile, approval: Approval) -> AccountReply {
        let ask = AccountRequest::SubmitProfile { profile, approval };
        self.ask(ask).unwrap()
    }

    fn profile(&mut self) -> ProfileState {
        match self.ask(AccountRequest::ReadProfile {}) {
            Ok(AccountReply::Profile(state)) => *state,
            other => panic!("{other:?}"),
        }
    }
}

fn card(home: &Home) -> Card {
    let reply = home
        .greeted(9)
        .ask_account(None, AccountRequest::Card {})
        .unwrap();
    match reply {
        AccountReply::Card(card) => card,
        other => panic!("{other:?}"),
    }
}

fn printed(output: Output) -> Option<Value> {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.is_empty() || text.ends_with('\n') && text.lines().count() == 1);
    (!text.is_empty()).then(|| serde_json::from_str(&text).unwrap())
}

#[track_caller]
fn fails(output: &Output, code: i32, says: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{error}");
    assert!(error.contains(says) && output.stdout.is_empty(), "{error}");
}

#[test]
fn a_draft_stays_until_it_is_submitted() {
    let mut account = Account::new();
    assert_eq!(account.profile(), ProfileState::default());
    let draft = Profile {
        name: "  unfinished\u{202e} ".to_owned(),
        ..Profile::default()
    };
    let save = AccountRequest::SaveDraft {
        profile: draft.clone(),
    };
    account.done(save);
    let mut account = Account {
        helper: account.home.greeted(1),
        ..account
    };
    assert_eq!(account.profile().draft, Some(draft));
    assert_eq!(card(&account.home).name, "");
}

#[test]
fn a_profile_is_published_at_once_where_nobody_approves() {
    let mut account = Account::new();
    let reply = account.submit(Profile::default(), Approval::Automatic);
    use ProfileField::{Company, Country, Name, Website};
    let missing = [Name, Country, Company].map(|field| (field, ProfileFault::Missing));
    let faults = missing.to_vec();
    assert_eq!(reply, AccountReply::ProfileFaults { faults });
    for website in [
        "fox",
        "ftp://fox.example",
        "https://fox",
        "https://a:b@fox.example",
        "javascript:alert(1)",
    ] {
        let wrong = Profile {
            website: website.to_owned(),
            ..profile("Fox")
        };
        let reply = account.submit(wrong, Approval::Administrator);
        let faults = vec![(Website, ProfileFault::Form)];
        assert_eq!(reply, AccountReply::ProfileFaults { faults }, "{website}");
    }
    let state = account.profile();
    assert_eq!(
        state.draft.unwrap().website,
        "javascript:alert(1)",
        "it is kept as a draft"
    );
    assert!(state.submitted.is_none() && state.published.is_none());
    fails(
        &account.home.run(&["profile", "show"]),
        1,
        "none is published",
    );

    account.submit(profile("王小明"), Approval::Automatic);
    let state = account.profile();
    let (published, _) = state.published.unwrap();
    assert_eq!(published.name, "王小明");
    assert_eq!(published.country, "CN");
    assert_eq!(published.company, "Fox & Owl Ltd.");
    assert_eq!(published.phone, "+8657185022088");
    assert_eq!((state.draft, state.submitted), (None, None));
    assert_eq!(account.told()[0], MessageKind::ProfilePublished);
    let shown = card(&account.home);
    assert_eq!(
        (shown.name.as_str(), shown.company.as_str()),
        ("王小明", "Fox & Owl Ltd.")
    );
    let shown = printed(account.home.run(&["profile", "show"])).unwrap();
    assert_eq!(shown["name"], "王小明");
}

#[test]
fn an_administrator_approves_or_rejects() {
    let mut account = Account::new();
    let list = |account: &Account| printed(account.home.run(&["profile", "list"]));
    assert_eq!(list(&account), None);
    fails(
        &account.home.run(&["profile", "approve"]),
        1,
        "there is none",
    );
    let reject = [
        "profile",
        "reject",
        "--reason",
        "The company is no company.",
    ];
    fails(&account.home.run(&reject), 1, "there is none");
    fails(&account.home.run(&["profile", "reject"]), 2, "--reason");

    account.submit(profile("Fox"), Approval::Administrator);
    let state = account.profile();
    assert!(state.published.is_none() && state.submitted.is_some());
    assert_eq!(list(&account).unwrap()["name"], "Fox");
    assert_eq!(card(&account.home).name, "");
    let approved = account.home.run(&["profile", "approve"]);
    assert_eq!(approved.stdout, b"published\n");
    assert_eq!(card(&account.home).name, "Fox");
    assert_eq!(list(&account), None);

    account.submit(profile("Owl"), Approval::Administrator);
    assert_eq!(card(&account.home).name, "Fox", "until it is approved");
    let rejected = account.home.run(&reject);
    assert_eq!(rejected.stdout, b"rejected\n");
    let state = account.profile();
    assert_eq!(state.rejected.unwrap().reason, "The company is no company.");
    assert_eq!(state.draft.unwrap().name, "Owl");
    assert_eq!(state.published.unwrap().0.name, "Fox");
    let message = account.inbox().remove(0);
    assert_eq!(message.kind, MessageKind::ProfileRejected);
    assert_eq!(
        message.parameters.get("reason"),
        Some("The company is no company.")
    );

    account.submit(profile("Owl"), Approval::Administrator);
    assert!(account.profile().rejected.is_none());
    account.home.run(&["profile", "approve"]);
    assert_eq!(card(&account.home).name, "Owl");
}

#[test]
fn a_draft_that_no_answer_has_room_for_is_refused() {
    let mut account = Account::new();
    let large = Profile {
        about: "x".repeat(1_500_000),
        ..profile("Fox")
    };
    for ask in [
        AccountRequest::SaveDraft {
            profile: large.clone(),
        },
        AccountRequest::SubmitProfile {
            profile: large,
            approval: Approval::Automatic,
        },
    ] {
        let refused = account.ask(ask).unwrap_err();
        assert_eq!(refused.parameters.get("field"), Some("profile"));
    }
    assert_eq!(account.profile(), ProfileState::default());
}

#[test]
fn the_status_tells_numbers_and_no_more() {
    let home = Home::new();
    let status = |home: &Home| printed(home.run(&["account", "status"])).unwrap();
    let none = status(&home);
    assert_eq!(
        (&none["member"], &none["sign_ins"]),
        (&false.into(), &0.into())
    );
    let mut account = Account::with_question();
    account.submit(profile("Fox"), Approval::Administrator);
    let some = status(&account.home);
    for (name, value) in [
        ("member", Value::from(true)),
        ("security_question", true.into()),
        ("email", true.into()),
        ("smtp_server", false.into()),
        ("profile", "submitted".into()),
        ("sign_ins", 1.into()),
        ("unread", 2.into()),
        ("waiting", 0.into()),
        ("given_up", 0.into()),
        ("retention_days", 365.into()),
    ] {
        assert_eq!(some[name], value, "{name}");
    }
    let text = some.to_string();
    assert!(!text.contains(EMAIL) && !text.contains("Fox"), "{text}");
    fails(&account.home.run(&["account"]), 2, "status");
}
