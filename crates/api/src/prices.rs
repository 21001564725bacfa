//! Versions of an account's price table.

use piecewise_sms::money::Micros;
use serde::{Deserialize, Serialize};

/// `POST /api/v1/prices/import` with an idempotency key: makes the next version. Refused as a whole, with the line of
/// each fault, unless every line is right. Answers `201` with a `PriceVersion`.
///
/// The table has a column `country` and a column `price`, in this order where it has no header. What the export writes
/// besides (`currency`, `effective`, `source`, `is_sample`) is read back; what stands here wins over it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceImport {
    /// The table as CSV.
    pub csv: String,
    /// The currency of every price, which must be the wallet's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The day (UTC) from which it holds, `YYYY-MM-DD`; in the future, the version before holds until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Whether these are sample prices; absent, what the table says, and otherwise not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_sample: Option<bool>,
}

/// `POST /api/v1/prices/preview` with a `PriceImport`: what its import would change, or why it would be refused. Stores
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PricePreview {
    /// What is wrong with the table, line by line; while there is anything, nothing else is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<PriceFault>,
    /// How many faults there are, where not all are told.
    #[serde(default)]
    pub n_faults: u32,
    /// The currency of every price.
    #[serde(default)]
    pub currency: String,
    /// The day from which the table would hold, `YYYY-MM-DD`.
    #[serde(default)]
    pub effective: String,
    /// Who says so.
    #[serde(default)]
    pub source: String,
    /// Whether these are sample prices.
    #[serde(default)]
    pub is_sample: bool,
    /// The version in force, which it is compared with.
    #[serde(default)]
    pub compared_with: i64,
    /// Countries with a price.
    #[serde(default)]
    pub n_prices: u32,
    /// Countries whose price stays as it is.
    #[serde(default)]
    pub n_unchanged: u32,
    /// The others, in order of the country's code.
    #[serde(default)]
    pub changes: Vec<PriceChange>,
}

/// What becomes of the price of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceChange {
    /// The country.
    pub country: String,
    /// Its price now; absent: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub before: Option<Micros>,
    /// Its price then; absent: not known any more, so that nothing can be sent there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub after: Option<Micros>,
}

/// A line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceFault {
    /// Which line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub kind: PriceFaultKind,
    /// The same and what to do, in English.
    pub message: String,
}

/// What can be wrong with a line of a price table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PriceFaultKind {
    /// It cannot be read as CSV.
    Unreadable,
    /// There is no price in the whole table.
    NoPrices,
    /// A column stands twice.
    ColumnTwice,
    /// There is no column of countries or of prices.
    ColumnMissing,
    /// There is no such country.
    Country,
    /// The price is no number.
    NotANumber,
    /// The price is not more than nothing.
    NotPositive,
    /// The price is beyond any that there is.
    TooHigh,
    /// The country has a price already.
    CountryTwice,
    /// What holds for the whole table differs from an earlier line.
    Differs,
}

/// A version of the price table, without its prices. `GET /api/v1/prices/versions` lists them, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceVersion {
    /// Its number.
    pub version: i64,
    /// The currency of every price.
    pub currency: String,
    /// The day from which it holds, `YYYY-MM-DD`.
    pub effective: String,
    /// Who says so.
    pub source: String,
    /// Whether these are sample prices.
    pub is_sample: bool,
    /// Countries with a price.
    pub n_prices: u32,
    /// When it was imported.
    pub created_at_ms: i64,
    /// Whoever imported it; absent where the gateway itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by: Option<String>,
}
