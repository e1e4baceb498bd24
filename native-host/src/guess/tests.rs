use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn judged(lines: &[&str]) -> Guess {
    judge(&SealText::parse(lines).unwrap())
}

/// A judgement that follows each key pressed is not noticed.
const AT_ONCE: Duration = Duration::from_millis(5);

/// How long judging takes. Others may have had the processor meanwhile, so the shortest of several
/// times counts; one that is short enough is enough.
fn time(text: &SealText) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        judge(text);
        shortest = shortest.min(start.elapsed());
        if shortest < AT_ONCE {
            break;
        }
    }
    shortest
}

#[track_caller]
fn check(expected: Guess, texts: &[&[&str]]) {
    for lines in texts {
        let text = SealText::parse(lines).unwrap();
        let counted: Vec<_> = readings(&text)
            .iter()
            .map(|reading| (reading.clone(), guesses(reading, common_words::get())))
            .collect();
        assert_eq!(judge(&text), expected, "{counted:?}");
    }
}

#[test]
fn what_many_people_choose_is_easy() {
    check(
        Guess::Easy,
        &[
            &["你好"],
            &["我爱你"],
            &["❤️❤️❤️"],
            &["❤️", "❤️", "❤️"],
            &["123456"],
            &["abcdefg"],
            &["my seal"],
            &["passwor", "d"],
            &["PASSWOR", "D"],
            &["p@ssw0r", "d"],
            &["alibaba"],
            &["ＡＬＩＢＡＢＡ"],
            &["I", "love", "you"],
            &["I ❤️ you"],
            &["hello", "", "world"],
            &["你好", "世界"],
            &["你好", "你好", "你好"],
            &["恭喜发财"],
            &["恭喜", "发财"],
            &["مرحبا"],
            &["السلام", "عليكم"],
            &["привет"],
            &["안녕"],
            &["абвгдеж"],
            &["哈哈哈哈哈哈哈"],
            &["👍🏽👍🏿👍"],
            &["🦊"],
            &["a"],
            &["xq"],
            &["xq", "xq", "xq"],
            &["qwertyu"],
            &["été"],
        ],
    );
}

#[test]
fn what_follows_no_pattern_is_not_easy() {
    check(
        Guess::Hard,
        &[
            &["磁榆瀚驿"],
            &["磁榆", "瀚驿"],
            &["T7#kq", "zW!p4"],
            &["🪗🧿🛶🪕"],
            &["ظغضقثخ"],
            &["뷁쾡뙥"],
        ],
    );
    check(Guess::Fair, &[&["磁榆"], &["xq7#kwv"], &["🪗🧿🛶"]]);
}

#[test]
fn words_more_make_it_harder() {
    assert_eq!(judged(&["fox"]), Guess::Easy);
    assert_eq!(judged(&["fox", "lantern", "velvet"]), Guess::Hard);
}

/// Characters of every kind, so that few texts are refused.
fn line() -> impl Strategy<Value = String> {
    let sets = prop_oneof![
        any::<char>(),
        prop::char::range(' ', '~'),
        prop::sample::select("4@8({[<36901!|7$5+%2".chars().collect::<Vec<_>>()),
        prop::char::range('一', '龥'),
        prop::char::range('😀', '🙏'),
        prop::char::range('ء', 'ي'),
    ];
    prop::collection::vec(sets, 0..8).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn any_words_are_judged_alike_each_time_and_at_once(
        lines in prop::collection::vec(line(), 1..=3)
    ) {
        if let Ok(text) = SealText::parse(&lines) {
            prop_assert_eq!(judge(&text), judge(&text));
            prop_assert!(time(&text) < AT_ONCE);
        }
    }
}

#[test]
fn the_slowest_words_are_judged_at_once() {
    for lines in [
        ["4@8({[<", "36901!|", "7$5+%2x"],
        ["1|7169!", "|17196!", "71|!961"],
        ["aaaaaaa", "aaaaaaa", "aaaaaab"],
        ["1111111", "2222222", "3333333"],
        ["111a111", "1a11111", "a111111"],
        ["一a二b三c四", "d五e六f七g", "八h九i十j百"],
    ] {
        let time = time(&SealText::parse(&lines).unwrap());
        assert!(time < AT_ONCE, "{lines:?}: {time:?}");
    }
}
