//! The audit log.

use serde::{Deserialize, Serialize};

/// Who did what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// The place in the account's chain, from 1.
    pub number: i64,
    /// When.
    pub at_ms: i64,
    /// The person, where it was a known one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<i64>,
    /// The person's name at that time.
    pub actor: String,
    /// Where from, roughly: `this machine`, `private network`, or a network such as `203.0.113.0/24`.
    pub ip_class: String,
    /// What was done, such as `credentials.reveal`.
    pub action: String,
    /// To what.
    pub subject: String,
    /// The hash of the entry before, in hexadecimal digits; empty in the first one.
    pub previous_hash: String,
    /// The hash over the fields above.
    pub hash: String,
}

/// `GET /api/v1/audit`, newest first. Filters: `action` (`credentials.reveal`, or `credentials.` for all of them), `actor`
/// (a person's id), `from_ms`, `to_ms`, `limit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<AuditEntry>,
    /// What to give as `before` for the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}

/// `GET /api/v1/audit/verify`: the chain, computed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditCheck {
    /// Entries that are as they were written.
    pub n_entries: i64,
    /// The hash of the last of them: whoever notes it elsewhere can tell later that no entry before it was taken away.
    pub head: String,
    /// The number of the first entry that is changed or missing; absent where the log is intact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_broken: Option<i64>,
}
