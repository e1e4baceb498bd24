//! `measure guard`: are other passwords held back as rarely as they should be, and how long does it take?
//!
//! It asks the real helper, built as it would be shipped, as the extension does: each character with
//! all that came before it. The helper's limit of what is judged stays as it is: a new one is started
//! before it is reached, and what is guarded is in the store.

mod random;

use std::io::Write as _;
use std::ops::RangeInclusive;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use signin_seal_shared::guarding::{Judgement, Typed};
use signin_seal_shared::limits::{
    BEGINNING_BITS, BEGINNING_CHARACTERS, CHECKS_AT_ONCE, GUARDED_PASSWORDS, TYPED_CHARACTERS,
};
use signin_seal_shared::protocol::{ReplyBody, RequestBody};
use signin_seal_shared::secret::Password;

use crate::helper::{Helper, PROGRAM};
use crate::{command, progress, setup};
use random::Random;

/// How many passwords are typed.
const PASSWORDS: u32 = 100_000;

/// How many others are guarded: those of a person who protects many sites.
const GUARDED: usize = 20;

/// How many characters a password has.
const LENGTHS: RangeInclusive<usize> = 8..=16;

/// Characters that are typed behind a password, at most, until what is held is let go.
const BEHIND: usize = 64;

/// Begins the order in which characters are drawn; any number would do, as long as it stays.
const SEED: u64 = 7;

/// How far the share may be from the expected one, in standard deviations: one run of 16,000 is
/// further off by chance.
const DEVIATIONS: f64 = 4.0;

/// Characters that are typed where as many passwords are guarded as can be.
const CHARACTERS: usize = 1_000;

/// How long the judgement of one more character may take then, for half of them.
const JUDGEMENT: Duration = Duration::from_millis(2);

/// How often each answer came, and how long each took.
#[derive(Default)]
struct Measured {
    /// Passwords of which something was held back while they were typed.
    held: u32,
    /// Passwords of which nothing was let go after all.
    stopped: u32,
    /// How many should be held, by the lengths of the beginnings.
    expected: f64,
    /// The variance of that.
    variance: f64,
    times: Vec<Duration>,
    /// The judgements that let go what was held.
    deciding: Vec<Duration>,
}

/// A helper that is exchanged before it has judged as much as it may.
struct Typist<'a> {
    folder: &'a Path,
    helper: Helper,
    judged: usize,
}

/// Measures, and prints it; an error where more is held than should be, or something is stopped.
pub(crate) fn measure() -> Result<()> {
    setup::location_file()?;
    progress::step("building the helper");
    command::run(command::cargo().args(["build", "--release", "--package", PROGRAM]))?;
    let mut random = Random::new(SEED);

    progress::step("typing passwords where others are guarded");
    let folder = tempfile::tempdir().context("failed to make a folder")?;
    let guarded = guard(folder.path(), GUARDED, &mut random)?;
    let mut typist = Typist::new(folder.path())?;
    let mut measured = Measured::default();
    for _ in 0..PASSWORDS {
        let length = random.among(LENGTHS);
        let password = random.characters(length);
        typist.types(&password, &mut random, &mut measured)?;
    }
    let stops = typist.stops(&guarded)?;
    measured.print(stops)?;

    progress::step("typing where as many are guarded as can be");
    let folder = tempfile::tempdir().context("failed to make a folder")?;
    let guarded = guard(folder.path(), GUARDED_PASSWORDS, &mut random)?;
    let mut typist = Typist::new(folder.path())?;
    let mut times = typist.times(&random.characters(CHARACTERS))?;
    let middle = print_times("characters, 200 guarded", &mut times)?;
    let mut stops = typist.stops(&guarded)?;
    print_times("last characters of these, which stop them", &mut stops)?;

    measured.check()?;
    ensure!(
        middle <= JUDGEMENT,
        "over the budget: {middle:.2?} for one character, not at most {JUDGEMENT:?}"
    );
    progress::done("as many passwords are held as should be, and all are let go");
    Ok(())
}

/// Has so many passwords guarded. Returns them.
fn guard(folder: &Path, count: usize, random: &mut Random) -> Result<Vec<String>> {
    let mut helper = Helper::start(folder)?;
    let mut guarded = Vec::new();
    for number in 0..count {
        let length = random.among(LENGTHS);
        let password = random.characters(length);
        let offer = helper.request(RequestBody::OfferGuard {
            site: format!("site-{number}"),
            name: format!("Site {number}"),
            password: Password::new(password.clone()),
        })?;
        let ReplyBody::Offered { offer: Some(offer) } = offer else {
            bail!("not offered: {offer:?}");
        };
        let kept = helper.request(RequestBody::KeepGuard { offer })?;
        ensure!(matches!(kept, ReplyBody::Guarded { .. }), "{kept:?}");
        guarded.push(password);
    }
    Ok(guarded)
}

impl<'a> Typist<'a> {
    fn new(folder: &'a Path) -> Result<Self> {
        let helper = Helper::start(folder)?;
        Ok(Self {
            folder,
            helper,
            judged: 0,
        })
    }

    /// Types a password, and goes on until nothing of it is held any more.
    fn types(
        &mut self,
        password: &str,
        random: &mut Random,
        measured: &mut Measured,
    ) -> Result<()> {
        let length = password.len();
        self.make_room(length + BEHIND)?;
        measured.expect(length);
        let (mut typed, mut is_held, mut was_held) = (String::new(), false, false);
        let behind = random.characters(BEHIND);
        for (place, character) in password.chars().chain(behind.chars()).enumerate() {
            if place >= length && !is_held {
                break;
            }
            typed.push(character);
            let (judgement, took) = self.judge(&typed)?;
            measured.times.push(took);
            match judgement {
                Judgement::Open {} if is_held => {
                    measured.deciding.push(took);
                    is_held = false;
                }
                Judgement::Open {} => {}
                Judgement::Hold { .. } => {
                    is_held = true;
                    was_held |= place < length;
                }
                Judgement::Stop { .. } => {
                    measured.stopped += 1;
                    return Ok(());
                }
            }
        }
        ensure!(
            !is_held,
            "a password is still held after {BEHIND} characters more"
        );
        measured.held += u32::from(was_held);
        Ok(())
    }

    /// How long the last character of each takes, which must be stopped.
    fn stops(&mut self, guarded: &[String]) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        for password in guarded {
            self.make_room(password.len())?;
            let mut last = (Judgement::Open {}, Duration::ZERO);
            for end in 1..=password.len() {
                last = self.judge(password.get(..end).unwrap_or_default())?;
            }
            ensure!(matches!(last.0, Judgement::Stop { .. }), "{:?}", last.0);
            times.push(last.1);
        }
        Ok(times)
    }

    /// How long each character takes, behind the last ones.
    fn times(&mut self, text: &str) -> Result<Vec<Duration>> {
        self.make_room(text.len())?;
        // The first answer opens the store.
        let _first = self.judge("")?;
        let mut times = Vec::new();
        for end in 1..=text.len() {
            let stream = text.get(end.saturating_sub(TYPED_CHARACTERS)..end);
            times.push(self.judge(stream.unwrap_or_default())?.1);
        }
        Ok(times)
    }

    fn make_room(&mut self, beginnings: usize) -> Result<()> {
        if self.judged + beginnings > CHECKS_AT_ONCE as usize {
            *self = Self::new(self.folder)?;
        }
        self.judged += beginnings;
        Ok(())
    }

    fn judge(&mut self, typed: &str) -> Result<(Judgement, Duration)> {
        let text = |text: &str| Password::new(text.to_owned());
        let request = RequestBody::JudgeTyped {
            typed: Typed {
                stream: text(typed),
                before: text(typed),
                after: text(""),
                exempt: Vec::new(),
            },
        };
        let start = Instant::now();
        let reply = self.helper.request(request)?;
        let took = start.elapsed();
        match reply {
            ReplyBody::Judged { judgement } => Ok((judgement, took)),
            other => bail!("not judged: {other:?}"),
        }
    }
}

impl Measured {
    /// One more password of this length: each of its beginnings may fit each guarded one by chance.
    fn expect(&mut self, length: usize) {
        let beginnings = (length + 1).saturating_sub(BEGINNING_CHARACTERS) as f64;
        let fits = GUARDED as f64 / f64::from(1_u32 << BEGINNING_BITS);
        let share = 1.0 - (1.0 - fits).powf(beginnings);
        self.expected += share;
        self.variance += share * (1.0 - share);
    }

    fn print(&mut self, mut stops: Vec<Duration>) -> Result<()> {
        let mut out = std::io::stdout();
        let share = |count: f64| 100.0 * count / f64::from(PASSWORDS);
        let Self {
            held,
            stopped,
            expected,
            variance,
            ..
        } = self;
        writeln!(
            out,
            "{PASSWORDS} random passwords, {GUARDED} others guarded\n\
             held at some time     {held:>8}  {:.3} %\n\
             expected              {expected:>8.1}  {:.3} %  (standard deviation {:.1})\n\
             stopped               {stopped:>8}",
            share(f64::from(*held)),
            share(*expected),
            variance.sqrt(),
        )?;
        print_times("characters, 20 guarded", &mut self.times)?;
        print_times("characters that let go what was held", &mut self.deciding)?;
        print_times(
            "last characters of the guarded ones, which stop them",
            &mut stops,
        )?;
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let Self {
            held,
            stopped,
            expected,
            variance,
            ..
        } = self;
        ensure!(
            *stopped == 0,
            "{stopped} passwords that nobody guards were stopped"
        );
        let off = (f64::from(*held) - expected) / variance.sqrt();
        ensure!(
            off.abs() <= DEVIATIONS,
            "{held} passwords were held and {expected:.1} should be: \
             off by {off:.1} standard deviations, not at most {DEVIATIONS}"
        );
        Ok(())
    }
}

/// Prints how long they took, start and end of the pipes included. Returns what half of them took at
/// most.
fn print_times(what: &str, times: &mut [Duration]) -> Result<Duration> {
    times.sort_unstable();
    let at = |share: usize| {
        let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default()
    };
    let [middle, late, longest] = [50, 99, 100].map(at);
    let mut out = std::io::stdout();
    let micros = |time: Duration| time.as_micros();
    writeln!(
        out,
        "{:>8} {what:<54} µs: p50 {:>6}  p99 {:>6}  longest {:>6}",
        times.len(),
        micros(middle),
        micros(late),
        micros(longest)
    )?;
    Ok(middle)
}
