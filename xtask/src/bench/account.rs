//! `bench account`: what the account page waits for with a million sign-ins.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use rusqlite::Connection;
use signin_seal_shared::account::{AccountReply, AccountRequest, HistoryFilter};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::limits::ANSWER_MILLISECONDS;
use signin_seal_shared::protocol::Event;
use signin_seal_shared::secret::Password;

use crate::helper::{Helper, PROGRAM};
use crate::{command, progress, setup};

/// How many sign-ins there are: one each minute for two years.
const SIGN_INS: i64 = 1_000_000;

/// At how many places: sites, addresses and browsers of one person.
const PLACES: u32 = 200;

/// Over how many milliseconds they are spread: two years.
const SPREAD_MS: i64 = 2 * 365 * 24 * 60 * 60 * 1000;

/// Rows at one place that are rare: each so many-th.
const RARE: i64 = 50_000;

/// How often each is measured; the median counts.
const TIMES: usize = 20;

/// Rows of a page.
const PAGE: u32 = 50;

/// From the start of the helper to what the page shows first: a person sees it as one click.
const OVERVIEW: Duration = Duration::from_millis(300);

/// A page of history.
const HISTORY: Duration = Duration::from_millis(50);

/// The whole store, its log included.
const FILE_BYTES: u64 = 150_000_000;

/// Deleting everything: the page waits for an answer no longer than for any other.
const DELETION: Duration = Duration::from_millis(ANSWER_MILLISECONDS as u64);

const EMAIL: &str = "fox@mail.example";
const PASSWORD: &str = "tidal copper 48 lantern";

/// Measures all, and prints it; an error that names the budgets that were not kept.
pub(crate) fn bench() -> Result<()> {
    progress::step("measuring the account with a million sign-ins");
    setup::location_file()?;
    let build = ["build", "--release", "--package", PROGRAM];
    command::run(command::cargo().args(build))?;
    let folder = tempfile::tempdir()?;
    let (mut helper, session) = filled(folder.path())?;
    let mut budgets = Budgets::default();

    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        let mut page = Helper::start(folder.path())?;
        let reply = page.ask(Some(&session), AccountRequest::Overview {})?;
        times.push(start.elapsed());
        let AccountReply::Overview(overview) = reply else {
            bail!("no overview: {reply:?}");
        };
        let rows = i64::try_from(overview.history_rows)?;
        ensure!(rows >= SIGN_INS, "{rows} sign-ins");
    }
    budgets.time(
        "overview, with the start of the helper",
        &mut times,
        OVERVIEW,
    )?;

    let middle = Some(SIGN_INS / 2);
    for (what, text, after, rows) in [
        ("first page of history", "", None, PAGE),
        ("page in the middle", "", middle, PAGE),
        ("page of a text in few rows", "rarity", None, 20),
        ("page of a text in half of the rows", "alpha", None, PAGE),
        ("  the same, in the middle", "alpha", middle, PAGE),
        ("page of a text in no row", "nowhere", None, 0),
    ] {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let filter = HistoryFilter {
                text: text.to_owned(),
                ..HistoryFilter::default()
            };
            let start = Instant::now();
            let found = page(&mut helper, &session, filter, after)?;
            times.push(start.elapsed());
            ensure!(found == rows as usize, "{what}: {found} rows");
        }
        budgets.time(what, &mut times, HISTORY)?;
    }
    budgets.size(folder.path())?;

    let half = HistoryFilter {
        text: "alpha".to_owned(),
        ..HistoryFilter::default()
    };
    for (what, filter) in [
        ("deletion of half of the rows", half),
        ("deletion of the rest", HistoryFilter::default()),
    ] {
        let start = Instant::now();
        let reply = helper.ask(Some(&session), AccountRequest::DeleteHistory { filter })?;
        let took = start.elapsed();
        ensure!(matches!(reply, AccountReply::Deleted { rows } if rows > 0));
        budgets.time(what, &mut [took], DELETION)?;
    }
    budgets.finish()
}

/// A store with all sign-ins, made by a helper whose rows are multiplied, and an open session.
fn filled(folder: &Path) -> Result<(Helper, SessionToken)> {
    let mut helper = Helper::start(folder)?;
    let made = helper.ask(
        None,
        AccountRequest::CreateMember {
            email: EMAIL.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            language: "en".to_owned(),
            stun: None,
        },
    )?;
    let session = session(made)?;
    // Two years are to stay.
    helper.ask(Some(&session), AccountRequest::SetRetention { days: None })?;
    for number in 1..PLACES {
        let site = match number {
            1 => "Rarity".to_owned(),
            _ if number % 2 == 0 => format!("Alpha {number}"),
            _ => format!("Beta {number}"),
        };
        let host = format!("login{number}.sites.example");
        let stun = None;
        helper.note(Event::SignedIn { site, host, stun })?;
    }
    drop(helper);

    multiply(&folder.join("seal.db"))?;
    // The present sign-in is the latest one.
    let mut helper = Helper::start(folder)?;
    let entered = helper.ask(
        None,
        AccountRequest::SignIn {
            email: EMAIL.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            language: "en".to_owned(),
            stun: None,
        },
    )?;
    Ok((helper, self::session(entered)?))
}

fn session(reply: AccountReply) -> Result<SessionToken> {
    match reply {
        AccountReply::SignedIn { session } => Ok(session),
        other => bail!("no session: {other:?}"),
    }
}

/// Puts a million sign-ins in place of the few, at the same places.
fn multiply(path: &Path) -> Result<()> {
    let store = Connection::open(path)?;
    let places: u32 =
        store.query_row("SELECT count(*) FROM sign_in_place", (), |row| row.get(0))?;
    ensure!(places == PLACES, "{places} places");
    let last: i64 = store.query_row("SELECT max(at_ms) FROM sign_in", (), |row| row.get(0))?;
    store.execute_batch("BEGIN")?;
    store.execute("DELETE FROM sign_in", ())?;
    // The first place is the account's, the second the rare one.
    store.execute(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
         INSERT INTO sign_in (id, at_ms, place, marks)
         SELECT n, ?2 - (?1 - n) * (?3 / ?1),
             CASE WHEN n % ?4 = 0 THEN 2 WHEN n % 100 = 0 THEN 1 ELSE 3 + (n * 7919) % (?5 - 2) END,
             0
         FROM number",
        (SIGN_INS, last, SPREAD_MS, RARE, PLACES),
    )?;
    Ok(store.execute_batch("COMMIT")?)
}

fn page(
    helper: &mut Helper,
    session: &SessionToken,
    filter: HistoryFilter,
    after: Option<i64>,
) -> Result<usize> {
    let ask = AccountRequest::History {
        filter,
        after,
        limit: PAGE,
    };
    match helper.ask(Some(session), ask)? {
        AccountReply::History { rows, .. } => Ok(rows.len()),
        other => bail!("no history: {other:?}"),
    }
}

/// What was not kept.
#[derive(Default)]
struct Budgets {
    over: Vec<String>,
}

impl Budgets {
    /// Prints the median of these times, and keeps whether it is over.
    fn time(&mut self, what: &str, times: &mut [Duration], at_most: Duration) -> Result<()> {
        times.sort_unstable();
        let median = *times.get(times.len() / 2).context("nothing was measured")?;
        let [took, budget] = [median, at_most].map(|time| time.as_secs_f64() * 1000.0);
        self.line(what, took, budget, "ms")
    }

    fn size(&mut self, folder: &Path) -> Result<()> {
        let mut bytes = 0;
        for name in ["seal.db", "seal.db-wal"] {
            let path = folder.join(name);
            if path.exists() {
                bytes += fs::metadata(path)?.len();
            }
        }
        let [bytes, budget] = [bytes, FILE_BYTES]
            .map(|bytes| f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6);
        self.line("size of the store", bytes, budget, "MB")
    }

    fn line(&mut self, what: &str, found: f64, budget: f64, unit: &str) -> Result<()> {
        let line = format!("{what:<44} {found:>8.1} {unit} (at most {budget:.0})");
        writeln!(std::io::stdout(), "{line}")?;
        if found > budget {
            self.over.push(line);
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        ensure!(
            self.over.is_empty(),
            "over the budget: {}",
            self.over.join("; ")
        );
        progress::done("a million sign-ins are shown within their budgets");
        Ok(())
    }
}
