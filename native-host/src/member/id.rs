//! The member's ID: in which form it is compared, and what is kept of it.

use hmac::Mac;
use icu_normalizer::ComposingNormalizer;
use zeroize::Zeroizing;

use crate::vault::{DataKey, KEYED_HASH_BYTES, KeyedHash};

/// What is kept of an ID.
pub(crate) type IdHash = [u8; KEYED_HASH_BYTES];

/// What the key is derived for.
const PURPOSE: &[u8] = b"signin-seal member id 1";

/// How many characters the part of an e-mail address before the @ has at least: a shorter one
/// would keep common words off the seal.
const NAME_CHARACTERS: usize = 3;

/// What is kept of an ID, and of its part before the @ where it is an e-mail address.
pub(super) fn hashes(key: &DataKey, id: &str) -> (IdHash, Option<IdHash>) {
    let id = compared_form(id);
    let name = id.rsplit_once('@').map(|(name, _)| name);
    let name = name.filter(|name| name.chars().count() >= NAME_CHARACTERS);
    let hash = |part: &str| hash_of(key, part).finalize().into_bytes().into();
    (hash(&id), name.map(hash))
}

/// Whether a text is what one of these hashes was made of.
pub(super) fn matches(key: &DataKey, hashes: &[&IdHash], text: &str) -> bool {
    let found = hash_of(key, &compared_form(text));
    let mut hashes = hashes.iter();
    hashes.any(|hash| found.clone().verify_slice(hash.as_slice()).is_ok())
}

/// Whether anything of an ID is left in the form in which it is compared.
pub(super) fn is_empty(id: &str) -> bool {
    compared_form(id).is_empty()
}

fn hash_of(key: &DataKey, form: &str) -> KeyedHash {
    key.keyed_hash(PURPOSE).chain_update(form.as_bytes())
}

/// Compatibility forms (NFKC) and upper case are the same, and white space does not count.
fn compared_form(text: &str) -> Zeroizing<String> {
    let nfkc = ComposingNormalizer::new_nfkc();
    let composed = Zeroizing::new(nfkc.normalize(text).into_owned());
    let lower = Zeroizing::new(composed.to_lowercase());
    let composed = Zeroizing::new(nfkc.normalize(&lower).into_owned());
    let mut form = Zeroizing::new(String::with_capacity(composed.len()));
    form.extend(composed.chars().filter(|letter| !letter.is_whitespace()));
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_in_one_form() {
        for (text, form) in [
            ("  Fox@Mail.EXAMPLE ", "fox@mail.example"),
            ("Ｆｏｘ１２３", "fox123"),
            ("f o\u{a0}x", "fox"),
            ("ÉCOLE", "école"),
            ("e\u{301}cole", "école"),
            ("ﬁsh", "fish"),
            ("狐狸", "狐狸"),
        ] {
            assert_eq!(*compared_form(text), form, "{text}");
        }
        assert!(is_empty(" \u{3000}"));
    }

    #[test]
    fn only_a_long_part_before_the_at_sign_counts() {
        let folder = tempfile::tempdir().unwrap();
        let key = DataKey::read_or_make(&folder.path().join("key")).unwrap();
        for (id, name) in [
            ("wei@q.cn", Some("wei")),
            ("w ei@q.cn", Some("wei")),
            ("we@q.cn", None),
            ("@q.cn", None),
            ("weiwei", None),
        ] {
            let (id_hash, name_hash) = hashes(&key, id);
            assert!(matches(&key, &[&id_hash], id));
            assert_eq!(name_hash.is_some(), name.is_some(), "{id}");
            if let (Some(hash), Some(name)) = (name_hash, name) {
                assert!(matches(&key, &[&id_hash, &hash], name));
                assert!(!matches(&key, &[&id_hash], name));
            }
        }
    }

    #[test]
    fn another_key_makes_another_hash() {
        let folder = tempfile::tempdir().unwrap();
        let key = |name| DataKey::read_or_make(&folder.path().join(name)).unwrap();
        assert_ne!(hashes(&key("a"), "fox").0, hashes(&key("b"), "fox").0);
        assert_eq!(hashes(&key("a"), "fox").0, hashes(&key("a"), "fox").0);
    }
}
