//! Replacing credentials, and who still uses the old ones.

use serde::{Deserialize, Serialize};

use crate::SmsUser;

/// The answer to `POST /api/v1/service/sms-users/{sms_user}/regenerate-key` (keeps the SMS_USER) and
/// `…/regenerate-user` (replaces it and its key), both with an idempotency key. From this answer on, the old pair is
/// refused; the new key is shown by an explicit reveal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Regenerated {
    /// The SMS_USER as it is now.
    pub sms_user: SmsUser,
    /// What follows from it.
    pub consequences: Consequences,
}

/// `GET /api/v1/service/sms-users/{sms_user}/consequences`: what regenerating means now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Consequences {
    /// Who called in the last 7 days, and needs the new pair.
    pub callers: Vec<SmsCaller>,
    /// Campaigns that run or wait on it.
    pub campaigns: Vec<RunningCampaign>,
    /// Accepted messages that are still on their way; they are not stopped.
    pub n_pending_messages: u64,
}

/// A campaign that would be interrupted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunningCampaign {
    /// The campaign.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// `GET /api/v1/service/sms-users/{sms_user}/callers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallerReport {
    /// Everyone who called in the last 7 days, the latest first.
    pub callers: Vec<SmsCaller>,
    /// When somebody last used a pair that has been replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_old_key_at_ms: Option<i64>,
    /// Whether nobody has for 24 hours, and as long since the pair was replaced.
    pub is_old_key_quiet: bool,
}

/// Where calls come from: the network, roughly, and the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsCaller {
    /// `this machine`, `private network`, or the network of a public address.
    pub network: String,
    /// The program's own name for itself, without its version; `other` beyond 50 callers.
    pub client: String,
    /// The first call.
    pub first_at_ms: i64,
    /// The last call.
    pub last_at_ms: i64,
    /// The last call with a pair that has been replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_old_key_at_ms: Option<i64>,
    /// When somebody ticked it as having the new pair; absent: not since the pair was replaced, or it has used a
    /// replaced one since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked_at_ms: Option<i64>,
    /// Who ticked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked_by: Option<String>,
    /// The calls of the last 7 days, oldest first; days without one are left out.
    pub days: Vec<CallerDay>,
}

/// `POST /api/v1/service/sms-users/{sms_user}/callers/tick`: whether a caller has the new pair. Answers with the
/// `CallerReport`; 404 where nobody like that has called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallerTick {
    /// The caller's network, as the report has it.
    pub network: String,
    /// The caller's program, as the report has it.
    pub client: String,
    /// `true`: it has the new pair; `false`: it has not after all.
    pub is_ticked: bool,
}

/// The calls of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallerDay {
    /// The day (UTC), `YYYY-MM-DD`.
    pub day: String,
    /// Calls with the right pair.
    pub n_accepted: u64,
    /// Calls that were refused because the pair has been replaced.
    pub n_old_key: u64,
    /// Calls that were refused because the key was never right.
    pub n_refused: u64,
}

/// `GET /api/v1/service/facts?sms_user=`: what helps to find out why calls are refused with 401.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CredentialFacts {
    /// Whether this is an SMS_USER of the account now.
    pub is_known: bool,
    /// The SMS_USER that has replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
    /// Whether it is disabled.
    pub is_disabled: bool,
    /// When it or its key was last regenerated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regenerated_at_ms: Option<i64>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regenerated_by: Option<String>,
    /// When a call was last accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
    /// When somebody last used a pair that has been replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_old_key_at_ms: Option<i64>,
    /// The address to use as the base URL of an application, without a trailing slash.
    pub base_url: String,
    /// The path of a send below it.
    pub send_path: String,
}
