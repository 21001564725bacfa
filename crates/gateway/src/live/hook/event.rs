//! An event as Aurora posts it, in both of its vocabularies.
//!
//! The name of an event is not reliable across versions of the platform; its `eventType` is. 2 is what Delivered was
//! called before 20.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use piecewise_api::Reason;
use piecewise_sms::status::Status;
use serde::Deserialize;
use serde_json::Value;

use crate::live::{answer::digits, aurora::CORRELATION};

/// How much of the platform's words is kept.
const N_TEXT_CHARS: usize = 200;

/// What must be there before anything else is looked at.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Signed {
    /// Milliseconds since the epoch, as a number or as text.
    timestamp: Value,
    /// Fifty characters, different for every event.
    pub(super) token: String,
    /// HMAC-SHA256 of both.
    pub(super) signature: String,
    /// What happened.
    pub(super) event_type: Value,
}

impl Signed {
    /// The time as it was signed: its decimal digits.
    pub(super) fn timestamp(&self) -> Option<String> {
        match &self.timestamp {
            Value::Number(number) => number.as_i64().map(|ms| ms.to_string()),
            Value::String(text) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => Some(text.clone()),
            _ => None,
        }
    }

    /// The kind of event.
    pub(super) fn event_type(&self) -> i64 {
        integer(&self.event_type).unwrap_or(0)
    }
}

/// What an event claims.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Claim {
    /// A call was accepted: these are its messages.
    Requested(Vec<Named>),
    /// Something became of a message.
    Message {
        /// Which one.
        named: Named,
        /// What.
        status: Status,
        /// Why.
        reason: Option<Reason>,
        /// How many pieces the platform counted.
        n_pieces: Option<i64>,
    },
    /// A template's review has ended, or begun.
    Template {
        /// Aurora's id of it.
        aurora_id: i64,
        /// 1 approved, 0 in review, -1 rejected.
        result: i64,
        /// Why it was rejected.
        comment: String,
    },
    /// Something that this version does not know.
    Unknown,
}

/// How a message is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Aurora's id of it.
    pub(super) aurora_id: String,
    /// The digits of its number.
    pub(super) phone: String,
    /// The hand-over that it was in.
    pub(super) send_request_id: Option<String>,
}

/// Reads an event's body.
pub(super) fn read(body: &Value) -> Claim {
    let text = |name: &str| body.get(name).and_then(text_of);
    let send_request_id = || {
        let args = body.get("customArgs")?;
        match args {
            Value::String(args) => serde_json::from_str::<Value>(args).ok()?.get(CORRELATION).and_then(text_of),
            args => args.get(CORRELATION).and_then(text_of),
        }
    };
    let message = |status: Status| {
        let named = Named {
            aurora_id: text("smsId")?,
            phone: digits(&text("phone").unwrap_or_default()),
            send_request_id: send_request_id(),
        };
        let reason = (status != Status::Delivered).then(|| Reason {
            code: body.get("statusCode").and_then(integer).and_then(|code| i32::try_from(code).ok()).unwrap_or(590),
            text: words(body),
        });
        Some(Claim::Message { named, status, reason, n_pieces: body.get("msgCount").and_then(integer) })
    };
    let claim = match body.get("eventType").and_then(integer) {
        Some(1) => {
            let (sms_ids, phones) = (list(body.get("smsIds")), list(body.get("phones")));
            let named = sms_ids.into_iter().zip(phones).map(|(aurora_id, phone)| Named {
                aurora_id,
                phone: digits(&phone),
                send_request_id: send_request_id(),
            });
            Some(Claim::Requested(named.collect()))
        }
        Some(2 | 20) => message(Status::Delivered),
        Some(4) => message(Status::Suppressed),
        Some(5) => message(Status::Failed),
        Some(8) => body.get("templateId").and_then(integer).map(|aurora_id| Claim::Template {
            aurora_id,
            result: body.get("verfiyResult").or_else(|| body.get("verifyResult")).and_then(integer).unwrap_or(0),
            comment: text("verfiyComment").or_else(|| text("verifyComment")).unwrap_or_default(),
        }),
        _ => None,
    };
    claim.unwrap_or(Claim::Unknown)
}

/// What a kind of event is called.
pub(crate) const fn describe(event_type: i64) -> &'static str {
    match event_type {
        0 => "Probe",
        1 => "Requested",
        2 | 20 => "Delivered",
        4 => "Suppressed",
        5 => "Failed",
        8 => "Template Verify",
        _ => "unknown",
    }
}

/// Why, in the platform's words: `encodeMessage` survives every code page on the way, `message` does not.
fn words(body: &Value) -> String {
    let encoded = body.get("encodeMessage").and_then(Value::as_str).and_then(|text| BASE64_STANDARD.decode(text).ok());
    let text = encoded
        .and_then(|octets| String::from_utf8(octets).ok())
        .or_else(|| body.get("message").and_then(text_of))
        .unwrap_or_default();
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(N_TEXT_CHARS).collect()
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// A list; the older vocabulary has it as JSON in a text.
fn list(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(text_of).collect(),
        Some(Value::String(text)) => serde_json::from_str::<Vec<Value>>(text)
            .map(|values| values.iter().filter_map(text_of).collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn vectors() -> Vec<Value> {
        let vectors: Value = serde_json::from_str(include_str!("../../hooks/vectors.json")).unwrap();
        vectors["payloads"].as_array().unwrap().clone()
    }

    /// Every published body.
    #[test]
    fn the_documented_events_are_read() {
        let claims: Vec<Claim> = vectors().iter().map(read).collect();
        assert!(matches!(&claims[0], Claim::Requested(named) if named.len() == 2 && named[1].phone == "14155550142"));
        assert!(matches!(
            &claims[1],
            Claim::Message { status: Status::Delivered, reason: None, n_pieces: Some(1), named }
                if named.phone == "6591234567"
        ));
        let Claim::Message { status, reason, n_pieces, .. } = &claims[2] else { panic!("no message") };
        assert_eq!((*status, *n_pieces), (Status::Suppressed, None));
        assert_eq!(*reason, Some(Reason { code: 430, text: "recipient unsubscribed".into() }));
        assert!(matches!(&claims[3], Claim::Message { status: Status::Failed, n_pieces: Some(2), .. }));
        let expected = Claim::Template {
            aurora_id: 7310,
            result: -1,
            comment: "Link must be preceded and followed by a space.".into(),
        };
        assert_eq!(claims[4], expected);
    }

    #[test]
    fn the_older_vocabulary_is_read_too() {
        let requested = json!({ "event": "request", "eventType": 1, "smsIds": "[\"a\"]", "phones": "[\"6591234567\"]",
            "customArgs": "{\"piecewise\":\"piecewise-1\"}" });
        let named =
            Named { aurora_id: "a".into(), phone: "6591234567".into(), send_request_id: Some("piecewise-1".into()) };
        assert_eq!(read(&requested), Claim::Requested(vec![named]));
        let delivered = json!({ "event": "deliver", "eventType": "2", "smsId": "a", "phone": 6_591_234_567_i64 });
        assert!(matches!(read(&delivered), Claim::Message { status: Status::Delivered, .. }));
    }

    ///
    #[test]
    fn what_is_not_known_is_no_claim() {
        for body in [json!({}), json!([]), json!({ "eventType": 99 }), json!({ "eventType": 20 }), json!("x")] {
            assert_eq!(read(&body), Claim::Unknown, "{body}");
        }
    }
}
