//! Messages: one text to one recipient.

use std::collections::BTreeMap;

use piecewise_sms::{money::Micros, pieces::Encoding, status::Status};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/templates/{id}/tests` with an idempotency key: sends one test message. Answers `202` with a `Message`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestRequest {
    /// The recipient, with country code.
    pub phone: String,
    /// On whose account.
    pub sms_user: String,
    /// A value for each variable.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// `POST /api/v1/numbers/check`: what a number is. A body, because numbers do not belong in a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberCheckRequest {
    /// The number as typed.
    pub phone: String,
}

/// What is known of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberCheck {
    /// E.164 with `+`, where the number is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e164: Option<String>,
    /// The country, where it is known. Never guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What is wrong with it, as a stable word: `no_country_code`, `too_short`, `too_long`, `not_a_number`, `invalid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// `POST /api/v1/numbers/forget`: removes a number from every message that it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForgetNumber {
    /// The number, with country code.
    pub phone: String,
}

/// What was removed, and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberForgotten {
    /// Messages that no longer hold the number; the masked one stays with their status and charge.
    pub n_messages: u64,
    /// Messages that are still to be handed over and need the number for it. It is removed from them within a minute
    /// after that.
    pub n_under_way: u64,
    /// What keeps the number all the same, and why, in English.
    pub kept: Vec<String>,
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The platform's status code (4xx suppressed, 5xx failed).
    pub code: i32,
    /// The platform's words.
    pub text: String,
}

/// A row of the message log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// The platform's `smsId`, with the number masked in it; opaque.
    pub id: String,
    /// The number with all but the country code and the last four digits masked: `+65 •••• 1234`.
    pub phone_masked: String,
    /// The recipient's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The template.
    pub template_id: i64,
    /// Its name.
    pub template_name: String,
    /// On whose account.
    pub sms_user: String,
    /// Whether it came from the *Test* action.
    pub is_test: bool,
    /// What became of it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Status))]
    pub status: Status,
    /// Whether its hand-over has no known outcome and never will by itself: it may have been sent or not. The gateway
    /// does not send it again; a late report still settles it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// Why, where it was not delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The encoding of the text.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Encoding))]
    pub encoding: Encoding,
    /// Its pieces.
    pub n_pieces: u32,
    /// What it is expected to cost; absent if the price is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub expected_charge: Option<Micros>,
    /// What the ledger has debited for it; absent until it is handed to the carrier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub charge: Option<Micros>,
    /// The currency of both.
    pub currency: String,
    /// When it was accepted.
    pub accepted_at_ms: i64,
    /// When its status last changed.
    pub updated_at_ms: i64,
}

/// `GET /api/v1/messages?limit=&before=&unconfirmed=`: newest first; with `unconfirmed=true` only those.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessagePage {
    /// The rows.
    pub messages: Vec<Message>,
    /// Pass as `before` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `GET /api/v1/messages/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageDetail {
    /// The row.
    pub message: Message,
    /// The rendered text; empty once its values have been removed.
    pub text: String,
    /// When the values were removed, and with them the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_removed_at_ms: Option<i64>,
    /// The sender it comes from, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Whether the platform assigned the sender by chance.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sender_is_random: bool,
    /// What happened, oldest first.
    pub timeline: Vec<Event>,
}

/// Something that happened to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// When.
    pub at_ms: i64,
    /// What it reported.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Status))]
    pub status: Status,
    /// Who reported it.
    pub source: EventSource,
    /// The reason it gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Whether this is the moment from which the message was unconfirmed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
    /// What the gateway has to say about it, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who reported an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventSource {
    /// The gateway itself: accepted, handed over.
    Gateway,
    /// The sandbox's simulated carrier.
    Sandbox,
    /// A webhook of the platform: a claim.
    Webhook,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
