//! What is known of sender IDs in each country, from a data file: nothing is there that no source says.

use std::collections::BTreeMap;

use piecewise_api::{Known, SenderCountry};
use serde::Deserialize;

use crate::error::{Error, Result};

const DATA: &str = include_str!("countries.json");

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    offered: Known,
    fee: Known,
    source: String,
    source_date: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cards {
    /// What is said of the countries that no source names.
    elsewhere: Card,
    countries: BTreeMap<String, Card>,
}

/// The card of a country.
pub(super) fn card(country: &str) -> Result<SenderCountry> {
    let cards: Cards = serde_json::from_str(DATA).map_err(|_| Error::Damaged("table of countries"))?;
    let card = cards.countries.get(country).unwrap_or(&cards.elsewhere).clone();
    Ok(SenderCountry {
        country: country.into(),
        offered: card.offered,
        fee: card.fee,
        source: card.source,
        source_date: card.source_date,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// every card has its source and the day it was read, and what nobody has said is unknown.
    #[test]
    fn every_card_has_a_source() {
        let cards: Cards = serde_json::from_str(DATA).unwrap();
        for (country, card) in &cards.countries {
            assert!(piecewise_recipients::is_country(country), "{country}");
            assert!(!card.source.is_empty() && card.source_date.len() == 10, "{country}");
        }
        let unknown = card("SG").unwrap();
        assert_eq!((unknown.offered, unknown.fee), (Known::Unknown, Known::Unknown));
        assert!(unknown.source.contains("Aurora SendCloud"));
    }
}
