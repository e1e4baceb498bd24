//! What the log tells, and for how long.

use std::fs;

use crate::kit::{Home, files};

#[test]
fn the_log_tells_what_happened() {
    let home = Home::new();
    home.save(1, "my fox");
    home.start_for("chrome-extension://evil\n/").end();
    let log = home.log();
    for part in [
        "started",
        "said hello",
        "a seal was saved",
        "the input ended",
        "origin=",
    ] {
        assert!(log.contains(part), "{part}: {log}");
    }
    assert!(log.contains(r"evil\n/"), "one record is one line: {log}");
}

#[test]
fn a_week_of_logs_is_kept() {
    let home = Home::new();
    let logs = home.data().join("logs");
    fs::create_dir_all(&logs).unwrap();
    for day in 10..20 {
        fs::write(logs.join(format!("host.2020-01-{day}.log")), "old").unwrap();
    }
    home.start().end();
    assert_eq!(files(&logs).len(), 7);
    assert!(home.log().contains("started"));
}
