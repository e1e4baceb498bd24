//! A home folder that leaves no trace, and the helper as its browser sees it.

mod messages;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use signin_seal_shared::account::{
    AccountAnswer, AccountFrame, AccountQuestion, AccountReply, AccountRequest,
};
use signin_seal_shared::identity::{EXTENSION_ID, SessionToken};
use signin_seal_shared::protocol::{ErrorReply, Reply, ReplyBody, Request, RequestBody};
use tempfile::TempDir;

pub(crate) use self::messages::*;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_signin-seal-host");

const PATIENCE: Duration = Duration::from_secs(10);

/// A person's home folder.
pub(crate) struct Home(TempDir);

/// A running helper. It is killed when it goes out of scope.
pub(crate) struct Helper {
    child: Child,
    input: Option<ChildStdin>,
    frames: Receiver<Vec<u8>>,
    errors: Receiver<Vec<u8>>,
}

/// What a helper left behind when it ended by itself.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) code: Option<i32>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) standard_error: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.data().join("seal.db")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.data().join("key")
    }

    /// All that was logged; around midnight that is more than one file.
    pub(crate) fn log(&self) -> String {
        files(&self.data().join("logs"))
            .iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect()
    }

    /// A command that knows no other home.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env("HOME", self.0.path())
            .env("SIGNIN_SEAL_DATA_DIR", self.data())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME");
        command
    }

    /// Runs a command for a person.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(PROGRAM).args(arguments).output().unwrap()
    }

    /// Runs a command for a person who types this.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut command = self.command(PROGRAM);
        command.args(arguments).stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses its arguments reads nothing.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    /// Sets a member, where there is none.
    pub(crate) fn set_member(&self, id: &str, password: &str) {
        let output = self.run_with(&["member", "set", "--id", id], password.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }

    /// Changes the store's file behind the helper's back.
    pub(crate) fn change_store(&self, sql: &str) {
        let store = Connection::open(self.store()).unwrap();
        assert_eq!(store.execute(sql, ()), Ok(1), "{sql}");
    }

    /// A number that stands in the store's file.
    pub(crate) fn number_in_store(&self, sql: &str) -> i64 {
        let store = Connection::open(self.store()).unwrap();
        store.query_row(sql, (), |row| row.get(0)).unwrap()
    }

    /// Starts the helper as Chromium does.
    pub(crate) fn start(&self) -> Helper {
        self.start_for(&format!("chrome-extension://{EXTENSION_ID}/"))
    }

    /// Starts the helper for any origin.
    pub(crate) fn start_for(&self, origin: &str) -> Helper {
        let mut command = self.command(PROGRAM);
        command.args([origin, "--parent-window=0"]);
        Helper::start(command)
    }

    /// Starts the helper, and says hello.
    pub(crate) fn greeted(&self, profile: u8) -> Helper {
        let mut helper = self.start();
        let reply = helper.ask(1, hello(profile));
        assert!(matches!(reply, ReplyBody::Hello { .. }), "{reply:?}");
        helper
    }

    /// What a new helper reads for this profile.
    pub(crate) fn read(&self, profile: u8) -> ReplyBody {
        let mut helper = self.greeted(profile);
        let reply = helper.ask(2, read());
        assert_eq!(helper.end().code, Some(0));
        reply
    }

    /// Has a new helper save this seal.
    pub(crate) fn save(&self, profile: u8, words: &str) {
        let mut helper = self.greeted(profile);
        assert_eq!(helper.ask(2, save(words)), saved(words));
        assert_eq!(helper.end().code, Some(0));
    }
}

impl Helper {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = child.stdout.take().unwrap();
        let (to_frames, frames) = channel();
        thread::spawn(move || pass_frames(&mut output, &to_frames));
        let mut error = child.stderr.take().unwrap();
        let (to_errors, errors) = channel();
        thread::spawn(move || {
            let mut text = Vec::new();
            error.read_to_end(&mut text).unwrap();
            // The test may be over.
            let _ = to_errors.send(text);
        });
        Self {
            input: child.stdin.take(),
            child,
            frames,
            errors,
        }
    }

    /// Writes bytes to the helper. It may have ended already.
    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = self.input.as_mut().unwrap().write_all(bytes);
    }

    /// Writes one frame to the helper.
    pub(crate) fn send_frame(&mut self, message: &[u8]) {
        let length = u32::try_from(message.len()).unwrap();
        self.send_bytes(&[&length.to_ne_bytes(), message].concat());
    }

    pub(crate) fn send(&mut self, id: u32, request: RequestBody) {
        let request = Request { id, request };
        self.send_frame(&serde_json::to_vec(&request).unwrap());
    }

    /// Sends a question about the account.
    pub(crate) fn send_account(
        &mut self,
        id: u32,
        session: Option<&SessionToken>,
        ask: AccountRequest,
    ) {
        let account = AccountQuestion {
            session: session.cloned(),
            ask,
        };
        self.send_frame(&serde_json::to_vec(&AccountFrame { id, account }).unwrap());
    }

    /// Asks about the account, and gives the answer to that, or the refusal.
    pub(crate) fn ask_account(
        &mut self,
        session: Option<&SessionToken>,
        ask: AccountRequest,
    ) -> Result<AccountReply, ErrorReply> {
        self.send_account(7, session, ask);
        let frame = self.frame();
        if let Ok(answer) = serde_json::from_slice::<AccountAnswer>(&frame) {
            assert_eq!(answer.id, 7);
            return Ok(answer.account);
        }
        match serde_json::from_slice(&frame).unwrap() {
            Reply {
                id: Some(7),
                reply: ReplyBody::Error(error),
            } => Err(error),
            other => panic!("{other:?}"),
        }
    }

    /// The next frame as it is.
    pub(crate) fn frame(&mut self) -> Vec<u8> {
        match self.frames.recv_timeout(PATIENCE) {
            Ok(frame) => frame,
            Err(error) => panic!("no reply: {error}"),
        }
    }

    /// The next reply, without the times of day.
    pub(crate) fn reply(&mut self) -> Reply {
        timeless(self.reply_with_times())
    }

    /// The next reply.
    pub(crate) fn reply_with_times(&mut self) -> Reply {
        serde_json::from_slice(&self.frame()).unwrap()
    }

    /// Asks, and gives the answer to that.
    pub(crate) fn ask(&mut self, id: u32, request: RequestBody) -> ReplyBody {
        self.send(id, request);
        let reply = self.reply();
        assert_eq!(reply.id, Some(id));
        reply.reply
    }

    /// Ends the input, and waits for the helper to end.
    pub(crate) fn end(mut self) -> End {
        drop(self.input.take());
        let mut replies = Vec::new();
        loop {
            match self.frames.recv_timeout(PATIENCE) {
                Ok(frame) => replies.push(timeless(serde_json::from_slice(&frame).unwrap())),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the helper does not end"),
            }
        }
        let standard_error = self.errors.recv_timeout(PATIENCE).unwrap();
        End {
            code: self.child.wait().unwrap().code(),
            replies,
            standard_error: String::from_utf8(standard_error).unwrap(),
        }
    }

    /// SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The reply with each time of day set to 0, so that it can be compared.
fn timeless(mut reply: Reply) -> Reply {
    match &mut reply.reply {
        ReplyBody::Seal { kept } | ReplyBody::Saved { kept } => kept.saved_ms = 0,
        ReplyBody::NoSeal { removed_ms, .. } => *removed_ms = removed_ms.map(|_| 0),
        ReplyBody::OtherSeals { seals } => {
            for seal in seals {
                (seal.saved_ms, seal.last_seen_ms) = (0, 0);
            }
        }
        _ => {}
    }
    reply
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_millis()).unwrap()
}

pub(crate) fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Passes on each frame. Anything else on standard output is passed on as well, and fails the test
/// there, since it is no reply.
fn pass_frames(output: &mut impl Read, frames: &Sender<Vec<u8>>) {
    loop {
        let mut bytes = Vec::new();
        output.take(4).read_to_end(&mut bytes).unwrap();
        if bytes.is_empty() {
            return;
        }
        if let Ok(length) = <[u8; 4]>::try_from(bytes.as_slice()) {
            let length = u64::from(u32::from_ne_bytes(length));
            bytes.clear();
            output.take(length).read_to_end(&mut bytes).unwrap();
        }
        if frames.send(bytes).is_err() {
            return;
        }
    }
}
