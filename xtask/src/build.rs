//! `build`: the extension, unpacked, in `dist/chromium`.

use std::fs;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use signin_seal_shared::seal::{ICON_SIZES, Icon, IconColour};
use wasm_bindgen_cli_support::Bindgen;

use crate::{command, manifest, paths, progress, setup, sign_in_words};

/// The contexts of the extension: one WebAssembly each, `extension/src/bin/*.rs`.
const CONTEXTS: [&str; 11] = [
    "account",
    "background",
    "editor",
    "guard",
    "help",
    "options",
    "popup",
    "practice",
    "seal_frame",
    "take_over",
    "warning",
];

/// What runs in web pages.
const CONTENT_SCRIPTS: [&str; 19] = [
    "asking.js",
    "content.js",
    "fields.js",
    "gate.js",
    "placing.js",
    "plain_text.js",
    "standing.js",
    "submitting.js",
    "watch.js",
    "guarding_asking.js",
    "guarding_looks.js",
    "guarding_fields.js",
    "guarding_keys.js",
    "guarding_held.js",
    "guarding_late.js",
    "guarding_own.js",
    "guarding_delivery.js",
    "guarding_notice.js",
    "guarding.js",
];
/// Made here, for `fields.js`.
const WORDS: &str = "words.js";
/// As above, for `guarding_fields.js`.
const GUARDING_WORDS: &str = "guarding_words.js";

/// Builds the extension, the helper, the demo site, and what else the tests load
/// or start.
pub(crate) fn everything() -> Result<()> {
    setup::wasm_target()?;
    setup::location_file()?;
    extension()?;
    test_judge()?;
    progress::step("building the helper and what the tests start beside it");
    command::run(command::cargo().args([
        "build",
        "--package",
        "signin-seal-host",
        "--package",
        "demo-site",
        "--package",
        "test-servers",
    ]))
}

/// It stands apart from the extension, and is never shipped.
fn test_judge() -> Result<()> {
    progress::step("building the judge that the tests ask (WebAssembly)");
    wasm("test-judge")?;
    bind("test_judge", &paths::test_judge())
}

fn wasm(package: &str) -> Result<()> {
    command::run(command::cargo().args([
        "build",
        "--package",
        package,
        "--bins",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "wasm",
    ]))
}

fn extension() -> Result<()> {
    progress::step("building the extension (WebAssembly)");
    wasm("signin-seal-extension")?;

    let dist = paths::chromium_extension();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("failed to empty {}", dist.display()))?;
    }
    copy_tree(&paths::static_files(), &dist)?;
    for script in CONTENT_SCRIPTS {
        content_script(&dist.join(script))?;
    }
    fs::write(dist.join(WORDS), sign_in_words::script()?)?;
    fs::write(dist.join(GUARDING_WORDS), sign_in_words::password_script()?)?;
    manifest::write(&dist)?;
    for context in CONTEXTS {
        bind(context, &dist.join("wasm"))?;
    }
    icons(&dist.join("icons"))?;
    progress::done(&format!("the extension is in {}", paths::shown(&dist)));
    Ok(())
}

fn bind(context: &str, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(paths::raw_wasm(context))
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_producers_section(true)
        .remove_name_section(true)
        .generate(folder)
        .with_context(|| format!("failed to bind {context}.wasm"))
}

/// A content script is read anew in each page: its lines of comments stay at home.
fn content_script(path: &Path) -> Result<()> {
    let source = fs::read_to_string(path)?;
    let code = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code: Vec<&str> = code.collect();
    fs::write(path, code.join("\n"))?;
    Ok(())
}

fn icons(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for size in ICON_SIZES {
        let icon = Icon::draw(size, IconColour::Neutral);
        let file = fs::File::create(folder.join(format!("{size}.png")))?;
        let mut encoder = png::Encoder::new(BufWriter::new(file), size, size);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header()?.write_image_data(&icon.rgba)?;
    }
    Ok(())
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    ensure!(from.is_dir(), "{} is missing", from.display());
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
