//! What a piece costs in each country, and what a list of messages will cost (R-010, R-015, D8).
//!
//! An unknown price is never 0: an estimate says how many of its rows it could not price.

use alloc::{collections::BTreeMap, string::String};
use core::fmt;

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

/// Made up for the sandbox: the country and the price of a piece in millionths of a dollar.
const SAMPLE: [(&str, i64); 62] = [
    ("AE", 32_000),
    ("AR", 58_000),
    ("AT", 72_000),
    ("AU", 36_000),
    ("BD", 124_000),
    ("BE", 86_000),
    ("BH", 30_000),
    ("BR", 12_000),
    ("BS", 44_000),
    ("CA", 8_500),
    ("CH", 56_000),
    ("CL", 46_000),
    ("CN", 28_000),
    ("CO", 6_000),
    ("CZ", 42_000),
    ("DE", 74_000),
    ("DK", 46_000),
    ("EG", 118_000),
    ("ES", 52_000),
    ("FI", 62_000),
    ("FR", 54_000),
    ("GB", 38_000),
    ("GH", 76_000),
    ("GR", 54_000),
    ("HK", 48_000),
    ("HU", 64_000),
    ("ID", 146_000),
    ("IE", 58_000),
    ("IL", 66_000),
    ("IN", 52_000),
    ("IT", 62_000),
    ("JM", 84_000),
    ("JP", 58_000),
    ("KE", 54_000),
    ("KH", 92_000),
    ("KR", 34_000),
    ("KW", 74_000),
    ("KZ", 126_000),
    ("LK", 158_000),
    ("MO", 26_000),
    ("MX", 22_000),
    ("MY", 64_000),
    ("NG", 88_000),
    ("NL", 82_000),
    ("NO", 56_000),
    ("NZ", 78_000),
    ("PE", 48_000),
    ("PH", 94_000),
    ("PK", 136_000),
    ("PL", 32_000),
    ("PT", 36_000),
    ("QA", 68_000),
    ("RO", 48_000),
    ("SA", 56_000),
    ("SE", 48_000),
    ("SG", 41_200),
    ("TH", 14_000),
    ("TR", 9_000),
    ("TW", 44_000),
    ("US", 7_900),
    ("VN", 82_000),
    ("ZA", 18_000),
];

impl PriceTable {
    /// A table with `prices`, each of which is more than nothing: a price that is not known is left out.
    pub fn new(
        currency: Currency,
        effective: String,
        source: String,
        is_sample: bool,
        prices: impl IntoIterator<Item = (String, Micros)>,
    ) -> Self {
        let prices = prices.into_iter().filter(|(_, price)| *price > Micros::ZERO).collect();
        Self { currency, effective, source, is_sample, prices }
    }

    /// The table the sandbox ships: sample prices, for trying things out.
    pub fn sample() -> Self {
        let mut prices = BTreeMap::new();
        // One by one: a map made of a whole list brings a sort of its own into the browser.
        prices.extend(SAMPLE.into_iter().map(|(country, price)| (country.into(), Micros(price))));
        Self {
            currency: Currency::USD,
            effective: "2026-01-01".into(),
            source: "sample prices made for the sandbox; not a quotation".into(),
            is_sample: true,
            prices,
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

/// What a list of messages will cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// The sum over every row with a known price.
    pub total: Micros,
    /// Pieces over all rows.
    pub n_pieces: u64,
    /// Rows without a known country or price; they cost something, and it is not in `total`.
    pub n_unknown: u64,
}

impl Estimate {
    /// Whether the cost is `total` exactly; otherwise it is more than that, and is shown with `≥`.
    pub const fn is_exact(&self) -> bool {
        self.n_unknown == 0
    }
}

/// A sum that does not fit the type for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountOverflow;

impl fmt::Display for AmountOverflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the sum is larger than any amount of money that can be written down")
    }
}

impl core::error::Error for AmountOverflow {}

/// Adds up what `rows` cost: for each recipient the country, if it is known, and the pieces. The result does not depend
/// on the order of the rows.
///
/// # Errors
///
/// The sum is beyond 9 million million currency units.
///
/// ```
/// use piecewise_sms::prices::{PriceTable, estimate};
///
/// let rows = [(Some("SG"), 2), (Some("US"), 1), (Some("SG"), 2), (None, 1)];
/// let estimate = estimate(&PriceTable::sample(), rows)?;
/// assert_eq!(estimate.total.to_string(), "0.1727");
/// assert_eq!(estimate.n_unknown, 1);
/// # Ok::<(), piecewise_sms::prices::AmountOverflow>(())
/// ```
pub fn estimate<'a>(
    table: &PriceTable,
    rows: impl IntoIterator<Item = (Option<&'a str>, u32)>,
) -> Result<Estimate, AmountOverflow> {
    let mut total = 0_i128;
    let (mut n_pieces, mut n_unknown) = (0_u64, 0_u64);
    for (country, n) in rows {
        n_pieces = n_pieces.saturating_add(n.into());
        match country.and_then(|country| table.price(country)) {
            // A row is below 2^95, so that the sum of 2^32 rows is exact.
            Some(Micros(price)) => total = total.saturating_add(i128::from(price) * i128::from(n)),
            None => n_unknown += 1,
        }
    }
    let total = i64::try_from(total).map(Micros).map_err(|_| AmountOverflow)?;
    Ok(Estimate { total, n_pieces, n_unknown })
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec::Vec};

    use super::{AmountOverflow, Estimate, PriceTable, SAMPLE, estimate};
    use crate::money::Micros;

    /// D8: the sample says that it is one.
    #[test]
    fn the_sample_table_is_labelled_and_in_order() {
        let table = PriceTable::sample();
        assert!(table.is_sample && table.source.contains("sample prices") && table.source.contains("not a quotation"));
        assert_eq!(table.iter().count(), SAMPLE.len(), "no country twice");
        assert!(table.iter().all(|(country, price)| country.len() == 2 && price > Micros::ZERO));
        assert!(SAMPLE.is_sorted());
    }

    /// R-010: exact, whatever the order.
    #[test]
    fn the_total_is_exact_in_any_order() {
        let table = PriceTable::sample();
        let mut rows = [(Some("SG"), 2), (Some("SG"), 2), (Some("US"), 1)];
        for _ in 0..rows.len() {
            rows.rotate_left(1);
            assert_eq!(estimate(&table, rows).map(|estimate| estimate.total.to_string()).as_deref(), Ok("0.1727"));
        }
        let countries = ["SG", "US", "DE", "CN"];
        let mut rows: Vec<_> =
            (0..100_000).map(|n| (Some(countries[n % 4]), u32::try_from(n % 7).unwrap_or(0))).collect();
        let forward = estimate(&table, rows.iter().copied());
        rows.reverse();
        assert_eq!(forward, estimate(&table, rows.iter().copied()));
        rows.sort_unstable();
        assert_eq!(forward, estimate(&table, rows));
    }

    /// R-015: an unknown price is never 0.
    #[test]
    fn rows_without_a_price_are_counted_apart() {
        let table = PriceTable::sample();
        let found = estimate(&table, [(Some("SG"), 1), (Some("XX"), 3), (None, 2), (Some("sg"), 1)]);
        assert_eq!(found, Ok(Estimate { total: Micros(41_200), n_pieces: 7, n_unknown: 3 }));
        assert_eq!(found.map(|estimate| estimate.is_exact()), Ok(false));
        assert_eq!(estimate(&table, []), Ok(Estimate::default()));
        assert!(Estimate::default().is_exact());
    }

    #[test]
    fn a_sum_that_does_not_fit_is_an_error() {
        let mut table = PriceTable::sample();
        table.prices.insert("XX".into(), Micros(i64::MAX));
        assert_eq!(estimate(&table, [(Some("XX"), 1)]).map(|estimate| estimate.total), Ok(Micros(i64::MAX)));
        assert_eq!(estimate(&table, [(Some("XX"), 1), (Some("US"), 1)]), Err(AmountOverflow));
        assert_eq!(estimate(&table, [(Some("XX"), u32::MAX)]), Err(AmountOverflow));
    }
}
