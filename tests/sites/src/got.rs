//! What hostile test pages have got, by whatever way it came, for the test to
//! read: it outlives the page that told it.
//!
//! Each visit of a test has a label of its own in its host name. What came from
//! any host with that label belongs to that visit.

use std::sync::{Mutex, PoisonError};

use axum::body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts as _, Request};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::{Value, json};

use crate::routes::host;

/// Where everything of this file stands.
pub(crate) const PATH: &str = "/got";

/// Bytes of one piece, at most.
const PIECE: usize = 64 * 1024;
/// Pieces that are kept: a page tells some hundred.
const PIECES: usize = 500_000;

struct Piece {
    host: String,
    way: &'static str,
    text: String,
}

static GOT: Mutex<Vec<Piece>> = Mutex::new(Vec::new());

/// Takes what a page has got:
///
/// - `POST /got`: a report of its scripts;
/// - `POST /got/form`: a form, answered with nothing, or, with `?to=` and a
///   path, by leading there;
/// - `GET /got/query?…`: whatever stands in the query;
/// - `GET /got/socket`: reports, one by one.
///
/// And gives it back: `GET /got/record?LABEL`.
pub(crate) async fn answer(request: Request) -> Response {
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default().to_owned();
    match (request.method(), path) {
        (&Method::POST, "/got") => take("report", request).await,
        (&Method::POST, "/got/form") => {
            let taken = take("form", request).await;
            match query.strip_prefix("to=") {
                Some(to) => Redirect::to(to).into_response(),
                None => taken,
            }
        }
        (&Method::GET, "/got/query") => {
            note(host(&request), "query", query);
            StatusCode::NO_CONTENT.into_response()
        }
        (&Method::GET, "/got/socket") => socket(request).await,
        (&Method::GET, "/got/record") => {
            let json = [(header::CONTENT_TYPE, "application/json")];
            (json, record(&query).to_string()).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn take(way: &'static str, request: Request) -> Response {
    let host = host(&request).to_owned();
    match body::to_bytes(request.into_body(), PIECE).await {
        Ok(bytes) => {
            note(&host, way, String::from_utf8_lossy(&bytes).into_owned());
            StatusCode::NO_CONTENT.into_response()
        }
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

async fn socket(request: Request) -> Response {
    let host = host(&request).to_owned();
    let (mut parts, _) = request.into_parts();
    match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade.on_upgrade(|socket| listen(socket, host)),
        Err(rejection) => rejection.into_response(),
    }
}

async fn listen(mut socket: WebSocket, host: String) {
    while let Some(Ok(message)) = socket.recv().await {
        if let Message::Text(text) = message {
            note(&host, "socket", text.as_str().to_owned());
        }
    }
}

fn note(host: &str, way: &'static str, text: String) {
    let mut got = GOT.lock().unwrap_or_else(PoisonError::into_inner);
    if got.len() < PIECES {
        let host = host.to_owned();
        got.push(Piece { host, way, text });
    }
}

/// What came from hosts with this label, in the order in which it came.
fn record(label: &str) -> Value {
    let got = GOT.lock().unwrap_or_else(PoisonError::into_inner);
    got.iter()
        .filter(|piece| piece.host.split('.').any(|part| part == label))
        .map(|Piece { host, way, text }| json!({ "host": host, "way": way, "text": text }))
        .collect()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    async fn send(method: Method, path: &str, text: &'static str) -> Response {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "frame.t1.example")
            .body(Body::from(text));
        answer(request.unwrap()).await
    }

    #[tokio::test]
    async fn what_a_page_got_is_read_by_its_label() {
        let told = send(Method::POST, "/got", "a report").await;
        assert_eq!(told.status(), StatusCode::NO_CONTENT);
        send(Method::GET, "/got/query?key=x", "").await;
        let sent = send(
            Method::POST,
            "/got/form?to=/brought/next.html",
            "password=x",
        )
        .await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        let host = "frame.t1.example";
        assert_eq!(
            record("t1"),
            json!([
                { "host": host, "way": "report", "text": "a report" },
                { "host": host, "way": "query", "text": "key=x" },
                { "host": host, "way": "form", "text": "password=x" },
            ])
        );
        assert_eq!(record("t2"), json!([]));
    }

    #[tokio::test]
    async fn what_is_too_much_is_refused() {
        let long: &'static str = "x".repeat(PIECE + 1).leak();
        let told = send(Method::POST, "/got", long).await;
        assert_eq!(told.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
}
