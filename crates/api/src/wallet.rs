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
    /// Below this, the balance is low; absent: nobody is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub low_balance: Option<Micros>,
    /// How much may be committed in a day and in a month.
    #[serde(default)]
    pub caps: SpendCaps,
    /// What a person should know now; a push of the wallet carries it as soon as it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attention: Vec<WalletAttention>,
}

/// Hard limits: a send beyond one is refused like one beyond the balance. What counts is what accepted messages of the
/// day or month (UTC) cost or will cost; what is given back for a message that is never sent counts no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpendCaps {
    /// In a day; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub daily: Option<Micros>,
    /// In a month; absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub monthly: Option<Micros>,
    /// What counts towards `daily` so far.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub committed_today: Micros,
    /// What counts towards `monthly` so far.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub committed_this_month: Micros,
}

/// What a person should know about a wallet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WalletAttention {
    /// Less than `low_balance` is available.
    LowBalance,
    /// At least nine tenths of the daily cap are committed.
    DailyCapNear,
    /// At least nine tenths of the monthly cap are committed.
    MonthlyCapNear,
}

/// `POST /api/v1/wallet/settings`: sets all three; what is absent is switched off. Answers with the `Wallet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WalletSettings {
    /// The low-balance threshold, more than nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 1))]
    pub low_balance: Option<Micros>,
    /// The cap of a day, from nothing on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0))]
    pub daily_cap: Option<Micros>,
    /// The cap of a month, from nothing on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0))]
    pub monthly_cap: Option<Micros>,
}

/// `POST /api/v1/wallet/top-ups` with an idempotency key: puts sample money into the sandbox's wallet. `201`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopUpRequest {
    /// From 1 to 10,000 currency units.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1_000_000, maximum = 10_000_000_000_i64))]
    pub amount: Micros,
}

/// The answer to a top-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToppedUp {
    /// The wallet's ledger entry.
    pub entry: LedgerEntry,
    /// The wallet after it.
    pub wallet: Wallet,
}

/// `GET /api/v1/wallet/entries?limit=&before=&kind=&country=&from_ms=&until_ms=`: newest first. The same filters as CSV:
/// `GET /api/v1/wallet/entries.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerPage {
    /// The entries.
    pub entries: Vec<LedgerEntry>,
    /// Pass as `before` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A movement of money.
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
    /// The version of the price table that it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_version: Option<i64>,
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

/// `GET /api/v1/prices?version=`: the version in force, or the one that is asked for.
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
    /// The version of the account's table. A version is never changed.
    #[serde(default)]
    pub version: i64,
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
