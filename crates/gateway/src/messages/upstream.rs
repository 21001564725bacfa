//! What stands behind the gateway: the sandbox, or the platform.

use std::{collections::BTreeMap, future::Future};

use piecewise_api::Reason;
use piecewise_sms::template::ContentType;

/// One template with one set of values, to up to 2,000 different numbers.
#[derive(Debug, Clone)]
pub(crate) struct HandOver {
    /// The same id means the same hand-over: the upstream processes it once within an hour.
    pub send_request_id: String,
    /// The account.
    pub account_id: i64,
    /// The SMS_USER that the messages were accepted for.
    pub sms_user: String,
    /// The template.
    pub template_id: i64,
    /// The version of it that the messages were accepted with, by its row.
    pub template_version_id: i64,
    /// The kind of its content.
    pub class: ContentType,
    /// The values of its variables.
    pub values: BTreeMap<String, String>,
    /// The recipients, in order.
    pub recipients: Vec<Recipient>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Recipient {
    /// The message's id.
    pub sms_id: String,
    /// The number, E.164 with `+`.
    pub phone: String,
    /// Its country.
    pub country: Option<String>,
    /// The sender ID that it comes from; without one the platform assigns a random number.
    pub sender: Option<String>,
}

/// What the upstream said about one recipient.
#[derive(Debug, Clone)]
pub(crate) enum Receipt {
    /// Taken; reports will follow.
    Taken,
    /// Refused, and never sent.
    Refused(Reason),
}

/// Why a hand-over has no receipts.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum HandOverError {
    /// The upstream refused all of it, and sent nothing.
    #[error("refused with code {}", .0.code)]
    Refused(Reason),
    /// There is no answer: it may have been processed or not.
    #[error("no answer: {0}")]
    NoAnswer(String),
    /// The upstream was not reached, or was too busy: it has sent nothing of this call, and may be asked again.
    #[error("not processed: {0}")]
    NotProcessed(String),
    /// The upstream has sent nothing of this call and will send nothing until a person has done something about it.
    #[error("held with code {}", .0.reason.code)]
    Held(Hold),
}

/// What waits, and why, until a person says that it may go on.
#[derive(Debug, Clone)]
pub(crate) struct Hold {
    /// The SMS_USER whose messages wait; without one, all of the account.
    pub sms_user: Option<String>,
    /// The template whose messages wait; without one, all.
    pub template_id: Option<i64>,
    /// What the upstream said.
    pub reason: Reason,
}

/// Takes hand-overs.
pub(crate) trait Upstream: Send + Sync + 'static {
    /// Hands a group of messages over; one receipt for each recipient, in order.
    fn hand_over(&self, group: &HandOver) -> impl Future<Output = Result<Vec<Receipt>, HandOverError>> + Send;
}
