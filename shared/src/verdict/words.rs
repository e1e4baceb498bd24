//! Words that imitations add to a name, and labels that everybody uses.

/// Words that stand for signing in, safety, money and help: beside a name they are there to make a
/// host look like the name's own.
/// Sources: the English word list of dnstwist (`dictionaries/english.dict`) and the words that the
/// yearly reports of the Anti-Phishing Working Group name.
const SIGN_IN: &[&str] = &[
    "access",
    "account",
    "accounts",
    "activate",
    "activation",
    "admin",
    "agree",
    "alert",
    "alerts",
    "app",
    "appid",
    "apps",
    "auth",
    "authenticate",
    "authentication",
    "authorize",
    "bank",
    "banking",
    "bill",
    "billing",
    "blue",
    "bonus",
    "business",
    "card",
    "care",
    "cdn",
    "center",
    "centre",
    "check",
    "choose",
    "cl",
    "claim",
    "click",
    "client",
    "clients",
    "cloud",
    "co",
    "com",
    "confirm",
    "confirmation",
    "connect",
    "contact",
    "customer",
    "customers",
    "delivery",
    "desk",
    "direct",
    "download",
    "email",
    "enroll",
    "find",
    "form",
    "free",
    "gift",
    "group",
    "help",
    "helpdesk",
    "home",
    "http",
    "https",
    "id",
    "identity",
    "info",
    "inquiry",
    "install",
    "invoice",
    "japan",
    "jp",
    "limited",
    "live",
    "lock",
    "locked",
    "log",
    "login",
    "logon",
    "mail",
    "manage",
    "member",
    "members",
    "membership",
    "mobile",
    "my",
    "net",
    "notice",
    "notification",
    "notify",
    "office",
    "official",
    "online",
    "order",
    "password",
    "pay",
    "payment",
    "payments",
    "portal",
    "prize",
    "profile",
    "protect",
    "protection",
    "recover",
    "recovery",
    "refund",
    "register",
    "reset",
    "restore",
    "reward",
    "rewards",
    "safe",
    "safety",
    "secure",
    "secured",
    "security",
    "server",
    "service",
    "services",
    "session",
    "sign",
    "signin",
    "signup",
    "ssl",
    "summary",
    "support",
    "team",
    "transfer",
    "unlock",
    "update",
    "user",
    "validate",
    "verification",
    "verified",
    "verify",
    "view",
    "wallet",
    "web",
    "ww",
    "www",
];

/// Those of them that no owner needs beside a name, and that a person who is to be hurried obeys.
const URGENT: &[&str] = &[
    "account",
    "accounts",
    "alert",
    "alerts",
    "auth",
    "billing",
    "confirm",
    "confirmation",
    "locked",
    "login",
    "logon",
    "password",
    "recover",
    "recovery",
    "refund",
    "restore",
    "secure",
    "secured",
    "security",
    "signin",
    "unlock",
    "update",
    "validate",
    "verification",
    "verified",
    "verify",
];

/// First labels of so many innocent hosts that they name nobody.
const GENERIC_LABELS: &[&str] = &[
    "account",
    "accounts",
    "api",
    "app",
    "apps",
    "auth",
    "bank",
    "blog",
    "business",
    "card",
    "chat",
    "cloud",
    "cdn",
    "community",
    "data",
    "docs",
    "drive",
    "email",
    "files",
    "forum",
    "games",
    "group",
    "help",
    "home",
    "id",
    "image",
    "images",
    "info",
    "live",
    "login",
    "mail",
    "maps",
    "master",
    "media",
    "mobile",
    "music",
    "my",
    "news",
    "office",
    "online",
    "pay",
    "play",
    "portal",
    "post",
    "search",
    "secure",
    "shop",
    "shopping",
    "signin",
    "sites",
    "static",
    "store",
    "support",
    "travel",
    "tv",
    "video",
    "weather",
    "web",
    "www",
];

/// Whether many innocent hosts have this label.
pub(super) fn is_generic_label(label: &[char]) -> bool {
    GENERIC_LABELS
        .iter()
        .any(|generic| generic.len() == label.len() && starts_with(label, generic))
}

/// Whether an urgent word stands in `letters`.
pub(super) fn has_urgent_word(letters: &[char]) -> bool {
    let mut places = 0..letters.len();
    places.any(|place| {
        let rest = letters.get(place..).unwrap_or_default();
        URGENT.iter().any(|word| starts_with(rest, word))
    })
}

/// Whether `letters` is made of sign-in words and digits only; nothing at all is.
pub(super) fn are_sign_in_words(letters: &[char]) -> bool {
    // For each place, whether what stands before it is made of words.
    let mut reached = vec![false; letters.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = true;
    }
    for place in 0..letters.len() {
        if !reached.get(place).copied().unwrap_or_default() {
            continue;
        }
        let rest = letters.get(place..).unwrap_or_default();
        let mut reach = |length: usize| {
            if let Some(end) = reached.get_mut(place + length) {
                *end = true;
            }
        };
        if rest.first().is_some_and(char::is_ascii_digit) {
            reach(1);
        }
        for &word in SIGN_IN {
            if starts_with(rest, word) {
                reach(word.len());
            }
        }
    }
    reached.last().copied().unwrap_or_default()
}

fn starts_with(letters: &[char], word: &str) -> bool {
    letters.len() >= word.len() && word.chars().eq(letters.iter().copied().take(word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_words(text: &str) -> bool {
        are_sign_in_words(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn words_may_stand_in_a_row() {
        assert!(are_words("securelogin"));
        assert!(are_words("myaccount24"));
        assert!(are_words(""));
        assert!(!are_words("garden"));
        assert!(!are_words("loginx"));
    }
}
