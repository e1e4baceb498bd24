//! The account with times, addresses and a store that the tests choose.

use signin_seal_shared::account::{
    AccountQuestion, AccountReply, AccountRequest, AddressFound, AddressSettings, AddressSource,
    HistoryFilter, HistoryRow, InboxMessage, Location, Marks, MessageKind, SignInKind,
};
use signin_seal_shared::identity::{ProfileId, SessionToken};
use signin_seal_shared::limits::{PROOF_MILLISECONDS, SESSION_IDLE_MILLISECONDS};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply};
use signin_seal_shared::secret::Password;

use super::errands::summarize;
use super::sign_ins::{self, Target};
use super::*;
use crate::paths::DataFolder;

const NOW: i64 = 1_800_000_000_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const EMAIL: &str = "fox@mail.example";
const PASSWORD: &str = "vier Elche am Seeufer";

/// A person's account, by a clock and at an address of their own.
struct Person {
    _place: tempfile::TempDir,
    folder: DataFolder,
    /// Where errands are done: they go by the computer's clock, and these tests by their own.
    elsewhere: DataFolder,
    store: Store,
    visitor: Visitor,
    upload: Upload,
    errands: Errands,
    now: i64,
    location: Location,
    session: Option<SessionToken>,
}

impl Person {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(&place.path().join("data"));
        Self {
            store: Store::open(&folder).unwrap(),
            folder,
            elsewhere: DataFolder::at(&place.path().join("elsewhere")),
            _place: place,
            visitor: visitor(1),
            upload: Upload::default(),
            errands: Errands::default(),
            now: NOW,
            location: country("CN"),
            session: None,
        }
    }

    fn member() -> Self {
        let mut person = Self::new();
        let made = person.ask(AccountRequest::CreateMember {
            email: EMAIL.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            language: "en".to_owned(),
            stun: None,
        });
        let AccountReply::SignedIn { session } = made.unwrap() else {
            panic!("no session")
        };
        person.session = Some(session);
        person
    }

    fn ask(&mut self, ask: AccountRequest) -> Result<AccountReply, ErrorCode> {
        let location = self.location.clone();
        let find = move |_: &AddressSettings, _: Option<&str>| found(&location);
        let mut asked = Asked {
            store: &mut self.store,
            visitor: &self.visitor,
            now: UnixMillis(self.now),
            upload: &mut self.upload,
            errands: ErrandsIn {
                errands: &mut self.errands,
                folder: &self.elsewhere,
            },
            find: &find,
        };
        let session = self.session.clone();
        answer(&mut asked, AccountQuestion { session, ask })
            .map_err(|fault| ErrorReply::from(&fault).code)
    }

    fn sign_in(&mut self, password: &str) -> Result<(), ErrorCode> {
        let answer = self.ask(AccountRequest::SignIn {
            email: EMAIL.to_owned(),
            password: Password::new(password.to_owned()),
            language: "en".to_owned(),
            stun: None,
        })?;
        let AccountReply::SignedIn { session } = answer else {
            panic!("no session")
        };
        self.session = Some(session);
        Ok(())
    }

    fn observe(&mut self, host: &str) -> i64 {
        self.keep(SignInKind::Site, host)
    }

    fn keep(&mut self, kind: SignInKind, host: &str) -> i64 {
        let found = found(&self.location);
        let target = Target {
            site: "Fox Shop",
            host,
        };
        let now = UnixMillis(self.now);
        sign_ins::keep(&mut self.store, kind, target, &self.visitor, &found, now).unwrap()
    }

    fn history(&self) -> Vec<HistoryRow> {
        self.store
            .history(&HistoryFilter::default(), None, 1_000)
            .unwrap()
    }

    fn inbox(&self) -> Vec<InboxMessage> {
        self.store.inbox(None, 100).unwrap()
    }

    fn kinds(&self) -> Vec<MessageKind> {
        self.inbox().iter().map(|message| message.kind).collect()
    }
}

fn visitor(number: u8) -> Visitor {
    Visitor {
        profile: ProfileId::from_random([number; 16]),
        browser: format!("Browser {number}"),
    }
}

fn country(code: &str) -> Location {
    Location::Country {
        code: code.to_owned(),
    }
}

fn found(location: &Location) -> AddressFound {
    AddressFound {
        address: Some("203.0.113.7".to_owned()),
        source: AddressSource::Route,
        location: location.clone(),
        stun_failed: false,
        file_date: "2026-06-17".to_owned(),
        file_failed: false,
    }
}

fn marks(person: &Person) -> Marks {
    let newest = person.history().into_iter().max_by_key(|row| row.id);
    newest.unwrap().marks
}

#[test]
fn a_session_ends_after_ten_idle_minutes_and_by_a_clock_that_jumps() {
    for (jump, is_open) in [
        (SESSION_IDLE_MILLISECONDS, true),
        (SESSION_IDLE_MILLISECONDS + 1, false),
        (-MINUTE, true),
        (-SESSION_IDLE_MILLISECONDS - 1, false),
        (365 * DAY, false),
        (-365 * DAY, false),
        // A leap second that the clock repeats.
        (-1_000, true),
        (0, true),
    ] {
        let mut person = Person::member();
        person.now += jump;
        let answer = person.ask(AccountRequest::StillHere {});
        let expected = if is_open {
            Ok(AccountReply::Done {})
        } else {
            Err(ErrorCode::NoSession)
        };
        assert_eq!(answer, expected, "{jump}");
        // What has ended does not begin again by another clock.
        person.now = NOW;
        assert_eq!(
            person.ask(AccountRequest::StillHere {}).is_ok(),
            is_open,
            "{jump}"
        );
    }
}

#[test]
fn whoever_does_something_stays_signed_in() {
    let mut person = Person::member();
    for _ in 0..100 {
        person.now += SESSION_IDLE_MILLISECONDS - 1;
        assert_eq!(
            person.ask(AccountRequest::StillHere {}),
            Ok(AccountReply::Done {})
        );
    }
}

#[test]
fn an_answer_opens_the_way_for_five_minutes_and_one_change() {
    let mut person = Person::member();
    let question = AccountRequest::SetQuestion {
        password: Password::new(PASSWORD.to_owned()),
        question: signin_seal_shared::account::SecurityQuestion::Listed(
            signin_seal_shared::account::ListedQuestion::FirstPet,
        ),
        answer: Password::new("Quirinius".to_owned()),
    };
    assert_eq!(person.ask(question), Ok(AccountReply::Done {}));
    let prove = || AccountRequest::Prove {
        answer: Password::new(" quirinius".to_owned()),
    };
    let change = |email: &str| AccountRequest::ChangeEmail {
        email: email.to_owned(),
    };
    assert_eq!(
        person.ask(change("owl@mail.example")),
        Err(ErrorCode::ProofNeeded)
    );
    assert_eq!(person.ask(prove()), Ok(AccountReply::Done {}));
    person.now += PROOF_MILLISECONDS + 1;
    assert_eq!(
        person.ask(change("owl@mail.example")),
        Err(ErrorCode::ProofNeeded)
    );
    assert_eq!(person.ask(prove()), Ok(AccountReply::Done {}));
    assert_eq!(person.ask(change(EMAIL)), Err(ErrorCode::EmailSame));
    assert_eq!(
        person.ask(change("owl@mail.example")),
        Ok(AccountReply::Done {})
    );
    assert_eq!(
        person.ask(change("elk@mail.example")),
        Err(ErrorCode::ProofNeeded)
    );
}

#[test]
fn the_wait_after_wrong_passwords_is_kept_and_bounded_by_any_clock() {
    let mut person = Person::member();
    for _ in 0..4 {
        assert_eq!(person.sign_in("wrong"), Err(ErrorCode::AccountRefused));
    }
    assert_eq!(person.sign_in(PASSWORD), Err(ErrorCode::TryLater));
    person.store = Store::open(&person.folder).unwrap();
    assert_eq!(person.sign_in(PASSWORD), Err(ErrorCode::TryLater));
    // Set back by years: nobody waits longer than the wait, and nobody is let in sooner.
    person.now -= 1_000 * DAY;
    assert_eq!(person.sign_in(PASSWORD), Err(ErrorCode::TryLater));
    person.now += 60 * MINUTE;
    assert_eq!(person.sign_in(PASSWORD), Ok(()));
    let refused = |row: &&HistoryRow| row.place.kind == SignInKind::Refused;
    assert_eq!(person.history().iter().filter(refused).count(), 4);
}

#[test]
fn the_sign_in_before_the_present_one_is_told_whatever_the_clock_said() {
    let mut person = Person::member();
    person.now -= 400 * DAY;
    person.sign_in(PASSWORD).unwrap();
    assert!(marks(&person).clock_behind);
    let Ok(AccountReply::Overview(overview)) = person.ask(AccountRequest::Overview {}) else {
        panic!("no overview")
    };
    let times: Vec<i64> = overview.sign_ins.iter().map(|row| row.at_ms).collect();
    assert_eq!(times, [NOW - 400 * DAY, NOW]);
    // Other sign-ins do not stand between.
    person.observe("login.fox.example");
    assert_eq!(person.sign_in("wrong"), Err(ErrorCode::AccountRefused));
    let Ok(AccountReply::Overview(overview)) = person.ask(AccountRequest::Overview {}) else {
        panic!("no overview")
    };
    assert_eq!(overview.sign_ins.len(), 2);
    assert!(
        overview
            .sign_ins
            .iter()
            .all(|row| row.place.kind == SignInKind::Account)
    );
    assert_eq!(overview.history_rows, 4);
}

#[test]
fn what_does_not_fit_the_earlier_sign_ins_is_marked_and_told() {
    let mut person = Person::member();
    assert_eq!(marks(&person), Marks::default());
    person.location = country("BR");
    person.sign_in(PASSWORD).unwrap();
    assert!(marks(&person).new_country);
    assert_eq!(person.kinds().first(), Some(&MessageKind::NewPlace));
    // The second time it is known.
    person.sign_in(PASSWORD).unwrap();
    assert_eq!(marks(&person), Marks::default());
    assert_eq!(person.kinds().first(), Some(&MessageKind::NewSignIn));
    person.visitor = visitor(2);
    person.sign_in(PASSWORD).unwrap();
    let expected = Marks {
        new_profile: true,
        ..Marks::default()
    };
    assert_eq!(marks(&person), expected);
    person.location = Location::AnonymousProxy { code: None };
    person.sign_in(PASSWORD).unwrap();
    assert!(marks(&person).new_proxy);
    // No place in the world is no new country.
    person.location = Location::Private {};
    person.sign_in(PASSWORD).unwrap();
    assert_eq!(marks(&person), Marks::default());
    // Observed sign-ins are held against observed ones.
    person.location = country("FR");
    person.observe("login.fox.example");
    assert_eq!(marks(&person), Marks::default());
}

#[test]
fn a_site_that_moved_its_sign_in_is_told_once() {
    let mut person = Person::member();
    for host in [
        "login.fox.example",
        "login.fox.example",
        "id.fox.example",
        "id.fox.example",
    ] {
        person.observe(host);
    }
    let moved: Vec<InboxMessage> = person
        .inbox()
        .into_iter()
        .filter(|message| message.kind == MessageKind::SignInMoved)
        .collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].parameters.get("before"), Some("login.fox.example"));
    assert_eq!(moved[0].parameters.get("host"), Some("id.fox.example"));
}

#[test]
fn old_sign_ins_are_deleted_but_never_by_a_clock_that_ran_ahead() {
    let mut person = Person::member();
    let days = AccountRequest::SetRetention { days: Some(30) };
    assert_eq!(person.ask(days), Ok(AccountReply::Done {}));
    for day in 1..=40 {
        person.now = NOW + day * DAY;
        person.observe("login.fox.example");
    }
    let oldest = person.history().last().unwrap().at_ms;
    assert_eq!(oldest, NOW + 10 * DAY);
    let before = person.history().len();
    // Ten years ahead for a moment, and back.
    person.now = NOW + 3_650 * DAY;
    person.observe("login.fox.example");
    person.now = NOW + 41 * DAY;
    person.observe("login.fox.example");
    let after = person.history();
    assert!(after.len() >= before - 7, "{} of {before}", after.len());
    assert!(after.iter().any(|row| row.at_ms == NOW + 40 * DAY));
}

#[test]
fn the_weekly_summary_comes_once_a_week_by_any_clock() {
    let mut person = Person::member();
    let summaries = |person: &Person| {
        let kinds = person.kinds();
        kinds
            .iter()
            .filter(|kind| **kind == MessageKind::WeeklySummary)
            .count()
    };
    let mut pass = |days: i64| {
        person.now += days * DAY;
        summarize(&mut person.store, UnixMillis(person.now)).unwrap();
        person.observe("login.fox.example");
        summaries(&person)
    };
    assert_eq!(
        [pass(0), pass(6), pass(1), pass(0), pass(7)],
        [0, 0, 1, 1, 2]
    );
    // A clock that is set back begins a new week, and no message comes twice.
    assert_eq!([pass(-300), pass(6), pass(1)], [2, 2, 3]);
    let newest = &person.inbox()[1];
    assert_eq!(newest.kind, MessageKind::WeeklySummary);
    assert_eq!(newest.parameters.get("sign_ins"), Some("2"));
}

#[test]
fn a_password_that_was_kept_from_a_page_is_no_sign_in() {
    let mut person = Person::member();
    summarize(&mut person.store, UnixMillis(person.now)).unwrap();
    let before = person.kinds().len();
    for (number, code) in [(1, "CN"), (2, "NL"), (3, "BR")] {
        person.visitor = visitor(number);
        person.location = country(code);
        person.keep(SignInKind::Stopped, "free-parcels.example");
    }
    // No place is new, and no message is that of a sign-in.
    assert_eq!(person.kinds()[..3], [MessageKind::PasswordStopped; 3]);
    assert_eq!(person.kinds().len(), before + 3);
    let rows = person.history();
    assert!(rows[..3].iter().all(|row| row.marks == Marks::default()));
    // A sign-in from there afterwards is as new as without them, and has no earlier host.
    person.visitor = visitor(1);
    person.location = country("CN");
    person.observe("login.fox.example");
    assert_eq!(person.kinds()[0], MessageKind::NewSignIn);
    person.now += 7 * DAY;
    summarize(&mut person.store, UnixMillis(person.now)).unwrap();
    let summary = &person.inbox()[0];
    assert_eq!(summary.kind, MessageKind::WeeklySummary);
    let fact = |name| summary.parameters.get(name).unwrap();
    assert_eq!((fact("sign_ins"), fact("unusual")), ("2", "0"));
}

#[test]
fn pages_of_the_history_fit_together() {
    let mut person = Person::member();
    for step in 0..60 {
        // Several at the same moment, and some by a clock that was set back.
        person.now = NOW + (step / 7) * DAY - i64::from(step % 11 == 0) * 3 * DAY;
        person.observe(if step % 3 == 0 {
            "a.fox.example"
        } else {
            "b.fox.example"
        });
    }
    person.now = NOW; // the session's own clock
    for text in ["", "A.FOX", "fox", "nothing"] {
        let filter = HistoryFilter {
            text: text.to_owned(),
            ..HistoryFilter::default()
        };
        let whole = person.store.history(&filter, None, 1_000).unwrap();
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let AccountReply::History { rows, next } = person
                .ask(AccountRequest::History {
                    filter: filter.clone(),
                    after,
                    limit: 7,
                })
                .unwrap()
            else {
                panic!("no history")
            };
            paged.extend(rows);
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole, "{text}");
        let order: Vec<(i64, i64)> = whole.iter().map(|row| (row.at_ms, row.id)).collect();
        assert!(order.is_sorted_by(|one, other| one > other), "{text}");
    }
}

#[test]
fn a_member_that_was_forgotten_leaves_nothing() {
    let mut person = Person::member();
    person.observe("login.fox.example");
    person.store.forget_member().unwrap();
    assert_eq!(
        person.ask(AccountRequest::Overview {}),
        Err(ErrorCode::NoSession)
    );
    assert_eq!((person.history(), person.inbox()), (vec![], vec![]));
    let state = AccountReply::State {
        member: false,
        signed_in: false,
    };
    assert_eq!(person.ask(AccountRequest::State {}), Ok(state));
}
