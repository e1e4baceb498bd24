//! `sizes`: what the extension may weigh. A budget is never raised to make a build pass.

use std::fs;
use std::io::Write as _;

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::paths;

/// The most that one file may weigh, in bytes.
struct Budget {
    file: &'static str,
    bytes: usize,
    /// After gzip at its best, where the budget says so.
    gzipped: Option<usize>,
}

/// A service worker is read and compiled at each wake: the background must stay small. It holds all
/// tables of the judgement; its 450 KB of before were for seals alone. What a wake costs is held by
/// `bench browser` (60 ms to the verdict; with the guard 55, without it 51) and by the bytes as they
/// lie on the disk, which the browser reads. The bytes after gzip are the download alone, once for
/// each version: their 330 KB were for a background without the guard.
/// Pages and the frame hold a drawing and a few messages. The content scripts run on sign-in hosts,
/// and watch.js in lookalikes; words.js is the vocabulary of forms in forty languages. The editor holds all that makes a seal: steps, words, pictures and the part of them, the
/// palette, previews. No visit waits for it; its 120 KB of before were for words alone.
/// The options page lists sites, exceptions and guarded passwords; its 170 KB of before were for sites
/// alone. The warning page has two faces, and the practice page two drills; each had 120 KB for one.
/// The account page holds ten sections and every message of the account's protocol; it is opened by a click, too.
const BUDGETS: [Budget; 32] = [
    Budget {
        file: "wasm/account_bg.wasm",
        bytes: 376_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/background_bg.wasm",
        bytes: 800_000,
        gzipped: Some(352_000),
    },
    Budget {
        file: "wasm/seal_frame_bg.wasm",
        bytes: 120_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/editor_bg.wasm",
        bytes: 170_000,
        gzipped: Some(70_000),
    },
    Budget {
        file: "wasm/guard_bg.wasm",
        bytes: 120_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/help_bg.wasm",
        bytes: 120_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/options_bg.wasm",
        bytes: 200_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/popup_bg.wasm",
        bytes: 120_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/practice_bg.wasm",
        bytes: 132_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/take_over_bg.wasm",
        bytes: 120_000,
        gzipped: None,
    },
    Budget {
        file: "wasm/warning_bg.wasm",
        bytes: 126_000,
        gzipped: None,
    },
    Budget {
        file: "watch.js",
        bytes: 2_560,
        gzipped: None,
    },
    Budget {
        file: "asking.js",
        bytes: 1_024,
        gzipped: None,
    },
    Budget {
        file: "fields.js",
        bytes: 8_192,
        gzipped: None,
    },
    Budget {
        file: "gate.js",
        bytes: 2_560,
        gzipped: None,
    },
    Budget {
        file: "placing.js",
        bytes: 4_096,
        gzipped: None,
    },
    Budget {
        file: "plain_text.js",
        bytes: 512,
        gzipped: None,
    },
    Budget {
        file: "standing.js",
        bytes: 5_120,
        gzipped: None,
    },
    Budget {
        file: "submitting.js",
        bytes: 2_048,
        gzipped: None,
    },
    Budget {
        file: "words.js",
        bytes: 32_768,
        gzipped: None,
    },
    Budget {
        file: "guarding.js",
        bytes: 16_384,
        gzipped: None,
    },
    Budget {
        file: "guarding_asking.js",
        bytes: 1_280,
        gzipped: None,
    },
    Budget {
        file: "guarding_held.js",
        bytes: 1_536,
        gzipped: None,
    },
    Budget {
        file: "guarding_keys.js",
        bytes: 1_024,
        gzipped: None,
    },
    Budget {
        file: "guarding_late.js",
        bytes: 64,
        gzipped: None,
    },
    Budget {
        file: "guarding_own.js",
        bytes: 1_280,
        gzipped: None,
    },
    Budget {
        file: "guarding_fields.js",
        bytes: 3_072,
        gzipped: None,
    },
    Budget {
        file: "guarding_delivery.js",
        bytes: 5_120,
        gzipped: None,
    },
    Budget {
        file: "guarding_looks.js",
        bytes: 2_560,
        gzipped: None,
    },
    Budget {
        file: "guarding_notice.js",
        bytes: 1_536,
        gzipped: None,
    },
    Budget {
        file: "guarding_words.js",
        bytes: 4_096,
        gzipped: None,
    },
    Budget {
        file: "content.js",
        bytes: 4_096,
        gzipped: None,
    },
];

/// Prints each file with its budget; an error when one is over.
pub(crate) fn check() -> Result<()> {
    let mut over = Vec::new();
    let mut out = std::io::stderr();
    writeln!(
        out,
        "{:<28} {:>9} {:>9}   gzipped",
        "file", "bytes", "budget"
    )?;
    for budget in &BUDGETS {
        let path = paths::chromium_extension().join(budget.file);
        let content =
            fs::read(&path).with_context(|| format!("failed to read {}", paths::shown(&path)))?;
        let packed = gzipped(&content)?;
        let limit = budget
            .gzipped
            .map_or(String::new(), |limit| format!(" of {limit}"));
        writeln!(
            out,
            "{:<28} {:>9} {:>9}   {packed}{limit}",
            budget.file,
            content.len(),
            budget.bytes
        )?;
        if content.len() > budget.bytes || budget.gzipped.is_some_and(|limit| packed > limit) {
            over.push(budget.file);
        }
    }
    ensure!(over.is_empty(), "over the size budget: {}", over.join(", "));
    Ok(())
}

fn gzipped(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}
