//! What the platform's answers mean. Every documented code stops what it should and nothing else; an answer that cannot
//! be understood is none.

use hyper::StatusCode;
use piecewise_api::Reason;
use serde::Deserialize;
use serde_json::Value;

use super::call::Reply;

/// How much of the platform's words is kept.
const N_TEXT_CHARS: usize = 200;

/// What an answer means for a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Processed: all numbers were taken but these.
    Taken {
        /// The ids of the messages that were taken.
        sms_ids: Vec<String>,
        /// The numbers that were refused, as digits, and why.
        refused: Vec<(String, Reason)>,
    },
    /// Refused for what it says: it would be refused again.
    Refused(Reason),
    /// Refused until a person acts.
    Held(Scope, Reason),
    /// The platform is busy and did nothing.
    Busy(String),
    /// It may have been processed or not.
    Unknown(String),
}

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The messages of the SMS_USER: its pair is wrong, or it may not send.
    SmsUser,
    /// The messages of the template.
    Template,
    /// All of the account: the balance is too low.
    Account,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope {
    result: Option<bool>,
    status_code: Option<i64>,
    #[serde(default)]
    message: String,
    #[serde(default)]
    info: Value,
}

/// Reads an answer.
pub(super) fn read(reply: &Reply) -> Answer {
    let envelope = serde_json::from_slice::<Envelope>(&reply.body).ok();
    let code = envelope.as_ref().and_then(|envelope| envelope.status_code);
    let Some((envelope, code)) = envelope.zip(code) else {
        return match reply.status {
            StatusCode::UNAUTHORIZED => Answer::Held(Scope::SmsUser, reason(401, "authentication failed")),
            StatusCode::TOO_MANY_REQUESTS => Answer::Busy("HTTP 429".into()),
            status => Answer::Unknown(format!("HTTP {} without a readable answer", status.as_u16())),
        };
    };
    let why = reason(code, &envelope.message);
    match code {
        200 if envelope.result != Some(false) => taken(&envelope.info),
        311 => taken(&envelope.info),
        312 => match taken(&envelope.info) {
            Answer::Taken { refused, .. } if !refused.is_empty() => Answer::Taken { sms_ids: Vec::new(), refused },
            _ => Answer::Refused(why),
        },
        40005 | 401 | 421 | 422 | 471..=474 | 601 | 6001 => Answer::Held(Scope::SmsUser, why),
        431..=433 => Answer::Held(Scope::Template, why),
        499 | 40912 | 40913 => Answer::Held(Scope::Account, why),
        50000 => Answer::Busy(why.text),
        501 => Answer::Unknown(why.text),
        _ if reply.status.is_server_error() => Answer::Unknown(why.text),
        411..=413 | 441 | 451 | 452 | 461 | 481..=483 | 496 | 498 => Answer::Refused(why),
        _ if envelope.result == Some(false) => Answer::Refused(why),
        _ => Answer::Unknown(why.text),
    }
}

/// Whether an answer to a call without a number says that the pair itself is good: the platform found fault with the
/// rest. `None` where it says nothing about that.
pub(super) fn is_pair_good(answer: &Answer) -> Option<bool> {
    match answer {
        Answer::Held(Scope::SmsUser, _) => Some(false),
        Answer::Held(..) | Answer::Refused(_) | Answer::Taken { .. } => Some(true),
        Answer::Busy(_) | Answer::Unknown(_) => None,
    }
}

fn taken(info: &Value) -> Answer {
    let list = |name: &str| info.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let sms_ids = list("smsIds").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let refused = list("items").iter().filter_map(|item| {
        let phone = match item.get("phone")? {
            Value::String(phone) => digits(phone),
            number => digits(&number.to_string()),
        };
        let text = item.get("message").and_then(Value::as_str).unwrap_or("refused by the platform");
        Some((phone, Reason { code: REFUSED, text: shorten(text) }))
    });
    Answer::Taken { sms_ids, refused: refused.collect() }
}

/// The code of a message that the platform refused: Suppressed, for another reason. The platform's own code and words
/// are in the text.
const REFUSED: i32 = 490;

fn reason(code: i64, words: &str) -> Reason {
    let words = if words.trim().is_empty() { "no reason given" } else { words.trim() };
    Reason { code: REFUSED, text: shorten(&format!("{code}: {words}")) }
}

/// The platform's words in one line, and not without end.
fn shorten(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(N_TEXT_CHARS).collect()
}

/// The digits of a number, however it is written.
pub(super) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(status: u16, body: &Value) -> Answer {
        read(&Reply { status: StatusCode::from_u16(status).unwrap(), body: body.to_string().into_bytes() })
    }

    fn coded(code: i64) -> Answer {
        answer(200, &json!({ "result": false, "statusCode": code, "message": "words", "info": {} }))
    }

    /// The reference's constructed examples.
    #[test]
    fn the_documented_answers_are_read() {
        let all = json!({ "result": true, "statusCode": 200, "message": "request was successful", "info": {
            "successCount": 2, "failedCount": 0, "items": [], "smsIds": ["a$6591234567", "b$14155550142"] } });
        let expected = Answer::Taken { sms_ids: vec!["a$6591234567".into(), "b$14155550142".into()], refused: vec![] };
        assert_eq!(answer(200, &all), expected);
        let partial = json!({ "result": true, "statusCode": 311, "message": "partially successful", "info": {
            "successCount": 1, "failedCount": 1, "smsIds": ["a$6591234567"],
            "items": [{ "phone": "1312", "vars": {}, "message": "invalid phone number format" }] } });
        let Answer::Taken { sms_ids, refused } = answer(200, &partial) else { panic!("not taken") };
        assert_eq!((sms_ids.len(), refused[0].0.as_str()), (1, "1312"));
        assert_eq!(refused[0].1, Reason { code: 490, text: "invalid phone number format".into() });
    }

    #[test]
    fn each_code_stops_what_it_should() {
        for code in [40005, 421, 422, 471, 472, 473, 474, 601, 6001] {
            assert!(matches!(coded(code), Answer::Held(Scope::SmsUser, _)), "{code}");
        }
        for code in [431, 432, 433] {
            assert!(matches!(coded(code), Answer::Held(Scope::Template, _)), "{code}");
        }
        for code in [499, 40912, 40913] {
            assert!(matches!(coded(code), Answer::Held(Scope::Account, _)), "{code}");
        }
        for code in [312, 411, 412, 413, 441, 451, 452, 461, 481, 482, 483, 496, 498] {
            assert!(matches!(coded(code), Answer::Refused(_)), "{code}");
        }
        assert!(matches!(coded(50000), Answer::Busy(_)));
        assert!(matches!(coded(501), Answer::Unknown(_)));
    }

    /// a code that this version does not know is kept, and never taken for a delivery.
    #[test]
    fn an_unknown_code_is_kept() {
        let Answer::Refused(kept) = coded(7_777) else { panic!("not refused") };
        assert_eq!(kept.text, "7777: words");
        let unclear = answer(200, &json!({ "statusCode": 7_777, "message": "words" }));
        assert!(matches!(unclear, Answer::Unknown(text) if text.starts_with("7777")));
        assert!(matches!(answer(200, &json!({ "result": false, "statusCode": 200 })), Answer::Refused(_)));
    }

    #[test]
    fn what_is_no_answer_is_unknown() {
        let raw = |status: u16, body: &str| {
            read(&Reply { status: StatusCode::from_u16(status).unwrap(), body: body.as_bytes().to_vec() })
        };
        assert!(matches!(raw(502, "<html>"), Answer::Unknown(_)));
        assert!(matches!(raw(200, ""), Answer::Unknown(_)));
        assert!(matches!(raw(200, "{}"), Answer::Unknown(_)));
        assert!(matches!(raw(429, "slow down"), Answer::Busy(_)));
        assert!(matches!(raw(401, "<html>"), Answer::Held(Scope::SmsUser, _)));
        assert!(matches!(
            answer(503, &json!({ "result": false, "statusCode": 500, "message": "" })),
            Answer::Unknown(_)
        ));
    }
}
