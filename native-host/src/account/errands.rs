//! What nobody waits for: sign-ins whose address is found first, e-mails that go out, the weekly
//! summary. A thread of its own with connections of its own does it, so that a STUN or SMTP server
//! that is slow never holds a seal up.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use signin_seal_shared::account::{HistoryFilter, MessageKind, SignInKind};

use super::record::Record;
use super::sign_ins::{self, Target};
use super::{mail, messages};
use crate::address;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::logging;
use crate::paths::DataFolder;
use crate::store::{Part, Store, Visitor};

/// How often it is looked whether an e-mail or the summary is due.
const PAUSE: Duration = Duration::from_secs(60);

/// How long the helper stays after its browser has gone, so that a sign-in is still kept.
const LAST_WAIT: Duration = Duration::from_secs(3);

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// Sign-ins that the weekly summary counts, at most.
const COUNTED: u32 = 10_000;

/// Something to do.
enum Errand {
    /// Keep a sign-in that was observed.
    SignedIn {
        site: String,
        host: String,
        stun: Option<String>,
        visitor: Visitor,
        at: UnixMillis,
    },
    /// Send what is due.
    Deliver,
}

/// The thread, from the first errand on.
#[derive(Default)]
pub(crate) struct Errands(Option<Running>);

struct Running {
    sender: Sender<Errand>,
    ended: Receiver<()>,
    ends: Arc<AtomicBool>,
}

/// Where errands go; without a folder they are lost with everything else.
pub(crate) struct ErrandsIn<'a> {
    pub(crate) errands: &'a mut Errands,
    pub(crate) folder: &'a DataFolder,
}

impl ErrandsIn<'_> {
    /// Sends what is due, now.
    pub(crate) fn deliver(&mut self) {
        self.give(Errand::Deliver);
    }

    /// Keeps a sign-in that was observed.
    pub(crate) fn keep_sign_in(
        &mut self,
        site: String,
        host: String,
        stun: Option<String>,
        visitor: Visitor,
        at: UnixMillis,
    ) {
        self.give(Errand::SignedIn {
            site,
            host,
            stun,
            visitor,
            at,
        });
    }

    fn give(&mut self, errand: Errand) {
        let folder = self.folder;
        let running = self
            .errands
            .0
            .get_or_insert_with(|| Running::start(folder.clone()));
        if running.sender.send(errand).is_err() {
            tracing::warn!("an errand was not taken");
        }
    }
}

impl Running {
    fn start(folder: DataFolder) -> Self {
        let (sender, errands) = channel();
        let (tell, ended) = channel();
        let ends = Arc::new(AtomicBool::new(false));
        let has_ended = Arc::clone(&ends);
        // What it logs stands with the rest of this helper.
        let span = tracing::Span::current();
        thread::spawn(move || {
            let _logged = span.entered();
            run(&folder, &errands, &has_ended);
            let _nobody_waits = tell.send(());
        });
        Self {
            sender,
            ended,
            ends,
        }
    }
}

impl Drop for Errands {
    /// The helper is about to end: what is in hand is finished, where it takes no longer than that.
    fn drop(&mut self) {
        if let Some(Running {
            sender,
            ended,
            ends,
        }) = self.0.take()
        {
            ends.store(true, Ordering::Relaxed);
            drop(sender);
            let _late = ended.recv_timeout(LAST_WAIT);
        }
    }
}

fn run(folder: &DataFolder, errands: &Receiver<Errand>, ends: &AtomicBool) {
    loop {
        let errand = match errands.recv_timeout(PAUSE) {
            Ok(errand) => errand,
            Err(RecvTimeoutError::Timeout) => Errand::Deliver,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        // A store that is busy or full for a while costs this errand, and none that come later.
        if let Err(error) = carry_out(folder, errand, ends) {
            tracing::warn!(error = logging::with_causes(&error), "an errand failed");
        }
    }
}

fn carry_out(folder: &DataFolder, errand: Errand, ends: &AtomicBool) -> Result<(), Fault> {
    let mut store = Store::open(folder)?;
    if let Errand::SignedIn {
        site,
        host,
        stun,
        visitor,
        at,
    } = errand
    {
        let record: Record = store.part(Part::Record)?;
        let found = address::find(&record.address, stun.as_deref());
        // The member may have been forgotten while a STUN server was asked.
        if store.has_member()? {
            let target = Target {
                site: &site,
                host: &host,
            };
            sign_ins::keep(&mut store, SignInKind::Site, target, &visitor, &found, at)?;
            tracing::info!("an observed sign-in was kept");
        }
    }
    if ends.load(Ordering::Relaxed) {
        return Ok(());
    }
    summarize(&mut store, UnixMillis::now())?;
    mail::deliver(&mut store, UnixMillis::now, || {
        !ends.load(Ordering::Relaxed)
    })
}

/// Writes the weekly summary where a week has passed; a clock that was set back begins a new one.
pub(super) fn summarize(store: &mut Store, now: UnixMillis) -> Result<(), Fault> {
    if !store.has_member()? {
        return Ok(());
    }
    store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        let begun = record.summary_ms.filter(|begun| *begun <= now.0);
        let Some(begun) = begun else {
            record.summary_ms = Some(now.0);
            return Ok(store.keep_part(Part::Record, &record, now)?);
        };
        if now.0 - begun < WEEK_MS {
            return Ok(());
        }
        record.summary_ms = Some(now.0);
        store.keep_part(Part::Record, &record, now)?;
        let week = HistoryFilter {
            from_ms: Some(begun),
            to_ms: Some(now.0),
            ..HistoryFilter::default()
        };
        let rows = store.history(&week, None, COUNTED)?;
        let rows = rows
            .iter()
            .filter(|row| sign_ins::is_sign_in(row.place.kind));
        let unusual = rows.clone().filter(|row| row.marks.is_unusual()).count();
        let imitations = store
            .inbox(None, COUNTED)?
            .iter()
            .filter(|message| message.kind == MessageKind::ImitationMet && message.at_ms >= begun)
            .count();
        let facts = [
            ("sign_ins", rows.count().to_string()),
            ("unusual", unusual.to_string()),
            ("imitations", imitations.to_string()),
        ];
        let facts: Vec<(&str, &str)> = facts
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        messages::tell(store, MessageKind::WeeklySummary, &facts, now)?;
        Ok(())
    })
}
