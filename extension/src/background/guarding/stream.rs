//! What was typed last, over all frames and tabs.

use serde::{Deserialize, Serialize};
use signin_seal_shared::limits::{TYPED_CHARACTERS, WHOLE_INPUT_CHARACTERS};
use wasm_bindgen_futures::spawn_local;

use super::state;
use crate::browser::storage::{self, Snapshot};
use crate::browser::time;
use crate::messages::TypedHere;

const KEY: &str = "typed";

/// What was typed before that is no beginning any more: nobody rests that long in a password.
const REST_MILLISECONDS: u64 = 10 * 60 * 1000;

/// The end of what was typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::background) struct Stream {
    text: String,
    at_ms: i64,
    /// The message that was noted last: one that comes twice is noted once.
    turn: String,
    /// A page was given what was held of it, since the person went on.
    #[serde(default)]
    is_given: bool,
}

impl Stream {
    /// Notes what was typed, and gives all that is to be looked at together.
    fn note(&mut self, typed: TypedHere, now_ms: i64) -> String {
        if self.turn == typed.turn {
            return self.text.clone();
        }
        // A clock that was set back makes nothing older.
        if now_ms.abs_diff(self.at_ms) > REST_MILLISECONDS {
            self.text.clear();
            self.is_given = false;
        }
        self.is_given |= typed.is_given;
        for _ in 0..typed.erased {
            if self.text.pop().is_none() {
                break;
            }
        }
        self.text.push_str(typed.text.reveal());
        keep_end(&mut self.text, WHOLE_INPUT_CHARACTERS);
        let text = self.text.clone();
        keep_end(&mut self.text, TYPED_CHARACTERS);
        (self.at_ms, self.turn) = (now_ms, typed.turn);
        text
    }
}

/// Cuts all but the last characters off.
fn keep_end(text: &mut String, characters: usize) {
    if let Some((cut, _)) = text.char_indices().rev().nth(characters - 1) {
        text.drain(..cut);
    }
}

/// What was typed when the worker ended.
pub(in crate::background) fn read_stream(kept: &Snapshot) -> Stream {
    kept.session(KEY)
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// Notes what was typed. The browser is asked to keep it before anybody is asked what it is.
pub(super) fn note(typed: TypedHere) -> Option<String> {
    let now_ms = time::now().0;
    let text = state::with(|state| state.typed.note(typed, now_ms));
    keep();
    text
}

/// Whether a page has more of it than its beginning.
pub(super) fn is_given() -> bool {
    state::with(|state| state.typed.is_given).unwrap_or_default()
}

/// What a page was given belongs to nothing that is still being typed.
pub(super) fn forget_given() {
    if is_given() {
        state::with(|state| state.typed.is_given = false);
        keep();
    }
}

/// Forgets what was typed.
pub(in crate::background) fn forget() {
    state::with(|state| {
        state.typed.text.clear();
        state.typed.is_given = false;
    });
    keep();
}

fn keep() {
    let text = state::with(|state| serde_json::to_string(&state.typed).unwrap_or_default());
    spawn_local(async move {
        let _the_next_worker_begins_anew =
            storage::write_session(KEY, &text.unwrap_or_default()).await;
    });
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::secret::Password;

    use super::*;

    fn typed(text: &str, erased: u32, turn: &str) -> TypedHere {
        TypedHere {
            text: Password::new(text.to_owned()),
            erased,
            before: Password::new(String::new()),
            after: Password::new(String::new()),
            turn: turn.to_owned(),
            is_late: false,
            is_seen: false,
            is_given: false,
        }
    }

    #[test]
    fn what_is_typed_is_put_together_and_taken_back() {
        let mut stream = Stream::default();
        assert_eq!(stream.note(typed("fo", 0, "a"), 1), "fo");
        assert_eq!(stream.note(typed("xé", 0, "b"), 2), "foxé");
        assert_eq!(stream.note(typed("x", 2, "c"), 3), "fox");
        assert_eq!(stream.note(typed("", 9, "d"), 4), "");
    }

    #[test]
    fn a_message_that_comes_twice_is_noted_once() {
        let mut stream = Stream::default();
        stream.note(typed("f", 0, "a"), 1);
        assert_eq!(stream.note(typed("o", 0, "b"), 2), "fo");
        assert_eq!(stream.note(typed("o", 0, "b"), 3), "fo");
    }

    #[test]
    fn a_long_rest_begins_anew_whatever_the_clock_does() {
        for later in [1, -1] {
            let rest = REST_MILLISECONDS as i64 * later;
            let mut stream = Stream::default();
            stream.note(typed("f", 0, "a"), 0);
            assert_eq!(stream.note(typed("o", 0, "b"), rest), "fo");
            assert_eq!(stream.note(typed("x", 0, "c"), rest + rest + later), "x");
        }
    }

    #[test]
    fn the_end_is_kept_and_a_paste_is_seen_whole() {
        let mut stream = Stream::default();
        let paste = "é".repeat(WHOLE_INPUT_CHARACTERS + 5);
        let seen = stream.note(typed(&paste, 0, "a"), 1);
        assert_eq!(seen.chars().count(), WHOLE_INPUT_CHARACTERS);
        assert_eq!(stream.text.chars().count(), TYPED_CHARACTERS);
    }
}
