//! Single rows: what they cost, and why.

use piecewise_sms::{
    money::Micros,
    pieces::{Encoding, count, non_gsm},
};
use serde::{Deserialize, Serialize};

use super::{Campaign, renderer::Renderer, totals::Priced};
use crate::list::List;

/// What one row costs, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostlyRow {
    /// The row in the person's own file.
    pub row: u32,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The price of a piece.
    pub price: Micros,
    /// Pieces of the message.
    pub n_pieces: u32,
    /// What it costs.
    pub cost: Micros,
    /// The encoding of the message.
    pub encoding: Encoding,
    /// Units of the message.
    pub n_units: u32,
    /// What forces UCS-2, each once.
    pub forcing: Vec<String>,
}

/// Says of a row why it costs what it costs.
pub(super) fn describe(row: Priced, list: &List, campaign: &Campaign<'_>) -> Option<CostlyRow> {
    let recipient = list.recipient(row.place)?;
    let values: Vec<&str> = recipient.values().collect();
    let mut text = String::new();
    Renderer::new(campaign.template).render(&values, &mut text);
    let counted = count(&text);
    Some(CostlyRow {
        row: row.row,
        country: recipient.number.country()?.to_owned(),
        price: row.price,
        n_pieces: counted.n_pieces,
        cost: row.cost,
        encoding: counted.encoding,
        n_units: counted.n_units,
        forcing: non_gsm(&text).into_iter().map(|kind| kind.text).collect(),
    })
}
