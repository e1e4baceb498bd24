//! The member's published card for a page that shows it beside other things: asked once, by a
//! connection of its own. The account page has a conversation instead, which such a page would pay for.

use std::cell::RefCell;

use js_sys::{JSON, Reflect};
use signin_seal_shared::identity::HELPER_NAME;
use signin_seal_shared::protocol::PROTOCOL_VERSION;
use wasm_bindgen::JsValue;

use crate::browser::native_port::NativePort;
use crate::browser::runtime;
use crate::browser::storage::Snapshot;
use crate::profile_id;

/// What is published of the member.
pub struct PublishedCard {
    /// The name; empty where no profile is published.
    pub name: String,
    /// The company; empty likewise.
    pub company: String,
    /// The photo, as an address that holds it.
    pub photo: Option<String>,
}

/// The question, as the protocol has it.
const QUESTION: &str = r#"{"id":2,"account":{"session":null,"ask":{"card":{}}}}"#;

thread_local! {
    /// The connection, for as long as the page is there: the helper ends with it.
    static PORT: RefCell<Option<NativePort>> = const { RefCell::new(None) };
}

/// Calls `show` with what is published of the member; never where there is nothing, or no helper.
pub async fn read(mut show: impl FnMut(PublishedCard) + 'static) -> Option<()> {
    let kept = Snapshot::of(&[profile_id::KEY], &[]).await.ok()?;
    let greeting = greeting(
        &quoted(&runtime::version())?,
        &quoted(&kept.local(profile_id::KEY)?)?,
        &quoted(&runtime::browser_name())?,
    );
    let port = NativePort::connect(
        HELPER_NAME,
        move |message| {
            // The greeting is answered, too, by something else.
            if let Some(card) = JSON::parse(&message).ok().as_ref().and_then(parse) {
                show(card);
            }
        },
        |_| {},
    );
    port.post(&greeting).ok()?;
    port.post(QUESTION).ok()?;
    PORT.set(Some(port));
    Some(())
}

/// `hello`, of texts in quotes. It is put together by hand, and read by the browser's own parser below:
/// what writes and reads every message would make the popup a quarter larger.
fn greeting(version: &str, profile: &str, browser: &str) -> String {
    let protocol = PROTOCOL_VERSION.to_string();
    [
        r#"{"id":1,"request":{"hello":{"protocol":"#,
        &protocol,
        r#","extension_version":"#,
        version,
        r#","profile":"#,
        profile,
        r#","browser":"#,
        browser,
        "}}}",
    ]
    .concat()
}

fn quoted(text: &str) -> Option<String> {
    JSON::stringify(&text.into()).ok().map(String::from)
}

fn parse(answer: &JsValue) -> Option<PublishedCard> {
    let card = field(&field(answer, "account"), "card");
    let name = field(&card, "name").as_string()?;
    let photo = field(&card, "photo").as_string();
    if name.is_empty() && photo.is_none() {
        return None;
    }
    Some(PublishedCard {
        name,
        company: field(&card, "company").as_string().unwrap_or_default(),
        photo: photo.map(|jpeg| ["data:image/jpeg;base64,", &jpeg].concat()),
    })
}

fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use signin_seal_shared::account::{AccountFrame, AccountQuestion, AccountRequest};
    use signin_seal_shared::protocol::{Request, RequestBody};

    use super::*;

    #[test]
    fn the_question_is_the_protocols() {
        let frame = AccountFrame {
            id: 2,
            account: AccountQuestion {
                session: None,
                ask: AccountRequest::Card {},
            },
        };
        assert_eq!(serde_json::to_string(&frame).unwrap(), QUESTION);
    }

    #[test]
    fn the_greeting_is_the_protocols() {
        let profile = "0".repeat(32);
        let greeting = greeting("\"1\"", &format!("\"{profile}\""), "\"B\"");
        let request = Request {
            id: 1,
            request: RequestBody::Hello {
                protocol: PROTOCOL_VERSION,
                extension_version: "1".to_owned(),
                profile: profile.parse().unwrap(),
                browser: "B".to_owned(),
            },
        };
        assert_eq!(greeting, serde_json::to_string(&request).unwrap());
    }
}
