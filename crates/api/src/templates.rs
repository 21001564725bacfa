//! Templates under review and approved.

use std::collections::BTreeMap;

use piecewise_sms::template::{ContentType, ReviewState};
use serde::{Deserialize, Serialize};

/// `POST /api/v1/templates`: submits a draft for review. Refused with `422` and the diagnostics while it has errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTemplate {
    /// Its name, unique in the account whatever the case.
    pub name: String,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The text with its variables.
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Where it will be sent, for the reviewer.
    pub countries: Vec<String>,
}

/// A template. `GET /api/v1/templates` lists them, last changed first; `GET /api/v1/templates/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    /// The template id, as used by `/smsapi/send`.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ContentType))]
    pub content_type: ContentType,
    /// The text with its variables.
    pub content: String,
    /// An example for each variable.
    #[serde(default)]
    pub examples: BTreeMap<String, String>,
    /// Where it will be sent, for the reviewer.
    pub countries: Vec<String>,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::ReviewState))]
    pub state: ReviewState,
    /// When it was handed in.
    pub submitted_at_ms: i64,
    /// When it was approved or rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_at_ms: Option<i64>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<String>,
}
