//! `guard list` and `guard remove`.

use super::{GUARDED, check, guard, judge, open};
use crate::account::{EMAIL, PASSWORD as ACCOUNT_PASSWORD};
use crate::kit::Home;

#[test]
fn a_person_lists_and_removes_at_the_command_line() {
    let home = Home::new();
    let empty = home.run(&["guard", "list"]);
    check(&empty, 0, "");
    assert!(empty.stdout.is_empty());
    home.set_member(EMAIL, ACCOUNT_PASSWORD);
    let mut helper = home.greeted(1);
    guard(&mut helper, "fox", GUARDED);
    let listed = home.run(&["guard", "list"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    let [site, account] = lines[..] else {
        panic!("{listed}");
    };
    let line = r#"{"id":1,"site":"fox","name":"fox.example","since":"20"#;
    assert!(site.starts_with(line) && site.ends_with("Z\"}"), "{site}");
    let line = r#"{"id":0,"site":null,"name":null,"since":"20"#;
    assert!(account.starts_with(line), "{account}");

    check(&home.run(&["guard", "remove", "7"]), 1, "has the number 7");
    check(&home.run(&["guard", "remove", "x"]), 2, "invalid value");
    check(&home.run(&["guard", "remove"]), 2, "<ID>");
    check(&home.run(&["guard", "remove", "1"]), 0, "removed");
    assert_eq!(helper.ask(2, judge(GUARDED, &[])), open());
    let help = home.run(&["guard", "--help"]);
    check(&help, 0, "kept from pages that are not their site's");
}
