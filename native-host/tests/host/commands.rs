//! What a person runs by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::kit::{Home, PROGRAM, files, set_mode};

const MANIFEST: &str = "NativeMessagingHosts/com.signin_seal.helper.json";

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn change(path: &Path, field: &str, value: Value) {
    let mut manifest = read(path);
    manifest[field] = value;
    fs::write(path, manifest.to_string()).unwrap();
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

#[track_caller]
fn check(output: &Output, code: i32, says: &[&str]) {
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{error}");
    for words in says {
        let said = out.contains(words) || error.contains(words);
        assert!(said, "{words:?} is missing in:\n{out}{error}");
    }
}

/// A home with a browser's user data folder in it, and the arguments that name it.
fn with_browser(home: &Home) -> (PathBuf, impl Fn(&str) -> Output) {
    let folder = home.path("browser");
    let manifest = folder.join(MANIFEST);
    let run =
        move |command: &str| home.run(&[command, "--user-data-dir", folder.to_str().unwrap()]);
    (manifest, run)
}

#[test]
fn installing_tells_one_browser_where_the_helper_is() {
    let home = Home::new();
    let (manifest, run) = with_browser(&home);
    for _ in 0..2 {
        check(&run("install"), 0, &["wrote", "Next:"]);
        let program = fs::canonicalize(PROGRAM).unwrap();
        let expected = json!({
            "name": "com.signin_seal.helper",
            "description": "Sign-in Seal: keeps your seal on this computer",
            "path": program,
            "type": "stdio",
            "allowed_origins": ["chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld/"],
        });
        assert_eq!(read(&manifest), expected);
    }
    assert_eq!(files(&home.path("")), [manifest]);
}

#[test]
fn installing_tells_all_browsers_of_this_person() {
    let home = Home::new();
    let (config, elsewhere) = if cfg!(target_os = "macos") {
        let support = home.path("Library/Application Support");
        let names = ["Chromium", "Google/Chrome"];
        (names.map(|name| support.join(name).join(MANIFEST)), None)
    } else {
        let names = ["chromium", "google-chrome"];
        let below = |folder: &str| names.map(|name| home.path(folder).join(name).join(MANIFEST));
        (below(".config"), Some(below("xdg")))
    };
    check(&home.run(&["install"]), 0, &["Chromium", "Google Chrome"]);
    assert!(config.iter().all(|path| path.exists()));
    check(&home.run(&["doctor"]), 0, &["no seal was made yet"]);
    if let Some(elsewhere) = elsewhere {
        let mut command = home.command(PROGRAM);
        command
            .env("XDG_CONFIG_HOME", home.path("xdg"))
            .arg("install");
        check(&command.output().unwrap(), 0, &["xdg"]);
        assert!(elsewhere.iter().all(|path| path.exists()));
    }
    check(&home.run(&["uninstall"]), 0, &["removed"]);
    assert!(!config.iter().any(|path| path.exists()));
}

#[test]
fn uninstalling_keeps_the_seals_and_other_helpers() {
    let home = Home::new();
    let (manifest, run) = with_browser(&home);
    home.save(1, "my fox");
    run("install");
    let other = manifest.with_file_name("com.example.other.json");
    fs::write(&other, "{}").unwrap();
    let data = home.data();
    check(&run("uninstall"), 0, &["removed", data.to_str().unwrap()]);
    check(&run("uninstall"), 0, &["nothing to remove"]);
    assert!(!manifest.exists());
    assert!(other.exists() && home.store().exists() && home.key().exists());
}

#[test]
fn a_program_that_everybody_may_replace_is_not_installed() {
    let home = Home::new();
    // Beside the program, so that a link will do: a copy that was just written may be busy.
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let program = place.path().join("signin-seal-host");
    fs::hard_link(PROGRAM, &program).unwrap();
    let folder = home.path("browser");
    let run = |command: &str| {
        let mut process = home.command(&program);
        process.arg(command).arg("--user-data-dir").arg(&folder);
        process.output().unwrap()
    };
    set_mode(place.path(), 0o777);
    check(
        &run("install"),
        1,
        &["everybody on this computer may write"],
    );
    assert!(!folder.exists());
    set_mode(place.path(), 0o755);
    check(&run("install"), 0, &[]);
    set_mode(place.path(), 0o775);
    check(&run("doctor"), 0, &["warning  ", "the group of"]);
    set_mode(place.path(), 0o777);
    check(
        &run("doctor"),
        1,
        &["problem  ", "everybody on this computer"],
    );
}

#[test]
fn a_manifest_folder_that_everybody_may_write_is_not_used() {
    let home = Home::new();
    let (manifest, run) = with_browser(&home);
    fs::create_dir_all(manifest.parent().unwrap()).unwrap();
    set_mode(manifest.parent().unwrap(), 0o777);
    check(
        &run("install"),
        1,
        &["everybody on this computer may write"],
    );
    assert!(!manifest.exists());
}

#[test]
fn the_doctor_finds_nothing_wrong_and_makes_nothing() {
    let home = Home::new();
    let (_, run) = with_browser(&home);
    run("install");
    let before = files(&home.path(""));
    let says = ["store: no seal was made yet", "starts this program"];
    check(&run("doctor"), 0, &says);
    assert_eq!(files(&home.path("")), before);

    home.save(1, "my fox");
    let before = files(&home.path(""));
    let says = ["schema version 4", "can be read: 1", "has mode 0700"];
    check(&run("doctor"), 0, &says);
    assert_eq!(files(&home.path("")), before);
}

#[test]
fn the_doctor_finds_what_is_wrong_with_a_manifest() {
    let home = Home::new();
    let (manifest, run) = with_browser(&home);
    check(&run("doctor"), 1, &["no host manifest", "-> run"]);
    for (field, value, says) in [
        ("path", json!("/nowhere/helper"), "is missing"),
        ("path", json!("/bin/sh"), "not this program"),
        ("path", json!("/etc/passwd"), "cannot be run"),
        ("allowed_origins", json!([]), "allowed_origins is"),
        (
            "allowed_origins",
            json!([
                "chrome-extension://bpmakloigmjealjdpfbbebhmiblemgld/",
                "chrome-extension://x/"
            ]),
            "allowed_origins is",
        ),
        ("type", json!("other"), "another name or type"),
        ("path", json!(7), "failed to understand it"),
    ] {
        run("install");
        change(&manifest, field, value);
        check(&run("doctor"), 1, &["problem  ", says]);
    }
    run("install");
    set_mode(&manifest, 0o666);
    check(&run("doctor"), 1, &["everybody on this computer may write"]);
    run("install");
    check(&run("doctor"), 0, &[]);
}

#[test]
fn the_doctor_finds_what_is_wrong_with_the_store() {
    let home = Home::new();
    let (_, run) = with_browser(&home);
    run("install");
    home.save(1, "my fox");
    set_mode(&home.key(), 0o644);
    set_mode(&home.data(), 0o750);
    check(&run("doctor"), 1, &["has mode 0644", "has mode 0750"]);
    home.read(1);
    check(&run("doctor"), 0, &[]);

    fs::rename(home.key(), home.path("key")).unwrap();
    check(&run("doctor"), 1, &["the key file is missing"]);
    assert!(!home.key().exists());
    fs::rename(home.path("key"), home.key()).unwrap();

    let store = Connection::open(home.store()).unwrap();
    store.pragma_update(None, "user_version", 99).unwrap();
    drop(store);
    check(
        &run("doctor"),
        1,
        &["schema is version 99", "update this program"],
    );

    fs::write(home.store(), "this is not a store").unwrap();
    check(&run("doctor"), 1, &["-> where you have a backup"]);
}

#[test]
fn help_and_version_are_for_people() {
    let home = Home::new();
    check(
        &home.run(&["--help"]),
        0,
        &["The helper of Sign-in Seal", "doctor", "Exit codes:"],
    );
    check(&home.run(&["--version"]), 0, &[env!("CARGO_PKG_VERSION")]);
    for wrong in [
        &[][..],
        &["serve"],
        &["install", "--nonsense"],
        &["https://evil.example/"],
    ] {
        let output = home.run(wrong);
        check(&output, 2, &["Usage:"]);
        assert_eq!(text(&output.stdout), "", "{wrong:?}");
    }
    assert!(!home.data().exists());
}

#[test]
fn what_becomes_of_a_picture_file_is_told_and_nothing_kept() {
    let home = Home::new();
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("picture/tests/pictures");
    let upright = home.path("upright.png");
    let run = |name: &str, more: &[&str]| {
        let picture = pictures.join(name);
        let output = home.run(&[&["picture", picture.to_str().unwrap()], more].concat());
        check(&output, 0, &[]);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let opened = json!({"outcome": "opened", "width": 96, "height": 64});
    let write = ["--upright", upright.to_str().unwrap()];
    assert_eq!(run("baseline.jpg", &write), opened);
    assert!(fs::read(&upright).unwrap().starts_with(b"\x89PNG"));

    let refused = |code: &str| json!({"outcome": "refused", "code": code});
    assert_eq!(run("README.md", &[]), refused("picture_unknown"));
    assert_eq!(run("transparent.png", &[]), refused("picture_not_jpeg"));
    let converted = json!({"outcome": "opened", "width": 45, "height": 30});
    assert_eq!(run("transparent.png", &["--convert"]), converted);

    let missing = home.path("missing.jpg");
    let output = home.run(&["picture", missing.to_str().unwrap()]);
    check(&output, 1, &["failed to read"]);
    assert_eq!(files(&home.path("")), [upright]);
}
