//! The member's ID and password: how they are set, and that they stand on no seal.

use std::fs;
use std::process::Output;

use signin_seal_shared::protocol::{ErrorCode, ReplyBody, RequestBody};

use crate::kit::{Home, draft, error, found, read, save, saved, stamp};

const ID: &str = "Fox.Smith@mail.example";
const PASSWORD: &str = "horse 7!";

fn set(home: &Home, id: &str, input: &str) -> Output {
    home.run_with(&["member", "set", "--id", id], input.as_bytes())
}

fn forget(home: &Home, input: &str) -> Output {
    home.run_with(&["member", "forget"], input.as_bytes())
}

#[track_caller]
fn check(output: &Output, code: i32, says: &str) {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{out}{error}");
    let said = if code == 0 { &out } else { &error };
    assert!(said.contains(says), "{says:?} is missing in:\n{out}{error}");
    for secret in ["Smith", "horse", "owl"] {
        assert!(
            !out.contains(secret) && !error.contains(secret),
            "{out}{error}"
        );
    }
}

fn members(home: &Home) -> i64 {
    home.number_in_store("SELECT count(*) FROM member")
}

fn save_lines(lines: &[&str]) -> RequestBody {
    RequestBody::SaveSeal {
        draft: draft(lines),
        stamp: stamp("x"),
        accept_easy: true,
    }
}

#[test]
fn neither_the_id_nor_the_password_gets_onto_a_seal() {
    let home = Home::new();
    home.save(1, "before");
    home.set_member(ID, PASSWORD);
    let mut helper = home.greeted(1);
    for lines in [
        &["fox.smi", "th"][..],
        &["FOX.", "SMITH"],
        &["f o x .", "sm", "ith"],
        &["Ｆｏｘ．", "smi", "th"],
        &["horse", "7!"],
        &["horse 7", "", "!"],
    ] {
        let reply = helper.ask(2, save_lines(lines));
        assert_eq!(reply, error(ErrorCode::SealHasSecret), "{lines:?}");
    }
    for lines in [
        &["fox", "smith"][..],
        &["fox.smi"],
        &["HORSE", "7!"],
        &["horse", "7"],
        &["my", "horse 7", "!"],
    ] {
        let reply = helper.ask(3, save_lines(lines));
        assert!(
            matches!(reply, ReplyBody::Saved { .. }),
            "{lines:?}: {reply:?}"
        );
    }
}

#[test]
fn a_seal_that_was_refused_changes_nothing() {
    let home = Home::new();
    home.save(1, "before");
    home.set_member("wei@q.cn", "Xy7!");
    let mut helper = home.greeted(1);
    for line in ["WEI", "wei@q.c", "Xy7!"] {
        let reply = helper.ask(2, save(line));
        let expected = match line {
            "wei@q.c" => saved("wei@q.c"),
            _ => error(ErrorCode::SealHasSecret),
        };
        assert_eq!(reply, expected, "{line}");
    }
    assert_eq!(helper.ask(3, read()), found("wei@q.c"));
}

#[test]
fn a_password_that_is_none_is_refused() {
    let home = Home::new();
    check(&set(&home, ID, ""), 1, "standard input has no such line");
    check(&set(&home, ID, "\n"), 1, "1 to 1024 bytes");
    let long = "horse".repeat(300);
    check(&set(&home, ID, &long), 1, "1 to 1024 bytes");
    let no_text = home.run_with(&["member", "set", "--id", ID], b"\xff\xfe\n");
    check(&no_text, 1, "not valid UTF-8");
    for id in ["", "  ", &"x".repeat(321)] {
        check(&set(&home, id, PASSWORD), 1, "an ID has 1 to 320 bytes");
    }
    check(
        &home.run_with(&["member", "set"], PASSWORD.as_bytes()),
        2,
        "--id",
    );
    check(&forget(&home, PASSWORD), 1, "there is none");
    assert_eq!(members(&home), 0);
}

#[test]
fn another_member_takes_the_place_only_with_the_present_password() {
    let home = Home::new();
    check(
        &set(&home, ID, &format!("{PASSWORD}\n")),
        0,
        "never put on a seal",
    );
    for (input, says) in [
        ("", "the present password"),
        (&format!("{PASSWORD}\n")[..], "the new password"),
        (&format!("{PASSWORD}\n\n"), "the new password"),
        ("owl 8!\nowl 8!\n", "is not right"),
    ] {
        check(&set(&home, "owl", input), 1, says);
    }
    // A line that is missing is no try.
    let failures = "SELECT coalesce(sum(failures), 0) FROM back_off";
    assert_eq!(home.number_in_store(failures), 1);
    check(
        &set(&home, "owl", &format!("{PASSWORD}\r\nowl 8!\r\n")),
        0,
        "set",
    );
    assert_eq!((members(&home), home.number_in_store(failures)), (1, 0));
    let mut helper = home.greeted(1);
    let has_secret = error(ErrorCode::SealHasSecret);
    assert_eq!(helper.ask(2, save_lines(&["owl 8!"])), has_secret);
    assert_eq!(helper.ask(3, save_lines(&["Owl"])), has_secret);
    let former = helper.ask(4, save_lines(&["horse", "7!"]));
    assert!(matches!(former, ReplyBody::Saved { .. }), "{former:?}");
}

#[test]
fn forgetting_needs_the_password() {
    let home = Home::new();
    home.set_member(ID, PASSWORD);
    check(&forget(&home, ""), 1, "standard input has no such line");
    check(&forget(&home, "owl\n"), 1, "is not right");
    assert_eq!(members(&home), 1);
    check(&forget(&home, PASSWORD), 0, "forgotten");
    assert_eq!(members(&home), 0);
    let reply = home.greeted(1).ask(2, save_lines(&["horse", "7!"]));
    assert!(matches!(reply, ReplyBody::Saved { .. }), "{reply:?}");
}

#[test]
fn the_commands_wait_after_wrong_passwords_and_note_each() {
    let home = Home::new();
    home.set_member(ID, PASSWORD);
    for _ in 0..4 {
        check(&forget(&home, "owl"), 1, "is not right");
    }
    check(&forget(&home, PASSWORD), 1, "try again in");
    check(
        &set(&home, ID, &format!("{PASSWORD}\nowl")),
        1,
        "try again in",
    );
    let log = home.log();
    let records = log
        .lines()
        .filter(|line| line.contains("WARN") && line.contains("a wrong password was given"));
    assert_eq!(records.count(), 4, "{log}");
}

#[test]
fn a_member_needs_its_key() {
    let home = Home::new();
    home.set_member(ID, PASSWORD);
    let key = fs::read(home.key()).unwrap();
    fs::remove_file(home.key()).unwrap();
    let mut helper = home.greeted(1);
    let damaged = error(ErrorCode::StoreDamaged);
    assert_eq!(helper.ask(2, save("my fox")), damaged);
    assert!(!home.key().exists(), "a new key would not know the ID");
    fs::write(home.key(), key).unwrap();
    assert_eq!(helper.ask(3, save("my fox")), saved("my fox"));
    fs::remove_file(home.key()).unwrap();
    check(&forget(&home, PASSWORD), 0, "forgotten");
}

#[test]
fn there_is_one_member_at_most() {
    let home = Home::new();
    home.set_member(ID, PASSWORD);
    let store = rusqlite::Connection::open(home.store()).unwrap();
    for number in [1, 2] {
        let sql =
            "INSERT INTO member (only_row, id_hash, password_hash) VALUES (?1, zeroblob(32), '')";
        assert!(store.execute(sql, [number]).is_err(), "{number}");
    }
}

#[test]
fn a_member_that_cannot_be_read_lets_nobody_pass() {
    let home = Home::new();
    home.set_member(ID, PASSWORD);
    home.change_store("UPDATE member SET password_hash = 'plain'");
    let reply = home.greeted(1).ask(2, save("my fox"));
    assert_eq!(reply, error(ErrorCode::StoreDamaged));
    check(&forget(&home, PASSWORD), 1, "failed to read");
}

#[test]
fn help_says_what_it_is_for() {
    let home = Home::new();
    for arguments in [&["member", "--help"][..], &["help", "member"]] {
        let help = home.run(arguments);
        let text = String::from_utf8(help.stdout).unwrap();
        for part in [
            "your password on it is refused",
            "only with the password",
            "read -rs",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    let set = home.run(&["member", "set", "--help"]);
    let text = String::from_utf8(set.stdout).unwrap();
    assert!(text.contains("second line is the new one"), "{text}");
}
