//! Versions of an account's price table.

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
