//! Each message about guarded passwords against its golden file and against PROTOCOL.md, and what no
//! such message may have.

use signin_seal_shared::guarding::{Guarded, Judgement, Offer, Typed, Whose};
use signin_seal_shared::protocol::{ErrorCode, ErrorReply, Reply, ReplyBody, Request, RequestBody};

use crate::golden::{check, golden, reply, request, secret};

const TIME: i64 = 1_700_000_000_000;

fn error(id: u32, error: ErrorReply) -> Reply {
    reply(id, ReplyBody::Error(error))
}

fn site() -> Whose {
    Whose::Site {
        id: "alibaba".to_owned(),
        name: "Alibaba.com".to_owned(),
    }
}

fn judge() -> RequestBody {
    RequestBody::JudgeTyped {
        typed: Typed {
            stream: secret("see you, corre"),
            before: secret("corre"),
            after: secret(""),
            exempt: vec!["alibaba".to_owned()],
        },
    }
}

fn offer_guard() -> RequestBody {
    RequestBody::OfferGuard {
        site: "alibaba".to_owned(),
        name: "Alibaba.com".to_owned(),
        password: secret("correct horse"),
    }
}

fn offer() -> Offer {
    Offer("C1OU/w==".to_owned().try_into().unwrap())
}

#[test]
fn judging_is_as_golden() {
    check(&request(11, judge()), golden!("request_judge_typed"));
    let judged = |judgement| reply(11, ReplyBody::Judged { judgement });
    check(&judged(Judgement::Open {}), golden!("reply_judged_open"));
    let hold = Judgement::Hold { characters: 1 };
    check(&judged(hold), golden!("reply_judged_hold"));
    let stop = |whose| judged(Judgement::Stop { whose });
    check(&stop(site()), golden!("reply_judged_stop"));
    let account = stop(Whose::Account {});
    check(&account, golden!("reply_judged_stop_account"));
    let too_many = ErrorReply::new(ErrorCode::TooManyChecks);
    check(&error(11, too_many), golden!("reply_error_too_many_checks"));
}

#[test]
fn offering_and_keeping_are_as_golden() {
    check(&request(12, offer_guard()), golden!("request_offer_guard"));
    let offered = |offer| reply(12, ReplyBody::Offered { offer });
    check(&offered(Some(offer())), golden!("reply_offered"));
    check(&offered(None), golden!("reply_offered_nothing"));
    let keep = RequestBody::KeepGuard { offer: offer() };
    check(&request(13, keep), golden!("request_keep_guard"));
    let guarded = |id, whose, since_ms| Guarded {
        id,
        whose,
        since_ms,
    };
    let guarded = vec![
        guarded(4, site(), TIME + 60_000),
        guarded(0, Whose::Account {}, TIME),
    ];
    let guarded = reply(13, ReplyBody::Guarded { guarded });
    check(&guarded, golden!("reply_guarded"));
    let full = ErrorReply::new(ErrorCode::GuardFull).with("limit", 200);
    check(&error(13, full), golden!("reply_error_guard_full"));
    let invalid = ErrorReply::new(ErrorCode::OfferInvalid);
    check(&error(13, invalid), golden!("reply_error_offer_invalid"));
}

#[test]
fn listing_and_removing_are_as_golden() {
    let list = RequestBody::ListGuarded {};
    check(&request(14, list), golden!("request_list_guarded"));
    let remove = RequestBody::RemoveGuard { id: 4 };
    check(&request(15, remove), golden!("request_remove_guard"));
}

#[test]
fn fields_that_are_not_known_are_refused() {
    for body in [
        r#"{"judge_typed":{"typed":{"stream":"","before":"","after":""}}}"#,
        r#"{"judge_typed":{"typed":{"stream":"","before":"","after":"","exempt":[],"more":1}}}"#,
        r#"{"judge_typed":{"typed":{"stream":"","before":"","after":"","exempt":[1]}}}"#,
        r#"{"offer_guard":{"site":"a","name":"b"}}"#,
        r#"{"keep_guard":{"offer":"no base64"}}"#,
        r#"{"keep_guard":{"offer":null}}"#,
        r#"{"list_guarded":{"all":true}}"#,
        r#"{"remove_guard":{"id":"4"}}"#,
    ] {
        let message = format!(r#"{{"id":1,"request":{body}}}"#);
        let parsed = serde_json::from_str::<Request>(&message);
        assert!(parsed.is_err(), "{message}");
    }
}

#[test]
fn nothing_that_was_typed_is_printed_for_debugging() {
    for message in [judge(), offer_guard()] {
        let printed = format!("{message:?}");
        for secret in ["corre", "horse", "see you"] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }
}
