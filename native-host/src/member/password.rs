//! What is kept of the member's password: Argon2id as a PHC string, with the second recommended
//! parameters of RFC 9106, section 4 (64 MiB, three passes, four lanes, a salt of 16 bytes and a
//! hash of 32).

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use icu_normalizer::ComposingNormalizer;
use signin_seal_shared::limits::PASSWORD_BYTES;
use zeroize::Zeroizing;

use super::MemberError;

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// What is kept of a password.
pub(crate) fn hash(password: &str) -> Result<String, MemberError> {
    let hashed = argon2()?.hash_password(nfc(password).as_bytes());
    Ok(hashed.map_err(MemberError::Hashing)?.to_string())
}

/// Whether this is the password of which that was kept. One that is too long is never right, and
/// not hashed.
pub(crate) fn matches(kept: &str, password: &str) -> Result<bool, MemberError> {
    if password.len() > PASSWORD_BYTES {
        return Ok(false);
    }
    let kept = PasswordHash::new(kept).map_err(|_| MemberError::Unreadable)?;
    match argon2()?.verify_password(nfc(password).as_bytes(), &kept) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(MemberError::Hashing(error)),
    }
}

fn argon2() -> Result<Argon2<'static>, MemberError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None);
    let params = params.map_err(|error| MemberError::Hashing(error.into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same letters are the same password, in whatever way a keyboard composed them.
fn nfc(password: &str) -> Zeroizing<String> {
    let normal = ComposingNormalizer::new_nfc().normalize(password);
    Zeroizing::new(normal.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_rfc_9106_has_it() {
        let kept = hash("correct horse").unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=65536,t=3,p=4$"),
            "{kept}"
        );
        let parsed = PasswordHash::new(&kept).unwrap();
        assert_eq!(parsed.salt.unwrap().len(), 16);
        assert_eq!(parsed.hash.unwrap().len(), 32);
        assert_ne!(hash("correct horse").unwrap(), kept);
    }

    #[test]
    fn only_the_password_matches() {
        let kept = hash("p\u{e4}ss").unwrap();
        assert!(matches(&kept, "pa\u{308}ss").unwrap());
        for wrong in ["", "p\u{e4}s", "P\u{e4}ss", "p\u{e4}ss "] {
            assert!(!matches(&kept, wrong).unwrap(), "{wrong}");
        }
        assert!(!matches(&kept, &"x".repeat(PASSWORD_BYTES + 1)).unwrap());
    }

    #[test]
    fn what_is_no_hash_is_told() {
        for kept in ["", "plain", "$argon2id$v=19$m=65536,t=3,p=4$"] {
            let matched = matches(kept, "x");
            assert!(matched.is_err(), "{kept}");
        }
    }
}
