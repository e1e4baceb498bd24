//! Turns: changes of the seal run one after the other, so that none is judged by the traces of
//! another.

use std::collections::VecDeque;

use futures_channel::oneshot;

use super::state;

/// Who has the turn, and who waits for it.
#[derive(Default)]
pub(super) struct Turns {
    taken: bool,
    waiting: VecDeque<oneshot::Sender<()>>,
}

impl Turns {
    /// Whether somebody has the turn.
    pub(super) fn are_taken(&self) -> bool {
        self.taken
    }

    /// Takes the turn, or a place in the queue.
    fn take(&mut self) -> Option<oneshot::Receiver<()>> {
        if !self.taken {
            self.taken = true;
            return None;
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.push_back(sender);
        Some(receiver)
    }

    /// Gives the turn to the next, or back.
    fn give(&mut self) {
        while let Some(next) = self.waiting.pop_front() {
            if next.send(()).is_ok() {
                return;
            }
        }
        self.taken = false;
    }
}

/// Does some work when its turn has come.
pub(super) async fn in_turn<T>(work: impl Future<Output = T>) -> T {
    let place = state::with(|state| state.turns.take()).flatten();
    if let Some(place) = place {
        // The one before gives the turn on, whatever became of its work.
        let _turn = place.await;
    }
    let done = work.await;
    state::with(|state| state.turns.give());
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_goes_from_one_to_the_next() {
        let mut turns = Turns::default();
        assert!(turns.take().is_none());
        let mut second = turns.take().unwrap();
        let gone = turns.take().unwrap();
        let mut fourth = turns.take().unwrap();
        assert_eq!(second.try_recv(), Ok(None));
        turns.give();
        assert_eq!(second.try_recv(), Ok(Some(())));
        drop(gone);
        turns.give();
        assert_eq!(fourth.try_recv(), Ok(Some(())));
        assert!(turns.are_taken());
        turns.give();
        assert!(!turns.are_taken());
    }
}
