//! `check`, as administrators and pipelines run it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Output, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::kit::{Home, PROGRAM, files};

/// Keys of an answer, in the order in which they stand.
const KEYS: [&str; 6] = ["input", "host", "verdict", "site", "rule", "severity"];

fn answers(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(output.stderr, b"", "{output:?}");
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn answer(arguments: &[&str]) -> Value {
    let output = Home::new().run(&[&["check"], arguments].concat());
    let [answer] = answers(&output).try_into().unwrap();
    answer
}

/// The answer to the last of `arguments`: verdict, site, rule, severity.
#[track_caller]
fn check(arguments: &[&str], verdict: &str, site: Option<&str>, rule: Option<(&str, &str)>) {
    let answer = answer(arguments);
    let (rule, severity) = rule.unzip();
    let found = ["verdict", "site", "rule", "severity"].map(|key| &answer[key]);
    let expected = [json!(verdict), json!(site), json!(rule), json!(severity)];
    assert_eq!(found, expected.each_ref(), "{answer}");
}

#[track_caller]
fn check_refused(arguments: &[&str], says: &[&str]) {
    let output = Home::new().run_with(&[&["check"], arguments].concat(), b"alibaba.com\n");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(output.stdout, b"", "{output:?}");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    for words in says {
        assert!(error.contains(words), "{words:?} is missing in: {error}");
    }
}

fn list(sites: &Value) -> (Home, String) {
    let home = Home::new();
    let path = home.path("sites.json");
    let list = json!({"format": "signin-seal-sites-1", "sites": sites});
    fs::write(&path, list.to_string()).unwrap();
    (home, path.to_str().unwrap().to_owned())
}

#[test]
fn an_answer_has_these_keys_in_this_order() {
    let output = Home::new().run(&[
        "check",
        "https://LOGIN.alibaba.com./x",
        "",
        "a\"\u{7}\u{e9}",
    ]);
    let expected = concat!(
        r#"{"input":"https://LOGIN.alibaba.com./x","host":"login.alibaba.com","#,
        r#""verdict":"genuine","site":"alibaba.com","rule":null,"severity":null}"#,
        "\n",
        r#"{"input":"","host":null,"verdict":"invalid","site":null,"rule":null,"severity":null}"#,
        "\n",
        r#"{"input":"a\"\u0007é","host":null,"verdict":"invalid","#,
        r#""site":null,"rule":null,"severity":null}"#,
        "\n",
    );
    assert_eq!(str::from_utf8(&output.stdout), Ok(expected));
}

#[test]
fn the_preset_is_protected() {
    check(&["login.alibaba.com"], "genuine", Some("alibaba.com"), None);
    check(
        &["http://login.alibaba.com"],
        "insecure",
        Some("alibaba.com"),
        None,
    );
    check(&["www.alibaba.com"], "unknown", Some("alibaba.com"), None);
    check(&["example.org"], "unknown", None, None);
    check(
        &["https://login.alibaba.com.evil.example/"],
        "lookalike",
        Some("alibaba.com"),
        Some(("embedded_name", "block")),
    );
    check(
        &["alibaba.example"],
        "lookalike",
        Some("alibaba.com"),
        Some(("other_suffix", "caution")),
    );
    check(&["mailto:a@login.alibaba.com"], "invalid", None, None);
    check(&["--no-preset", "login.alibaba.com"], "unknown", None, None);
}

#[test]
fn a_given_site_has_all_of_its_hosts() {
    let site = ["--no-preset", "--site", "accounts.Example.co.uk"];
    let with = |question| [&site[..], &[question]].concat();
    check(
        &with("example.co.uk"),
        "genuine",
        Some("example.co.uk"),
        None,
    );
    check(
        &with("a.b.example.co.uk:8443/c"),
        "genuine",
        Some("example.co.uk"),
        None,
    );
    check(
        &with("http://example.co.uk/"),
        "insecure",
        Some("example.co.uk"),
        None,
    );
    check(
        &with("example.co.uk.evil.example"),
        "lookalike",
        Some("example.co.uk"),
        Some(("embedded_name", "block")),
    );
    check(&with("other.co.uk"), "unknown", None, None);
}

#[test]
fn a_given_site_takes_the_place_of_the_preset() {
    let with = |question| ["--site", "alibaba.com", question];
    check(&with("alibaba.com"), "genuine", Some("alibaba.com"), None);
    check(
        &with("shop.alibaba.com"),
        "genuine",
        Some("alibaba.com"),
        None,
    );
    // Its owner's other domains are known all the same.
    check(&with("alibabagroup.com"), "unknown", None, None);
    let with = |question| ["--site", "example.org", question];
    check(
        &with("www.alibaba.com"),
        "unknown",
        Some("alibaba.com"),
        None,
    );
    check(
        &with("login.alibaba.com"),
        "genuine",
        Some("alibaba.com"),
        None,
    );
}

#[test]
fn each_domain_that_is_given_has_all_of_its_hosts() {
    let both = [
        "--site",
        "microsoft.com",
        "--site",
        "live.com",
        "--site",
        "live.com",
    ];
    for (question, site) in [
        ("a.microsoft.com", "microsoft.com"),
        ("a.live.com", "live.com"),
    ] {
        check(
            &[&both[..], &[question]].concat(),
            "genuine",
            Some(site),
            None,
        );
    }
    check(
        &["--site", "microsoft.com", "a.live.com"],
        "unknown",
        None,
        None,
    );
}

#[test]
fn a_site_is_named_by_the_domain_by_which_it_was_given() {
    let login = json!(["login.live.com"]);
    let (_home, file) = list(&json!([
        {"name": "PayPal", "domain": "paypal.com"},
        {"name": "Microsoft", "domain": "microsoft.com", "sign_in_hosts": login},
    ]));
    let with = |question| ["--sites", file.as_str(), question];
    // The domain of that service with the nearest name is another one.
    check(
        &with("paypal.example"),
        "lookalike",
        Some("paypal.com"),
        Some(("other_suffix", "caution")),
    );
    check(
        &with("login.live.com"),
        "genuine",
        Some("microsoft.com"),
        None,
    );
    check(
        &with("www.live.com"),
        "unknown",
        Some("microsoft.com"),
        None,
    );
}

#[test]
fn sites_are_read_from_a_file() {
    let (_home, file) = list(&json!([
        {"name": "Bank", "domain": "bank.example", "sign_in_hosts": ["login.bank.example"]},
        {"name": "Shop", "domain": "alibaba.com"},
    ]));
    let with = |question| ["--sites", file.as_str(), question];
    check(
        &with("login.bank.example"),
        "genuine",
        Some("bank.example"),
        None,
    );
    check(&with("bank.example"), "unknown", Some("bank.example"), None);
    check(
        &with("www.alibaba.com"),
        "genuine",
        Some("alibaba.com"),
        None,
    );
    check(
        &["--site", "bank.example", "--sites", &file, "bank.example"],
        "genuine",
        Some("bank.example"),
        None,
    );
}

#[test]
fn a_file_may_begin_with_a_byte_order_mark() {
    let (_home, file) = list(&json!([{"name": "Bank", "domain": "bank.example"}]));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("\u{feff}{text}\r\n")).unwrap();
    check(
        &["--sites", &file, "bank.example"],
        "genuine",
        Some("bank.example"),
        None,
    );
}

#[test]
fn what_cannot_be_protected_is_refused() {
    for domain in [
        "com",
        "co.uk",
        "*.com",
        "",
        "127.0.0.1",
        "https://a.example/",
        "a b",
    ] {
        let named = format!("{domain:?}");
        check_refused(&["--site", domain], &[&named, "give a registrable domain"]);
    }
    check_refused(&["--site", "a.example", "--site", "com"], &["\"com\""]);
    let (home, file) = list(&json!([
        {"name": "Bank", "domain": "bank.example"},
        {"name": "All", "domain": "*"},
    ]));
    check_refused(&["--sites", &file], &["site 2, \"All\"", "mend or remove"]);
    fs::write(&file, "[]").unwrap();
    check_refused(&["--sites", &file], &["failed to understand", "exported"]);
    fs::write(&file, vec![b' '; 16 * 1024 * 1024 + 1]).unwrap();
    check_refused(&["--sites", &file], &["more than 16777216 bytes", "divide"]);
    let missing = home.path("missing.json");
    check_refused(
        &["--sites", missing.to_str().unwrap()],
        &["failed to read", "give a file that you may read"],
    );
}

#[test]
fn each_line_of_the_input_gets_one_answer() {
    let long = "a".repeat(70_000);
    let input = [
        "\u{feff}login.alibaba.com\r\n".as_bytes(),
        b"\n",
        b"  alibaba.example \n",
        b"a\xff.com\n",
        long.as_bytes(),
        b"\nexample.org",
    ]
    .concat();
    let output = Home::new().run_with(&["check"], &input);
    let answers = answers(&output);
    let verdicts: Vec<_> = answers.iter().map(|answer| &answer["verdict"]).collect();
    let expected = [
        "genuine",
        "invalid",
        "lookalike",
        "invalid",
        "invalid",
        "unknown",
    ];
    assert_eq!(verdicts, expected);
    let inputs: Vec<_> = answers
        .iter()
        .map(|answer| answer["input"].as_str().unwrap())
        .collect();
    assert_eq!(
        inputs[..4],
        [
            "login.alibaba.com",
            "",
            "  alibaba.example ",
            "a\u{fffd}.com"
        ]
    );
    assert!(long.starts_with(inputs[4]) && inputs[4].len() > 60_000);
    for answer in &answers {
        let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), KEYS.len());
        assert!(keys.iter().all(|key| KEYS.contains(&key.as_str())));
    }
    assert_eq!(Home::new().run_with(&["check"], b"").stdout, b"");
}

#[test]
fn who_asks_line_by_line_is_answered_at_once() {
    let home = Home::new();
    let mut command = home.command(PROGRAM);
    command
        .arg("check")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = child.stdout.take().unwrap();
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines() {
            let _nobody_waits = sender.send(line.unwrap());
        }
    });
    // The second question is not whole when the first is to be answered.
    for question in ["example.org\nexample", ".com\nlogin", ".alibaba.com\n"] {
        input.write_all(question.as_bytes()).unwrap();
        assert!(
            lines.recv_timeout(Duration::from_secs(10)).is_ok(),
            "{question}"
        );
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_reader_that_has_enough_ends_it_quietly() {
    let home = Home::new();
    let mut command = home.command(PROGRAM);
    command
        .arg("check")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command.stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let questions = "example.org\n".repeat(100_000);
    // It reads no more once nobody reads its answers.
    let _broken = input.write_all(questions.as_bytes());
    drop(input);
    let mut error = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut error)
        .unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), error.as_str()),
        (Some(0), "")
    );
}

#[test]
fn nothing_is_written_anywhere() {
    let (home, file) = list(&json!([{"name": "Bank", "domain": "bank.example"}]));
    let before = files(&home.path(""));
    home.run(&["check", "--sites", &file, "bank.example"]);
    home.run(&["check", "--site", "com"]);
    assert_eq!(files(&home.path("")), before);
}

#[test]
fn help_tells_what_a_pipeline_needs() {
    let help = Home::new().run(&["check", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    let limit = signin_seal_shared::limits::URL_BYTES.to_string();
    let verdicts = ["genuine", "lookalike", "insecure", "unknown", "invalid"];
    let says = [
        "--site",
        "--sites",
        "--no-preset",
        "registrable domain",
        "exit code",
        &limit,
    ];
    for words in KEYS.iter().chain(&verdicts).chain(&says) {
        assert!(help.contains(words), "{words:?} is missing in:\n{help}");
    }
}

/// README shows a run: the command after `$`, its input, and all that it prints.
#[test]
fn the_example_in_the_readme_is_what_it_prints() {
    let readme = include_str!("../../../README.md");
    let example = readme
        .split("$ signin-seal-host check --site paypal.com < hosts.txt\n")
        .nth(1)
        .unwrap();
    let printed = example.split("```").next().unwrap();
    let asked: Vec<_> = printed
        .lines()
        .map(|line| {
            let answer: Value = serde_json::from_str(line).unwrap();
            answer["input"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(asked.len() >= 4, "{asked:?}");
    let input = asked.join("\n");
    let output = Home::new().run_with(&["check", "--site", "paypal.com"], input.as_bytes());
    assert_eq!(str::from_utf8(&output.stdout), Ok(printed));
}
