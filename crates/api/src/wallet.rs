//! S-Wallet and prices.

use piecewise_sms::money::Micros;
use serde::{Deserialize, Serialize};

/// `GET /api/v1/wallet`. Always: `available + reserved + spent = topped_up`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallet {
    /// The currency of every amount.
    pub currency: String,
    /// All that was ever paid in.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub topped_up: Micros,
    /// Free to spend.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub available: Micros,
    /// Held for accepted messages that are not handed to the carrier yet.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub reserved: Micros,
    /// Charged for messages handed to the carrier.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub spent: Micros,
    /// The part of `reserved` and `spent` that belongs to messages still Sending or Waiting Result.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub pending: Micros,
}

/// `GET /api/v1/wallet/entries`: newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerEntry {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub kind: LedgerKind,
    /// The amount; a charge is positive.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Micros,
    /// The message charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Pieces charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_pieces: Option<u32>,
    /// The country charged for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The price of one piece.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub unit_price: Option<Micros>,
    /// When.
    pub at_ms: i64,
}

/// What a ledger entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// Money paid in.
    TopUp,
    /// A message handed to the carrier.
    Charge,
}

/// `GET /api/v1/prices`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prices {
    /// The currency of every price.
    pub currency: String,
    /// The day from which they hold, `YYYY-MM-DD`.
    pub effective: String,
    /// Who says so.
    pub source: String,
    /// Sample prices are labelled so wherever they show.
    pub is_sample: bool,
    /// The prices, in order of the country's code.
    pub prices: Vec<Price>,
}

/// The price of one piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price {
    /// The country.
    pub country: String,
    /// The price.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub price: Micros,
}
