//! What the words of a form are about.

use std::ops::BitOr;

use serde::Deserialize;

/// Kinds of words, as `data/sign_in_words.txt` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// "Log in"
    SignIn,
    /// "Create an account"
    SignUp,
    /// "Forgot your password?"
    Forgot,
    /// "Password"
    Password,
    /// "Choose a password"
    NewPassword,
    /// "Current password"
    CurrentPassword,
    /// "Repeat"
    Repeat,
    /// "E-mail", "User name"
    Identifier,
    /// "First name", "Address"
    Personal,
    /// "Card number"
    Card,
    /// "One-time code"
    Code,
    /// "Search"
    Search,
    /// "Newsletter"
    Newsletter,
    /// "I accept the terms"
    Terms,
    /// "Keep me signed in"
    Remember,
    /// "Continue"
    Next,
    /// "Place order"
    Checkout,
    /// "Your message"
    Message,
    /// "Change password"
    Change,
}

impl Word {
    /// Every kind, in the order of their bits.
    pub const ALL: [Self; 19] = [
        Self::SignIn,
        Self::SignUp,
        Self::Forgot,
        Self::Password,
        Self::NewPassword,
        Self::CurrentPassword,
        Self::Repeat,
        Self::Identifier,
        Self::Personal,
        Self::Card,
        Self::Code,
        Self::Search,
        Self::Newsletter,
        Self::Terms,
        Self::Remember,
        Self::Next,
        Self::Checkout,
        Self::Message,
        Self::Change,
    ];

    /// Its name in the list of words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SignUp => "sign_up",
            Self::Forgot => "forgot",
            Self::Password => "password",
            Self::NewPassword => "new_password",
            Self::CurrentPassword => "current_password",
            Self::Repeat => "repeat",
            Self::Identifier => "identifier",
            Self::Personal => "personal",
            Self::Card => "card",
            Self::Code => "code",
            Self::Search => "search",
            Self::Newsletter => "newsletter",
            Self::Terms => "terms",
            Self::Remember => "remember",
            Self::Next => "next",
            Self::Checkout => "checkout",
            Self::Message => "message",
            Self::Change => "change",
        }
    }
}

/// A set of kinds of words: bit *n* stands for [`Word::ALL`]`[n]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Words(pub u32);

impl Words {
    /// Whether there is a word of this kind.
    #[must_use]
    pub fn has(self, word: Word) -> bool {
        self.0 & (1 << word as u32) != 0
    }
}

impl From<Word> for Words {
    fn from(word: Word) -> Self {
        Self(1 << word as u32)
    }
}

impl BitOr for Words {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_bit() {
        for (bit, word) in Word::ALL.into_iter().enumerate() {
            assert_eq!(Words::from(word), Words(1 << bit), "{}", word.name());
        }
    }
}
