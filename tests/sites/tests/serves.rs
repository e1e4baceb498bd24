//! The demo site as the process that the tests and `cargo xtask run` start.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

#[test]
fn says_where_it_serves_and_ends_with_its_input() {
    let mut site = Command::new(env!("CARGO_BIN_EXE_demo-site"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(site.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    let port = |name| u16::try_from(ready[name].as_u64().unwrap()).unwrap();

    assert_eq!(ready["spki_sha256"].as_str().unwrap().len(), 44);
    TcpStream::connect(("127.0.0.1", port("https_port"))).unwrap();
    let page = fetch(port("http_port"), "login.alibaba.com", "/").unwrap();
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains(r#"type="password""#));
    let page = fetch(port("http_port"), "framing.example", "/").unwrap();
    assert!(page.contains("<iframe"));

    drop(site.stdin.take());
    let closed = Instant::now();
    let status = loop {
        if let Some(status) = site.try_wait().unwrap() {
            break status;
        }
        if closed.elapsed() > Duration::from_secs(10) {
            site.kill().unwrap();
            panic!("still runs 10 seconds after its input closed");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "more than one line on standard output");
}

/// The whole answer of the server, as it comes over the wire.
fn fetch(port: u16, host: &str, path: &str) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes())?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer)
}
