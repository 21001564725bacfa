//! What an event is about, read from the journal: the event itself repeats no number.

use piecewise_api::HookEvent;
use serde::Deserialize;
use utoipa::ToSchema;

use super::payload::{Payload, Subject};
use crate::{
    error::{Error, Result},
    store::{Connection, query_as},
};

/// What stands for the account and the number of an event that was made up to try a hook.
const SAMPLE: (&str, &str) = ("sample", "0000000000");

/// Whether numbers are whole or masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Numbers {
    /// As they are sent.
    Whole,
    /// As people see them.
    Masked,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: i64,
    event_type: i64,
    is_sample: bool,
    submission_id: Option<i64>,
    message_id: Option<i64>,
    template_id: Option<i64>,
    template_name: Option<String>,
    review_result: Option<i64>,
    reason_code: Option<i64>,
    reason_text: Option<String>,
    outbound_at_ms: Option<i64>,
    at_ms: i64,
    token: String,
}

/// The event of a delivery.
pub(super) async fn payload(connection: &mut Connection, delivery_id: i64, numbers: Numbers) -> Result<Payload> {
    let row: Row = query_as(
        "SELECT account_id, event_type, is_sample, submission_id, message_id, template_id, template_name, review_result,
                reason_code, reason_text, outbound_at_ms, at_ms, token
         FROM hook_delivery WHERE id = $1",
    )
    .bind(delivery_id)
    .fetch_one(connection)
    .await?;
    let event = HookEvent::from_code(row.event_type).ok_or(Error::Damaged("event"))?;
    let subject = match (row.message_id, row.submission_id, row.template_id) {
        _ if row.is_sample => sample(event, row.account_id, row.at_ms),
        (Some(message_id), ..) => {
            let reason = row.reason_code.zip(row.reason_text);
            message(connection, message_id, row.outbound_at_ms.unwrap_or(row.at_ms), reason, numbers).await?
        }
        (None, Some(submission_id), _) => submission(connection, submission_id, numbers).await?,
        (None, None, Some(template_id)) => Subject::Template {
            template_id,
            name: row.template_name.unwrap_or_default(),
            result: row.review_result.unwrap_or_default(),
            comment: row.reason_text.unwrap_or_default(),
        },
        (None, None, None) => return Err(Error::Damaged("event")),
    };
    Ok(Payload { event, account_id: row.account_id, at_ms: row.at_ms, token: row.token, subject })
}

async fn submission(connection: &mut Connection, submission_id: i64, numbers: Numbers) -> Result<Subject> {
    let (sms_user, template_id, custom_args): (String, i64, Option<String>) =
        query_as("SELECT sms_user, template_id, custom_args FROM submission WHERE id = $1")
            .bind(submission_id)
            .fetch_one(connection)
            .await?;
    let rows: Vec<(String, String, String)> = query_as(
        "SELECT COALESCE(sms_id, ''), public_id, COALESCE(phone, '') FROM message WHERE submission_id = $1 ORDER BY id",
    )
    .bind(submission_id)
    .fetch_all(connection)
    .await?;
    let messages =
        rows.into_iter().map(|(sms_id, public_id, phone)| shown(numbers, sms_id, public_id, phone)).collect();
    Ok(Subject::Submission { sms_user, template_id, custom_args, messages })
}

async fn message(
    connection: &mut Connection,
    message_id: i64,
    outbound_at_ms: i64,
    reason: Option<(i64, String)>,
    numbers: Numbers,
) -> Result<Subject> {
    let (sms_user, template_id, custom_args, n_pieces): (String, i64, Option<String>, i64) = query_as(
        "SELECT sms_user, template_id, custom_args, n_pieces
         FROM submission WHERE id = (SELECT submission_id FROM message WHERE id = $1)",
    )
    .bind(message_id)
    .fetch_one(connection)
    .await?;
    let (sms_id, public_id, phone): (String, String, String) =
        query_as("SELECT COALESCE(sms_id, ''), public_id, COALESCE(phone, '') FROM message WHERE id = $1")
            .bind(message_id)
            .fetch_one(connection)
            .await?;
    let (sms_id, phone) = shown(numbers, sms_id, public_id, phone);
    Ok(Subject::Message { sms_user, template_id, custom_args, sms_id, phone, n_pieces, outbound_at_ms, reason })
}

fn shown(numbers: Numbers, sms_id: String, public_id: String, phone: String) -> (String, String) {
    match numbers {
        Numbers::Whole => (sms_id, phone),
        Numbers::Masked => {
            let masked = public_id.rsplit_once('$').map_or(String::new(), |(_, digits)| digits.to_owned());
            (public_id, masked)
        }
    }
}

/// An event that nothing happened for: its number is nobody's, and its user is no SMS_USER.
fn sample(event: HookEvent, account_id: i64, at_ms: i64) -> Subject {
    let (sms_user, phone) = (SAMPLE.0.to_owned(), SAMPLE.1.to_owned());
    let sms_id = format!("{at_ms}_{account_id}_0_0_sample${phone}");
    match event {
        HookEvent::Requested => {
            Subject::Submission { sms_user, template_id: 0, custom_args: None, messages: vec![(sms_id, phone)] }
        }
        HookEvent::Delivered | HookEvent::Suppressed | HookEvent::Failed => Subject::Message {
            sms_user,
            template_id: 0,
            custom_args: None,
            sms_id,
            phone,
            n_pieces: 1,
            outbound_at_ms: at_ms,
            reason: match event {
                HookEvent::Suppressed => Some((490, "test event".into())),
                HookEvent::Failed => Some((590, "test event".into())),
                HookEvent::Requested | HookEvent::Delivered | HookEvent::TemplateVerify => None,
            },
        },
        HookEvent::TemplateVerify => {
            Subject::Template { template_id: 0, name: SAMPLE.0.to_owned(), result: 1, comment: String::new() }
        }
    }
}
