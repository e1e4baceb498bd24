//! Inbox, choices, SMTP server, STUN server, and what becomes of each.

use std::net::{IpAddr, Ipv4Addr};

use signin_seal_shared::account::{
    AccountReply, AccountRequest, AddressFound, AddressSettings, AddressSource, Level, Location,
    MailServer, MessageChoices, MessageKind, Raise,
};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, Event, ReplyBody, RequestBody};
use test_servers::{Behaviour, SmtpServer, StunServer};

use crate::account::{Account, EMAIL, PASSWORD, mail_server, secret, sign_in};
use crate::account_history::note;

fn setting(field: &str) -> ErrorReply {
    ErrorReply::new(ErrorCode::SettingRefused).with("field", field)
}

fn set_server(server: &MailServer) -> AccountRequest {
    AccountRequest::SetServer {
        server: Some(server.clone()),
    }
}

fn imitation(number: u32) -> RequestBody {
    RequestBody::Note {
        event: Event::ImitationMet {
            host: format!("a{number}.example"),
            site: "Alibaba.com".to_owned(),
        },
    }
}

#[test]
fn the_inbox_has_pages_and_forgets_what_is_deleted() {
    let mut account = Account::new();
    for number in 0..5 {
        note(&mut account.helper, imitation(number));
    }
    assert_eq!(account.overview().unread, 6);
    let mut page = |after, limit| match account.ask(AccountRequest::Inbox { after, limit }) {
        Ok(AccountReply::Inbox { messages, next }) => {
            let ids: Vec<i64> = messages.iter().map(|message| message.id).collect();
            (ids, next)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(page(None, 4), (vec![6, 5, 4, 3], Some(3)));
    assert_eq!(page(Some(3), 4), (vec![2, 1], None));
    assert_eq!(page(None, 0), (vec![6], Some(6)));
    assert_eq!(page(None, u32::MAX).0.len(), 6);
    account.done(AccountRequest::MarkRead { up_to: 4 });
    assert_eq!(account.overview().unread, 2);
    let read: Vec<bool> = account.inbox().iter().map(|message| message.read).collect();
    assert_eq!(read, [false, false, true, true, true, true]);
    account.done(AccountRequest::DeleteMessage { id: 6 });
    account.done(AccountRequest::DeleteMessage { id: 6 });
    account.done(AccountRequest::DeleteMessage { id: 77 });
    assert_eq!(account.overview().unread, 1);
    assert_eq!(account.inbox().len(), 5);
}

#[test]
fn only_what_is_chosen_goes_out() {
    let server = SmtpServer::start(&Behaviour::default()).unwrap();
    let mut account = Account::new();
    // Without a server nothing waits.
    note(&mut account.helper, imitation(1));
    assert_eq!(account.overview().mail.waiting, 0);
    account.set_server(&server);
    note(&mut account.helper, imitation(2));
    let letters = account.letters(&server, 1);
    assert_eq!(letters[0].to, [EMAIL]);
    assert!(
        letters[0].text.contains("a2[.]example"),
        "{}",
        letters[0].text
    );
    let choices = MessageChoices(vec![MessageKind::SealChanged]);
    let set = AccountRequest::SetChoices {
        choices: choices.clone(),
    };
    account.done(set);
    assert_eq!(account.overview().choices, choices);
    note(&mut account.helper, imitation(3));
    account.helper.ask(3, crate::kit::save("my fox"));
    let letters = account.letters(&server, 2);
    assert_eq!(letters.len(), 2);
    assert!(!letters[1].text.contains("a3[.]example"));
    assert_eq!(account.inbox().len(), 5, "the inbox has all");
    account.done(AccountRequest::SetServer { server: None });
    account.helper.ask(3, crate::kit::save("my owl"));
    assert_eq!(account.overview().mail.waiting, 0);
}

#[test]
fn the_servers_password_never_comes_back_and_stays_with_its_server() {
    let server = SmtpServer::start(&Behaviour {
        account: Some(("lin".to_owned(), "correct horse".to_owned())),
        repeats_password: true,
        ..Behaviour::default()
    })
    .unwrap();
    let mut account = Account::new();
    let whole = MailServer {
        user: "lin".to_owned(),
        password: Some(secret("correct horse")),
        ..mail_server(&server)
    };
    let without = MailServer {
        password: None,
        ..whole.clone()
    };
    account.done(set_server(&whole));
    account.done(AccountRequest::TryServer {});
    assert_eq!(account.overview().server, Some(without.clone()));
    // Set again without it, it is kept for the same host, port and user only.
    account.done(set_server(&MailServer {
        from: "owl@mail.example".to_owned(),
        ..without.clone()
    }));
    account.done(AccountRequest::TryServer {});
    assert_eq!(server.letters().unwrap()[1].from, "owl@mail.example");
    for other in [
        MailServer {
            host: "127.0.0.1".to_owned(),
            ..without.clone()
        },
        MailServer {
            user: "fox".to_owned(),
            ..without.clone()
        },
    ] {
        account.done(set_server(&whole));
        account.done(set_server(&other));
        let failed = account.ask(AccountRequest::TryServer {}).unwrap_err();
        assert_eq!(failed.code, ErrorCode::MailFailed);
        account.done(set_server(&without));
        let failed = account.ask(AccountRequest::TryServer {}).unwrap_err();
        assert_eq!(failed.code, ErrorCode::MailFailed, "it is forgotten");
    }
    let wrong = MailServer {
        password: Some(secret("battery staple")),
        ..whole
    };
    account.done(set_server(&wrong));
    let failed = account.ask(AccountRequest::TryServer {}).unwrap_err();
    let reason = failed.parameters.get("reason").unwrap().to_owned();
    assert!(
        reason.contains("535") && !reason.contains("battery"),
        "{reason}"
    );
    assert_eq!(account.overview().mail.last_error, Some(reason));
    assert_eq!(server.letters().unwrap().len(), 2);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let server = SmtpServer::start(&Behaviour::default()).unwrap();
    let mut account = Account::new();
    let right = mail_server(&server);
    assert_eq!(
        account.ask(AccountRequest::TryServer {}),
        Err(setting("host"))
    );
    for (server, field) in [
        (
            MailServer {
                host: "a b".to_owned(),
                ..right.clone()
            },
            "host",
        ),
        (
            MailServer {
                port: 0,
                ..right.clone()
            },
            "port",
        ),
        (
            MailServer {
                from: "fox".to_owned(),
                ..right.clone()
            },
            "from",
        ),
        (
            MailServer {
                authority: "/nowhere".to_owned(),
                ..right
            },
            "authority",
        ),
    ] {
        assert_eq!(account.ask(set_server(&server)), Err(setting(field)));
    }
    let set = |stun: Option<&str>, file: Option<&str>| AccountRequest::SetAddress {
        settings: AddressSettings {
            stun: stun.map(str::to_owned),
            file: file.map(str::to_owned),
        },
    };
    for stun in [
        "",
        "stun.example",
        "stun.example:0",
        "a b:3478",
        "http://x:1",
    ] {
        assert_eq!(
            account.ask(set(Some(stun), None)),
            Err(setting("stun")),
            "{stun}"
        );
    }
    for file in ["", "/nowhere", "/etc/passwd"] {
        assert_eq!(
            account.ask(set(None, Some(file))),
            Err(setting("file")),
            "{file}"
        );
    }
    let overview = account.overview();
    assert_eq!(
        (overview.server, overview.address),
        (None, AddressSettings::default())
    );
}

impl Account {
    fn address(&mut self, stun: Option<&str>) -> AddressFound {
        let stun = stun.map(str::to_owned);
        match self.ask(AccountRequest::FindAddress { stun }) {
            Ok(AccountReply::Address(found)) => found,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_stun_server_is_asked_where_one_is_set() {
    let mut account = Account::new();
    let found = account.address(None);
    assert_eq!(
        (found.source, found.stun_failed),
        (AddressSource::Route, false)
    );
    assert_eq!(found.file_date.len(), 10);
    let server = StunServer::start(IpAddr::V4(Ipv4Addr::LOCALHOST)).unwrap();
    let by_policy = account.address(Some(&server.name()));
    assert_eq!(by_policy.source, AddressSource::Stun);
    assert_eq!(by_policy.address.as_deref(), Some("127.0.0.1"));
    assert_eq!(by_policy.location, Location::Private {});
    // The policy's server is asked at a sign-in to the account, too.
    let mut entering = sign_in(EMAIL, PASSWORD);
    if let AccountRequest::SignIn { stun, .. } = &mut entering {
        *stun = Some(server.name());
    }
    assert!(matches!(
        account.ask(entering),
        Ok(AccountReply::SignedIn { .. })
    ));
    let newest = account.history().remove(0);
    assert_eq!(newest.place.source, AddressSource::Stun);
    assert_eq!(newest.place.address.as_deref(), Some("127.0.0.1"));
    let settings = AddressSettings {
        stun: Some(server.name()),
        file: None,
    };
    account.done(AccountRequest::SetAddress {
        settings: settings.clone(),
    });
    assert_eq!(account.overview().address, settings);
    assert_eq!(account.address(None), by_policy);
    // A sign-in that is observed has the public address.
    account.note_all(&[("Bank", "login.bank.example")]);
    let row = account.history().remove(0);
    assert_eq!(row.place.source, AddressSource::Stun);
    assert_eq!(row.place.address.as_deref(), Some("127.0.0.1"));
    drop(server);
    let found = account.address(None);
    assert_eq!(
        (found.source, found.stun_failed),
        (AddressSource::Route, true)
    );
}

#[test]
fn a_stun_server_that_is_silent_holds_nobody_up() {
    let mut account = Account::new();
    let silent = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let stun = silent.local_addr().unwrap().to_string();
    let event = Event::SignedIn {
        site: "Bank".to_owned(),
        host: "login.bank.example".to_owned(),
        stun: Some(stun),
    };
    note(&mut account.helper, RequestBody::Note { event });
    let start = std::time::Instant::now();
    assert_eq!(
        account.helper.ask(4, crate::kit::read()),
        crate::kit::nothing()
    );
    assert!(start.elapsed() < std::time::Duration::from_secs(1));
    // Whoever closes the browser at once loses nothing.
    assert_eq!(account.helper.end().code, Some(0));
    let sql = "SELECT count(*) FROM sign_in";
    assert_eq!(account.home.number_in_store(sql), 2);
}

#[test]
fn the_level_says_what_raises_it() {
    let server = SmtpServer::start(&Behaviour::default()).unwrap();
    let mut account = Account::new();
    let overview = account.overview();
    assert_eq!(overview.level, Level::Low);
    let expected = [Raise::SetQuestion, Raise::MakeSeal, Raise::SetMailServer];
    assert_eq!(overview.raises, expected);
    account.done(crate::account::set_question(
        PASSWORD,
        crate::account::ANSWER,
    ));
    let saved = account.helper.ask(3, crate::kit::save("my fox"));
    assert!(matches!(saved, ReplyBody::Saved { .. }));
    assert_eq!(account.overview().level, Level::Medium);
    account.set_server(&server);
    let overview = account.overview();
    assert_eq!((overview.level, overview.raises), (Level::High, vec![]));
    assert!(overview.has_question && overview.password_set_ms.is_some());
}
