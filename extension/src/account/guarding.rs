//! Tells the background that the account's password may be another one: it is always guarded.

use serde::de::IgnoredAny;

use crate::messages::FromGuarding;
use crate::page;

/// Nobody waits for it: the guard is put up, or looked at again, by the background alone.
pub(super) fn tell() {
    page::spawn(async {
        let _answer: Option<IgnoredAny> = page::ask(&FromGuarding::Changed {}).await;
        Ok(())
    });
}
