//! What is kept of an account tells nothing to whoever has the files without the key.

use std::fs;

use signin_seal_shared::account::{AccountReply, AccountRequest, Approval, MailServer, Profile};
use signin_seal_shared::protocol::{Event, RequestBody};
use test_servers::{Behaviour, SmtpServer};

use crate::account::{
    ANSWER, Account, EMAIL, PASSWORD, change_email, change_password, mail_server, prove, reset,
    secret, set_question, sign_in,
};
use crate::account_history::note;
use crate::kit::files;

const NEXT: &str = "velvet anchor 93 bright";

#[test]
fn nothing_of_an_account_stands_in_any_file() {
    let server = SmtpServer::start(&Behaviour {
        account: Some(("smtp-user".to_owned(), "smtp correct horse".to_owned())),
        repeats_password: true,
        ..Behaviour::default()
    })
    .unwrap();
    let mut account = Account::with_question();
    let whole = MailServer {
        user: "smtp-user".to_owned(),
        password: Some(secret("smtp correct horse")),
        ..mail_server(&server)
    };
    for password in ["smtp battery staple", "smtp correct horse"] {
        let server = Some(MailServer {
            password: Some(secret(password)),
            ..whole.clone()
        });
        account.done(AccountRequest::SetServer { server });
        let _one_fails = account.ask(AccountRequest::TryServer {});
    }
    account.note_all(&[("Bank of Foxes", "login.foxes.example")]);
    let event = Event::ImitationMet {
        host: "f0xes.example".to_owned(),
        site: "Bank of Foxes".to_owned(),
    };
    note(&mut account.helper, RequestBody::Note { event });
    let profile = Profile {
        name: "Reineke Fuchs".to_owned(),
        country: "DE".to_owned(),
        company: "Malepartus".to_owned(),
        ..Profile::default()
    };
    let approval = Approval::Automatic;
    let submitted = account.ask(AccountRequest::SubmitProfile { profile, approval });
    assert!(matches!(submitted, Ok(AccountReply::Profile(_))));
    account.done(prove(ANSWER));
    account.done(change_email("owl@mail.example"));
    account.done(prove(ANSWER));
    account.done(change_password(NEXT));
    // What is refused, and what is malformed, as well.
    let mut helper = account.home.greeted(2);
    for ask in [
        sign_in("guess@mail.example", "guess 7!"),
        sign_in(EMAIL, PASSWORD),
        reset(EMAIL, "guess 7!", NEXT),
        set_question(NEXT, "guess 7!"),
    ] {
        let _refused = helper.ask_account(None, ask);
    }
    helper.send_frame(
        br#"{"id":4,"account":{"session":null,"ask":{"sign_in":{"email":"guess@mail.example","password":"guess 7!"}}}}"#,
    );
    helper.reply();
    let overview = account.ask(AccountRequest::Overview {}).unwrap();
    let overview = serde_json::to_string(&overview).unwrap();
    for secret in [
        "correct horse",
        "battery",
        "argon2",
        "Quirinius",
        "quirinius",
        "velvet",
    ] {
        assert!(!overview.contains(secret), "{secret}");
    }
    let waiting = account.letters(&server, 1);
    assert!(waiting.iter().all(|letter| letter.user == "smtp-user"));

    let secrets = [
        EMAIL,
        "Fox.Smith",
        "fox.smith",
        "mail.example",
        "owl@",
        PASSWORD,
        NEXT,
        ANSWER,
        "quirinius",
        "guess",
        "smtp-user",
        "correct horse",
        "battery",
        "localhost",
        "foxes.example",
        "f0xes",
        "Bank of",
        "Reineke",
        "Malepartus",
        "first_pet",
        "127.0.0.1",
        account.session.as_str(),
    ];
    let searched = files(&account.home.data());
    assert!(searched.len() >= 5, "{searched:?}");
    for path in searched {
        let bytes = fs::read(&path).unwrap();
        for secret in secrets {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {}", path.display());
        }
    }
}

#[test]
fn a_member_that_is_forgotten_leaves_nothing_behind() {
    let mut account = Account::with_question();
    account.note_all(&[("Bank of Foxes", "login.foxes.example")]);
    let forgotten = account
        .home
        .run_with(&["member", "forget"], PASSWORD.as_bytes());
    assert_eq!(forgotten.status.code(), Some(0));
    for table in [
        "member",
        "back_off",
        "account_part",
        "account_session",
        "sign_in",
        "sign_in_place",
        "message",
        "outbox",
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        assert_eq!(account.home.number_in_store(&sql), 0, "{table}");
    }
    let state = account.ask(AccountRequest::State {});
    let expected = AccountReply::State {
        member: false,
        signed_in: false,
    };
    assert_eq!(state, Ok(expected));
}

#[test]
fn a_row_in_anothers_place_is_refused() {
    let mut account = Account::new();
    let store = rusqlite::Connection::open(account.home.store()).unwrap();
    account.done(AccountRequest::SaveDraft {
        profile: Profile::default(),
    });
    let sql =
        "UPDATE account_part SET sealed = (SELECT sealed FROM account_part WHERE part = 'profile')
               WHERE part = 'record'";
    assert_eq!(store.execute(sql, ()), Ok(1));
    let refused = account.ask(AccountRequest::Overview {}).unwrap_err();
    assert_eq!(
        refused.code,
        signin_seal_shared::protocol::ErrorCode::StoreDamaged
    );
}
