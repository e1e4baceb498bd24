//! `run`: from a clone to the demo's genuine sign-in page, in a browser profile of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use signin_seal_shared::identity::EXTENSION_ID;

use crate::demo_site::DemoSite;
use crate::{build, command, paths, progress, setup};

const GENUINE: &str = "https://login.alibaba.com/";
const DATA_FOLDER_VARIABLE: &str = "SIGNIN_SEAL_DATA_DIR";

/// Where the browser takes the genuine page from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Network {
    /// From the demo site on this computer.
    Demo,
    /// From the real network.
    Live,
}

/// Opens the browser and waits until it is closed.
pub(crate) fn in_a_window(network: Network) -> Result<()> {
    ensure!(
        has_display(),
        "there is no display: run `cargo xtask run --headless --screenshots DIR` instead"
    );
    build::everything()?;
    let chromium = setup::chromium()?;
    let folder = paths::run_folder();
    let profile = folder.join("profile");
    make_profile(&profile)?;
    progress::step("registering the helper for this browser profile");
    let mut install = Command::new(paths::program("signin-seal-host"));
    command::run(install.arg("install").arg("--user-data-dir").arg(&profile))?;

    let demo_site = match network {
        Network::Demo => Some(DemoSite::start()?),
        Network::Live => None,
    };
    let mut browser = browser(&chromium, &profile);
    if let Some(demo_site) = &demo_site {
        browser.args(demo_site.browser_arguments());
    }
    browser
        .arg(GENUINE)
        .env(DATA_FOLDER_VARIABLE, folder.join("data"))
        // It tells of much that is missing and does not matter here.
        .stderr(fs::File::create(folder.join("browser.log"))?);
    progress::done("the browser opens on the genuine sign-in page: click Prevent Password Theft");
    if demo_site.is_some() {
        progress::done("its bar about a flag is right: it is told to take the demo for the site");
    }
    progress::done("close the browser to end this");
    command::run(&mut browser)
}

/// Plays the whole story without a display, and writes numbered pictures of it.
pub(crate) fn headless(screenshots: &Path) -> Result<()> {
    build::everything()?;
    let chromium = setup::chromium()?;
    setup::npm_packages()?;
    fs::create_dir_all(screenshots)
        .with_context(|| format!("failed to make {}", screenshots.display()))?;
    let screenshots = screenshots.canonicalize()?;
    progress::step("playing the story");
    let mut story = command::playwright();
    story
        .args(["test", "--config", "story/playwright.config.ts"])
        .env("SIGNIN_SEAL_SCREENSHOTS", &screenshots);
    command::run(with_parts(&mut story, &chromium))?;
    progress::done(&format!("the pictures are in {}", screenshots.display()));
    Ok(())
}

/// Tells Playwright's side where the parts stand.
pub(crate) fn with_parts<'a>(playwright: &'a mut Command, chromium: &Path) -> &'a mut Command {
    playwright
        .env("SIGNIN_SEAL_CHROMIUM", chromium)
        .env("SIGNIN_SEAL_TARGET", paths::target())
        .env("SIGNIN_SEAL_EXTENSION", paths::chromium_extension())
}

/// A new profile has the extension's button in sight, not behind the puzzle piece.
fn make_profile(profile: &Path) -> Result<()> {
    let settings = profile.join("Default/Preferences");
    if settings.exists() {
        return Ok(());
    }
    fs::create_dir_all(profile.join("Default"))?;
    let pinned = serde_json::json!({ "extensions": { "pinned_extensions": [EXTENSION_ID] } });
    fs::write(settings, pinned.to_string())?;
    Ok(())
}

fn browser(chromium: &Path, profile: &Path) -> Command {
    let extension = paths::chromium_extension();
    let mut browser = Command::new(chromium);
    browser.args([
        format!("--user-data-dir={}", profile.display()),
        format!("--disable-extensions-except={}", extension.display()),
        format!("--load-extension={}", extension.display()),
        "--no-first-run".to_owned(),
        "--no-default-browser-check".to_owned(),
        "--disable-background-networking".to_owned(),
    ]);
    if command::is_root() {
        // Chromium's sandbox refuses to work for root.
        browser.arg("--no-sandbox");
    }
    browser
}

fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
