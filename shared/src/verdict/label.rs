//! One label of a host, in the forms in which the rules compare it.

use std::ops::Range;

use idna::punycode;

use super::skeleton;

/// A label, or several read as one.
///
/// Its forms stand in one piece of memory: among thousands of names each is looked at once, and
/// waiting for memory is most of what that costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The forms one after the other.
    forms: Vec<char>,
    /// Where each form ends.
    ends: [usize; Form::COUNT],
    /// For each character of the strict skeleton, the place of the letter that it was made of, and
    /// one place more for the end.
    origins: Vec<u16>,
    /// Before which letters a part begins, after a hyphen, an underscore or a dot.
    starts: Vec<u16>,
}

/// The forms of a label, in the order in which they stand.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Letters,
    Strict,
    Coarse,
    Loose,
}

impl Form {
    const COUNT: usize = 5;
}

/// A piece of a label: places in `letters`, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Label {
    /// Reads a label of a parsed host: ASCII, punycode decoded.
    pub(super) fn read(ascii: &str) -> Self {
        Self::of_text(decoded(ascii).unwrap_or_else(|| ascii.chars().collect()))
    }

    /// Reads several labels as if no dot stood between them: each begins a part.
    pub(super) fn read_joined(labels: &str) -> Self {
        if !labels.contains(PUNYCODE) {
            return Self::of_text(labels.chars().collect());
        }
        let read = |label| decoded(label).unwrap_or_else(|| label.chars().collect());
        let labels: Vec<Vec<char>> = labels.split('.').map(read).collect();
        Self::of_text(labels.join(&'.'))
    }

    fn of_text(text: Vec<char>) -> Self {
        let mut label = Self {
            starts: vec![0],
            ..Self::default()
        };
        label.forms = text;
        label
            .forms
            .reserve(label.forms.len() * (Form::COUNT - 1) + 1);
        label.end(Form::Text);
        label.add_letters();
        label.end(Form::Letters);
        label.add_strict();
        label.end(Form::Strict);
        for place in label.range(Form::Strict) {
            if let Some(&strict) = label.forms.get(place) {
                label.forms.push(skeleton::coarse(strict));
            }
        }
        label.end(Form::Coarse);
        label.add_loose();
        label.end(Form::Loose);
        label
    }

    fn end(&mut self, form: Form) {
        let rest = self.ends.get_mut(form as usize..).unwrap_or_default();
        rest.fill(self.forms.len());
    }

    fn range(&self, form: Form) -> Range<usize> {
        let end = |form: usize| self.ends.get(form).copied().unwrap_or_default();
        let start = (form as usize).checked_sub(1).map_or(0, end);
        start..end(form as usize)
    }

    fn form(&self, form: Form) -> &[char] {
        self.forms.get(self.range(form)).unwrap_or_default()
    }

    /// As a person reads it: Unicode, lower case.
    pub(super) fn text(&self) -> &[char] {
        self.form(Form::Text)
    }

    /// Without hyphens and underscores.
    pub(super) fn letters(&self) -> &[char] {
        self.form(Form::Letters)
    }

    /// The strict skeleton of the letters.
    pub(super) fn strict(&self) -> &[char] {
        self.form(Form::Strict)
    }

    /// The coarse skeleton; as long as the strict one.
    pub(super) fn coarse(&self) -> &[char] {
        self.form(Form::Coarse)
    }

    /// The loose skeleton.
    pub(super) fn loose(&self) -> &[char] {
        self.form(Form::Loose)
    }

    fn add_letters(&mut self) {
        let mut letters = 0;
        for place in self.range(Form::Text) {
            match self.forms.get(place) {
                Some('-' | '_' | '.') if self.starts.last() != Some(&letters) => {
                    self.starts.push(letters);
                }
                Some('-' | '_' | '.') | None => {}
                Some(&letter) => {
                    letters += 1;
                    self.forms.push(letter);
                }
            }
        }
    }

    /// Each letter becomes what it looks like; a pair that looks like one letter becomes that one,
    /// unless the border of two parts stands between them.
    fn add_strict(&mut self) {
        let begin = self.forms.len();
        for (place, at) in (0..).zip(self.range(Form::Letters)) {
            let Some(&letter) = self.forms.get(at) else {
                continue;
            };
            let begins_part = self.starts.contains(&place);
            for character in seen_as(letter) {
                let looks_like = skeleton::strict_ascii(character);
                // The dot of an `i` keeps it from melting into the letter before it.
                let second = if character == 'i' {
                    character
                } else {
                    looks_like
                };
                let strict = self.forms.get_mut(begin..).unwrap_or_default();
                let pair = strict.last_mut().and_then(|last| {
                    let mut pairs = skeleton::PAIRS.iter();
                    let pair = pairs.find(|pair| (pair.0, pair.1) == (*last, second))?;
                    Some((last, pair.2))
                });
                match pair {
                    Some((last, one)) if !begins_part => *last = one,
                    _ => {
                        self.forms.push(looks_like);
                        self.origins.push(place);
                    }
                }
            }
        }
        let letters = self.range(Form::Letters).len();
        self.origins
            .push(u16::try_from(letters).unwrap_or(u16::MAX));
    }

    fn add_loose(&mut self) {
        let begin = self.forms.len();
        for at in self.range(Form::Letters) {
            let Some(&letter) = self.forms.get(at) else {
                continue;
            };
            for coarse in single_coarse(letter) {
                skeleton::push_loose(&mut self.forms, begin, coarse);
            }
        }
    }

    /// The coarse skeleton of the letters one by one, where it is another one.
    pub(super) fn unpaired(&self) -> Option<Vec<char>> {
        // A pair makes the skeleton shorter; letters that look like two make it longer.
        if self.is_ascii() && self.strict().len() == self.letters().len() {
            return None;
        }
        let letters = self.letters().iter().copied();
        let single: Vec<char> = letters.flat_map(single_coarse).collect();
        (single != self.coarse()).then_some(single)
    }

    /// Whether every character is ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.letters().iter().all(char::is_ascii)
    }

    /// The parts between hyphens, underscores and dots.
    pub(super) fn parts(&self) -> impl Iterator<Item = Span> + '_ {
        let starts = self.starts.iter().copied().map(usize::from);
        let ends = starts.clone().skip(1).chain([self.letters().len()]);
        let parts = starts.zip(ends);
        parts
            .map(|(start, end)| Span { start, end })
            .filter(|part| part.start < part.end)
    }

    /// The part without the digits at its ends.
    pub(super) fn without_digits(&self, part: Span) -> Span {
        let is_digit = |place: usize| self.letters().get(place).is_some_and(char::is_ascii_digit);
        let Span { mut start, mut end } = part;
        while start < end && is_digit(start) {
            start += 1;
        }
        while start < end && is_digit(end - 1) {
            end -= 1;
        }
        Span { start, end }
    }

    /// The characters of a span.
    pub(super) fn letters_of(&self, span: Span) -> &[char] {
        self.letters().get(span.start..span.end).unwrap_or_default()
    }

    /// The coarse characters that a span became.
    pub(super) fn coarse_of(&self, span: Span) -> &[char] {
        let range = self.skeleton_range(span);
        self.coarse().get(range).unwrap_or_default()
    }

    fn skeleton_range(&self, span: Span) -> Range<usize> {
        let place = |letter| {
            self.origins
                .partition_point(|&origin| usize::from(origin) < letter)
        };
        let last = self.strict().len();
        place(span.start).min(last)..place(span.end).min(last)
    }

    /// Where `wanted` stands in the strict skeleton: the spans that it was made of.
    pub(super) fn find<'l>(&'l self, wanted: &'l [char]) -> impl Iterator<Item = Span> + 'l {
        let windows = self.strict().windows(wanted.len().max(1)).enumerate();
        windows
            .filter(move |(_, window)| window.first() == wanted.first() && *window == wanted)
            .filter_map(move |(start, _)| {
                let place = |place| self.origins.get(place).copied().map(usize::from);
                Some(Span {
                    start: place(start)?,
                    end: place(start + wanted.len())?,
                })
            })
    }

    /// Whether the span begins where a part, or what follows a digit, begins.
    pub(super) fn begins_part(&self, span: Span) -> bool {
        self.is_start(span.start) || self.is_digit_before(span.start)
    }

    /// Whether the span ends where a part, or what a digit follows, ends.
    pub(super) fn ends_part(&self, span: Span) -> bool {
        span.end == self.letters().len()
            || self.is_start(span.end)
            || self.is_digit_before(span.end + 1)
    }

    fn is_start(&self, place: usize) -> bool {
        self.starts.iter().any(|&start| usize::from(start) == place)
    }

    fn is_digit_before(&self, place: usize) -> bool {
        let before = place
            .checked_sub(1)
            .and_then(|place| self.letters().get(place));
        before.is_some_and(char::is_ascii_digit)
    }
}

/// How a label begins that is written in Punycode.
const PUNYCODE: &str = "xn--";

/// What a label in Punycode stands for; none where it is in none, or in a broken one.
fn decoded(ascii: &str) -> Option<Vec<char>> {
    ascii.strip_prefix(PUNYCODE).and_then(punycode::decode)
}

/// The characters that a letter looks like: itself, where it looks like none in ASCII.
fn seen_as(letter: char) -> impl Iterator<Item = char> {
    let form = match letter.is_ascii() {
        true => None,
        false => skeleton::ascii_form(letter),
    };
    let itself = form.is_none().then_some(letter);
    form.into_iter().flat_map(str::chars).chain(itself)
}

/// What a letter looks like for itself, coarsely.
fn single_coarse(letter: char) -> impl Iterator<Item = char> {
    seen_as(letter)
        .map(skeleton::strict_ascii)
        .map(skeleton::coarse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_strict(ascii: &str, expected: &str) {
        let strict: String = Label::read(ascii).strict().iter().collect();
        assert_eq!(strict, expected, "{ascii}");
    }

    #[test]
    fn the_strict_form_is_what_a_person_sees() {
        check_strict("alibaba", "allbaba");
        check_strict("a1ibaba", "allbaba");
        check_strict("ali-baba", "allbaba");
        check_strict("xn--80aaa4ib1d45c", "allbaba");
        check_strict("rnicr0soft", "mlcrosoft");
        check_strict("microsoft", "mlcrosoft");
        check_strict("mr-netflix", "mrnetfllx");
        check_strict("cisco", "clsco");
        check_strict("xn--invalid-punycode-\u{7f}", "xnlnvalldpunycode\u{7f}");
    }

    #[test]
    fn parts_stand_between_hyphens() {
        let label = Label::read("smbc-card-2-jp");
        let parts: Vec<String> = label
            .parts()
            .map(|part| label.letters_of(part).iter().collect())
            .collect();
        assert_eq!(parts, ["smbc", "card", "2", "jp"]);
        let last = label.find(&['j', 'p']).next().unwrap();
        assert!(label.begins_part(last) && label.ends_part(last));
    }

    #[test]
    fn a_find_names_the_letters_it_was_made_of() {
        let label = Label::read("my-rnicrosoft1");
        let span = label
            .find(&"mlcrosoft".chars().collect::<Vec<_>>())
            .next()
            .unwrap();
        let found: String = label.letters_of(span).iter().collect();
        assert_eq!(found, "rnicrosoft");
        assert!(label.begins_part(span) && label.ends_part(span));
    }
}
