//! Prices as the pages read them: the gateway's table where there is one, else the sample table that is built in.

use piecewise_api::Prices;
use piecewise_sms::{money::Micros, prices::PriceTable};
use yew::prelude::*;

use crate::client::use_gateway;

/// A price table with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    /// The currency of every price.
    pub currency: AttrValue,
    /// The day from which it holds, `YYYY-MM-DD`.
    pub effective: AttrValue,
    /// Who says so.
    pub source: AttrValue,
    /// Whether these are sample prices.
    pub is_sample: bool,
    /// The price of one piece by country.
    prices: Vec<(String, Micros)>,
}

impl PriceList {
    /// The price of one piece to `country`; `None` if it is not known, which is never 0 (D8).
    pub fn price(&self, country: &str) -> Option<Micros> {
        self.prices.iter().find(|(code, _)| code == country).map(|(_, price)| *price)
    }

    /// What `n_pieces` to each of `n_recipients` cost; `None` if the price is not known or the sum cannot be told.
    pub fn cost(&self, country: &str, n_pieces: u32, n_recipients: u64) -> Option<Micros> {
        self.price(country)?.times(u64::from(n_pieces).checked_mul(n_recipients)?)
    }
}

impl From<&PriceTable> for PriceList {
    fn from(table: &PriceTable) -> Self {
        Self {
            currency: table.currency.code().to_owned().into(),
            effective: table.effective.clone().into(),
            source: table.source.clone().into(),
            is_sample: table.is_sample,
            prices: table.iter().map(|(code, price)| (code.to_owned(), price)).collect(),
        }
    }
}

impl From<&Prices> for PriceList {
    fn from(table: &Prices) -> Self {
        Self {
            currency: table.currency.clone().into(),
            effective: table.effective.clone().into(),
            source: table.source.clone().into(),
            is_sample: table.is_sample,
            prices: table.prices.iter().map(|price| (price.country.clone(), price.price)).collect(),
        }
    }
}

/// The prices to count with.
#[hook]
pub fn use_prices() -> PriceList {
    let gateway = use_gateway();
    gateway.prices.ready().map_or_else(|| PriceList::from(&PriceTable::sample()), |prices| PriceList::from(&**prices))
}

#[cfg(test)]
mod tests {
    use super::{Micros, PriceList, PriceTable};

    /// pieces times price, and an unknown price stays unknown.
    #[test]
    fn pieces_are_charged_and_an_unknown_price_is_never_nothing() {
        let prices = PriceList::from(&PriceTable::sample());
        let singapore = prices.price("SG").unwrap();
        assert_eq!(prices.cost("SG", 2, 3), Some(Micros(singapore.0 * 6)));
        assert_eq!(prices.cost("ZZ", 2, 3), None);
        assert_eq!(prices.cost("SG", u32::MAX, u64::MAX), None, "a sum that does not fit is not told");
    }
}
