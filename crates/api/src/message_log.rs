//! Reading the message log: which messages, and how many of each status.

use piecewise_sms::status::Status;
use serde::{Deserialize, Serialize};

/// Which messages are meant; what is absent does not matter. The query of `GET /api/v1/messages`, `…/messages/counts`,
/// `…/messages/export` and `…/statistics`, so that all of them mean the same messages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct MessageFilter {
    /// With this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::openapi::Status>))]
    #[cfg_attr(feature = "openapi", param(value_type = Option<crate::openapi::Status>, inline))]
    pub status: Option<Status>,
    /// Accepted then or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_ms: Option<i64>,
    /// Accepted before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_ms: Option<i64>,
    /// Of this template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<i64>,
    /// To this country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Of this SMS_USER.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_user: Option<String>,
    /// Of this campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<i64>,
    /// Tests (`true`), or messages of applications (`false`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<bool>,
    /// `true`: only messages that are unconfirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unconfirmed: Option<bool>,
}

/// `POST /api/v1/messages/search`: the messages to one number, newest first. Answers with a `MessagePage`. A body,
/// because numbers do not belong in a URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageSearch {
    /// The number, with country code, in any of the usual ways to write one.
    pub phone: String,
    /// Which of them.
    #[serde(default)]
    pub filter: MessageFilter,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9]{1,18}$"))]
    pub before: Option<String>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// `GET /api/v1/messages/counts`: how many messages a filter means, by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCounts {
    /// All of them.
    pub total: u64,
    /// Sending.
    pub sending: u64,
    /// Waiting Result.
    pub waiting_result: u64,
    /// Delivered.
    pub delivered: u64,
    /// Failed.
    pub failed: u64,
    /// Suppressed.
    pub suppressed: u64,
}

impl StatusCounts {
    /// Counts `n` more messages with `status`.
    pub const fn add(&mut self, status: Status, n: u64) {
        self.total += n;
        match status {
            Status::Sending => self.sending += n,
            Status::WaitingResult => self.waiting_result += n,
            Status::Delivered => self.delivered += n,
            Status::Failed => self.failed += n,
            Status::Suppressed => self.suppressed += n,
        }
    }
}

/// `GET /api/v1/messages/baseline`: how long the last tests to a country took from accepted to delivered; one for each
/// country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryBaseline {
    /// The country; absent where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Over how many tests: the last 30 that were delivered, or fewer.
    pub n_tests: u32,
    /// Half of them took at most this.
    pub p50_ms: i64,
    /// 95 of 100 took at most this.
    pub p95_ms: i64,
}
