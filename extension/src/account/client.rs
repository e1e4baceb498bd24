//! The page's own conversation with the helper: one connection, opened when it is first needed. The
//! background has no part in it.
//!
//! `hello` goes first on each connection. When the connection ends, every question that waits gets
//! the reason, and the next one connects anew.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_channel::oneshot;
use serde::Deserialize;
use signin_seal_shared::account::{AccountFrame, AccountQuestion, AccountReply, AccountRequest};
use signin_seal_shared::identity::{HELPER_NAME, ProfileId, SessionToken};
use signin_seal_shared::limits::ANSWER_MILLISECONDS;
use signin_seal_shared::protocol::{ErrorReply, PROTOCOL_VERSION, Request, RequestBody, RequestId};
use wasm_bindgen::JsValue;

use super::AccountProblem;
use crate::browser::native_port::NativePort;
use crate::browser::storage::Snapshot;
use crate::browser::{runtime, timer};
use crate::problem::{Problem, ProblemCode};
use crate::profile_id;

type Answer = Result<AccountReply, AccountProblem>;

/// How long to wait where the helper itself waits for another computer: a server of e-mails that is
/// slow, twice over.
const FAR_MILLISECONDS: u32 = 90_000;

/// One frame from the helper, of those that this page can get.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heard {
    id: Option<RequestId>,
    account: Option<AccountReply>,
    reply: Option<Reply>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    Hello { protocol: u32 },
    Error(ErrorReply),
}

#[derive(Default)]
struct Client {
    connection: Option<Connection>,
    connections: u32,
}

struct Connection {
    number: u32,
    port: NativePort,
    last_id: RequestId,
    hello: RequestId,
    waiting: HashMap<RequestId, oneshot::Sender<Answer>>,
}

thread_local! {
    static CLIENT: RefCell<Client> = RefCell::default();
    static PROFILE: RefCell<Option<ProfileId>> = const { RefCell::new(None) };
}

/// Asks the helper. What only reads is asked once more where the helper ended in the middle; of a
/// change that was not answered it is said that it may have happened.
pub(super) async fn ask(session: Option<SessionToken>, ask: AccountRequest) -> Answer {
    let is_change = is_change(&ask);
    let again = (!is_change).then(|| (session.clone(), ask.clone()));
    let answer = ask_once(session, ask).await;
    match (answer, again) {
        (Err(AccountProblem::Other { problem, .. }), Some((session, ask)))
            if problem.is_an_end() =>
        {
            ask_once(session, ask).await
        }
        (Err(AccountProblem::Other { problem, .. }), _) => Err(AccountProblem::Other {
            in_doubt: is_change && problem.leaves_doubt(),
            problem,
        }),
        (answer, _) => answer,
    }
}

async fn ask_once(session: Option<SessionToken>, ask: AccountRequest) -> Answer {
    let internal = || AccountProblem::of_problem(Problem::new(ProblemCode::Internal));
    let profile = profile().await.map_err(|_| internal())?;
    let patience = match ask {
        AccountRequest::TryServer {} | AccountRequest::FindAddress { .. } => FAR_MILLISECONDS,
        _ => ANSWER_MILLISECONDS,
    };
    let receiver = CLIENT.with_borrow_mut(|client| {
        let question = AccountQuestion { session, ask };
        client.send(profile, question, patience)
    });
    receiver.await.map_err(|_| internal())?
}

/// The id of this browser profile; it is there since the extension was installed, and made here
/// where it is not.
async fn profile() -> Result<ProfileId, JsValue> {
    if let Some(profile) = PROFILE.with_borrow(Clone::clone) {
        return Ok(profile);
    }
    let kept = Snapshot::of(&[profile_id::KEY], &[]).await?;
    let profile = profile_id::read_or_make(&kept)?;
    PROFILE.set(Some(profile.clone()));
    Ok(profile)
}

/// Whether it makes a difference when it is asked twice, or not at all.
fn is_change(ask: &AccountRequest) -> bool {
    !matches!(
        ask,
        AccountRequest::State {}
            | AccountRequest::Card {}
            | AccountRequest::JudgePassword { .. }
            | AccountRequest::ForgottenQuestion { .. }
            | AccountRequest::StillHere {}
            | AccountRequest::Overview {}
            | AccountRequest::ReadPhoto {}
            | AccountRequest::ReadProfile {}
            | AccountRequest::SaveDraft { .. }
            | AccountRequest::ReadQuestion {}
            | AccountRequest::History { .. }
            | AccountRequest::FindAddress { .. }
            | AccountRequest::Inbox { .. }
            | AccountRequest::MarkRead { .. }
    )
}

impl Client {
    /// Sends a question; the answer comes through the receiver.
    fn send(
        &mut self,
        profile: ProfileId,
        account: AccountQuestion,
        patience: u32,
    ) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect(profile),
        };
        let id = connection.next_id();
        connection.post(&AccountFrame { id, account });
        connection.waiting.insert(id, sender);
        let number = connection.number;
        self.connection = Some(connection);
        timer::after(patience, move || {
            CLIENT.with_borrow_mut(|client| client.give_up(number, id));
        });
        receiver
    }

    fn connect(&mut self, profile: ProfileId) -> Connection {
        self.connections += 1;
        let number = self.connections;
        let port = NativePort::connect(
            HELPER_NAME,
            move |message| {
                CLIENT.with_borrow_mut(|client| client.hear(number, &message));
            },
            move |words| {
                let problem = Problem::of_disconnection(&words);
                CLIENT.with_borrow_mut(|client| client.end(number, problem));
            },
        );
        let mut connection = Connection {
            number,
            port,
            last_id: 0,
            hello: 0,
            waiting: HashMap::new(),
        };
        connection.hello = connection.next_id();
        connection.post(&Request {
            id: connection.hello,
            request: RequestBody::Hello {
                protocol: PROTOCOL_VERSION,
                extension_version: runtime::version(),
                profile,
                browser: runtime::browser_name(),
            },
        });
        connection
    }

    fn hear(&mut self, number: u32, message: &str) {
        let Some(connection) = self.current(number) else {
            return;
        };
        let heard = serde_json::from_str(message).ok();
        let Some(Heard { id, account, reply }) = heard else {
            return self.end(number, Problem::new(ProblemCode::HelperNoise));
        };
        let is_hello = id == Some(connection.hello);
        let waiting = id.and_then(|id| connection.waiting.remove(&id));
        match (account, reply) {
            (None, Some(Reply::Hello { protocol })) if is_hello => {
                if protocol != PROTOCOL_VERSION {
                    self.end(number, Problem::of_helper_version(protocol));
                }
            }
            (Some(reply), None) => answer(waiting, Ok(reply)),
            // The helper could not greet, or not read a question and cannot say which.
            (None, Some(Reply::Error(error))) if is_hello || id.is_none() => {
                self.end(number, Problem::from(error));
            }
            (None, Some(Reply::Error(error))) => answer(waiting, Err(AccountProblem::of(error))),
            _ => self.end(number, Problem::new(ProblemCode::HelperNoise)),
        }
    }

    fn give_up(&mut self, number: u32, id: RequestId) {
        let waits = |connection: &&mut Connection| connection.waiting.contains_key(&id);
        if self.current(number).as_ref().is_some_and(waits) {
            self.end(number, Problem::new(ProblemCode::HelperSilent));
        }
    }

    fn end(&mut self, number: u32, problem: Problem) {
        if self.current(number).is_none() {
            return;
        }
        if let Some(connection) = self.connection.take() {
            for (_, waiting) in connection.waiting {
                let problem = AccountProblem::of_problem(problem.clone());
                answer(Some(waiting), Err(problem));
            }
        }
    }

    fn current(&mut self, number: u32) -> Option<&mut Connection> {
        let connection = self.connection.as_mut();
        connection.filter(|connection| connection.number == number)
    }
}

fn answer(waiting: Option<oneshot::Sender<Answer>>, answer: Answer) {
    if let Some(waiting) = waiting {
        let _nobody_waits_any_more = waiting.send(answer);
    }
}

impl Connection {
    fn next_id(&mut self) -> RequestId {
        self.last_id += 1;
        self.last_id
    }

    fn post(&self, message: &impl serde::Serialize) {
        let message = serde_json::to_string(message).unwrap_or_default();
        // A port that has ended says so through its disconnection, which answers all who wait.
        let _ended = self.port.post(&message);
    }
}
