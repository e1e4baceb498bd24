//! A hundred thousand changed vectors: what the fuzzer does without end, in every run of the tests
//! and always the same.

use serde::Deserialize;

use crate::invariants::check;

const CASES: u64 = 100_000;

/// What is put into an address: pieces that a parser or a rule looks at.
const PIECES: [&str; 16] = [
    "https://",
    "http:",
    "@",
    ".",
    "..",
    "%2e",
    "%61",
    "xn--",
    "alibaba",
    "alibaba.com",
    "login.",
    "paypal-",
    "а",
    "ｌ",
    "。",
    "\u{301}",
];

#[derive(Deserialize)]
struct Row {
    #[serde(alias = "name")]
    address: String,
}

/// The addresses and names of all vectors.
fn vectors() -> Vec<String> {
    let files = [
        include_str!("../vectors/url.json"),
        include_str!("../vectors/idna.json"),
        include_str!("../vectors/idn_spoof.json"),
    ];
    let rows = files.map(|file| serde_json::from_str::<Vec<Row>>(file).unwrap());
    rows.into_iter().flatten().map(|row| row.address).collect()
}

/// A sequence of numbers that looks like chance and is always the same (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

fn change(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    // The first byte stands: it is no part of the address.
    let place = 1 + numbers.below(bytes.len());
    match numbers.below(5) {
        0 if place < bytes.len() => bytes[place] ^= 1 << numbers.below(8),
        1 if place < bytes.len() => drop(bytes.remove(place)),
        2 => bytes.insert(place, numbers.byte()),
        3 => bytes.truncate(place.max(1)),
        _ => {
            let piece = PIECES[numbers.below(PIECES.len())];
            bytes.splice(place..place, piece.bytes());
        }
    }
}

#[test]
fn no_changed_vector_breaks_an_invariant() {
    let vectors = vectors();
    let mut numbers = Numbers(4);
    for _ in 0..CASES {
        let vector = &vectors[numbers.below(vectors.len())];
        let mut bytes = vec![numbers.byte()];
        if !vector.contains(':') {
            bytes.extend(b"https://");
        }
        bytes.extend(vector.bytes());
        for _ in 0..=numbers.below(4) {
            change(&mut bytes, &mut numbers);
        }
        check(&bytes);
    }
}
