//! What the overview shows: figures over a period, and what needs attention.

use piecewise_sms::money::Micros;
use serde::{Deserialize, Serialize};

use crate::message_log::StatusCounts;

/// `GET /api/v1/statistics?zone=&offset_minutes=&days=&from_day=&to_day=` and the parameters of `MessageFilter`: the
/// messages accepted in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statistics {
    /// Where the period begins.
    pub from_ms: i64,
    /// Where it ends; that moment is not in it.
    pub to_ms: i64,
    /// The currency of every cost.
    pub currency: String,
    /// All messages.
    pub total: Figures,
    /// By day of the time zone asked for, `YYYY-MM-DD`, in order; a day without messages stands there too.
    pub by_day: Vec<Slice>,
    /// By country, ISO 3166-1 alpha-2, most messages first; an empty key: not known.
    pub by_country: Vec<Slice>,
    /// By template, most messages first.
    pub by_template: Vec<Slice>,
    /// By SMS_USER, most messages first.
    pub by_sms_user: Vec<Slice>,
}

/// The figures of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slice {
    /// Which part.
    pub key: String,
    /// Its name, where the key is a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its figures.
    pub figures: Figures,
}

/// Figures of some messages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// How many, and with which status.
    pub messages: StatusCounts,
    /// Of a million messages whose fate is known, how many were delivered; absent while none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered_ppm: Option<u32>,
    /// Half of the delivered ones took at most this from accepted to delivered, rounded down by 5 % at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_delivery_ms: Option<i64>,
    /// The pieces of all of them.
    pub n_pieces: u64,
    /// The pieces that were charged.
    pub n_pieces_charged: u64,
    /// What was charged.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub cost: Micros,
}

/// `GET /api/v1/attention`: what a person should look at, as far as the role may see it; empty lists and `false` where
/// all is well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attention {
    /// Templates whose latest version was rejected.
    pub rejected_templates: Vec<RejectedTemplate>,
    /// Messages that may have been sent or not.
    pub n_unconfirmed: u64,
    /// Whether the balance is below its threshold.
    pub is_balance_low: bool,
    /// SMS_USERs whose key is old.
    pub old_keys: Vec<OldKey>,
    /// Addresses of hooks to which the latest delivery failed.
    pub failing_hooks: Vec<FailingHook>,
}

/// A template that was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RejectedTemplate {
    /// The template.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// A key that should be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OldKey {
    /// Whose.
    pub sms_user: String,
    /// When it was made.
    pub key_created_at_ms: i64,
}

/// A hook that does not take what is posted to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailingHook {
    /// The hook.
    pub id: i64,
    /// Its address.
    pub url: String,
}
