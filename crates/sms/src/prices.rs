//! What a piece costs in each country (R-010, D8). An unknown price is never 0.

use alloc::{collections::BTreeMap, string::String};

use crate::money::{Currency, Micros};

/// A price per piece and country, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTable {
    /// The currency of every price.
    pub currency: Currency,
    /// The day from which it holds, `YYYY-MM-DD`.
    pub effective: String,
    /// Who says so.
    pub source: String,
    /// Whether these are sample prices, to be labelled so wherever they show.
    pub is_sample: bool,
    prices: BTreeMap<String, Micros>,
}

impl PriceTable {
    /// The table the sandbox ships: sample prices, for trying things out.
    pub fn sample() -> Self {
        let prices = [("SG", 41_200), ("US", 7_900)];
        Self {
            currency: Currency::USD,
            effective: "2026-01-01".into(),
            source: "sample prices".into(),
            is_sample: true,
            prices: prices.into_iter().map(|(country, price)| (country.into(), Micros(price))).collect(),
        }
    }

    /// The price of one piece to `country` (ISO 3166-1 alpha-2); `None` if it is not known.
    pub fn price(&self, country: &str) -> Option<Micros> {
        self.prices.get(country).copied()
    }

    /// Every country with a price, in order of its code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Micros)> {
        self.prices.iter().map(|(country, price)| (country.as_str(), *price))
    }
}
