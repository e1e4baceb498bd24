//! One conversation with the extension: who is asking, and the answers.
//!
//! The store is opened by the first request that needs it, so that `hello` works on a computer
//! whose store does not; it is tried again by the next request.
//! No bytes and no frames here.

use serde::Serialize;
use signin_seal_picture::OtherFormats;
use signin_seal_shared::account::{AccountAnswer, AccountFrame, AccountQuestion, AccountReply};
use signin_seal_shared::guarding::{Offer, Typed};
use signin_seal_shared::identity::{ProfileId, SealStamp};
use signin_seal_shared::limits::BROWSER_NAME_BYTES;
use signin_seal_shared::protocol::{
    ErrorReply, Event, PROTOCOL_VERSION, Reply, ReplyBody, Request, RequestBody, RequestId,
};
use signin_seal_shared::seal::{Base64, Guess, Mark, Remark, Seal, SealDraft};
use signin_seal_shared::secret::Password;
use zeroize::Zeroizing;

use crate::account::{self, Asked, Errands, ErrandsIn, Upload};
use crate::address;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::guarding::Guarding;
use crate::logging;
use crate::member::guard;
use crate::message::Question;
use crate::paths::{DataFolder, PathsError};
use crate::store::{Store, StoreError, Visitor};
use crate::{pictures, rendering};

/// How much of the extension's word for its version goes into the log.
const VERSION_CHARACTERS: usize = 32;

/// One conversation.
pub(crate) struct Conversation {
    folder: Result<DataFolder, PathsError>,
    visitor: Option<Visitor>,
    store: Option<Store>,
    visit: Visit,
    upload: Upload,
    errands: Errands,
    guarding: Guarding,
}

/// What the extension is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    /// About the seal, and every refusal.
    Reply(Reply),
    /// About the account.
    Account(Box<AccountAnswer>),
}

/// Whether the store knows that this browser profile was here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visit {
    Unnoted,
    Noted,
}

impl Answer {
    /// The question that it answers, where its id could be read.
    pub(crate) fn id(&self) -> Option<RequestId> {
        match self {
            Self::Reply(reply) => reply.id,
            Self::Account(answer) => Some(answer.id),
        }
    }
}

impl Conversation {
    /// A conversation that has not begun, about what is kept in this folder.
    pub(crate) fn new(folder: Result<DataFolder, PathsError>) -> Self {
        Self {
            folder,
            visitor: None,
            store: None,
            visit: Visit::Unnoted,
            upload: Upload::default(),
            errands: Errands::default(),
            guarding: Guarding::default(),
        }
    }

    /// Carries a request out, or says why not.
    pub(crate) fn answer(&mut self, question: Question, now: UnixMillis) -> Answer {
        let refused = |id, fault: &Fault| {
            Answer::Reply(Reply {
                id: Some(id),
                reply: refusal(fault),
            })
        };
        match question {
            Question::Request(Request { id, request }) => match self.carry_out(request, now) {
                Ok(reply) => Answer::Reply(Reply {
                    id: Some(id),
                    reply,
                }),
                Err(fault) => refused(id, &fault),
            },
            Question::Account(AccountFrame { id, account }) => match self.ask(account, now) {
                Ok(account) => Answer::Account(Box::new(AccountAnswer { id, account })),
                Err(fault) => refused(id, &fault),
            },
        }
    }

    fn ask(&mut self, question: AccountQuestion, now: UnixMillis) -> Result<AccountReply, Fault> {
        self.store()?;
        let (Some(store), Some(visitor), Ok(folder)) =
            (&mut self.store, &self.visitor, &self.folder)
        else {
            return Err(Fault::OutOfTurn);
        };
        let mut asked = Asked {
            store,
            visitor,
            now,
            upload: &mut self.upload,
            errands: ErrandsIn {
                errands: &mut self.errands,
                folder,
            },
            find: &address::find,
        };
        account::answer(&mut asked, question)
    }

    fn note(&mut self, event: Event, now: UnixMillis) -> Result<ReplyBody, Fault> {
        self.store()?;
        let (Some(store), Some(visitor), Ok(folder)) =
            (&mut self.store, &self.visitor, &self.folder)
        else {
            return Err(Fault::OutOfTurn);
        };
        let mut errands = ErrandsIn {
            errands: &mut self.errands,
            folder,
        };
        account::note(store, visitor, event, &mut errands, now)?;
        Ok(ReplyBody::Noted {})
    }

    /// Tells the member of a seal, where there is a member; the seal is kept all the same.
    fn tell_of_seal(
        &mut self,
        tell: fn(&Store, &Visitor, UnixMillis) -> Result<(), StoreError>,
        now: UnixMillis,
    ) {
        let (Some(store), Some(visitor)) = (&self.store, &self.visitor) else {
            return;
        };
        if let Err(error) = tell(store, visitor, now) {
            let error = logging::with_causes(&error);
            tracing::warn!(error, "the member was not told of a seal");
        }
        self.go_on_errands();
    }

    /// Lets what waits be sent, where there is a member.
    fn go_on_errands(&mut self) {
        let (Some(store), Ok(folder)) = (&self.store, &self.folder) else {
            return;
        };
        // Where it cannot be told, the next request tells the fault.
        if store.has_member().unwrap_or(false) {
            let errands = &mut self.errands;
            ErrandsIn { errands, folder }.deliver();
        }
    }

    /// What nobody waits for: it is done after the answer is out, once, and may fail.
    pub(crate) fn note_visit(&mut self, now: UnixMillis) {
        let (Some(store), Some(visitor), Visit::Unnoted) = (&self.store, &self.visitor, self.visit)
        else {
            return;
        };
        self.visit = Visit::Noted;
        if let Err(error) = store.note_visit(visitor, now) {
            tracing::warn!(
                error = logging::with_causes(&error),
                "a visit was not noted"
            );
        }
        self.go_on_errands();
    }

    fn carry_out(&mut self, request: RequestBody, now: UnixMillis) -> Result<ReplyBody, Fault> {
        match request {
            RequestBody::Hello {
                protocol,
                extension_version,
                profile,
                browser,
            } => self.greet(protocol, &extension_version, profile, &browser),
            RequestBody::ReadSeal { known } => self.read_seal(known.as_ref()),
            RequestBody::OpenPicture { file, convert } => self.open_picture(&file, convert),
            RequestBody::PreviewSeal { draft } => {
                let (seal, remark) = self.render(draft)?;
                Ok(ReplyBody::Preview { seal, remark })
            }
            RequestBody::SaveSeal {
                draft,
                stamp,
                accept_easy,
            } => self.save_seal(draft, stamp, accept_easy, now),
            RequestBody::RemoveSeal {} => {
                let (store, visitor) = self.store()?;
                let had_one = store.absence(&visitor.profile)?.removed.is_none();
                store.remove_seal(&visitor.profile, now)?;
                tracing::info!("a seal was removed");
                if had_one {
                    self.tell_of_seal(account::seal_removed, now);
                }
                Ok(ReplyBody::Removed {})
            }
            RequestBody::ListOtherSeals {} => {
                let (store, visitor) = self.store()?;
                let seals = store.other_seals(&visitor.profile)?;
                Ok(ReplyBody::OtherSeals { seals })
            }
            RequestBody::TakeOverSeal {
                profile,
                stamp,
                password,
            } => self.take_over_seal(&profile, stamp, password, now),
            RequestBody::JudgeTyped { typed } => self.judge_typed(typed, now),
            RequestBody::OfferGuard {
                site,
                name,
                password,
            } => self.offer_guard(site, &name, password, now),
            RequestBody::KeepGuard { offer } => self.keep_guard(&offer, now),
            RequestBody::ListGuarded {} => {
                let (store, guarding) = self.guarding()?;
                let guarded = guarding.list(store)?;
                Ok(ReplyBody::Guarded { guarded })
            }
            RequestBody::RemoveGuard { id } => {
                let (store, guarding) = self.guarding()?;
                let guarded = guarding.remove(store, id)?;
                Ok(ReplyBody::Guarded { guarded })
            }
            RequestBody::Note { event } => self.note(event, now),
        }
    }

    fn judge_typed(&mut self, typed: Typed, now: UnixMillis) -> Result<ReplyBody, Fault> {
        let (store, guarding) = self.guarding()?;
        let judgement = guarding.judge(store, typed, now)?;
        Ok(ReplyBody::Judged { judgement })
    }

    fn offer_guard(
        &mut self,
        site: String,
        name: &str,
        password: Password,
        now: UnixMillis,
    ) -> Result<ReplyBody, Fault> {
        let (store, guarding) = self.guarding()?;
        let offer = guarding.offer(store, (site, name), password, now)?;
        Ok(ReplyBody::Offered { offer })
    }

    fn keep_guard(&mut self, offer: &Offer, now: UnixMillis) -> Result<ReplyBody, Fault> {
        let (store, guarding) = self.guarding()?;
        let guarded = guarding.keep(store, offer, now)?;
        Ok(ReplyBody::Guarded { guarded })
    }

    fn greet(
        &mut self,
        protocol: u32,
        extension_version: &str,
        profile: ProfileId,
        browser: &str,
    ) -> Result<ReplyBody, Fault> {
        if protocol != PROTOCOL_VERSION {
            return Err(Fault::ProtocolMismatch {
                extension: protocol,
            });
        }
        let known = self.visitor.as_ref().map(|visitor| &visitor.profile);
        if known.is_some_and(|known| *known != profile) {
            return Err(Fault::OutOfTurn);
        }
        let extension_version: String =
            extension_version.chars().take(VERSION_CHARACTERS).collect();
        let browser = browser_name(browser);
        tracing::info!(%profile, ?extension_version, ?browser, "the extension said hello");
        self.visitor = Some(Visitor { profile, browser });
        Ok(ReplyBody::Hello {
            protocol: PROTOCOL_VERSION,
            helper_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    fn read_seal(&mut self, known: Option<&SealStamp>) -> Result<ReplyBody, Fault> {
        let (store, visitor) = self.store()?;
        // The row is opened in any case: what cannot be read is not unchanged.
        let Some(kept) = store.read_seal(&visitor.profile)? else {
            let absence = store.absence(&visitor.profile)?;
            return Ok(ReplyBody::NoSeal {
                removed_ms: absence.removed.map(|removed| removed.0),
                others: absence.others,
            });
        };
        if known == Some(&kept.stamp) {
            Ok(ReplyBody::Unchanged {})
        } else {
            Ok(ReplyBody::Seal { kept })
        }
    }

    fn open_picture(&self, file: &Base64, convert: bool) -> Result<ReplyBody, Fault> {
        self.visitor()?;
        let others = if convert {
            OtherFormats::Convert
        } else {
            OtherFormats::Refuse
        };
        pictures::open(file, others)
    }

    fn render(&mut self, draft: SealDraft) -> Result<(Seal, Remark), Fault> {
        self.visitor()?;
        rendering::render(draft, || {
            let (store, visitor) = self.store()?;
            let kept = store.read_seal(&visitor.profile)?;
            Ok(kept.map(|kept| kept.seal))
        })
    }

    fn save_seal(
        &mut self,
        draft: SealDraft,
        stamp: SealStamp,
        accept_easy: bool,
        now: UnixMillis,
    ) -> Result<ReplyBody, Fault> {
        let (seal, remark) = self.render(draft)?;
        if remark == Remark::Guess(Guess::Easy) && !accept_easy {
            return Err(Fault::EasyToGuess);
        }
        let (store, visitor) = self.store()?;
        if let Mark::Text(text) = &seal.mark {
            guard::check_words(store, text)?;
        }
        let kept = store.save_seal(visitor, seal, stamp, now)?;
        tracing::info!("a seal was saved");
        self.tell_of_seal(account::seal_changed, now);
        Ok(ReplyBody::Saved { kept })
    }

    fn take_over_seal(
        &mut self,
        from: &ProfileId,
        stamp: SealStamp,
        password: Option<Password>,
        now: UnixMillis,
    ) -> Result<ReplyBody, Fault> {
        let password = password.map(|password| Zeroizing::new(password.into_inner()));
        let (store, visitor) = self.store()?;
        if *from == visitor.profile {
            return Err(Fault::NoSuchSeal);
        }
        let other = store.read_seal(from)?.ok_or(Fault::NoSuchSeal)?;
        let password = password.as_ref().map(|password| password.as_str());
        guard::check_password(store, password, now)?;
        let kept = store.save_seal(visitor, other.seal, stamp, now)?;
        tracing::info!(%from, "a seal was taken over");
        self.tell_of_seal(account::seal_changed, now);
        Ok(ReplyBody::Saved { kept })
    }

    fn guarding(&mut self) -> Result<(&mut Store, &mut Guarding), Fault> {
        self.store()?;
        match &mut self.store {
            Some(store) => Ok((store, &mut self.guarding)),
            None => Err(Fault::OutOfTurn),
        }
    }

    fn visitor(&self) -> Result<&Visitor, Fault> {
        self.visitor.as_ref().ok_or(Fault::OutOfTurn)
    }

    fn store(&mut self) -> Result<(&mut Store, &Visitor), Fault> {
        let visitor = self.visitor.as_ref().ok_or(Fault::OutOfTurn)?;
        let folder = self.folder.as_ref().map_err(|error| *error)?;
        let store = match self.store.take() {
            Some(store) => store,
            None => Store::open(folder)?,
        };
        Ok((self.store.insert(store), visitor))
    }
}

/// What is kept of a browser's name: what can be seen of it, and no more than has room.
fn browser_name(name: &str) -> String {
    let visible = name.chars().filter(|character| !character.is_control());
    let mut name: String = visible.collect();
    name.truncate(name.floor_char_boundary(BROWSER_NAME_BYTES));
    name
}

/// The answer to a request that was not carried out; the log has the details.
pub(crate) fn refusal(fault: &Fault) -> ReplyBody {
    tracing::warn!(
        error = logging::with_causes(fault),
        "a request was not carried out"
    );
    ReplyBody::Error(ErrorReply::from(fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_name_is_cut_between_characters() {
        assert_eq!(browser_name("Chromium 141"), "Chromium 141");
        assert_eq!(browser_name("a\nb\u{7}c\u{9f}"), "abc");
        assert_eq!(browser_name(&"浏".repeat(40)), "浏".repeat(21));
        assert_eq!(browser_name(&"x".repeat(65)), "x".repeat(64));
    }
}
