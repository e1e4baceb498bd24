//! Guarded passwords: offered, kept, listed, judged by and removed, as the extension does it.

mod command;
mod told;

use std::fs;
use std::process::Output;

use rusqlite::Connection;
use signin_seal_shared::account::{AccountReply, AccountRequest};
use signin_seal_shared::guarding::{Guarded, Judgement, Offer, Typed, Whose};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, ReplyBody, RequestBody};
use signin_seal_shared::secret::Password;

use crate::account::{ANSWER, Account, EMAIL, PASSWORD as ACCOUNT_PASSWORD, sign_in};
use crate::kit::{Helper, Home, base64, error, files, now_ms, save};

const GUARDED: &str = "Quokka 7! jumps";

fn judge(stream: &str, exempt: &[&str]) -> RequestBody {
    let text = |text: &str| Password::new(text.to_owned());
    RequestBody::JudgeTyped {
        typed: Typed {
            stream: text(stream),
            before: text(stream),
            after: text(""),
            exempt: exempt.iter().map(|site| (*site).to_owned()).collect(),
        },
    }
}

fn whose(site: &str) -> Whose {
    match site {
        "" => Whose::Account {},
        site => Whose::Site {
            id: site.to_owned(),
            name: format!("{site}.example"),
        },
    }
}

fn open() -> ReplyBody {
    judged(Judgement::Open {})
}

fn hold(characters: u32) -> ReplyBody {
    judged(Judgement::Hold { characters })
}

fn stop(site: &str) -> ReplyBody {
    judged(Judgement::Stop { whose: whose(site) })
}

fn judged(judgement: Judgement) -> ReplyBody {
    ReplyBody::Judged { judgement }
}

fn offer(helper: &mut Helper, site: &str, password: &str) -> Option<Offer> {
    let request = RequestBody::OfferGuard {
        site: site.to_owned(),
        name: format!("{site}.example"),
        password: Password::new(password.to_owned()),
    };
    match helper.ask(2, request) {
        ReplyBody::Offered { offer } => offer,
        other => panic!("{other:?}"),
    }
}

fn guarded(reply: ReplyBody) -> Vec<Guarded> {
    match reply {
        ReplyBody::Guarded { guarded } => guarded,
        other => panic!("{other:?}"),
    }
}

fn keep(helper: &mut Helper, offer: Offer) -> Vec<Guarded> {
    guarded(helper.ask(3, RequestBody::KeepGuard { offer }))
}

fn guard(helper: &mut Helper, site: &str, password: &str) -> Vec<Guarded> {
    let offer = offer(helper, site, password).unwrap();
    keep(helper, offer)
}

fn list(helper: &mut Helper) -> Vec<Guarded> {
    guarded(helper.ask(4, RequestBody::ListGuarded {}))
}

fn remove(helper: &mut Helper, id: i64) -> Vec<Guarded> {
    guarded(helper.ask(5, RequestBody::RemoveGuard { id }))
}

/// The sites of a list, in the order of their numbers; empty for the account.
fn sites(guarded: &[Guarded]) -> Vec<&str> {
    let mut guarded: Vec<&Guarded> = guarded.iter().collect();
    guarded.sort_by_key(|guarded| guarded.id);
    guarded.into_iter().map(site).collect()
}

fn site(guarded: &Guarded) -> &str {
    match &guarded.whose {
        Whose::Account {} => "",
        Whose::Site { id, .. } => id,
    }
}

/// What is sealed in the store.
fn rows(home: &Home) -> Vec<Vec<u8>> {
    let store = Connection::open(home.store()).unwrap();
    let mut rows = store.prepare("SELECT sealed FROM guard").unwrap();
    let rows = rows.query_map((), |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[track_caller]
fn check_typing(helper: &mut Helper, password: &str, site: &str) {
    let characters: Vec<char> = password.chars().collect();
    for length in 0..=characters.len() {
        let text: String = characters[..length].iter().collect();
        let expected = match length {
            0..4 => open(),
            _ if length == characters.len() => stop(site),
            _ => hold(u32::try_from(length - 4).unwrap()),
        };
        assert_eq!(helper.ask(6, judge(&text, &[])), expected, "{text}");
    }
}

#[track_caller]
fn check(output: &Output, code: i32, says: &str) {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{out}{error}");
    let said = if code == 0 { &out } else { &error };
    assert!(said.contains(says), "{says:?} is missing in:\n{out}{error}");
}

#[test]
fn a_password_is_offered_kept_judged_by_listed_and_removed() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    assert_eq!(helper.ask(2, judge(GUARDED, &[])), open());
    assert!(list(&mut helper).is_empty());
    let before = now_ms();
    let first = offer(&mut helper, "fox", GUARDED).unwrap();
    // An offer alone guards nothing.
    assert_eq!(helper.ask(2, judge(GUARDED, &[])), open());
    let kept = keep(&mut helper, first.clone());
    assert_eq!((kept.len(), &kept[0].whose), (1, &whose("fox")));
    assert!((before..=now_ms()).contains(&kept[0].since_ms));
    check_typing(&mut helper, GUARDED, "fox");
    let typed = |text: &str| judge(text, &[]);
    for (text, expected) in [
        ("xxQuokka 7! jumpsyy", stop("fox")),
        ("Quokka 7! jumpt", open()),
        ("xxQuok", hold(0)),
    ] {
        assert_eq!(helper.ask(6, typed(text)), expected, "{text}");
    }
    assert_eq!(helper.ask(6, judge(GUARDED, &["fox"])), open());
    assert_eq!(helper.ask(6, judge("Quok", &["fox", "owl"])), open());
    assert_eq!(helper.ask(6, judge(GUARDED, &["owl"])), stop("fox"));

    // The same offer is kept once, and the same password is not offered again for its site.
    assert_eq!(keep(&mut helper, first), kept);
    assert_eq!(offer(&mut helper, "fox", GUARDED), None);
    for (password, is_offered) in [
        ("12345", false),
        ("123456", true),
        (&"x".repeat(129), false),
    ] {
        let offer = offer(&mut helper, "fox", password);
        assert_eq!(offer.is_some(), is_offered, "{password}");
    }
    let both = guard(&mut helper, "owl", "lantern 48");
    assert_eq!(sites(&both), ["fox", "owl"]);
    assert_eq!(both[0].whose, whose("owl"), "the newest first");
    assert_eq!(list(&mut helper), both);

    assert_eq!(remove(&mut helper, 77), both);
    assert_eq!(sites(&remove(&mut helper, kept[0].id)), ["owl"]);
    assert_eq!(helper.ask(6, judge(GUARDED, &[])), open());
    assert_eq!(helper.ask(6, judge("lantern 48", &[])), stop("owl"));
}

#[test]
fn a_helper_that_starts_anew_answers_the_same_and_takes_an_earlier_offer() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    guard(&mut helper, "fox", GUARDED);
    let offer = offer(&mut helper, "owl", "lantern 48").unwrap();
    helper.kill();
    let mut helper = home.greeted(2);
    check_typing(&mut helper, GUARDED, "fox");
    assert_eq!(sites(&keep(&mut helper, offer)), ["fox", "owl"]);
    helper.kill();
    check_typing(&mut home.greeted(1), "lantern 48", "owl");
}

#[test]
fn two_helpers_see_each_others_changes_at_once() {
    let home = Home::new();
    let (mut one, mut other) = (home.greeted(1), home.greeted(2));
    for helper in [&mut one, &mut other] {
        assert_eq!(helper.ask(2, judge(GUARDED, &[])), open());
    }
    for _ in 0..3 {
        let kept = guard(&mut one, "fox", GUARDED);
        assert_eq!(other.ask(2, judge(GUARDED, &[])), stop("fox"));
        assert_eq!(list(&mut other), kept);
        assert!(remove(&mut other, kept[0].id).is_empty());
        assert_eq!(one.ask(2, judge(GUARDED, &[])), open());
    }
}

#[test]
fn more_than_a_person_types_is_not_judged() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    guard(&mut helper, "fox", GUARDED);
    let pasted = |start: u32| -> String {
        let letters = (0..1_000).map(|number| char::from_u32(0x4e00 + start + number).unwrap());
        letters.collect()
    };
    // Pasted twice, and then once more.
    assert_eq!(helper.ask(2, judge(&pasted(0), &[])), open());
    assert_eq!(helper.ask(2, judge(&pasted(1_000), &[])), open());
    let third = helper.ask(2, judge(&pasted(2_000), &[]));
    assert_eq!(third, error(ErrorCode::TooManyChecks));
    // What was judged before still is, in whatever number, and the next helper is as patient.
    for _ in 0..20 {
        assert_eq!(helper.ask(2, judge(&pasted(0), &[])), open());
    }
    let mut next = home.greeted(2);
    assert_eq!(next.ask(2, judge(&pasted(2_000), &[])), open());
}

#[test]
fn what_does_not_fit_is_refused() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    let malformed = error(ErrorCode::Malformed);
    for length in [1_025, 100_000] {
        assert_eq!(helper.ask(2, judge(&"x".repeat(length), &[])), malformed);
    }
    assert_eq!(helper.ask(2, judge(&"x".repeat(1_024), &[])), open());
    for site in ["", "a\u{7}", &"x".repeat(254)] {
        let request = RequestBody::OfferGuard {
            site: site.to_owned(),
            name: String::new(),
            password: Password::new(GUARDED.to_owned()),
        };
        assert_eq!(helper.ask(2, request), malformed, "{site}");
    }
    for bytes in ["", "Zm9v", "AAAA", &"Zm9v".repeat(100)] {
        let request = RequestBody::KeepGuard {
            offer: Offer(base64(bytes)),
        };
        assert_eq!(helper.ask(2, request), error(ErrorCode::OfferInvalid));
    }
    let mut unknown = home.start();
    assert_eq!(unknown.ask(1, judge("x", &[])), error(ErrorCode::OutOfTurn));
}

#[test]
fn an_offer_of_another_store_is_none() {
    let (home, elsewhere) = (Home::new(), Home::new());
    let offer = offer(&mut elsewhere.greeted(1), "fox", GUARDED).unwrap();
    let request = RequestBody::KeepGuard { offer };
    let mut helper = home.greeted(1);
    assert_eq!(
        helper.ask(2, request.clone()),
        error(ErrorCode::OfferInvalid)
    );
    guard(&mut helper, "owl", GUARDED);
    assert_eq!(helper.ask(2, request), error(ErrorCode::OfferInvalid));
}

#[test]
fn nothing_of_a_guarded_password_stands_in_any_file() {
    let home = Home::new();
    home.set_member(EMAIL, ACCOUNT_PASSWORD);
    let mut helper = home.greeted(1);
    guard(&mut helper, "fox", GUARDED);
    let with_site = guard(&mut helper, "owl", "lantern 48");
    check_typing(&mut helper, GUARDED, "fox");
    helper.ask(2, judge(&format!("{GUARDED}{}", "x".repeat(2_000)), &[]));
    helper.send_frame(br#"{"id":4,"request":{"judge_typed":{"typed":"Quokka 7! jumps"}}}"#);
    helper.reply();
    helper.send_frame(
        br#"{"id":4,"request":{"offer_guard":{"site":1,"password":"Quokka 7! jumps"}}}"#,
    );
    helper.reply();
    remove(&mut helper, with_site[0].id);
    home.run(&["guard", "list"]);
    for row in rows(&home) {
        for secret in ["Quok", "tida", "lant"] {
            assert!(!row.windows(4).any(|four| four == secret.as_bytes()));
        }
    }
    let searched = files(&home.data());
    assert!(searched.iter().any(|path| path.ends_with("seal.db-wal")));
    for path in searched {
        let bytes = fs::read(&path).unwrap();
        for secret in [
            "Quokka",
            "uokka",
            "jumps",
            "lantern",
            "tern 48",
            "tidal",
            "copper",
            "fox.example",
            "owl.example",
            "\"length\"",
            "beginning\"",
            "whose",
        ] {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {}", path.display());
        }
    }
}

#[test]
fn without_the_key_rows_are_alike() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    for (site, password) in [
        ("fox", "secret"),
        ("owl", "secret"),
        ("a-site-with-a-long-name", &"long".repeat(32)),
    ] {
        guard(&mut helper, site, password);
    }
    let rows = rows(&home);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    // No four bytes stand in the same place of two rows but by chance: one of 2^32 for each place.
    for (one, two) in [(0, 1), (0, 2), (1, 2)] {
        let alike = rows[one]
            .windows(4)
            .zip(rows[two].windows(4))
            .filter(|(one, two)| one == two);
        assert_eq!(alike.count(), 0);
    }
}

#[test]
fn another_key_opens_nothing() {
    let home = Home::new();
    guard(&mut home.greeted(1), "fox", GUARDED);
    fs::write(home.key(), [7; 32]).unwrap();
    let mut helper = home.greeted(1);
    let damaged = error(ErrorCode::StoreDamaged);
    // The person hears that nothing is guarded.
    assert_eq!(helper.ask(2, judge(GUARDED, &[])), damaged);
    assert_eq!(helper.ask(2, RequestBody::ListGuarded {}), damaged);
    fs::remove_file(home.key()).unwrap();
    assert_eq!(home.greeted(1).ask(2, judge(GUARDED, &[])), damaged);
    assert_eq!(home.greeted(1).ask(2, save("my owl")), damaged);
    assert!(
        !home.key().exists(),
        "a new key would not know the password"
    );
}

#[test]
fn a_row_in_anothers_place_is_passed_over_and_the_others_still_guard() {
    let home = Home::new();
    let mut helper = home.greeted(1);
    guard(&mut helper, "fox", GUARDED);
    guard(&mut helper, "owl", "lantern 48");
    let moved = "UPDATE guard SET sealed = (SELECT sealed FROM guard WHERE id = 2) WHERE id = 1";
    home.change_store(moved);
    for helper in [&mut helper, &mut home.greeted(2)] {
        assert_eq!(helper.ask(2, judge("lantern 48", &[])), stop("owl"));
        assert_eq!(helper.ask(2, judge(GUARDED, &[])), open());
        assert_eq!(sites(&list(helper)), ["owl"]);
    }
    let log = home.log();
    assert!(
        log.contains("a guarded password cannot be read row=1"),
        "{log}"
    );
    // What cannot be read can be removed at the command line.
    let removed = home.run(&["guard", "remove", "1"]);
    check(&removed, 0, "guarded no longer");
    assert_eq!(home.number_in_store("SELECT count(*) FROM guard"), 1);
}

#[test]
fn the_accounts_own_password_is_guarded_from_its_making_to_its_end() {
    let mut account = Account::with_question();
    let kept = list(&mut account.helper);
    assert_eq!((sites(&kept), kept[0].id), (vec![""], 0));
    check_typing(&mut account.helper, ACCOUNT_PASSWORD, "");
    // No list of sites lets it pass, and nobody removes it.
    let typed = judge(ACCOUNT_PASSWORD, &["", "account"]);
    assert_eq!(account.helper.ask(2, typed), stop(""));
    assert_eq!(remove(&mut account.helper, 0), kept);
    check(
        &account.home.run(&["guard", "remove", "0"]),
        1,
        "always guarded",
    );

    // Changed, and set anew by the answer: the present one is guarded, and no earlier one.
    let changed = "brass meadow 7 engine";
    account.done(AccountRequest::Prove {
        answer: Password::new(ANSWER.to_owned()),
    });
    account.done(AccountRequest::ChangePassword {
        password: Password::new(changed.to_owned()),
    });
    check_typing(&mut account.helper, changed, "");
    let former = account.helper.ask(2, judge(ACCOUNT_PASSWORD, &[]));
    assert_eq!(former, open());
    let reset = "velvet harbour 9 cactus";
    let reply = account.helper.ask_account(
        None,
        AccountRequest::ResetPassword {
            email: EMAIL.to_owned(),
            answer: Password::new(ANSWER.to_owned()),
            password: Password::new(reset.to_owned()),
        },
    );
    assert_eq!(reply, Ok(AccountReply::Done {}));
    check_typing(&mut account.helper, reset, "");
    assert_eq!(account.helper.ask(2, judge(changed, &[])), open());
    assert_eq!(sites(&list(&mut account.helper)), [""]);

    // At the command line.
    let set = ["member", "set", "--id", EMAIL];
    let input = format!("{reset}\norchid 5 tunnel\n");
    check(&account.home.run_with(&set, input.as_bytes()), 0, "set");
    assert_eq!(
        account.helper.ask(2, judge("orchid 5 tunnel", &[])),
        stop("")
    );
    assert_eq!(account.helper.ask(2, judge(reset, &[])), open());
    guard(&mut account.helper, "fox", GUARDED);
    let forgotten = account
        .home
        .run_with(&["member", "forget"], b"orchid 5 tunnel");
    check(&forgotten, 0, "forgotten");
    assert_eq!(sites(&list(&mut account.helper)), ["fox"]);
    assert_eq!(account.helper.ask(2, judge("orchid 5 tunnel", &[])), open());
}

#[test]
fn a_sign_in_guards_a_password_that_was_set_before() {
    let account = Account::new();
    // As an earlier version left it.
    account.home.change_store("DELETE FROM guard");
    let mut helper = account.home.greeted(2);
    assert!(list(&mut helper).is_empty());
    let wrong = helper.ask_account(None, sign_in(EMAIL, "somebody else's guess"));
    assert_eq!(wrong, Err(ErrorReply::new(ErrorCode::AccountRefused)));
    assert!(list(&mut helper).is_empty());
    let right = helper.ask_account(None, sign_in(EMAIL, ACCOUNT_PASSWORD));
    assert!(matches!(right, Ok(AccountReply::SignedIn { .. })));
    let kept = list(&mut helper);
    assert_eq!(sites(&kept), [""]);
    // The next one leaves it as it is.
    let again = helper.ask_account(None, sign_in(EMAIL, ACCOUNT_PASSWORD));
    assert!(matches!(again, Ok(AccountReply::SignedIn { .. })));
    assert_eq!(list(&mut helper), kept);
}
