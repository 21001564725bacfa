//! What a new price table changes.

use std::collections::BTreeSet;

use piecewise_api::{PriceChange, PricePreview};
use piecewise_sms::prices::PriceTable;

use super::prices::VersionedPrices;

/// `table` beside the one in force.
pub(super) fn changes(now: &VersionedPrices, table: &PriceTable) -> PricePreview {
    let countries: BTreeSet<&str> = now.table.iter().chain(table.iter()).map(|(country, _)| country).collect();
    let n_countries = countries.len();
    let changes: Vec<PriceChange> = countries
        .into_iter()
        .map(|country| (country, now.table.price(country), table.price(country)))
        .filter(|(_, before, after)| before != after)
        .map(|(country, before, after)| PriceChange { country: country.into(), before, after })
        .collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    PricePreview {
        faults: Vec::new(),
        n_faults: 0,
        currency: table.currency.code().into(),
        effective: table.effective.clone(),
        source: table.source.clone(),
        is_sample: table.is_sample,
        compared_with: now.version,
        n_prices: count(table.iter().count()),
        n_unchanged: count(n_countries - changes.len()),
        changes,
    }
}
