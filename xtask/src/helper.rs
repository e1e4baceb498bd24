//! The helper, as it would be shipped, asked as its browser does.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Serialize;
use signin_seal_shared::account::{
    AccountAnswer, AccountFrame, AccountQuestion, AccountReply, AccountRequest,
};
use signin_seal_shared::identity::{EXTENSION_ID, ProfileId, SessionToken};
use signin_seal_shared::protocol::{
    Event, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody,
};

use crate::paths;

/// The helper's name as a package and as a program.
pub(crate) const PROGRAM: &str = "signin-seal-host";

/// A running helper. It ends with its input when it goes out of scope.
pub(crate) struct Helper {
    child: Child,
    input: Option<ChildStdin>,
    output: ChildStdout,
}

impl Helper {
    /// Starts it on the store in this folder, and says hello.
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let mut child = Command::new(paths::release_program(PROGRAM))
            .arg(format!("chrome-extension://{EXTENSION_ID}/"))
            .env("SIGNIN_SEAL_DATA_DIR", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("failed to start the helper")?;
        let input = child.stdin.take();
        let output = child.stdout.take().context("the helper has no output")?;
        let mut helper = Self {
            child,
            input,
            output,
        };
        let hello = RequestBody::Hello {
            protocol: PROTOCOL_VERSION,
            extension_version: "0".to_owned(),
            profile: ProfileId::from_random([1; 16]),
            browser: "Chromium".to_owned(),
        };
        let reply = helper.request(hello)?;
        ensure!(matches!(reply, ReplyBody::Hello { .. }), "{reply:?}");
        Ok(helper)
    }

    /// Asks about the account.
    pub(crate) fn ask(
        &mut self,
        session: Option<&SessionToken>,
        ask: AccountRequest,
    ) -> Result<AccountReply> {
        let session = session.cloned();
        let account = AccountQuestion { session, ask };
        let frame = self.exchange(&AccountFrame { id: 1, account })?;
        match serde_json::from_slice::<AccountAnswer>(&frame) {
            Ok(answer) => Ok(answer.account),
            Err(_) => bail!("refused: {}", String::from_utf8_lossy(&frame)),
        }
    }

    /// Notes an event.
    pub(crate) fn note(&mut self, event: Event) -> Result<()> {
        let reply = self.request(RequestBody::Note { event })?;
        ensure!(reply == ReplyBody::Noted {}, "{reply:?}");
        Ok(())
    }

    /// Asks about anything but the account.
    pub(crate) fn request(&mut self, request: RequestBody) -> Result<ReplyBody> {
        let frame = self.exchange(&Request { id: 1, request })?;
        Ok(serde_json::from_slice::<Reply>(&frame)?.reply)
    }

    fn exchange(&mut self, message: &impl Serialize) -> Result<Vec<u8>> {
        let message = serde_json::to_vec(message)?;
        let input = self.input.as_mut().context("the helper has no input")?;
        input.write_all(&u32::try_from(message.len())?.to_ne_bytes())?;
        input.write_all(&message)?;
        let mut length = [0; 4];
        self.output.read_exact(&mut length)?;
        let mut frame = vec![0; usize::try_from(u32::from_ne_bytes(length))?];
        self.output.read_exact(&mut frame)?;
        Ok(frame)
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ended = self.child.wait();
    }
}
