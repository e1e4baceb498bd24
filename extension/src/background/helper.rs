//! The conversation with the helper: one connection, opened when it is first needed.
//!
//! `hello` goes first on each connection, and what follows goes right behind it. When the
//! connection ends, every question that waits gets the reason, in the order in which they were
//! asked, and the next one connects anew.

use futures_channel::oneshot;
use signin_seal_shared::guarding::{Guarded, Judgement, Offer, Typed};
use signin_seal_shared::identity::{HELPER_NAME, ProfileId, SealStamp};
use signin_seal_shared::limits::ANSWER_MILLISECONDS;
use signin_seal_shared::protocol::{
    Event, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody, RequestId,
};
use signin_seal_shared::seal::{Base64, KeptSeal, OtherSeal, Remark, Seal, SealDraft};
use signin_seal_shared::secret::Password;

use super::state;
use crate::browser::native_port::NativePort;
use crate::browser::{runtime, timer};
use crate::problem::{Problem, ProblemCode};

pub(super) type Answer = Result<ReplyBody, Problem>;

/// The helper of this browser profile.
pub(super) struct Helper {
    profile: ProfileId,
    connection: Option<Connection>,
    connections: u32,
}

struct Connection {
    number: u32,
    port: NativePort,
    last_id: RequestId,
    hello: RequestId,
    /// In the order in which they were asked.
    waiting: Vec<(RequestId, oneshot::Sender<Answer>)>,
}

impl Helper {
    pub(super) fn new(profile: ProfileId) -> Self {
        Self {
            profile,
            connection: None,
            connections: 0,
        }
    }

    /// Sends a question; the answer comes through the receiver.
    fn send(&mut self, body: RequestBody) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect(),
        };
        let id = connection.post(body);
        connection.waiting.push((id, sender));
        let number = connection.number;
        self.connection = Some(connection);
        timer::after(ANSWER_MILLISECONDS, move || {
            state::with(|state| state.helper.give_up(number, id));
        });
        receiver
    }

    fn connect(&mut self) -> Connection {
        self.connections += 1;
        let number = self.connections;
        let port = NativePort::connect(
            HELPER_NAME,
            move |message| {
                state::with(|state| state.helper.hear(number, &message));
            },
            move |words| {
                state::with(|state| state.helper.end(number, &Problem::of_disconnection(&words)));
            },
        );
        let mut connection = Connection {
            number,
            port,
            last_id: 0,
            hello: 0,
            waiting: Vec::new(),
        };
        connection.hello = connection.post(RequestBody::Hello {
            protocol: PROTOCOL_VERSION,
            extension_version: runtime::version(),
            profile: self.profile.clone(),
            browser: runtime::browser_name(),
        });
        connection
    }

    fn hear(&mut self, number: u32, message: &str) {
        let Some(connection) = self.current(number) else {
            return;
        };
        let Ok(Reply { id, reply }) = serde_json::from_str(message) else {
            return self.end(number, &Problem::new(ProblemCode::HelperNoise));
        };
        let answer = match reply {
            ReplyBody::Error(error) => Err(Problem::from(error)),
            reply => Ok(reply),
        };
        let Some(id) = id else {
            // The helper could not read a request, and cannot say which.
            let problem = answer
                .err()
                .unwrap_or(Problem::new(ProblemCode::HelperNoise));
            return self.end(number, &problem);
        };
        if id == connection.hello {
            match answer {
                Ok(ReplyBody::Hello { protocol, .. }) if protocol == PROTOCOL_VERSION => {}
                Ok(ReplyBody::Hello { protocol, .. }) => {
                    self.end(number, &Problem::of_helper_version(protocol));
                }
                Ok(_) => self.end(number, &Problem::new(ProblemCode::HelperNoise)),
                Err(problem) => self.end(number, &problem),
            }
        } else if let Some(place) = connection.place(id) {
            let (_, waiting) = connection.waiting.remove(place);
            let _nobody_waits_any_more = waiting.send(answer);
        }
    }

    fn give_up(&mut self, number: u32, id: RequestId) {
        let waits = |connection: &&mut Connection| connection.place(id).is_some();
        if self.current(number).as_ref().is_some_and(waits) {
            self.end(number, &Problem::new(ProblemCode::HelperSilent));
        }
    }

    fn end(&mut self, number: u32, problem: &Problem) {
        if self.current(number).is_none() {
            return;
        }
        if let Some(connection) = self.connection.take() {
            for (_, waiting) in connection.waiting {
                let _nobody_waits_any_more = waiting.send(Err(problem.clone()));
            }
        }
    }

    fn current(&mut self, number: u32) -> Option<&mut Connection> {
        let connection = self.connection.as_mut();
        connection.filter(|connection| connection.number == number)
    }
}

impl Connection {
    /// Where the question with this number waits.
    fn place(&self, id: RequestId) -> Option<usize> {
        self.waiting.iter().position(|(waiting, _)| *waiting == id)
    }

    fn post(&mut self, request: RequestBody) -> RequestId {
        self.last_id += 1;
        let id = self.last_id;
        let message = serde_json::to_string(&Request { id, request }).unwrap_or_default();
        // A port that has ended says so through its disconnection, which answers all who wait.
        let _ended = self.port.post(&message);
        id
    }
}

/// The seal of this browser profile, as the store has it now; `known` is not sent again.
pub(super) async fn read_seal(known: Option<SealStamp>) -> Answer {
    let body = || RequestBody::ReadSeal {
        known: known.clone(),
    };
    ask_twice(&body).await
}

/// Opens a picture file: the picture, its width and its height.
pub(super) async fn open_picture(
    file: Base64,
    convert: bool,
) -> Result<(Base64, u32, u32), Problem> {
    match ask(RequestBody::OpenPicture { file, convert }).await? {
        ReplyBody::Opened {
            picture,
            width,
            height,
        } => Ok((picture, width, height)),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// The seal that a draft makes, and what is to be said of it.
pub(super) async fn preview(draft: SealDraft) -> Result<(Seal, Remark), Problem> {
    match ask(RequestBody::PreviewSeal { draft }).await? {
        ReplyBody::Preview { seal, remark } => Ok((seal, remark)),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// Carries out a request that keeps a seal. When this returns, the seal survives a crash.
pub(super) async fn keep(request: RequestBody) -> Result<KeptSeal, Problem> {
    match ask(request).await? {
        ReplyBody::Saved { kept } => Ok(kept),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// Forgets the seal of this browser profile.
pub(super) async fn remove_seal() -> Result<(), Problem> {
    match ask(RequestBody::RemoveSeal {}).await? {
        ReplyBody::Removed {} => Ok(()),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// The seals of the person's other browser profiles.
pub(super) async fn list_others() -> Result<Vec<OtherSeal>, Problem> {
    match ask(RequestBody::ListOtherSeals {}).await? {
        ReplyBody::OtherSeals { seals } => Ok(seals),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// Judges what was typed.
pub(super) async fn judge_typed(typed: Typed) -> Result<Judgement, Problem> {
    let body = || RequestBody::JudgeTyped {
        typed: typed.clone(),
    };
    match ask_twice(&body).await? {
        ReplyBody::Judged { judgement } => Ok(judgement),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// What guards this password; none where it is guarded, or cannot be.
pub(super) async fn offer_guard(
    site: String,
    name: String,
    password: Password,
) -> Result<Option<Offer>, Problem> {
    let body = RequestBody::OfferGuard {
        site,
        name,
        password,
    };
    match ask(body).await? {
        ReplyBody::Offered { offer } => Ok(offer),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// Guards what was offered.
pub(super) async fn keep_guard(offer: Offer) -> Result<Vec<Guarded>, Problem> {
    guarded(RequestBody::KeepGuard { offer }).await
}

/// Which passwords are guarded.
pub(super) async fn list_guarded() -> Result<Vec<Guarded>, Problem> {
    guarded(RequestBody::ListGuarded {}).await
}

/// Guards this password no longer.
pub(super) async fn remove_guard(id: i64) -> Result<Vec<Guarded>, Problem> {
    guarded(RequestBody::RemoveGuard { id }).await
}

async fn guarded(body: RequestBody) -> Result<Vec<Guarded>, Problem> {
    match ask(body).await? {
        ReplyBody::Guarded { guarded } => Ok(guarded),
        _ => Err(Problem::new(ProblemCode::HelperNoise)),
    }
}

/// Tells the helper what happened. Nobody waits for it, and nobody is told where it fails.
pub(super) fn note(event: Event) {
    let _nobody_waits = state::with(|state| state.helper.send(RequestBody::Note { event }));
}

/// Asks for what changes nothing: a helper that stopped in the middle is asked once more.
/// To copy any body that there is would make the background a kilobyte larger.
async fn ask_twice(body: &dyn Fn() -> RequestBody) -> Answer {
    match ask(body()).await {
        Err(problem) if problem.is_an_end() => ask(body()).await,
        answer => answer,
    }
}

async fn ask(body: RequestBody) -> Answer {
    let internal = || Problem::new(ProblemCode::Internal);
    let receiver = state::with(|state| state.helper.send(body)).ok_or_else(internal)?;
    receiver.await.map_err(|_| internal())?
}
