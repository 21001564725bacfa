//! Sender IDs: one registration for each country.

use piecewise_sms::sender::SenderState;
use serde::{Deserialize, Serialize};

/// `POST /api/v1/senders`: hands a sender ID in, for one country or several; each becomes a registration of its own.
/// Answers 201 with a list of [`Sender`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSenders {
    /// The name to come from: a brand or a website.
    pub sender_id: String,
    /// The countries.
    pub countries: Vec<String>,
}

/// A sender ID for one country. `GET /api/v1/senders` lists them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sender {
    /// Its number.
    pub id: i64,
    /// The sender ID.
    pub sender_id: String,
    /// The country.
    pub country: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::SenderState))]
    pub state: SenderState,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<String>,
    /// What is unusual about it, as stable words: `characters`, `too_long`, `too_many_digits`, `country_not_offered`.
    /// None of it refuses it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The documents that the staff asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<SenderMaterial>,
    /// What happened to it, oldest first.
    pub history: Vec<SenderStep>,
}

/// A document that the staff asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SenderMaterial {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub name: String,
    /// When it was asked for.
    pub requested_at_ms: i64,
    /// When it was received; absent while it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at_ms: Option<i64>,
}

/// Something that happened to a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SenderStep {
    /// When.
    pub at_ms: i64,
    /// Where it stood from then on.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::SenderState))]
    pub state: SenderState,
    /// Who did it.
    pub actor: String,
}

/// `POST /api/v1/sandbox/senders/{id}/request-materials`: the sandbox's staff asks for documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestedMaterials {
    /// What they are.
    pub materials: Vec<String>,
}

/// `POST /api/v1/sandbox/senders/{id}/reject`: the sandbox's staff rejects a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SenderRejection {
    /// Why.
    pub reason: String,
}

/// Whether something is known to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody has said.
    Unknown,
}

/// `GET /api/v1/sender-countries/{country}`: what is known of sender IDs in a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SenderCountry {
    /// The country.
    pub country: String,
    /// Whether a sender ID can be registered there.
    pub offered: Known,
    /// Whether it costs a fee.
    pub fee: Known,
    /// Who says so.
    pub source: String,
    /// When that was read, `yyyy-MM-dd`.
    pub source_date: String,
}
