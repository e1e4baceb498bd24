//! Which page answers which host and path, the same over https and http.
//!
//! One function from request to response, so that tests need no connection. The
//! genuine site and the fake one answer with the same bytes: whatever tells
//! them apart must come from outside the page.

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::{Form, FromRequest as _, Request};
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::{brought, caught, got, large};

/// The sign-in page, also the start of its variants.
const SIGN_IN: &str = include_str!("../pages/signin.html");
/// Where signing in leads.
const HOME: &str = include_str!("../pages/home.html");
/// An article, without any form.
const PLAIN: &str = include_str!("../pages/plain.html");
/// The page of [`FRAMING_HOST`].
const FRAMING: &str = include_str!("../pages/framing.html");
/// Everything else.
const NOT_FOUND: &str = include_str!("../pages/not-found.html");

/// The host whose page puts the genuine sign-in page into a frame. Every other
/// host is a sign-in site.
const FRAMING_HOST: &str = "framing.example";

/// Answers one request.
pub(crate) async fn answer(request: Request) -> Response {
    let framing = host(&request) == FRAMING_HOST;
    let path = request.uri().path();
    if path.starts_with(brought::PATH) {
        return brought::answer(request).await;
    }
    if path.starts_with(got::PATH) {
        return got::answer(request).await;
    }
    match *request.method() {
        Method::GET | Method::HEAD => match (framing, path) {
            (true, "/") => page(FRAMING),
            (false, "/") => page(SIGN_IN),
            (false, "/home") => page(HOME),
            (false, "/plain") => page(PLAIN),
            (false, "/late") => page(&late()),
            (false, "/strict") => strict(),
            (false, "/spy") => page(&spy()),
            (false, "/large") => page(&large::page("")),
            (false, "/large/account") => page(&large::page(large::ACCOUNT)),
            (false, "/page") => given(request).await,
            (false, "/redirect") => redirect(request).await,
            (false, "/caught") => caught::lines().into_response(),
            _ => not_found(),
        },
        Method::POST if !framing && path == "/session" => session(request).await,
        Method::POST if !framing && path == "/caught" => catch(request).await,
        _ => not_found(),
    }
}

/// The host that the browser believes to speak to, without the port.
pub(crate) fn host(request: &Request) -> &str {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    host.split_once(':').map_or(host, |(name, _port)| name)
}

/// A page with the style that all pages share written into it: a page under a
/// strict policy could not load it.
fn page(html: &str) -> Response {
    let style = concat!("<style>\n", include_str!("../pages/style.css"), "</style>");
    Html(html.replacen("<style></style>", style, 1)).into_response()
}

/// The sign-in page whose form is added by script.
fn late() -> String {
    let script = concat!(
        "</form></template>\n<script>\n",
        include_str!("../pages/late.js"),
        "</script>"
    );
    SIGN_IN
        .replacen("<form", "<template><form", 1)
        .replacen("</form>", script, 1)
}

/// The sign-in page with a script that, before anything else runs, begins to
/// look for whatever others put into the page.
fn spy() -> String {
    let script = concat!(
        "<head>\n<script>\n",
        include_str!("../pages/spy.js"),
        "</script>"
    );
    SIGN_IN.replacen("<head>", script, 1)
}

/// The sign-in page under the strictest policies that it works with.
fn strict() -> Response {
    let policies = [
        (
            header::CONTENT_SECURITY_POLICY.as_str(),
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; \
             frame-src 'none'; require-trusted-types-for 'script'",
        ),
        (header::X_FRAME_OPTIONS.as_str(), "DENY"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    (policies, page(SIGN_IN)).into_response()
}

/// The page that the test has written into the address, with the recorder where
/// it asks for it, and after as many milliseconds as it names: no other computer
/// answers as soon as this one. Other pages of the same site may let the browser
/// prepare it.
async fn given(request: Request) -> Response {
    let Ok(Form(fields)) = Form::<HashMap<String, String>>::from_request(request, &()).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let recorder = concat!(
        "<script>\n",
        include_str!("../pages/recorder.js"),
        "</script>"
    );
    let after = fields.get("after").and_then(|after| after.parse().ok());
    tokio::time::sleep(Duration::from_millis(after.unwrap_or(0))).await;
    let html = fields.get("html").map(String::as_str).unwrap_or_default();
    let html = html.replacen("<recorder></recorder>", recorder, 1);
    let headers = [("supports-loading-mode", "credentialed-prerender")];
    (headers, Html(html)).into_response()
}

/// Leads to `to`, with the status `status`.
async fn redirect(request: Request) -> Response {
    let Ok(Form(fields)) = Form::<HashMap<String, String>>::from_request(request, &()).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let status = fields.get("status").and_then(|status| status.parse().ok());
    match (status, fields.get("to")) {
        (Some(status), Some(to)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND);
            (status, [(header::LOCATION, to.clone())]).into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Notes what a hostile page has heard.
async fn catch(request: Request) -> Response {
    match String::from_request(request, &()).await {
        Ok(line) => {
            caught::note(&line);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(rejection) => rejection.into_response(),
    }
}

/// Signs in whoever fills in the form; what they typed is dropped here.
async fn session(request: Request) -> Response {
    match Form::<HashMap<String, String>>::from_request(request, &()).await {
        Ok(Form(fields)) if fields.contains_key("account") && fields.contains_key("password") => {
            Redirect::to("/home").into_response()
        }
        Ok(_) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(rejection) => rejection.into_response(),
    }
}

/// The answer wherever there is no page.
fn not_found() -> Response {
    (StatusCode::NOT_FOUND, page(NOT_FOUND)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::HeaderValue;

    use super::*;

    async fn get(host: &str, path: &str) -> Response {
        let request = Request::get(path)
            .header(header::HOST, host)
            .body(Body::empty());
        answer(request.unwrap()).await
    }

    async fn post(host: &str, form: &'static str) -> Response {
        let request = Request::post("/session")
            .header(header::HOST, host)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        answer(request.unwrap()).await
    }

    async fn text(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.into()).unwrap()
    }

    #[tokio::test]
    async fn the_fake_is_the_genuine_page_byte_for_byte() {
        let genuine = get("login.alibaba.com", "/").await;
        let fake = get("login-alibaba.example:8443", "/").await;
        assert_eq!(genuine.status(), StatusCode::OK);
        assert_eq!(genuine.headers(), fake.headers());
        let genuine = text(genuine).await;
        assert!(genuine.contains(r#"type="password""#));
        assert_eq!(genuine, text(fake).await);
    }

    #[tokio::test]
    async fn every_page_carries_the_style_and_loads_nothing() {
        for path in [
            "/", "/home", "/plain", "/late", "/strict", "/spy", "/nowhere",
        ] {
            let page = text(get("login.alibaba.com", path).await).await;
            assert!(page.contains("prefers-color-scheme"), "{path}");
            for outside in ["src=", "@import", "url(", "rel=\"stylesheet\""] {
                assert!(!page.contains(outside), "{path} has {outside}");
            }
        }
    }

    #[tokio::test]
    async fn only_the_pages_that_say_so_run_scripts() {
        for (path, scripts) in [
            ("/", 0),
            ("/home", 0),
            ("/strict", 0),
            ("/late", 1),
            ("/spy", 1),
            ("/large", 1),
        ] {
            let page = text(get("login.alibaba.com", path).await).await;
            assert_eq!(page.matches("<script>").count(), scripts, "{path}");
            assert_eq!(page.matches("</script>").count(), scripts, "{path}");
        }
    }

    #[tokio::test]
    async fn the_large_page_asks_for_a_password_only_where_it_should() {
        let shop = text(get("any.example", "/large").await).await;
        let account = text(get("any.example", "/large/account").await).await;
        assert!(shop.len() > 400_000 && shop.matches("</").count() > 5_000);
        assert!(!shop.contains(r#"type="password""#));
        assert_eq!(account.matches(r#"type="password""#).count(), 1);
    }

    #[tokio::test]
    async fn signing_in_leads_home_and_home_leads_out() {
        let response = post("login.alibaba.com", "account=mei&password=secret").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(
            response.headers().get(header::LOCATION),
            Some(&HeaderValue::from_static("/home"))
        );
        let home = text(get("login.alibaba.com", "/home").await).await;
        assert!(home.contains(r#"href="/""#));
        assert!(!home.contains(r#"type="password""#));
    }

    #[tokio::test]
    async fn signing_in_needs_both_fields() {
        let response = post("login.alibaba.com", "account=mei").await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[tokio::test]
    async fn the_late_form_waits_in_a_template() {
        let page = text(get("login.alibaba.com", "/late").await).await;
        assert!(page.contains("<template><form"));
        assert!(page.contains("</form></template>"));
    }

    #[tokio::test]
    async fn the_spy_comes_first_in_the_page() {
        let page = text(get("login.alibaba.com", "/spy").await).await;
        assert!(page.find("<script>").unwrap() < page.find("<meta").unwrap());
        assert!(page.contains("searchEverything"));
    }

    #[tokio::test]
    async fn the_strict_page_is_the_same_page_under_policies() {
        let strict = get("login.alibaba.com", "/strict").await;
        for (name, part) in [
            (
                "content-security-policy",
                "require-trusted-types-for 'script'",
            ),
            ("x-frame-options", "DENY"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            let value = strict.headers().get(name).unwrap().to_str().unwrap();
            assert!(value.contains(part), "{name}: {value}");
        }
        let open = get("login.alibaba.com", "/").await;
        assert_eq!(text(strict).await, text(open).await);
    }

    #[tokio::test]
    async fn a_test_writes_its_own_page_and_reads_what_was_caught() {
        let page = get(
            "any.example",
            "/page?html=%3Crecorder%3E%3C/recorder%3E%3Cp%3E",
        )
        .await;
        let page = text(page).await;
        assert!(page.starts_with("<script>") && page.ends_with("</script><p>"));
        let request = Request::post("/caught")
            .header(header::HOST, "any.example")
            .body(Body::from("any.example keydown x"));
        answer(request.unwrap()).await;
        let caught = text(get("any.example", "/caught").await).await;
        assert!(caught.contains("any.example keydown x"));
    }

    #[tokio::test]
    async fn a_redirect_goes_where_it_is_told() {
        let path = "/redirect?status=301&to=https%3A%2F%2Fother.example%2F";
        let response = get("any.example", path).await;
        assert_eq!(response.status(), StatusCode::MOVED_PERMANENTLY);
        let location = response.headers().get(header::LOCATION);
        assert_eq!(
            location,
            Some(&HeaderValue::from_static("https://other.example/"))
        );
    }

    #[tokio::test]
    async fn the_framing_host_has_only_its_frame() {
        let page = text(get("framing.example", "/").await).await;
        assert!(page.contains(r#"<iframe src="https://login.alibaba.com/""#));
        assert_eq!(
            get("framing.example", "/home").await.status(),
            StatusCode::NOT_FOUND
        );
        let posted = post("framing.example", "account=mei&password=secret").await;
        assert_eq!(posted.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn other_paths_and_methods_are_not_found() {
        assert_eq!(
            get("login.alibaba.com", "/nowhere").await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            get("login.alibaba.com", "/session").await.status(),
            StatusCode::NOT_FOUND
        );
        let request = Request::delete("/").body(Body::empty()).unwrap();
        assert_eq!(answer(request).await.status(), StatusCode::NOT_FOUND);
    }
}
