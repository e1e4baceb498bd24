//! How many guesses a run of ASCII takes, by zxcvbn.

use super::common_words::CommonWords;

/// Which signs zxcvbn takes for which letter.
const LOOKALIKES: [&[u8]; 12] = [
    b"4@", b"8", b"({[<", b"3", b"69", b"1!|", b"1|7", b"0", b"$5", b"+7", b"%", b"2",
];

/// In how many ways such signs may be read before it takes long: zxcvbn looks every one of them up
/// in its lists. A word has a few.
const READINGS: usize = 16;

/// What takes the place of such signs where there are too many: as many others, so that what
/// repeats still repeats.
const OTHERS: [(char, char); 10] = [
    ('@', '#'),
    ('(', ')'),
    ('{', '}'),
    ('[', ']'),
    ('<', '>'),
    ('!', '"'),
    ('|', '\\'),
    ('$', '&'),
    ('+', '='),
    ('%', '^'),
];

/// How many guesses these words take.
pub(super) fn guesses(run: &str, words: &CommonWords) -> f64 {
    // The space between two characters of other scripts is no choice.
    if run.trim().is_empty() {
        return 1.0;
    }
    let read = without_too_many_lookalikes(run);
    let log10 = zxcvbn::zxcvbn(&read, &words.ascii()).guesses_log10();
    10_f64.powf(log10)
}

fn without_too_many_lookalikes(run: &str) -> String {
    let signs = LOOKALIKES.iter().map(|signs| {
        let there = signs.iter().filter(|sign| run.as_bytes().contains(sign));
        there.count().max(1)
    });
    if signs.product::<usize>() <= READINGS {
        return run.to_owned();
    }
    let other = |sign| {
        let pair = OTHERS.iter().find(|(one, _)| *one == sign);
        pair.map_or(sign, |(_, other)| *other)
    };
    run.chars().map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_lookalikes_and_a_row_of_them_does_not() {
        for (run, read) in [
            ("p@ssw0rd", "p@ssw0rd"),
            ("!@#$%^&*()", "!@#$%^&*()"),
            ("1234567890", "1234567890"),
            ("4@8({[<36901!|7$5+%2x", "4#8)}]>36901\"\\7&5=^2x"),
        ] {
            assert_eq!(without_too_many_lookalikes(run), read);
        }
    }
}
