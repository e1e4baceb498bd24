//! Guarded passwords: they are offered, kept, listed and removed, and what is typed is judged by them.
//!
//! What means something stands in the store; here is only what makes judging quick: the entries as they
//! were opened last, what was judged a moment ago, and how much was. A helper that starts anew answers
//! the same. What is typed is kept by the extension, and comes whole with each question.
//!
//! This has nothing to do with `member/guard.rs`, which looks at the member's password.

pub(crate) mod command;
mod entry;
mod fingerprint;
mod judge;
mod memory;
mod rate;
mod text;

use std::cmp::Reverse;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signin_seal_shared::guarding::{Guarded, Judgement, Offer, Typed, Whose};
use signin_seal_shared::limits::{
    GUARDED_CHARACTERS, GUARDED_PASSWORDS, OFFER_MILLISECONDS, TYPED_CHARACTERS,
};
use signin_seal_shared::seal::Base64;
use signin_seal_shared::secret::Password;
use thiserror::Error;
use zeroize::Zeroizing;

use entry::Entry;
use fingerprint::{Comparison, Fingerprint};
use judge::{Guard, Texts};
use memory::Memory;
use rate::Rate;
use text::Text;

pub(crate) use fingerprint::FingerprintError;

use crate::clock::UnixMillis;
use crate::fault::Fault;
use crate::logging;
use crate::store::{ACCOUNT_GUARD, GuardRow, Store, StoreError, StoreVersion};
use crate::vault::{DataKey, RowIdentity, VaultError};

/// Bytes of a site's id, at most: as many as a host has.
const SITE_ID_BYTES: usize = signin_seal_shared::limits::HOST_BYTES;

/// Bytes of a site's name that are kept.
const SITE_NAME_BYTES: usize = 200;

/// An offer belongs to no row of the store, and so it can be put into none.
const OFFER: RowIdentity<'_> = RowIdentity {
    table: "guard_offer",
    row: "offer",
};

/// Why something about guarded passwords was not carried out. Nothing was changed by it.
#[derive(Debug, Error)]
pub(crate) enum GuardingFault {
    /// Something is longer than it may be.
    #[error("failed to read what came about a guarded password: {what} does not fit")]
    Unfitting {
        /// What.
        what: &'static str,
    },
    /// More came to be judged than a person types.
    #[error("failed to judge what was typed: more came than a person types")]
    TooManyChecks,
    /// There is no room for one more.
    #[error("failed to guard a password: {GUARDED_PASSWORDS} are guarded")]
    Full,
    /// The offer is not this helper's, or too old.
    #[error("failed to guard a password: what was offered does not hold any more")]
    OfferInvalid,
    /// There is no fingerprint.
    #[error(transparent)]
    Fingerprint(#[from] FingerprintError),
}

/// What makes judging quick.
#[derive(Default)]
pub(crate) struct Guarding {
    loaded: Option<Loaded>,
    rate: Rate,
}

/// The entries, as they were opened last.
struct Loaded {
    version: StoreVersion,
    rows: Vec<GuardRow>,
    guards: Vec<Guard>,
    /// None where there is nothing to judge by.
    memory: Option<Memory>,
}

impl Guarding {
    /// Whether a guarded password is being typed.
    pub(crate) fn judge(
        &mut self,
        store: &Store,
        typed: Typed,
        now: UnixMillis,
    ) -> Result<Judgement, Fault> {
        let texts = Texts::new(typed).map_err(|judge::TooLong| GuardingFault::Unfitting {
            what: "a text that is to be judged",
        })?;
        let (loaded, rate) = self.loaded(store)?;
        let Some(memory) = &mut loaded.memory else {
            return Ok(Judgement::Open {});
        };
        let judged = judge::judge(&loaded.guards, memory, &texts, |new| rate.take(new, now));
        let judgement = judged.map_err(GuardingFault::from)?;
        Ok(judgement.ok_or(GuardingFault::TooManyChecks)?)
    }

    /// What a password can be guarded by; nothing where it is guarded for this site already, or is too
    /// short or too long.
    pub(crate) fn offer(
        &mut self,
        store: &Store,
        site: (String, &str),
        password: Password,
        now: UnixMillis,
    ) -> Result<Option<Offer>, Fault> {
        let text = Text::from_wire(password);
        let (id, name) = site;
        if id.is_empty() || id.len() > SITE_ID_BYTES || id.contains(char::is_control) {
            return Err(GuardingFault::Unfitting {
                what: "a site's id",
            }
            .into());
        }
        let characters = text.characters();
        if !(GUARDED_CHARACTERS..=TYPED_CHARACTERS).contains(&characters.len()) {
            return Ok(None);
        }
        let (loaded, _) = self.loaded(store)?;
        let mut is_known = false;
        for guard in &loaded.guards {
            if guard.entry.site() == Some(&id) {
                is_known |= guard
                    .compared
                    .is_all_of(characters)
                    .map_err(GuardingFault::from)?;
            }
        }
        if is_known {
            return Ok(None);
        }
        let key = store.key_for_sealing()?;
        let entry = Entry {
            whose: Whose::Site {
                id,
                name: visible(name),
            },
            fingerprint: Fingerprint::new(&key, characters).map_err(GuardingFault::from)?,
            since_ms: now.0,
        };
        let sealed = key.seal(OFFER, &entry.plain()?).map_err(StoreError::from)?;
        Ok(Some(Offer(Base64::try_from(STANDARD.encode(sealed))?)))
    }

    /// Guards a password that was offered. The same offer is kept once.
    pub(crate) fn keep(
        &mut self,
        store: &mut Store,
        offer: &Offer,
        now: UnixMillis,
    ) -> Result<Vec<Guarded>, Fault> {
        let _opened = self.loaded(store)?;
        let offered = opened_offer(store, offer)?;
        if offered.since_ms.abs_diff(now.0) > OFFER_MILLISECONDS.unsigned_abs() {
            return Err(GuardingFault::OfferInvalid.into());
        }
        store.at_once(|store| {
            let (loaded, _) = self.loaded(store)?;
            let salt = offered.fingerprint.salt;
            if loaded
                .guards
                .iter()
                .any(|guard| guard.entry.fingerprint.salt == salt)
            {
                return Ok(());
            }
            let of_sites = loaded.rows.iter().filter(|row| row.id != ACCOUNT_GUARD);
            if of_sites.count() >= GUARDED_PASSWORDS {
                return Err(GuardingFault::Full.into());
            }
            let kept = Entry {
                since_ms: now.0,
                ..offered
            };
            store.add_guard(&kept.plain()?)?;
            tracing::info!("a password is guarded");
            Ok::<_, Fault>(())
        })?;
        self.list(store)
    }

    /// The guarded passwords, the newest first.
    pub(crate) fn list(&mut self, store: &Store) -> Result<Vec<Guarded>, Fault> {
        let (loaded, _) = self.loaded(store)?;
        let listed = loaded
            .guards
            .iter()
            .map(|guard| guard.entry.listed(guard.id));
        let mut listed: Vec<Guarded> = listed.collect();
        listed.sort_by_key(|guarded| Reverse((guarded.since_ms, guarded.id)));
        Ok(listed)
    }

    /// Guards this one no longer; the account's own stays.
    pub(crate) fn remove(&mut self, store: &Store, id: i64) -> Result<Vec<Guarded>, Fault> {
        let _opened = self.loaded(store)?;
        if store.remove_guard(id)? {
            tracing::info!("a password is guarded no longer");
        }
        self.list(store)
    }

    /// The entries as the store has them now.
    fn loaded(&mut self, store: &Store) -> Result<(&mut Loaded, &mut Rate), Fault> {
        // First the version, then the rows: what changes in between is seen the next time.
        let version = store.version()?;
        let loaded = match self.loaded.take() {
            Some(loaded) if loaded.version == version => loaded,
            earlier => Loaded::read(store, version, earlier)?,
        };
        Ok((self.loaded.insert(loaded), &mut self.rate))
    }
}

impl Loaded {
    fn read(
        store: &Store,
        version: StoreVersion,
        earlier: Option<Self>,
    ) -> Result<Self, StoreError> {
        let rows = store.guards()?;
        if let Some(earlier) = earlier
            && earlier.rows == rows
        {
            // Something else was changed: what was judged still holds.
            return Ok(Self { version, ..earlier });
        }
        if rows.is_empty() {
            return Ok(Self {
                version,
                rows,
                guards: Vec::new(),
                memory: None,
            });
        }
        let key = store.key()?;
        let (mut guards, mut first_error) = (Vec::new(), None);
        for row in &rows {
            match opened(&key, row) {
                Ok(entry) => guards.push(Guard {
                    id: row.id,
                    compared: Comparison::new(&key, entry.fingerprint.clone()),
                    entry,
                }),
                Err(error) => {
                    let (row, why) = (row.id, logging::with_causes(&error));
                    tracing::warn!(row, error = why, "a guarded password cannot be read");
                    first_error.get_or_insert(error);
                }
            }
        }
        // One row that cannot be read is passed over, so that the others still guard. Where none can
        // be read nothing is guarded, and the person must hear of it.
        match first_error {
            Some(error) if guards.is_empty() => Err(error),
            _ => Ok(Self {
                version,
                rows,
                guards,
                memory: Some(Memory::new(&key)),
            }),
        }
    }
}

/// Makes sure that exactly this password of the account is guarded: by its first characters where it is
/// longer than any that is guarded, and not at all where it is shorter.
pub(crate) fn guard_account(store: &Store, password: &str, now: UnixMillis) -> Result<(), Fault> {
    let text = Text::new(Zeroizing::new(password.to_owned()));
    let all = text.characters();
    let characters = all.get(..TYPED_CHARACTERS).unwrap_or(all);
    if characters.len() < GUARDED_CHARACTERS {
        return Ok(store.forget_account_guard()?);
    }
    let key = store.key_for_sealing()?;
    if let Some(row) = store.account_guard()?
        && let Ok(entry) = opened(&key, &row)
        && Comparison::new(&key, entry.fingerprint)
            .is_all_of(characters)
            .map_err(GuardingFault::from)?
    {
        return Ok(());
    }
    let entry = Entry {
        whose: Whose::Account {},
        fingerprint: Fingerprint::new(&key, characters).map_err(GuardingFault::from)?,
        since_ms: now.0,
    };
    store.set_account_guard(&entry.plain()?)?;
    tracing::info!("the account's password is guarded");
    Ok(())
}

/// What a row holds. Only the account's own row may hold the account's password.
fn opened(key: &DataKey, row: &GuardRow) -> Result<Entry, StoreError> {
    let entry = Entry::read(&row.open(key)?)?;
    match (row.id == ACCOUNT_GUARD, entry.site()) {
        (true, None) | (false, Some(_)) => Ok(entry),
        (true, Some(_)) | (false, None) => Err(StoreError::Content),
    }
}

fn opened_offer(store: &Store, offer: &Offer) -> Result<Entry, Fault> {
    let sealed = STANDARD.decode(offer.0.as_str());
    let sealed = sealed.map_err(|_| GuardingFault::OfferInvalid)?;
    let opened = store.key().and_then(|key| Ok(key.open(OFFER, &sealed)?));
    let plain = match opened {
        Err(StoreError::Vault(VaultError::KeyMissing | VaultError::NotAuthentic)) => {
            return Err(GuardingFault::OfferInvalid.into());
        }
        opened => opened?,
    };
    let offered = Entry::read(&plain)?;
    match offered.whose {
        Whose::Site { .. } => Ok(offered),
        Whose::Account {} => Err(GuardingFault::OfferInvalid.into()),
    }
}

/// What is kept of a site's name: what can be seen of it, and no more than has room.
fn visible(name: &str) -> String {
    let mut name: String = name.chars().filter(|letter| !letter.is_control()).collect();
    name.truncate(name.floor_char_boundary(SITE_NAME_BYTES));
    name
}

#[cfg(test)]
mod tests;
