//! Files that a test has brought, given under every host: pages that lead to
//! each other, with scripts, frames and workers of their own.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Where the files stand: `/brought/NAME`.
pub(crate) const PATH: &str = "/brought/";

/// A file, and what it is.
struct Brought {
    content_type: HeaderValue,
    bytes: Bytes,
}

static BROUGHT: Mutex<Option<HashMap<String, Brought>>> = Mutex::new(None);

/// `PUT` keeps a file under its path, everything else gives it.
pub(crate) async fn answer(request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if *request.method() == Method::PUT {
        return keep(path, request).await;
    }
    let brought = BROUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    match brought.as_ref().and_then(|files| files.get(&path)) {
        Some(Brought {
            content_type,
            bytes,
        }) => (
            [(header::CONTENT_TYPE, content_type.clone())],
            bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn keep(path: String, request: Request) -> Response {
    let content_type = request.headers().get(header::CONTENT_TYPE).cloned();
    let content_type =
        content_type.unwrap_or_else(|| HeaderValue::from_static("text/html; charset=utf-8"));
    let bytes = match Bytes::from_request(request, &()).await {
        Ok(bytes) => bytes,
        Err(rejection) => return rejection.into_response(),
    };
    let mut brought = BROUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    let file = Brought {
        content_type,
        bytes,
    };
    brought.get_or_insert_default().insert(path, file);
    StatusCode::NO_CONTENT.into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};

    use super::*;

    #[tokio::test]
    async fn what_was_brought_is_given_as_what_it_is() {
        let put = Request::put("/brought/worker.js")
            .header(header::CONTENT_TYPE, "text/javascript")
            .body(Body::from("self.onfetch = null;"));
        let kept = answer(put.unwrap()).await;
        assert_eq!(kept.status(), StatusCode::NO_CONTENT);
        let get = Request::get("/brought/worker.js?more").body(Body::empty());
        let given = answer(get.unwrap()).await;
        let content_type = given.headers().get(header::CONTENT_TYPE);
        assert_eq!(
            content_type,
            Some(&HeaderValue::from_static("text/javascript"))
        );
        let bytes = to_bytes(given.into_body(), usize::MAX).await.unwrap();
        assert_eq!(bytes, "self.onfetch = null;");
        let nowhere = Request::get("/brought/nothing.html").body(Body::empty());
        let given = answer(nowhere.unwrap()).await;
        assert_eq!(given.status(), StatusCode::NOT_FOUND);
    }
}
