//! The body of an event: exactly the documented fields, in the documented order, the misspelt ones included.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::{Timestamp, tz::Offset};
use piecewise_api::HookEvent;
use serde::Serialize;
use serde_json::{Map, Value};

use super::sign::sign;
use crate::error::{Error, Result};

/// What an event is about.
#[derive(Debug, Clone)]
pub(super) enum Subject {
    /// A call that was accepted, with the smsId and the number of each message.
    Submission {
        /// On whose account.
        sms_user: String,
        /// With which template.
        template_id: i64,
        /// What the application wants to hear back.
        custom_args: Option<String>,
        /// The smsId and the number of each message.
        messages: Vec<(String, String)>,
    },
    /// A message that has come to its end.
    Message {
        /// On whose account.
        sms_user: String,
        /// With which template.
        template_id: i64,
        /// What the application wants to hear back.
        custom_args: Option<String>,
        /// Its smsId.
        sms_id: String,
        /// Its number.
        phone: String,
        /// Its pieces.
        n_pieces: i64,
        /// When it went to the carrier.
        outbound_at_ms: i64,
        /// Why it was not delivered.
        reason: Option<(i64, String)>,
    },
    /// A template whose review has ended.
    Template {
        /// Which one.
        template_id: i64,
        /// Its name.
        name: String,
        /// 1 approved, -1 rejected.
        result: i64,
        /// Why it was rejected.
        comment: String,
    },
}

/// An event with all that its body is made of.
#[derive(Debug, Clone)]
pub(super) struct Payload {
    /// Which event.
    pub(super) event: HookEvent,
    /// The account, which is the userId of the wire.
    pub(super) account_id: i64,
    /// When it happened.
    pub(super) at_ms: i64,
    /// What is signed with the time.
    pub(super) token: String,
    /// What it is about.
    pub(super) subject: Subject,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    event: &'static str,
    event_type: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encode_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<i64>,
    user_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sms_user: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sms_ids: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sms_id: Option<&'a str>,
    template_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    phones: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verfiy_result: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verfiy_comment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outbound_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    msg_count: Option<i64>,
    timestamp: i64,
    token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_args: Option<Map<String, Value>>,
    signature: &'a str,
}

impl Payload {
    /// The time of the event as it is signed. A carrier's receipt has no milliseconds, and the two are the same.
    fn timestamp(&self) -> i64 {
        match self.event {
            HookEvent::Delivered | HookEvent::Failed => self.at_ms.div_euclid(1000) * 1000,
            HookEvent::Requested | HookEvent::Suppressed | HookEvent::TemplateVerify => self.at_ms,
        }
    }

    /// Its signature under `app_key`.
    pub(super) fn signature(&self, app_key: &str) -> Result<String> {
        sign(app_key, &self.timestamp().to_string(), &self.token)
    }

    /// Its JSON.
    pub(super) fn body(&self, signature: &str) -> Result<String> {
        let body = Body {
            event: self.event.name(),
            event_type: self.event.code(),
            user_id: self.account_id,
            timestamp: self.timestamp(),
            token: &self.token,
            signature,
            ..Body::default()
        };
        let body = match &self.subject {
            Subject::Submission { sms_user, template_id, custom_args, messages } => Body {
                message: Some("request"),
                sms_user: Some(sms_user),
                sms_ids: Some(messages.iter().map(|(sms_id, _)| sms_id.as_str()).collect()),
                template_id: *template_id,
                phones: Some(messages.iter().map(|(_, phone)| digits(phone)).collect()),
                custom_args: Some(object(custom_args.as_deref())),
                ..body
            },
            Subject::Message {
                sms_user,
                template_id,
                custom_args,
                sms_id,
                phone,
                n_pieces,
                outbound_at_ms,
                reason,
            } => {
                let is_delivered = self.event == HookEvent::Delivered;
                let is_received = is_delivered || self.event == HookEvent::Failed;
                let (code, text) = match reason {
                    Some((code, text)) => (*code, text.as_str()),
                    None => (if is_received { 590 } else { 490 }, "other"),
                };
                Body {
                    message: Some(if is_delivered { "Successfully delivered" } else { text }),
                    encode_message: (!is_delivered).then(|| BASE64_STANDARD.encode(text)),
                    status_code: (!is_delivered).then_some(code),
                    sms_user: Some(sms_user),
                    sms_id: Some(sms_id),
                    template_id: *template_id,
                    phone: Some(digits(phone)),
                    outbound_time: Some(wall_time(*outbound_at_ms)?),
                    receipt_time: is_received.then(|| wall_time(self.at_ms)).transpose()?,
                    msg_count: is_received.then_some(*n_pieces),
                    custom_args: Some(object(custom_args.as_deref())),
                    ..body
                }
            }
            Subject::Template { template_id, name, result, comment } => Body {
                template_id: *template_id,
                name: Some(name),
                verfiy_result: Some(*result),
                verfiy_comment: Some(comment),
                ..body
            },
        };
        serde_json::to_string(&body).map_err(|_| Error::Damaged("event"))
    }
}

/// Numbers have no `+` in events.
fn digits(phone: &str) -> &str {
    phone.strip_prefix('+').unwrap_or(phone)
}

fn object(custom_args: Option<&str>) -> Map<String, Value> {
    custom_args.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// `yyyy-MM-dd HH:mm:ss` of UTC+8, whatever the clock of the machine says.
fn wall_time(at_ms: i64) -> Result<String> {
    let at = Timestamp::from_millisecond(at_ms).map_err(|_| Error::Damaged("time"))?;
    Ok(Offset::constant(8).to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ak_demo_5f3c9a71e2b84d06";

    /// 2026-03-02 10:15:00 of UTC+8.
    const OUTBOUND_MS: i64 = 1_772_417_700_000;

    fn message(sms_id: &str, phone: &str, outbound_at_ms: i64, n_pieces: i64) -> Subject {
        Subject::Message {
            sms_user: "acme_sms".into(),
            template_id: 7301,
            custom_args: Some(r#"{"orderId":"A-1009"}"#.into()),
            sms_id: sms_id.into(),
            phone: phone.into(),
            n_pieces,
            outbound_at_ms,
            reason: None,
        }
    }

    fn with_reason(subject: Subject, given: (i64, &str)) -> Subject {
        match subject {
            Subject::Message {
                sms_user, template_id, custom_args, sms_id, phone, n_pieces, outbound_at_ms, ..
            } => {
                let reason = Some((given.0, given.1.to_owned()));
                Subject::Message { sms_user, template_id, custom_args, sms_id, phone, n_pieces, outbound_at_ms, reason }
            }
            other => other,
        }
    }

    /// The five documented bodies, from what the journal knows, to the byte.
    #[test]
    fn every_event_has_exactly_the_documented_fields() {
        let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
        let (sg, us) =
            ("1772417700123_20418_31_7301_k3m9qa$6591234567", "1772417700123_20418_31_7301_p0x7ze$14155550142");
        let requested = Subject::Submission {
            sms_user: "acme_sms".into(),
            template_id: 7301,
            custom_args: Some(r#"{"orderId":"A-1009"}"#.into()),
            messages: vec![(sg.into(), "+6591234567".into()), (us.into(), "+14155550142".into())],
        };
        let suppressed = Subject::Message {
            sms_user: "acme_sms".into(),
            template_id: 7310,
            custom_args: None,
            sms_id: "1772417700123_20418_32_7310_t5u1wb$447700900123".into(),
            phone: "+447700900123".into(),
            n_pieces: 1,
            outbound_at_ms: OUTBOUND_MS,
            reason: Some((430, "recipient unsubscribed".into())),
        };
        let template = Subject::Template {
            template_id: 7310,
            name: "spring_sale_v2".into(),
            result: -1,
            comment: "Link must be preceded and followed by a space.".into(),
        };
        let subjects = [
            (HookEvent::Requested, 1_772_417_700_123, requested),
            (HookEvent::Delivered, 1_772_417_707_345, message(sg, "+6591234567", OUTBOUND_MS + 1000, 1)),
            (HookEvent::Suppressed, 1_772_417_700_310, suppressed),
            (
                HookEvent::Failed,
                1_772_417_861_999,
                with_reason(message(us, "+14155550142", OUTBOUND_MS + 1500, 2), (590, "UNDELIV(other)")),
            ),
            (HookEvent::TemplateVerify, 1_772_416_700_500, template),
        ];
        let expected = vectors["payloads"].as_array().unwrap();
        assert_eq!(expected.len(), subjects.len());
        for ((event, at_ms, subject), expected) in subjects.into_iter().zip(expected) {
            let token = expected["token"].as_str().unwrap().to_owned();
            let payload = Payload { event, account_id: 20_418, at_ms, token, subject };
            let body = payload.body(&payload.signature(KEY).unwrap()).unwrap();
            assert_eq!(&serde_json::from_str::<Value>(&body).unwrap(), expected, "{event:?}");
            assert!(body.starts_with(r#"{"event":""#) && body.contains(r#""signature":"#), "{body}");
        }
    }

    #[test]
    fn a_reason_that_was_not_given_is_another_one() {
        let payload = Payload {
            event: HookEvent::Failed,
            account_id: 1,
            at_ms: OUTBOUND_MS,
            token: "t".into(),
            subject: message("m", "+6591234567", OUTBOUND_MS, 1),
        };
        let body: Value = serde_json::from_str(&payload.body("s").unwrap()).unwrap();
        assert_eq!((&body["message"], &body["statusCode"]), (&"other".into(), &590.into()));
    }

    #[test]
    fn times_are_of_utc_plus_eight() {
        assert_eq!(wall_time(0).unwrap(), "1970-01-01 08:00:00");
        assert_eq!(wall_time(1_772_417_701_000).unwrap(), "2026-03-02 10:15:01");
        assert_eq!(wall_time(1_767_200_399_999).unwrap(), "2026-01-01 00:59:59");
    }
}
