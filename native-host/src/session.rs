//! One conversation with the extension: who is asking, and the answers.
//!
//! The store is opened by the first request that needs it, so that `hello` works on a computer
//! whose store does not; it is tried again by the next request.
//! No bytes and no frames here.

use signin_seal_shared::identity::ProfileId;
use signin_seal_shared::protocol::{
    ErrorReply, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody,
};

use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::logging;
use crate::paths::{DataFolder, PathsError};
use crate::store::Store;

/// How much of the extension's word for its version goes into the log.
const VERSION_CHARACTERS: usize = 32;

/// One conversation.
pub(crate) struct Session {
    folder: Result<DataFolder, PathsError>,
    profile: Option<ProfileId>,
    store: Option<Store>,
    visit: Visit,
}

/// Whether the store knows that this browser profile was here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visit {
    Unnoted,
    Noted,
}

impl Session {
    /// A conversation that has not begun, about what is kept in this folder.
    pub(crate) fn new(folder: Result<DataFolder, PathsError>) -> Self {
        Self {
            folder,
            profile: None,
            store: None,
            visit: Visit::Unnoted,
        }
    }

    /// Carries a request out, or says why not.
    pub(crate) fn answer(&mut self, request: Request, now: UnixMillis) -> Reply {
        let reply = self.carry_out(request.request, now);
        Reply {
            id: Some(request.id),
            reply: reply.unwrap_or_else(|fault| refusal(&fault)),
        }
    }

    /// What nobody waits for: it is done after the answer is out, once, and may fail.
    pub(crate) fn note_visit(&mut self, now: UnixMillis) {
        let (Some(store), Some(profile), Visit::Unnoted) = (&self.store, &self.profile, self.visit)
        else {
            return;
        };
        self.visit = Visit::Noted;
        if let Err(error) = store.note_visit(profile, now) {
            tracing::warn!(
                error = logging::with_causes(&error),
                "a visit was not noted"
            );
        }
    }

    fn carry_out(&mut self, request: RequestBody, now: UnixMillis) -> Result<ReplyBody, Fault> {
        match request {
            RequestBody::Hello {
                protocol,
                extension_version,
                profile,
            } => self.greet(protocol, &extension_version, profile),
            RequestBody::ReadSeal {} => {
                let (store, profile) = self.store()?;
                let seal = store.read_seal(profile)?;
                Ok(ReplyBody::Seal { seal })
            }
            RequestBody::SaveSeal { seal } => {
                let (store, profile) = self.store()?;
                store.save_seal(profile, &seal, now)?;
                tracing::info!("a seal was saved");
                Ok(ReplyBody::Saved {})
            }
            RequestBody::RemoveSeal {} => {
                let (store, profile) = self.store()?;
                store.remove_seal(profile)?;
                tracing::info!("a seal was removed");
                Ok(ReplyBody::Removed {})
            }
        }
    }

    fn greet(
        &mut self,
        protocol: u32,
        extension_version: &str,
        profile: ProfileId,
    ) -> Result<ReplyBody, Fault> {
        if protocol != PROTOCOL_VERSION {
            return Err(Fault::ProtocolMismatch {
                extension: protocol,
            });
        }
        if self.profile.as_ref().is_some_and(|known| *known != profile) {
            return Err(Fault::OutOfTurn);
        }
        let extension_version: String =
            extension_version.chars().take(VERSION_CHARACTERS).collect();
        tracing::info!(%profile, ?extension_version, "the extension said hello");
        self.profile = Some(profile);
        Ok(ReplyBody::Hello {
            protocol: PROTOCOL_VERSION,
            helper_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    fn store(&mut self) -> Result<(&mut Store, &ProfileId), Fault> {
        let profile = self.profile.as_ref().ok_or(Fault::OutOfTurn)?;
        let folder = self.folder.as_ref().map_err(|error| *error)?;
        let store = match self.store.take() {
            Some(store) => store,
            None => Store::open(folder)?,
        };
        Ok((self.store.insert(store), profile))
    }
}

/// The answer to a request that was not carried out; the log has the details.
pub(crate) fn refusal(fault: &Fault) -> ReplyBody {
    tracing::warn!(
        error = logging::with_causes(fault),
        "a request was not carried out"
    );
    ReplyBody::Error(ErrorReply::from(fault))
}
