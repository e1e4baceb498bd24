//! With a real SMTP server (`tests/servers`).

use std::fs;
use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use signin_seal_shared::account::{MailSecurity, MailServer, MessageKind};
use signin_seal_shared::protocol::Parameters;
use signin_seal_shared::secret::Password;
use test_servers::{Behaviour, SmtpServer};

use super::*;
use crate::clock::UnixMillis;

const AT: UnixMillis = UnixMillis(1_795_370_742_123);
const TIMEOUT: Duration = Duration::from_secs(10);
const TO: &str = "lin@example.com";
const PASSWORD: &str = "correct horse";

fn start(behaviour: Behaviour) -> SmtpServer {
    SmtpServer::start(&behaviour).unwrap()
}

/// The settings that fit a server that was started without an account.
fn settings(server: &SmtpServer, security: MailSecurity) -> MailServer {
    MailServer {
        host: "localhost".to_owned(),
        port: server.port(),
        security,
        user: String::new(),
        password: None,
        from: "seal@mail.example".to_owned(),
        authority: server.authority().display().to_string(),
    }
}

fn with_account(settings: MailServer, password: &str) -> MailServer {
    MailServer {
        user: "lin".to_owned(),
        password: Some(Password::new(password.to_owned())),
        ..settings
    }
}

fn account() -> Option<(String, String)> {
    Some(("lin".to_owned(), PASSWORD.to_owned()))
}

fn letter_to(address: &str) -> Letter {
    let mut parameters = Parameters::default();
    parameters.set("host".to_owned(), "evil.example\r\n.\r\nQUIT".to_owned());
    parameters.set("site".to_owned(), "Alibaba.com ".repeat(50));
    Letter::new(MessageKind::ImitationMet, &parameters, address, "en", AT)
}

#[test]
fn a_letter_goes_by_tls_and_by_starttls() {
    for (implicit_tls, security) in [(true, MailSecurity::Tls), (false, MailSecurity::StartTls)] {
        let server = start(Behaviour {
            implicit_tls,
            account: account(),
            ..Behaviour::default()
        });
        let settings = with_account(settings(&server, security), PASSWORD);
        assert_eq!(check(&settings), Ok(()));
        send(&settings, &letter_to(TO), TIMEOUT).unwrap();
        let letters = server.letters().unwrap();
        let [letter] = letters.as_slice() else {
            panic!("{letters:?}");
        };
        assert!(letter.secure && !letter.utf8);
        assert_eq!(
            (letter.user.as_str(), letter.from.as_str()),
            ("lin", "seal@mail.example")
        );
        assert_eq!(letter.to, [TO]);
        assert_eq!(letter.hello, "[127.0.0.1]", "nothing of the computer");
        assert!(
            letter
                .text
                .contains("Subject: An imitation of a site that you protect\r\n")
        );
        assert!(letter.text.contains("evil[.]example"));
        assert!(
            letter.text.split("\r\n").all(|line| line.len() <= 78),
            "{}",
            letter.text
        );
    }
}

#[test]
fn a_server_without_accounts_asks_for_none() {
    let server = start(Behaviour::default());
    send(
        &settings(&server, MailSecurity::StartTls),
        &letter_to(TO),
        TIMEOUT,
    )
    .unwrap();
    assert_eq!(server.letters().unwrap().len(), 1);
}

#[test]
fn a_wrong_password_is_refused_for_good_and_never_told() {
    let server = start(Behaviour {
        account: account(),
        repeats_password: true,
        ..Behaviour::default()
    });
    let wrong = "battery staple";
    let settings = with_account(settings(&server, MailSecurity::StartTls), wrong);
    let refused = send(&settings, &letter_to(TO), TIMEOUT);
    let words = "535 Authentication failed ((…))".to_owned();
    assert_eq!(refused, Err(MailError::Permanent(words)));
    assert_eq!(server.letters().unwrap().len(), 0);
}

#[test]
fn a_greylisted_letter_goes_at_the_next_try() {
    let server = start(Behaviour {
        greylisted: 1,
        ..Behaviour::default()
    });
    let settings = settings(&server, MailSecurity::StartTls);
    let letter = letter_to(TO);
    let put_off = send(&settings, &letter, TIMEOUT);
    let words = "451 Greylisted, come back later".to_owned();
    assert_eq!(put_off, Err(MailError::Temporary(words)));
    assert_eq!(server.letters().unwrap().len(), 0);
    send(&settings, &letter, TIMEOUT).unwrap();
    assert_eq!(server.letters().unwrap().len(), 1);
}

#[test]
fn a_refused_recipient_is_refused_for_good() {
    let server = start(Behaviour {
        refusal: Some((550, "No such user here".to_owned())),
        ..Behaviour::default()
    });
    let settings = settings(&server, MailSecurity::StartTls);
    let refused = send(&settings, &letter_to(TO), TIMEOUT);
    let words = "550 No such user here".to_owned();
    assert_eq!(refused, Err(MailError::Permanent(words)));
}

#[test]
fn a_certificate_of_another_authority_is_not_believed() {
    for (implicit_tls, security) in [(true, MailSecurity::Tls), (false, MailSecurity::StartTls)] {
        let server = start(Behaviour {
            implicit_tls,
            account: account(),
            ..Behaviour::default()
        });
        let other = start(Behaviour::default());
        let right = with_account(settings(&server, security), PASSWORD);
        for authority in [String::new(), other.authority().display().to_string()] {
            let settings = MailServer {
                authority,
                ..right.clone()
            };
            let refused = send(&settings, &letter_to(TO), TIMEOUT);
            let Err(MailError::Temporary(words)) = refused else {
                panic!("{refused:?}");
            };
            assert!(words.contains("invalid peer certificate"), "{words}");
        }
        assert_eq!(server.letters().unwrap().len(), 0);
    }
}

#[test]
fn a_certificate_for_another_host_is_not_believed() {
    let server = start(Behaviour::default());
    let settings = MailServer {
        host: "127.0.0.2".to_owned(),
        ..settings(&server, MailSecurity::StartTls)
    };
    // 127.0.0.2 is this computer, too, but the server listens at 127.0.0.1 only: a door to it.
    let door = TcpListener::bind(("127.0.0.2", 0)).unwrap();
    let settings = MailServer {
        port: door.local_addr().unwrap().port(),
        ..settings
    };
    let port = server.port();
    thread::spawn(move || {
        let (mut outside, _) = door.accept().unwrap();
        let mut inside = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let (mut from, mut to) = (outside.try_clone().unwrap(), inside.try_clone().unwrap());
        thread::spawn(move || io::copy(&mut from, &mut to));
        let _ended = io::copy(&mut inside, &mut outside);
        let _closed = outside.shutdown(Shutdown::Both);
    });
    let refused = send(&settings, &letter_to(TO), TIMEOUT);
    let Err(MailError::Temporary(words)) = refused else {
        panic!("{refused:?}");
    };
    assert!(words.contains("not valid for name"), "{words}");
}

#[test]
fn without_starttls_nothing_is_said() {
    let server = start(Behaviour {
        starttls_stripped: true,
        account: account(),
        ..Behaviour::default()
    });
    let settings = with_account(settings(&server, MailSecurity::StartTls), PASSWORD);
    let refused = send(&settings, &letter_to(TO), TIMEOUT);
    let Err(MailError::Temporary(words)) = refused else {
        panic!("{refused:?}");
    };
    assert!(words.contains("STARTTLS is not supported"), "{words}");
    assert_eq!(server.letters().unwrap().len(), 0);
}

#[test]
fn a_server_that_never_ends_takes_no_longer_than_it_may() {
    let (hangs, drips) = (true, true);
    for behaviour in [
        Behaviour {
            hangs,
            ..Behaviour::default()
        },
        Behaviour {
            drips,
            ..Behaviour::default()
        },
    ] {
        let server = start(behaviour);
        for security in [MailSecurity::Tls, MailSecurity::StartTls] {
            let since = Instant::now();
            let patience = Duration::from_millis(700);
            let late = send(&settings(&server, security), &letter_to(TO), patience);
            assert!(matches!(late, Err(MailError::Temporary(_))), "{late:?}");
            assert!(
                since.elapsed() < Duration::from_secs(5),
                "{:?}",
                since.elapsed()
            );
        }
    }
}

#[test]
fn nobody_there_is_temporary() {
    let port = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.local_addr().unwrap().port()
    };
    let server = start(Behaviour::default());
    let settings = MailServer {
        port,
        ..settings(&server, MailSecurity::Tls)
    };
    let refused = send(&settings, &letter_to(TO), TIMEOUT);
    assert!(
        matches!(refused, Err(MailError::Temporary(_))),
        "{refused:?}"
    );
}

#[test]
fn an_internationalised_address_goes_with_smtputf8() {
    let server = start(Behaviour::default());
    let settings = settings(&server, MailSecurity::StartTls);
    send(&settings, &letter_to("林@例子.example"), TIMEOUT).unwrap();
    send(&settings, &letter_to("lin@例子.example"), TIMEOUT).unwrap();
    let letters = server.letters().unwrap();
    let [local, domain] = letters.as_slice() else {
        panic!("{letters:?}");
    };
    assert!(local.utf8 && !domain.utf8, "{letters:?}");
    assert!(
        local.text.contains("To: 林@xn--fsqu00a.example\r\n"),
        "{}",
        local.text
    );
    assert!(
        domain.text.contains("To: lin@xn--fsqu00a.example\r\n"),
        "{}",
        domain.text
    );
}

#[test]
fn a_server_without_smtputf8_is_not_sent_what_it_cannot_read() {
    let server = start(Behaviour {
        ascii_only: true,
        ..Behaviour::default()
    });
    let settings = settings(&server, MailSecurity::StartTls);
    assert!(send(&settings, &letter_to("林@example.com"), TIMEOUT).is_err());
    assert_eq!(server.letters().unwrap().len(), 0);
    send(&settings, &letter_to("lin@例子.example"), TIMEOUT).unwrap();
}

#[test]
fn settings_are_checked_field_by_field() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let right = MailServer {
        host: "mail.example".to_owned(),
        port: 465,
        security: MailSecurity::Tls,
        user: String::new(),
        password: None,
        from: "seal@mail.example".to_owned(),
        authority: String::new(),
    };
    assert_eq!(check(&right), Ok(()));
    for host in ["192.0.2.1", "2001:db8::1", "localhost", "köln.example"] {
        let server = MailServer {
            host: host.to_owned(),
            ..right.clone()
        };
        assert_eq!(check(&server), Ok(()), "{host}");
    }
    for host in [
        "",
        " ",
        "mail example",
        "mail.example:465",
        "https://mail.example",
        "a\r\nb",
    ] {
        let server = MailServer {
            host: host.to_owned(),
            ..right.clone()
        };
        assert_eq!(check(&server), Err("host"), "{host}");
    }
    assert_eq!(
        check(&MailServer {
            port: 0,
            ..right.clone()
        }),
        Err("port")
    );
    for from in [
        "",
        "seal",
        "seal@",
        "Seal <seal@mail.example>",
        "a@b.example\r\nBcc: c@d",
    ] {
        let server = MailServer {
            from: from.to_owned(),
            ..right.clone()
        };
        assert_eq!(check(&server), Err("from"), "{from}");
    }
    let damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for authority in [
        file("empty.pem", ""),
        file("words.pem", "not a certificate"),
        file("damaged.pem", damaged),
        folder.path().join("missing.pem").display().to_string(),
        folder.path().display().to_string(),
        "/dev/zero".to_owned(),
    ] {
        let server = MailServer {
            authority: authority.clone(),
            ..right.clone()
        };
        assert_eq!(check(&server), Err("authority"), "{authority}");
    }
}
