//! What scripts and administrators do with the account: `account`, `log` and `profile`.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;
use signin_seal_shared::account::{HistoryFilter, HistoryRow, Location, ProfileState, SignInKind};
use thiserror::Error;

use super::record::Record;
use super::{overview, profile};
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::member::command::{MemberCommandError, open_store, read_password};
use crate::member::guard;
use crate::store::{Part, Store, StoreError};

/// Rows that are read at once.
const ROWS: u32 = 1_000;

/// In which form the sign-ins are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Comma-separated values (RFC 4180), with a line of names.
    Csv,
    /// A line of JSON for each.
    Json,
}

/// Why a command failed. Nothing was changed, but for the count of wrong passwords.
#[derive(Debug, Error)]
pub(crate) enum AccountCommandError {
    /// The store cannot be opened, or there is no right password.
    #[error(transparent)]
    Member(#[from] MemberCommandError),
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// There is no member.
    #[error("failed to find the account: there is none; it is made on the account page")]
    NoMember,
    /// No profile waits.
    #[error("failed to find a profile that waits for approval: there is none")]
    NothingWaits,
    /// No profile is published.
    #[error("failed to show the profile: none is published")]
    NothingPublished,
    /// Standard output failed.
    #[error("failed to write to standard output")]
    Output(#[from] std::io::Error),
    /// Something could not be put in JSON.
    #[error("failed to put the answer in JSON")]
    Json(#[from] serde_json::Error),
    /// Something could not be put in a table.
    #[error("failed to write the table")]
    Csv(#[from] csv::Error),
}

impl From<StoreError> for AccountCommandError {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

#[derive(Serialize)]
struct Status {
    member: bool,
    security_question: bool,
    email: bool,
    smtp_server: bool,
    profile: &'static str,
    sign_ins: u64,
    unread: u32,
    waiting: u32,
    given_up: u32,
    retention_days: Option<u32>,
}

/// A line of JSON that says how the account stands, without anything of what is in it.
pub(crate) fn status(output: &mut impl Write) -> Result<(), AccountCommandError> {
    let store = open_store()?;
    let record: Record = store.part(Part::Record)?;
    let state: ProfileState = store.part(Part::Profile)?;
    let mail = overview::mail_state(&store)?;
    let status = Status {
        member: store.has_member()?,
        security_question: record.question.is_some(),
        email: record.email.is_some(),
        smtp_server: record.server.is_some(),
        profile: match (&state.submitted, &state.published, &state.rejected) {
            (Some(_), _, _) => "submitted",
            (None, _, Some(_)) => "rejected",
            (None, Some(_), None) => "published",
            (None, None, None) => "none",
        },
        sign_ins: store.count_sign_ins()?,
        unread: store.unread()?,
        waiting: mail.waiting,
        given_up: mail.given_up,
        retention_days: record.retention_days,
    };
    print(output, &status)
}

/// All sign-ins, the latest first. The password is asked for, as on the page.
pub(crate) fn export_log(
    format: LogFormat,
    output: &mut impl Write,
) -> Result<(), AccountCommandError> {
    let mut store = open_store()?;
    if !store.has_member()? {
        return Err(AccountCommandError::NoMember);
    }
    let password = read_password("the account's")?;
    guard::check_password(&mut store, Some(&password), UnixMillis::now())?;
    match format {
        LogFormat::Csv => {
            let mut table = csv::Writer::from_writer(output);
            table.write_record(COLUMNS)?;
            for_each_row(&store, |row| Ok(table.write_record(cells(row))?))?;
            Ok(table.flush()?)
        }
        LogFormat::Json => {
            for_each_row(&store, |row| print(output, row))?;
            Ok(output.flush()?)
        }
    }
}

fn for_each_row(
    store: &Store,
    mut write: impl FnMut(&HistoryRow) -> Result<(), AccountCommandError>,
) -> Result<(), AccountCommandError> {
    let mut after = None;
    loop {
        let rows = store.history(&HistoryFilter::default(), after, ROWS)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some(last.id);
        rows.iter().try_for_each(&mut write)?;
    }
}

const COLUMNS: [&str; 11] = [
    "time_gmt",
    "kind",
    "site",
    "host",
    "address",
    "address_source",
    "location",
    "browser",
    "profile",
    "unusual",
    "clock_behind",
];

fn cells(row: &HistoryRow) -> [String; 11] {
    let place = &row.place;
    let kind = match place.kind {
        SignInKind::Account => "account",
        SignInKind::Refused => "refused",
        SignInKind::Site => "site",
        SignInKind::Stopped => "stopped",
    };
    let location = match &place.location {
        Location::Private {} => "private".to_owned(),
        Location::Unknown {} => "unknown".to_owned(),
        Location::Country { code } => code.clone(),
        Location::AnonymousProxy { code } => match code {
            Some(code) => format!("anonymous proxy {code}"),
            None => "anonymous proxy".to_owned(),
        },
    };
    let source = match place.source {
        signin_seal_shared::account::AddressSource::Route => "route",
        signin_seal_shared::account::AddressSource::Stun => "stun",
    };
    [
        UnixMillis(row.at_ms).to_gmt(),
        kind.to_owned(),
        harmless(&place.site),
        harmless(&place.host),
        place.address.clone().unwrap_or_default(),
        source.to_owned(),
        harmless(&location),
        harmless(&place.browser),
        place.profile.clone(),
        row.marks.is_unusual().to_string(),
        row.marks.clock_behind.to_string(),
    ]
}

/// A cell that no table program takes for a formula (OWASP, "CSV Injection").
fn harmless(text: &str) -> String {
    // The last four are the full-width forms, which some programs read alike.
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The profile that is published, as a line of JSON.
pub(crate) fn show_profile(output: &mut impl Write) -> Result<(), AccountCommandError> {
    let state: ProfileState = open_store()?.part(Part::Profile)?;
    let (published, _) = state
        .published
        .ok_or(AccountCommandError::NothingPublished)?;
    print(output, &published)
}

/// The profile that waits for approval, as a line of JSON; no line where none does.
pub(crate) fn list_profiles(output: &mut impl Write) -> Result<(), AccountCommandError> {
    let state: ProfileState = open_store()?.part(Part::Profile)?;
    match state.submitted {
        Some((submitted, _)) => print(output, &submitted),
        None => Ok(()),
    }
}

/// Publishes the profile that waits.
pub(crate) fn approve_profile(output: &mut impl Write) -> Result<(), AccountCommandError> {
    decide(output, "published", |store| {
        profile::approve(store, UnixMillis::now())
    })
}

/// Gives the profile that waits back to the member.
pub(crate) fn reject_profile(
    reason: &str,
    output: &mut impl Write,
) -> Result<(), AccountCommandError> {
    decide(output, "rejected", |store| {
        profile::reject(store, reason, UnixMillis::now())
    })
}

fn decide(
    output: &mut impl Write,
    done: &str,
    decision: impl FnOnce(&mut Store) -> Result<bool, Fault>,
) -> Result<(), AccountCommandError> {
    if !decision(&mut open_store()?)? {
        return Err(AccountCommandError::NothingWaits);
    }
    tracing::info!(done, "an administrator decided on a profile");
    Ok(writeln!(output, "{done}")?)
}

fn print(output: &mut impl Write, value: &impl Serialize) -> Result<(), AccountCommandError> {
    Ok(writeln!(output, "{}", serde_json::to_string(value)?)?)
}
