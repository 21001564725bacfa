//! Who must not be written to, and how often one number may be.

use serde::{Deserialize, Serialize};

/// Which messages a number does not get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuppressionScope {
    /// Marketing; verification codes and notifications still arrive.
    Marketing,
    /// Everything, verification codes included.
    Everything,
}

impl SuppressionScope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Marketing, Self::Everything];

    /// The name in JSON and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Everything => "everything",
        }
    }

    /// Reads [`SuppressionScope::as_str`] back.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

/// `POST /api/v1/suppression` adds a number, `POST /api/v1/suppression/release` releases it; both answer 201 with the new
/// [`SuppressionEntry`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSuppression {
    /// The number, with country code.
    pub phone: String,
    /// What it is not to get any more, or to get again.
    pub scope: SuppressionScope,
    /// Why.
    pub reason: String,
    /// What shows that it is so, such as the text of a reply or the number of a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// One row of the list. No row ever changes; the latest one of a number and a scope holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionEntry {
    /// Its number.
    pub id: i64,
    /// The phone number, masked.
    pub phone_masked: String,
    /// What it is about.
    pub scope: SuppressionScope,
    /// Whether it releases the number.
    pub is_release: bool,
    /// Why.
    pub reason: String,
    /// What shows that it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Where it came from: `console` or `import`.
    pub origin: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at_ms: i64,
}

/// `GET /api/v1/suppression?before=&limit=`: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionPage {
    /// The rows.
    pub entries: Vec<SuppressionEntry>,
    /// Pass as `before` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `POST /api/v1/suppression/lookup`: a body, because numbers do not belong in a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionLookup {
    /// The number, with country code.
    pub phone: String,
}

/// What holds for a number, and how that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionState {
    /// What it does not get.
    pub scopes: Vec<SuppressionScope>,
    /// Its rows, newest first.
    pub entries: Vec<SuppressionEntry>,
}

/// `POST /api/v1/suppression/import`: the whole table or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionImport {
    /// CSV with a header; its columns are `phone`, `scope`, `reason` and, where there is one, `evidence`.
    pub csv: String,
}

/// What an import did: rows in = added + already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuppressionImported {
    /// Numbers that were added.
    pub n_added: i64,
    /// Rows whose number was suppressed in this scope before, in the list or in the table.
    pub n_already: i64,
}

/// `GET` and `POST /api/v1/suppression/limits`: how many messages one number may be sent. What is absent is not limited.
/// Verification codes are counted by themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrequencyLimits {
    /// Notifications and marketing in one minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_minute: Option<i64>,
    /// Notifications and marketing in 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<i64>,
    /// Verification codes in one minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otp_per_minute: Option<i64>,
    /// Verification codes in 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otp_per_day: Option<i64>,
}
