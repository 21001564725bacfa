//! The sandbox: its handsets, its numbers and its clock.

use piecewise_sms::{pieces::Encoding, status::Status};
use serde::{Deserialize, Serialize};

/// A simulated phone. `GET /api/v1/sandbox/handsets` lists them, latest message first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Handset {
    /// Its number, E.164: it is simulated, so it is shown whole.
    pub phone: String,
    /// Its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// What arrived, oldest first.
    pub messages: Vec<HandsetMessage>,
}

/// What arrived on a handset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandsetMessage {
    /// The message it belongs to.
    pub message_id: String,
    /// The sender as shown; absent: a random number is assigned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// Whether the platform assigned the sender by chance.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sender_is_random: bool,
    /// The text, put together from the pieces as they were received.
    pub text: String,
    /// How it was encoded.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Encoding))]
    pub encoding: Encoding,
    /// How many pieces arrived.
    pub n_pieces: u32,
    /// Where the message stands.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Status))]
    pub status: Status,
    /// When the last piece arrived.
    pub at_ms: i64,
}

/// `GET /api/v1/sandbox/clock`: the gateway's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SandboxClock {
    /// What it shows.
    pub now_ms: i64,
    /// How far it has been moved on, in all.
    pub advanced_ms: i64,
}

/// `POST /api/v1/sandbox/clock`: moves the gateway's time on, which everything that waits for a time obeys. Answers with
/// a `SandboxClock`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdvanceClock {
    /// By how much; it never goes back.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 31_622_400_000_i64))]
    pub advance_ms: i64,
}

/// A magic number. `GET /api/v1/sandbox/numbers` lists them: the last four digits choose what becomes of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SandboxNumber {
    /// The last four digits.
    pub ending: String,
    /// What they choose, as a stable word such as `failed_phone_off`.
    pub outcome: String,
    /// Where the message ends, or stays.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::Status))]
    pub status: Status,
    /// The platform's code that comes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    /// The same in a few English words.
    pub about: String,
}
