//! Whether a guarded password is being typed: from what is kept and what was typed, and nothing else.
//!
//! A guarded password can begin at each character. Where the four characters from there on fit its
//! beginning, there are two cases. Either the text ends before the password would: then the beginning
//! is alive, and what comes behind its four characters waits. Or there is all of it: then the whole
//! decides. So a page that gets all but what is held has at most four characters of any password.
//!
//! What may be typed there is left out, by the ids of sites; the account's own password never is. Where
//! a text is the password of a site that is left out, it is nobody else's there: a person who uses one
//! password twice gets into both.
//!
//! Three texts are looked at: the stream of what was typed, what stands before the caret, and that with
//! what stands behind the caret. Where one of the first two is the end of the other, the longer one has
//! all that the shorter one tells. The third counts where a password stands around the caret, all of
//! it or its beginning: a letter that was left out first is put in there.
//!
//! Every entry is gone over, whatever was found before.

use std::collections::HashSet;

use signin_seal_shared::guarding::{Judgement, Typed};
use signin_seal_shared::limits::{BEGINNING_CHARACTERS, WHOLE_INPUT_CHARACTERS};
use zeroize::Zeroizing;

use super::entry::Entry;
use super::fingerprint::{Comparison, FingerprintError};
use super::memory::{Memory, Tag};
use super::text::{Text, utf8};

/// A guarded password, ready to be compared.
pub(super) struct Guard {
    /// The number of its row.
    pub(super) id: i64,
    /// What is kept.
    pub(super) entry: Entry,
    /// What it is compared by.
    pub(super) compared: Comparison,
}

/// What was typed, and where which passwords may be.
pub(crate) struct Texts {
    stream: Text,
    before: Text,
    /// With what stands behind the caret; none where nothing does.
    around: Option<Around>,
    exempt: Vec<String>,
}

/// What stands around the caret.
struct Around {
    text: Text,
    caret: usize,
}

/// A text is longer than it is judged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

/// Four characters in a text.
struct Window<'a> {
    text: &'a Text,
    start: usize,
    tag: Tag,
    counts: Counts,
}

/// What of a text counts.
#[derive(Clone, Copy)]
enum Counts {
    /// Beginnings and wholes.
    All,
    /// What contains or touches this place.
    Around(usize),
}

impl Texts {
    /// What came by the wire.
    ///
    /// # Errors
    /// Where one of the texts is longer than [`WHOLE_INPUT_CHARACTERS`].
    pub(crate) fn new(typed: Typed) -> Result<Self, TooLong> {
        let Typed {
            stream,
            before,
            after,
            exempt,
        } = typed;
        let stream = Text::from_wire(stream);
        let [before, after] = [before, after].map(|text| Zeroizing::new(text.into_inner()));
        let around = (!after.is_empty()).then(|| {
            let mut around = Zeroizing::new(String::with_capacity(before.len() + after.len()));
            around.push_str(&before);
            around.push_str(&after);
            around
        });
        let before = Text::new(before);
        let after = Text::new(after);
        let is_short = |text: &Text| text.typed_length() <= WHOLE_INPUT_CHARACTERS;
        if ![&stream, &before, &after].into_iter().all(is_short) {
            return Err(TooLong);
        }
        let caret = before.characters().len();
        Ok(Self {
            stream,
            before,
            around: around.map(|around| Around {
                text: Text::new(around),
                caret,
            }),
            exempt,
        })
    }

    /// The texts that end where the next character comes.
    fn growing(&self) -> Vec<&Text> {
        if self.before.ends_with(&self.stream) {
            vec![&self.before]
        } else if self.stream.ends_with(&self.before) {
            vec![&self.stream]
        } else {
            vec![&self.stream, &self.before]
        }
    }

    fn windows(&self, guards: &[Guard], memory: &Memory) -> Vec<Window<'_>> {
        let mut windows = Vec::new();
        let mut add = |text, starts: std::ops::Range<usize>, counts| {
            windows.extend(starts.filter_map(|start| Window::new(memory, text, start, counts)));
        };
        for text in self.growing() {
            add(text, 0..text.characters().len(), Counts::All);
        }
        if let Some(Around { text, caret }) = &self.around {
            let longest = guards.iter().map(|guard| guard.compared.length()).max();
            let first = caret.saturating_sub(longest.unwrap_or_default());
            add(text, first..caret + 1, Counts::Around(*caret));
        }
        windows
    }

    fn exempts(&self, guard: &Guard) -> bool {
        let site = guard.entry.site();
        site.is_some_and(|site| self.exempt.iter().any(|exempt| exempt == site))
    }
}

impl<'a> Window<'a> {
    fn new(memory: &Memory, text: &'a Text, start: usize, counts: Counts) -> Option<Self> {
        let window = text.characters().get(start..start + BEGINNING_CHARACTERS)?;
        Some(Self {
            text,
            start,
            tag: memory.beginning(&utf8(window)),
            counts,
        })
    }

    /// The places of the entries whose beginning it fits.
    fn fits(&self, guards: &[Guard], memory: &mut Memory) -> Vec<usize> {
        if let Some(fits) = memory.beginnings.value(&self.tag) {
            return fits.clone();
        }
        let end = self.start + BEGINNING_CHARACTERS;
        let window = utf8(
            self.text
                .characters()
                .get(self.start..end)
                .unwrap_or_default(),
        );
        let mut fits = Vec::new();
        for (place, guard) in guards.iter().enumerate() {
            if guard.compared.begins(&window) {
                fits.push(place);
            }
        }
        memory.beginnings.remember(self.tag, fits.clone());
        fits
    }

    /// The characters from here on that are as many as the password has; none where there are fewer.
    fn whole(&self, guard: &Guard) -> Option<&'a [char]> {
        let end = self.start + guard.compared.length();
        self.text.characters().get(self.start..end)
    }

    /// Whether all of this password would stand where it counts.
    fn counts_whole(&self, guard: &Guard) -> bool {
        match self.counts {
            Counts::All => true,
            Counts::Around(caret) => self.start + guard.compared.length() >= caret,
        }
    }

    /// How many of the characters that were typed wait where a password may go on from here.
    fn demands(&self) -> Option<usize> {
        let beginning = self.start + BEGINNING_CHARACTERS;
        match self.counts {
            Counts::All => {
                let length = self.text.characters().len();
                Some(self.text.typed_end(length.saturating_sub(beginning)))
            }
            Counts::Around(caret) => (self.start < caret).then(|| caret.saturating_sub(beginning)),
        }
    }
}

/// Judges what was typed; nothing where `may_judge` refuses so many new beginnings.
///
/// # Errors
/// Where Argon2id fails.
pub(super) fn judge(
    guards: &[Guard],
    memory: &mut Memory,
    texts: &Texts,
    may_judge: impl FnOnce(usize) -> bool,
) -> Result<Option<Judgement>, FingerprintError> {
    let windows = texts.windows(guards, memory);
    let is_new = |window: &&Window<'_>| memory.beginnings.value(&window.tag).is_none();
    let new: HashSet<&Tag> = windows
        .iter()
        .filter(is_new)
        .map(|window| &window.tag)
        .collect();
    if !may_judge(new.len()) {
        return Ok(None);
    }

    let mut stopped: Option<usize> = None;
    let mut held: Option<usize> = None;
    for window in &windows {
        let fits = window.fits(guards, memory);
        let fitting = || {
            fits.iter()
                .filter_map(|place| Some((*place, guards.get(*place)?)))
        };
        for (place, guard) in fitting().filter(|(_, guard)| !texts.exempts(guard)) {
            let Some(whole) = window.whole(guard) else {
                held = held.max(window.demands());
                continue;
            };
            if !window.counts_whole(guard) || !is_whole(memory, place, guard, whole)? {
                continue;
            }
            let mut may_be_typed = false;
            for (place, other) in fitting().filter(|(_, guard)| texts.exempts(guard)) {
                may_be_typed |= is_whole(memory, place, other, whole)?;
            }
            if !may_be_typed {
                stopped = Some(stopped.map_or(place, |earlier| earlier.min(place)));
            }
        }
    }

    let stopped = stopped.and_then(|place| guards.get(place));
    Ok(Some(match (stopped, held) {
        (Some(guard), _) => Judgement::Stop {
            whose: guard.entry.whose.clone(),
        },
        (None, Some(characters)) => {
            // What stands in the field and was not typed cannot be held any more.
            let characters = characters.min(texts.stream.typed_length());
            Judgement::Hold {
                characters: u32::try_from(characters).unwrap_or(u32::MAX),
            }
        }
        (None, None) => Judgement::Open {},
    }))
}

fn is_whole(
    memory: &mut Memory,
    place: usize,
    guard: &Guard,
    characters: &[char],
) -> Result<bool, FingerprintError> {
    if characters.len() != guard.compared.length() {
        return Ok(false);
    }
    let tag = memory.whole(place, characters);
    if let Some(known) = memory.wholes.value(&tag) {
        return Ok(*known);
    }
    let is_whole = guard.compared.is_whole(characters)?;
    memory.wholes.remember(tag, is_whole);
    Ok(is_whole)
}

#[cfg(test)]
mod tests;
