use proptest::prelude::*;
use signin_seal_shared::guarding::Whose;
use signin_seal_shared::secret::Password;

use super::super::fingerprint::Fingerprint;
use super::super::tests::{characters, key};
use super::*;
use crate::vault::DataKey;

/// Guarded passwords, and the site of each; the account where that is empty.
struct Kept {
    key: DataKey,
    guards: Vec<Guard>,
}

impl Kept {
    fn of(passwords: &[(&str, &str)]) -> Self {
        let key = key();
        let guard = |(place, (site, password)): (usize, &(&str, &str))| {
            let fingerprint = Fingerprint::new(&key, &characters(password)).unwrap();
            Guard {
                id: i64::try_from(place).unwrap(),
                compared: Comparison::new(&key, fingerprint.clone()),
                entry: Entry {
                    whose: whose(site),
                    fingerprint,
                    since_ms: 1,
                },
            }
        };
        let guards = passwords.iter().enumerate().map(guard).collect();
        Self { key, guards }
    }

    fn judge(&self, texts: &Texts) -> Judgement {
        self.judge_with(&mut Memory::new(&self.key), texts)
    }

    fn judge_with(&self, memory: &mut Memory, texts: &Texts) -> Judgement {
        judge(&self.guards, memory, texts, |_| true)
            .unwrap()
            .unwrap()
    }

    /// How many new beginnings it takes.
    fn cost(&self, memory: &mut Memory, texts: &Texts) -> usize {
        let mut cost = 0;
        let judged = judge(&self.guards, memory, texts, |new| {
            cost = new;
            true
        });
        assert!(judged.unwrap().is_some());
        cost
    }
}

fn whose(site: &str) -> Whose {
    match site {
        "" => Whose::Account {},
        site => Whose::Site {
            id: site.to_owned(),
            name: site.to_uppercase(),
        },
    }
}

fn typed(stream: &str, before: &str, after: &str, exempt: &[&str]) -> Texts {
    let text = |text: &str| Password::new(text.to_owned());
    Texts::new(Typed {
        stream: text(stream),
        before: text(before),
        after: text(after),
        exempt: exempt.iter().map(|site| (*site).to_owned()).collect(),
    })
    .unwrap()
}

fn stream(stream: &str) -> Texts {
    typed(stream, "", "", &[])
}

fn open() -> Judgement {
    Judgement::Open {}
}

fn hold(characters: u32) -> Judgement {
    Judgement::Hold { characters }
}

fn stop(site: &str) -> Judgement {
    Judgement::Stop { whose: whose(site) }
}

#[test]
fn what_is_typed_is_open_then_held_then_stopped() {
    let kept = Kept::of(&[("fox", "horse 7!")]);
    for (text, expected) in [
        ("", open()),
        ("hor", open()),
        ("hors", hold(0)),
        ("horse", hold(1)),
        ("horse 7", hold(3)),
        ("horse 7!", stop("fox")),
        ("horse 7?", open()),
        ("horse 70", open()),
        ("Horse 7!", open()),
        ("xxhors", hold(0)),
        ("xxhorse 7", hold(3)),
        ("xxhorse 7!", stop("fox")),
        ("xxhorse 7!yy", stop("fox")),
        ("hhorse 7!", stop("fox")),
        // Begun anew before the first one could end: the older one demands more.
        ("horshors", hold(0)),
        ("horshor", hold(3)),
        ("horsxhors", hold(0)),
    ] {
        assert_eq!(kept.judge(&stream(text)), expected, "{text}");
    }
}

#[test]
fn a_longer_and_a_shorter_password_wait_for_each_other() {
    let kept = Kept::of(&[("fox", "horsebox"), ("owl", "horseshoe box")]);
    for (text, expected) in [
        ("hors", hold(0)),
        ("horsebo", hold(3)),
        ("horsebox", stop("fox")),
        ("horsesho", hold(4)),
        ("horseshoe bo", hold(8)),
        ("horseshoe box", stop("owl")),
    ] {
        assert_eq!(kept.judge(&stream(text)), expected, "{text}");
    }
}

#[test]
fn the_field_is_looked_at_where_it_tells_more() {
    let kept = Kept::of(&[("fox", "horse 7!")]);
    for (stream, before, after, expected) in [
        // Typed behind what stood there: only the field has all of it.
        ("e 7!", "horse 7!", "", stop("fox")),
        ("e 7", "horse 7", "", hold(3)),
        // More was to be held than was typed: all that was typed is.
        ("7", "horse 7", "", hold(1)),
        // The caret was moved: the field has what the stream has not.
        ("xe 7!hors", "hors", "e 7!", stop("fox")),
        ("rse 7!ho", "ho", "rse 7!", stop("fox")),
        ("o", "ho", "rse 7!", stop("fox")),
        // A field for each character: only the stream has all of it.
        ("horse 7!", "!", "", stop("fox")),
        ("horse 7", "7", "", hold(3)),
        // It touches the caret on either side.
        ("x", "", "horse 7!", stop("fox")),
        ("x", "horse 7!", "y", stop("fox")),
        // It stands elsewhere in the field, and nobody has just typed it.
        ("y", "xy", "zhorse 7!", open()),
        // A letter that was left out is put in: the next ones wait.
        ("h", "h", "orse ", hold(0)),
        // It begins behind the caret: nobody types on there.
        ("z", "yz", "xhorse 7", open()),
    ] {
        let texts = typed(stream, before, after, &[]);
        assert_eq!(kept.judge(&texts), expected, "{stream}|{before}|{after}");
    }
}

#[test]
fn what_may_be_typed_there_is_left_out() {
    let kept = Kept::of(&[
        ("", "mine, all mine"),
        ("fox", "horse 7!"),
        ("owl", "horse 8!"),
    ]);
    for (text, exempt, expected) in [
        ("horse 7!", &["fox"][..], open()),
        ("hors", &["fox", "owl"], open()),
        ("hors", &["fox"], hold(0)),
        ("horse 7!", &["owl"], stop("fox")),
        ("horse 8!", &["fox"], stop("owl")),
        // No list of sites lets the account's own pass.
        ("mine, all mine", &["", "fox", "account"], stop("")),
        ("mine", &["", "fox"], hold(0)),
    ] {
        let texts = typed(text, "", "", exempt);
        assert_eq!(kept.judge(&texts), expected, "{text} {exempt:?}");
    }
}

#[test]
fn a_password_of_two_sites_may_be_typed_on_both() {
    let kept = Kept::of(&[("fox", "horse 7!"), ("owl", "horse 7!")]);
    for (exempt, expected) in [
        (&[][..], stop("fox")),
        (&["fox"], open()),
        (&["owl"], open()),
        (&["elk"], stop("fox")),
    ] {
        let texts = typed("horse 7!", "", "", exempt);
        assert_eq!(kept.judge(&texts), expected, "{exempt:?}");
    }
}

#[test]
fn letters_are_the_same_however_they_were_composed() {
    let kept = Kept::of(&[("fox", "p\u{e4}ssword 狐 🦊")]);
    for (text, expected) in [
        ("pa\u{308}ss", hold(0)),
        ("pa\u{308}ssword", hold(4)),
        ("p\u{e4}ssword 狐 🦊", stop("fox")),
        ("pa\u{308}ssword 狐 🦊", stop("fox")),
        ("passwort", open()),
    ] {
        assert_eq!(kept.judge(&stream(text)), expected, "{text}");
    }
    // What is held is counted as it was typed.
    let late = Kept::of(&[("fox", "passw\u{f6}rter")]);
    assert_eq!(late.judge(&stream("passwo\u{308}r")), hold(4));
}

#[test]
fn a_text_without_end_is_not_judged() {
    let text = |length| Password::new("x".repeat(length));
    for (stream, before, after, fits) in [
        (1_024, 1_024, 1_024, true),
        (1_025, 0, 0, false),
        (0, 1_025, 0, false),
        (0, 0, 1_025, false),
    ] {
        let texts = Texts::new(Typed {
            stream: text(stream),
            before: text(before),
            after: text(after),
            exempt: Vec::new(),
        });
        assert_eq!(texts.is_ok(), fits, "{stream} {before} {after}");
    }
}

#[test]
fn one_more_character_costs_one_more_beginning() {
    let kept = Kept::of(&[("fox", "horse 7!"), ("owl", "lantern")]);
    let mut memory = Memory::new(&kept.key);
    let text = "tidal copper 48 lantern horse";
    for length in 4..text.len() {
        let before = &text[..length];
        let cost = kept.cost(&mut memory, &typed(before, before, "", &[]));
        assert!(cost <= 1, "{before}: {cost}");
    }
    // A caret in the middle: the windows over it are new, and those behind it.
    let cost = kept.cost(&mut memory, &typed(text, &text[..12], &text[12..], &[]));
    assert!(cost <= 4, "{cost}");
    // What is pasted is judged once, in the stream and in the field.
    let pasted: String = (0..1_000)
        .map(|number| char::from_u32(0x4e00 + number).unwrap())
        .collect();
    let cost = kept.cost(&mut memory, &typed(&pasted, &pasted, "", &[]));
    assert_eq!(cost, 997);
}

#[test]
fn every_entry_is_gone_over_whatever_was_found_before() {
    let twice = [
        ("fox", "horse 7!"),
        ("elk", "lantern"),
        ("owl", "horse 7!"),
        ("cat", "horse 8!"),
    ];
    let kept = Kept::of(&twice);
    let mut memory = Memory::new(&kept.key);
    assert_eq!(
        kept.judge_with(&mut memory, &stream("horse 7!")),
        stop("fox")
    );
    let beginning = memory.beginning(b"hors");
    assert_eq!(memory.beginnings.value(&beginning), Some(&vec![0, 2, 3]));
    let whole = |place| memory.whole(place, &"horse 7!".chars().collect::<Vec<_>>());
    let known = [0, 1, 2, 3].map(|place| memory.wholes.value(&whole(place)).copied());
    assert_eq!(known, [Some(true), None, Some(true), Some(false)]);
}

#[test]
fn nothing_is_judged_where_it_is_too_much() {
    let kept = Kept::of(&[("fox", "horse 7!")]);
    let mut memory = Memory::new(&kept.key);
    let judged = judge(&kept.guards, &mut memory, &stream("horse 7!"), |_| false);
    assert_eq!(judged.unwrap(), None);
    assert_eq!(kept.cost(&mut memory, &stream("horse 7!")), 5);
    assert_eq!(kept.cost(&mut memory, &stream("horse 7!")), 0);
}

/// A typist of a page: what the page has of a text, when after each character it gets all but what is
/// held.
fn page_has(kept: &Kept, text: &[char], exempt: &[&str]) -> (Vec<char>, Judgement) {
    let mut memory = Memory::new(&kept.key);
    let (mut has, mut last) = (0, open());
    for length in 1..=text.len() {
        let so_far: String = text[..length].iter().collect();
        last = kept.judge_with(&mut memory, &typed(&so_far, &so_far, "", exempt));
        match last {
            Judgement::Open {} => has = length,
            Judgement::Hold { characters } => has = has.max(length - characters as usize),
            Judgement::Stop { .. } => break,
        }
    }
    (text[..has].to_vec(), last)
}

/// Few letters, so that beginnings begin within each other.
fn word(length: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<char>> {
    let letter = prop::sample::select(vec!['a', 'b', 'c', 'ä', '狐']);
    prop::collection::vec(letter, length)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_page_gets_four_characters_whatever_was_typed_before(
        password in word(6..=12), junk in word(0..=10), behind in word(0..=4),
    ) {
        let has = |text: &[char]| text.windows(password.len()).any(|window| *window == password[..]);
        let before_the_last = [&junk[..], &password[..password.len() - 1]].concat();
        prop_assume!(!has(&before_the_last));
        let name: String = password.iter().collect();
        let kept = Kept::of(&[("fox", &name)]);

        for length in 4..password.len() {
            let text = [&junk[..], &password[..length]].concat();
            let judged = kept.judge(&stream(&text.iter().collect::<String>()));
            let Judgement::Hold { characters } = judged else {
                return Err(TestCaseError::fail(format!("{judged:?}")));
            };
            prop_assert!(characters as usize >= length - 4);
        }
        let all = [&junk[..], &password, &behind].concat();
        let text: String = all.iter().collect();
        prop_assert_eq!(kept.judge(&stream(&text)), stop("fox"));

        let (page, last) = page_has(&kept, &all, &[]);
        prop_assert_eq!(last, stop("fox"));
        prop_assert!(page.len() <= junk.len() + 4);

        // Where it may be typed nothing is held, and neither is it where it is guarded no longer.
        for (kept, exempt) in [(&kept, &["fox"][..]), (&Kept::of(&[]), &[])] {
            let (page, last) = page_has(kept, &all, exempt);
            prop_assert_eq!(last, open());
            prop_assert_eq!(&page, &all);
        }
    }

    #[test]
    fn memory_changes_no_judgement(
        password in word(6..=8), texts in prop::collection::vec((word(0..=14), word(0..=14), word(0..=8)), 1..8),
    ) {
        let name: String = password.iter().collect();
        let kept = Kept::of(&[("fox", &name), ("owl", "abcabc")]);
        let mut memory = Memory::new(&kept.key);
        for (stream, before, after) in texts {
            let [stream, before, after] = [stream, before, after].map(|text| text.iter().collect::<String>());
            let texts = typed(&stream, &before, &after, &[]);
            let remembered = kept.judge_with(&mut memory, &texts);
            prop_assert_eq!(kept.judge(&texts), remembered);
        }
    }
}
