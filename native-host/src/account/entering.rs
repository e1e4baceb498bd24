//! Ways into the account: making it, signing in, and the way back for those who forgot the password.
//!
//! What is not right is told as one thing, takes as long as what is right, and is counted in the store
//! before it is looked at.

use signin_seal_shared::account::{
    AccountReply, ListedQuestion, MessageKind, SecurityQuestion, SignInKind,
};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::secret::Password;

use hmac::Mac;

use super::fault::AccountFault;
use super::record::{self, EARLIER_PASSWORDS, Record};
use super::sign_ins::{self, Target};
use super::{Asked, answers, email, messages, passwords};
use crate::fault::Fault;
use crate::guarding;
use crate::member::{Member, MemberError};
use crate::store::{Attempt, Gate, Part, Store, StoreError};
use crate::vault::VaultError;

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal forgotten question 1";

/// Makes the member, and begins a session.
pub(super) fn create(
    asked: &mut Asked<'_>,
    email: &str,
    password: &Password,
    language: &str,
    stun: Option<&str>,
) -> Result<AccountReply, Fault> {
    if asked.store.has_member()? {
        return Err(AccountFault::MemberExists.into());
    }
    let email = email::checked(email)?;
    let score = passwords::check(asked.store, password.reveal(), &email, None)?;
    let key = asked.store.key_for_sealing()?;
    let member = Member::new(&key, &email, password.reveal())?;
    let record = Record {
        email: Some(email),
        language: record::language(language),
        password_score: score,
        password_set_ms: Some(asked.now.0),
        ..Record::default()
    };
    let now = asked.now;
    asked.store.at_once(|store| {
        // Another browser may have made one meanwhile.
        if store.has_member()? {
            return Err(Fault::from(AccountFault::MemberExists));
        }
        store.set_member(&member)?;
        store.keep_part(Part::Record, &record, now)?;
        guarding::guard_account(store, password.reveal(), now)
    })?;
    tracing::info!("a member was made");
    begin_session(asked, stun)
}

/// Signs in.
pub(super) fn sign_in(
    asked: &mut Asked<'_>,
    id: &str,
    password: &Password,
    language: &str,
    stun: Option<&str>,
) -> Result<AccountReply, Fault> {
    let member = match asked.store.count_attempt(asked.now)? {
        Attempt::NoMember => return Err(AccountFault::Refused.into()),
        Attempt::TryLater { seconds } => return Err(Fault::TryLater { seconds }),
        Attempt::Counted { member, .. } => member,
    };
    // Both are looked at in any case: the time tells nobody which one was wrong.
    let has_id = member.has_id(&asked.store.key()?, id);
    let has_password = member.has_password(password.reveal())?;
    if !(has_id && has_password) {
        return Err(refuse(asked)?);
    }
    asked.store.forget_failures(&member)?;
    let now = asked.now;
    asked.store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        record.language = record::language(language);
        store.keep_part(Part::Record, &record, now)
    })?;
    guard_password(asked, &member, password)?;
    begin_session(asked, stun)
}

/// The member's question for the member's ID, and always the same one for any other.
pub(super) fn forgotten_question(asked: &Asked<'_>, id: &str) -> Result<AccountReply, Fault> {
    let record: Record = asked.store.part(Part::Record)?;
    let (Some(kept), Some(member)) = (record.question, asked.store.member()?) else {
        return Ok(AccountReply::Question { question: None });
    };
    let key = asked.store.key()?;
    let hash = key
        .keyed_hash(PURPOSE)
        .chain_update(answers::compared_form(id).as_bytes())
        .finalize()
        .into_bytes();
    let place = hash.first().map_or(0, |byte| usize::from(*byte)) % ListedQuestion::ALL.len();
    let other = ListedQuestion::ALL.get(place).copied();
    let question = if member.has_id(&key, id) {
        Some(kept.question)
    } else {
        other.map(SecurityQuestion::Listed)
    };
    Ok(AccountReply::Question { question })
}

/// Sets a new password by the answer. All sessions end.
pub(super) fn reset_password(
    asked: &mut Asked<'_>,
    id: &str,
    answer: &Password,
    password: &Password,
) -> Result<AccountReply, Fault> {
    let member = asked.store.member()?.ok_or(AccountFault::Refused)?;
    let record: Record = asked.store.part(Part::Record)?;
    let has_id = member.has_id(&asked.store.key()?, id);
    if !is_answer(asked, &record, answer, has_id)? {
        return Err(refuse(asked)?);
    }
    let kind = MessageKind::PasswordReset;
    set_password(asked, &member, &record, password, kind, |store| {
        store.end_other_sessions(None)?;
        Ok(())
    })?;
    tracing::info!("the password was set anew");
    Ok(AccountReply::Done {})
}

/// Answers the security question in a session.
pub(super) fn prove(
    asked: &mut Asked<'_>,
    session: &SessionToken,
    answer: &Password,
) -> Result<AccountReply, Fault> {
    let record: Record = asked.store.part(Part::Record)?;
    if record.question.is_none() {
        return Err(AccountFault::NoQuestion.into());
    }
    if !is_answer(asked, &record, answer, true)? {
        return Err(refuse(asked)?);
    }
    asked.store.set_proved(session, asked.now)?;
    Ok(AccountReply::Done {})
}

/// Lets pass who gives the present password.
pub(super) fn check_password(asked: &mut Asked<'_>, password: &Password) -> Result<Member, Fault> {
    let member = match asked.store.count_attempt(asked.now)? {
        Attempt::NoMember => return Err(AccountFault::Refused.into()),
        Attempt::TryLater { seconds } => return Err(Fault::TryLater { seconds }),
        Attempt::Counted { member, .. } => member,
    };
    if !member.has_password(password.reveal())? {
        return Err(refuse(asked)?);
    }
    asked.store.forget_failures(&member)?;
    guard_password(asked, &member, password)?;
    Ok(member)
}

/// Has the member's password guarded, after it was right: an earlier version did not do so.
fn guard_password(
    asked: &mut Asked<'_>,
    member: &Member,
    password: &Password,
) -> Result<(), Fault> {
    let now = asked.now;
    asked.store.at_once(|store| {
        // Another helper may have set another one meanwhile.
        let present = store.member()?;
        if present.is_some_and(|present| present.password_hash == member.password_hash) {
            guarding::guard_account(store, password.reveal(), now)?;
        }
        Ok(())
    })
}

/// Sets another password, and tells of it; what becomes of the sessions is changed at once with it.
pub(super) fn set_password(
    asked: &mut Asked<'_>,
    member: &Member,
    record: &Record,
    password: &Password,
    kind: MessageKind,
    sessions: impl FnOnce(&Store) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let email = record.email.as_deref().unwrap_or_default();
    let used = Some((member, record));
    let score = passwords::check(asked.store, password.reveal(), email, used)?;
    let changed = member.with_password(password.reveal())?;
    let now = asked.now;
    asked.store.at_once(|store| {
        sessions(store)?;
        // Another helper may have changed the address meanwhile.
        let present = store.member()?.ok_or(AccountFault::NoSession)?;
        let changed = Member {
            password_hash: changed.password_hash,
            ..present.clone()
        };
        let mut record: Record = store.part(Part::Record)?;
        record.earlier_passwords.insert(0, present.password_hash);
        record.earlier_passwords.truncate(EARLIER_PASSWORDS);
        record.password_score = score;
        record.password_set_ms = Some(now.0);
        store.keep_part(Part::Record, &record, now)?;
        store.set_member(&changed)?;
        guarding::guard_account(store, password.reveal(), now)?;
        messages::tell(store, kind, &[], now)?;
        Ok::<_, Fault>(())
    })?;
    asked.errands.deliver();
    Ok(())
}

/// Whether this is the answer, counted before it is looked at.
fn is_answer(
    asked: &mut Asked<'_>,
    record: &Record,
    answer: &Password,
    counts: bool,
) -> Result<bool, Fault> {
    match asked.store.count_try(Gate::Answer, asked.now)? {
        Ok(_failures) => {}
        Err(seconds) => return Err(Fault::TryLater { seconds }),
    }
    let Some(kept) = &record.question else {
        return Ok(false);
    };
    let is_right = answers::matches(&kept.answer_hash, answer.reveal())? && counts;
    if is_right {
        asked.store.forget_tries(Gate::Answer)?;
    }
    Ok(is_right)
}

/// Keeps that something wrong was given.
fn refuse(asked: &mut Asked<'_>) -> Result<Fault, StoreError> {
    tracing::warn!("a wrong password or answer was given to the account");
    // Without a STUN server: guessing must make nobody send anything.
    let found = (asked.find)(&record_without_stun(asked)?, None);
    let kind = SignInKind::Refused;
    sign_ins::keep(
        asked.store,
        kind,
        Target::default(),
        asked.visitor,
        &found,
        asked.now,
    )?;
    Ok(AccountFault::Refused.into())
}

fn record_without_stun(
    asked: &Asked<'_>,
) -> Result<signin_seal_shared::account::AddressSettings, StoreError> {
    let record: Record = asked.store.part(Part::Record)?;
    Ok(signin_seal_shared::account::AddressSettings {
        stun: None,
        ..record.address
    })
}

fn begin_session(asked: &mut Asked<'_>, stun: Option<&str>) -> Result<AccountReply, Fault> {
    let record: Record = asked.store.part(Part::Record)?;
    let found = (asked.find)(&record.address, stun);
    let kind = SignInKind::Account;
    let sign_in = sign_ins::keep(
        asked.store,
        kind,
        Target::default(),
        asked.visitor,
        &found,
        asked.now,
    )?;
    let mut random = [0; 16];
    getrandom::fill(&mut random)
        .map_err(|error| StoreError::from(VaultError::Randomness(error)))?;
    let session = SessionToken::from_random(random);
    asked.store.begin_session(&session, sign_in, asked.now)?;
    asked.errands.deliver();
    tracing::info!("a session of the account began");
    Ok(AccountReply::SignedIn { session })
}

/// What is kept of an answer.
pub(super) fn answer_hash(answer: &Password) -> Result<String, MemberError> {
    answers::hash(answer.reveal())
}
