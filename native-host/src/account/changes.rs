//! Changes of e-mail address, password and security question.

use signin_seal_shared::account::{AccountReply, MessageKind, SecurityQuestion};
use signin_seal_shared::identity::SessionToken;
use signin_seal_shared::secret::Password;

use super::entering::{answer_hash, check_password, set_password};
use super::fault::AccountFault;
use super::record::{KeptQuestion, Record};
use super::{Asked, answers, email, messages};
use crate::fault::Fault;
use crate::store::{Part, Store};

/// Changes the e-mail address. Both addresses get the message.
pub(super) fn change_email(
    asked: &mut Asked<'_>,
    session: &SessionToken,
    new: &str,
) -> Result<AccountReply, Fault> {
    let new = email::checked(new)?;
    let record: Record = asked.store.part(Part::Record)?;
    let old = record.email.unwrap_or_default();
    if email::are_the_same(&old, &new) {
        return Err(AccountFault::EmailSame.into());
    }
    let now = asked.now;
    asked.store.at_once(|store| {
        use_proof_up(store, session)?;
        // Read here: another helper may have changed the password meanwhile.
        let member = store.member()?.ok_or(AccountFault::NoSession)?;
        let mut record: Record = store.part(Part::Record)?;
        record.email = Some(new.clone());
        store.set_member(&member.with_id(&store.key()?, &new))?;
        store.keep_part(Part::Record, &record, now)?;
        let to: Vec<&str> = [old.as_str(), &new]
            .into_iter()
            .filter(|to| !to.is_empty())
            .collect();
        let facts = [("old", old.as_str()), ("new", &new)];
        messages::tell_all(store, &record, &to, MessageKind::EmailChanged, &facts, now)?;
        Ok::<_, Fault>(())
    })?;
    asked.errands.deliver();
    tracing::info!("the e-mail address was changed");
    Ok(AccountReply::Done {})
}

/// Changes the password. The other sessions end.
pub(super) fn change_password(
    asked: &mut Asked<'_>,
    session: &SessionToken,
    new: &Password,
) -> Result<AccountReply, Fault> {
    let member = asked.store.member()?.ok_or(AccountFault::NoSession)?;
    let record: Record = asked.store.part(Part::Record)?;
    let kind = MessageKind::PasswordChanged;
    set_password(asked, &member, &record, new, kind, |store| {
        use_proof_up(store, session)?;
        store.end_other_sessions(Some(session))?;
        Ok(())
    })?;
    tracing::info!("the password was changed");
    Ok(AccountReply::Done {})
}

/// Sets the security question.
pub(super) fn set_question(
    asked: &mut Asked<'_>,
    password: &Password,
    question: SecurityQuestion,
    answer: &Password,
) -> Result<AccountReply, Fault> {
    check_password(asked, password)?;
    let record: Record = asked.store.part(Part::Record)?;
    answers::check(&question, answer.reveal(), record.email.as_deref())?;
    let kept = KeptQuestion {
        question,
        answer_hash: answer_hash(answer)?,
    };
    let now = asked.now;
    asked.store.at_once(|store| {
        let mut record: Record = store.part(Part::Record)?;
        record.question = Some(kept);
        store.keep_part(Part::Record, &record, now)?;
        messages::tell(store, MessageKind::QuestionChanged, &[], now)?;
        Ok::<_, Fault>(())
    })?;
    asked.errands.deliver();
    tracing::info!("the security question was set");
    Ok(AccountReply::Done {})
}

/// One proof is good for one change, of several at once too.
fn use_proof_up(store: &Store, session: &SessionToken) -> Result<(), Fault> {
    if store.use_proof_up(session)? {
        Ok(())
    } else {
        Err(AccountFault::ProofNeeded.into())
    }
}
