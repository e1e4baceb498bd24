//! The member's account: what the account page asks, answered from the store.
//!
//! Who may ask what is decided in one place, [`AccountRequest::gate`], before anything is looked at.

mod answers;
mod changes;
pub(crate) mod command;
pub(crate) mod email;
mod entering;
pub(crate) mod errands;
mod events;
mod fault;
mod mail;
mod messages;
mod overview;
mod passwords;
mod photo;
mod profile;
mod record;
mod sign_ins;
#[cfg(test)]
mod tests;

use signin_seal_shared::account::{
    AccountQuestion, AccountReply, AccountRequest, AddressFound, AddressSettings, Gate, MessageKind,
};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::limits::{HISTORY_PAGE, INBOX_PAGE, RETENTION_DAYS};

pub(crate) use errands::{Errands, ErrandsIn};
pub(crate) use events::{note, seal_changed, seal_removed};
pub(crate) use fault::AccountFault;
pub(crate) use photo::Upload;
pub(crate) use record::Record;

use crate::address;
use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::guarding;
use crate::member::Member;
use crate::store::{Part, Store, Visitor};

/// Finds the address in use, by these settings and the STUN server of a policy.
pub(crate) type FindAddress = dyn Fn(&AddressSettings, Option<&str>) -> AddressFound;

/// A question in its surroundings: the store, who asks and when, and where addresses come from.
pub(crate) struct Asked<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) visitor: &'a Visitor,
    pub(crate) now: UnixMillis,
    pub(crate) upload: &'a mut Upload,
    pub(crate) errands: ErrandsIn<'a>,
    pub(crate) find: &'a FindAddress,
}

/// Answers a question about the account.
pub(crate) fn answer(
    asked: &mut Asked<'_>,
    question: AccountQuestion,
) -> Result<AccountReply, Fault> {
    let AccountQuestion { session, ask } = question;
    let gate = ask.gate();
    if gate == Gate::Open {
        return answer_anybody(asked, session.as_ref(), ask);
    }
    // Where there is no member there is no session either, whatever is left in the store.
    let session = session.ok_or(AccountFault::NoSession)?;
    if !asked.store.has_member()? {
        return Err(AccountFault::NoSession.into());
    }
    let open = asked
        .store
        .use_session(&session, asked.now)?
        .ok_or(AccountFault::NoSession)?;
    if gate == Gate::Proved && !open.is_proved {
        return Err(AccountFault::ProofNeeded.into());
    }
    answer_member(asked, &session, open.sign_in, ask)
}

fn answer_anybody(
    asked: &mut Asked<'_>,
    session: Option<&SessionToken>,
    ask: AccountRequest,
) -> Result<AccountReply, Fault> {
    match ask {
        AccountRequest::State {} => {
            let member = asked.store.has_member()?;
            let signed_in = match session {
                Some(session) if member => asked.store.has_session(session, asked.now)?,
                _ => false,
            };
            Ok(AccountReply::State { member, signed_in })
        }
        AccountRequest::Card {} => Ok(AccountReply::Card(profile::card(asked.store)?)),
        AccountRequest::JudgePassword { password, email } => {
            let strength = passwords::judge(asked.store, password.reveal(), &email)?;
            Ok(AccountReply::Strength(strength))
        }
        AccountRequest::CreateMember {
            email,
            password,
            language,
            stun,
        } => entering::create(asked, &email, &password, &language, stun.as_deref()),
        AccountRequest::SignIn {
            email,
            password,
            language,
            stun,
        } => entering::sign_in(asked, &email, &password, &language, stun.as_deref()),
        AccountRequest::ForgottenQuestion { email } => entering::forgotten_question(asked, &email),
        AccountRequest::ResetPassword {
            email,
            answer,
            password,
        } => entering::reset_password(asked, &email, &answer, &password),
        AccountRequest::SignOut {} => {
            if let Some(session) = session
                && asked.store.has_member()?
            {
                asked.store.end_session(session)?;
            }
            Ok(AccountReply::Done {})
        }
        // What has another gate never comes here.
        _ => Err(AccountFault::NoSession.into()),
    }
}

fn answer_member(
    asked: &mut Asked<'_>,
    session: &SessionToken,
    sign_in: i64,
    ask: AccountRequest,
) -> Result<AccountReply, Fault> {
    let now = asked.now;
    match ask {
        AccountRequest::StillHere {} => {}
        AccountRequest::Overview {} => {
            asked.errands.deliver();
            let overview = overview::overview(asked.store, asked.visitor, sign_in)?;
            return Ok(AccountReply::Overview(Box::new(overview)));
        }
        AccountRequest::PhotoPart { first, bytes } => asked.upload.take(first, &bytes)?,
        AccountRequest::OpenPhoto {} => return asked.upload.open(),
        AccountRequest::SavePhoto { picture, crop } => {
            photo::save(asked.store, &picture, crop, now)?;
        }
        AccountRequest::RemovePhoto {} => photo::remove(asked.store)?,
        AccountRequest::ReadPhoto {} => {
            let photo = photo::read(asked.store, Part::Photo)?;
            return Ok(AccountReply::Photo { photo });
        }
        AccountRequest::ReadProfile {} => {
            let state = asked.store.part(Part::Profile)?;
            return Ok(AccountReply::Profile(Box::new(state)));
        }
        AccountRequest::SaveDraft { profile } => profile::save_draft(asked.store, profile, now)?,
        AccountRequest::SubmitProfile { profile, approval } => {
            let submitted = profile::submit(asked.store, profile, approval, now);
            asked.errands.deliver();
            return submitted;
        }
        AccountRequest::ReadQuestion {} => {
            let record: Record = asked.store.part(Part::Record)?;
            let question = record.question.map(|kept| kept.question);
            return Ok(AccountReply::Question { question });
        }
        AccountRequest::Prove { answer } => return entering::prove(asked, session, &answer),
        AccountRequest::ChangeEmail { email } => {
            return changes::change_email(asked, session, &email);
        }
        AccountRequest::ChangePassword { password } => {
            return changes::change_password(asked, session, &password);
        }
        AccountRequest::SetQuestion {
            password,
            question,
            answer,
        } => return changes::set_question(asked, &password, question, &answer),
        AccountRequest::History {
            filter,
            after,
            limit,
        } => {
            let limit = limit.clamp(1, HISTORY_PAGE);
            let mut rows = asked.store.history(&filter, after, limit + 1)?;
            let next = cut(&mut rows, limit, |row| row.id);
            return Ok(AccountReply::History { rows, next });
        }
        AccountRequest::DeleteHistory { filter } => {
            let rows = asked
                .store
                .at_once(|store| store.delete_sign_ins(&filter))?;
            return Ok(AccountReply::Deleted { rows });
        }
        AccountRequest::SetRetention { days } => {
            if days.is_some_and(|days| !(1..=RETENTION_DAYS).contains(&days)) {
                return Err(AccountFault::Setting { field: "days" }.into());
            }
            asked.store.at_once(|store| {
                let mut record: Record = store.part(Part::Record)?;
                record.retention_days = days;
                store.keep_part(Part::Record, &record, now)?;
                sign_ins::forget_older(store, now)
            })?;
        }
        AccountRequest::FindAddress { stun } => {
            let record: Record = asked.store.part(Part::Record)?;
            let found = (asked.find)(&record.address, stun.as_deref());
            return Ok(AccountReply::Address(found));
        }
        AccountRequest::SetAddress { settings } => {
            check_address(&settings)?;
            set(asked, |record| record.address = settings)?;
        }
        AccountRequest::Inbox { after, limit } => {
            let limit = limit.clamp(1, INBOX_PAGE);
            let mut messages = asked.store.inbox(after, limit + 1)?;
            let next = cut(&mut messages, limit, |message| message.id);
            return Ok(AccountReply::Inbox { messages, next });
        }
        AccountRequest::MarkRead { up_to } => asked.store.mark_read(up_to)?,
        AccountRequest::DeleteMessage { id } => asked.store.delete_message(id)?,
        AccountRequest::SetChoices { choices } => set(asked, |record| record.choices = choices)?,
        AccountRequest::SetServer { server } => return mail::set_server(asked, server),
        AccountRequest::TryServer {} => return mail::try_server(asked),
        // What anybody may ask was answered before.
        AccountRequest::State {}
        | AccountRequest::Card {}
        | AccountRequest::JudgePassword { .. }
        | AccountRequest::CreateMember { .. }
        | AccountRequest::SignIn { .. }
        | AccountRequest::ForgottenQuestion { .. }
        | AccountRequest::ResetPassword { .. }
        | AccountRequest::SignOut {} => return answer_anybody(asked, Some(session), ask),
    }
    Ok(AccountReply::Done {})
}

/// Keeps a member that a person set at the command line: the sessions end, what was chosen stays, and
/// the address that was set before is told.
pub(crate) fn set_member(
    store: &mut Store,
    member: &Member,
    (id, password): (&str, &str),
    now: UnixMillis,
) -> Result<(), Fault> {
    store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        if store.has_member()? {
            messages::tell(store, MessageKind::PasswordChanged, &[], now)?;
        }
        record.email = email::checked(id).ok();
        record.password_score = 0; // nobody judged it
        record.password_set_ms = Some(now.0);
        store.set_member(member)?;
        store.keep_part(Part::Record, &record, now)?;
        store.end_other_sessions(None)?;
        guarding::guard_account(store, password, now)
    })
}

/// Cuts a list that was read with one entry more than asked, to know whether more follow.
fn cut<T>(list: &mut Vec<T>, limit: u32, id: impl Fn(&T) -> i64) -> Option<i64> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = list.len() > limit;
    list.truncate(limit);
    list.last().filter(|_| has_more).map(id)
}

fn set(asked: &mut Asked<'_>, change: impl FnOnce(&mut Record)) -> Result<(), Fault> {
    let now = asked.now;
    asked.store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        change(&mut record);
        store.keep_part(Part::Record, &record, now)?;
        Ok(())
    })
}

fn check_address(settings: &AddressSettings) -> Result<(), AccountFault> {
    if settings
        .stun
        .as_deref()
        .is_some_and(|server| !address::is_server(server))
    {
        return Err(AccountFault::Setting { field: "stun" });
    }
    if let Some(file) = &settings.file {
        address::LocationFile::open(file.as_ref())
            .map_err(|_| AccountFault::Setting { field: "file" })?;
    }
    Ok(())
}
