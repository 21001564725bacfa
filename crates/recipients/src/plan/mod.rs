//! What a list will cost and when it may go, before anything is sent.
//!
//! Every row counts with its own values. Money is whole micro-units, added up as integers, so that no order of the rows
//! and no way of cutting the file changes a sum. An unknown price is never 0.

mod costly;
mod groups;
mod renderer;
mod savings;
mod totals;

use piecewise_sms::{
    money::Micros,
    prices::{AmountOverflow, PriceTable},
    sender::sender_for,
    template::{ContentType, Template},
};
use serde::{Deserialize, Serialize};

pub use costly::CostlyRow;
pub use savings::{Saved, Saving, Savings};

use crate::{
    LineType, Repair,
    list::{List, RejectClass, RowCounts},
    quiet::{QuietState, quiet_state},
};
use groups::Groups;
use totals::Totals;

/// The most numbers that one call to the platform may have; their values are equal.
pub const N_CALL_NUMBERS: u32 = 2000;

/// What a list is planned for.
#[derive(Debug, Clone, Copy)]
pub struct Campaign<'a> {
    /// The template that the list was made for.
    pub template: &'a Template,
    /// What the message is for.
    pub content_type: ContentType,
    /// What a piece costs.
    pub prices: &'a PriceTable,
    /// The sender ID that is wished for.
    pub sender: Option<&'a str>,
    /// Sender IDs that are registered, each with its country.
    pub senders: &'a [(String, String)],
    /// When it is to start, in milliseconds since 1970 (UTC).
    pub start_ms: i64,
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What became of the rows.
    pub rows: RowCounts,
    /// Why rows were rejected.
    pub rejects: Vec<RejectClass>,
    /// How many numbers needed each repair; only what was needed.
    pub repairs: Vec<(Repair, u32)>,
    /// How many recipients there are of each kind of line; only what there is.
    pub line_types: Vec<(LineType, u32)>,
    /// The currency of all money here.
    pub currency: String,
    /// The day from which the prices hold.
    pub prices_effective: String,
    /// Whether the prices are samples.
    pub prices_are_samples: bool,
    /// What it costs, over recipients with a known price.
    pub total: Micros,
    /// Recipients without a known price: they cost something, and it is not in `total`.
    pub n_unpriced: u32,
    /// Pieces over all recipients.
    pub n_pieces: u64,
    /// Recipients whose message is GSM-7.
    pub n_gsm7: u32,
    /// Recipients whose message is UCS-2.
    pub n_ucs2: u32,
    /// Recipients whose message has more pieces than can be joined: it cannot be sent.
    pub n_unsendable: u32,
    /// By country, in order of its code; those without one last.
    pub countries: Vec<CountryPlan>,
    /// How many recipients get how many pieces.
    pub pieces: Vec<PieceCount>,
    /// The rows that cost most, the costliest first.
    pub costliest: Vec<CostlyRow>,
    /// The row that costs least.
    pub cheapest: Option<CostlyRow>,
    /// What would make it cheaper.
    pub savings: Savings,
    /// How it goes to the platform.
    pub calls: CallCount,
}

impl Plan {
    /// Whether `total` is all that it costs; otherwise it is shown with `≥`.
    pub fn is_exact(&self) -> bool {
        self.n_unpriced == 0
    }
}

/// What goes to one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryPlan {
    /// ISO 3166-1 alpha-2; `None` for numbers of no country.
    pub country: Option<String>,
    /// Recipients.
    pub n_recipients: u32,
    /// Pieces.
    pub n_pieces: u64,
    /// The price of one, if it is known.
    pub price: Option<Micros>,
    /// What they cost, if that is known.
    pub cost: Option<Micros>,
    /// The sender that recipients see; `None` is a random number of the platform's.
    pub sender: Option<String>,
    /// Whether it may go out when it is to start.
    pub quiet: QuietState,
    /// Recipients whose number is of a kind that takes no SMS, such as landlines.
    pub n_unreachable: u32,
}

/// How many recipients get a number of pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceCount {
    /// Pieces of each.
    pub n_pieces: u32,
    /// Recipients.
    pub n_recipients: u32,
}

/// Into how many calls a list is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallCount {
    /// Calls of at most [`N_CALL_NUMBERS`] numbers with equal values.
    pub n_calls: u32,
    /// Different combinations of values.
    pub n_groups: u32,
    /// Recipients of the largest.
    pub n_largest: u32,
}

/// Plans a list.
///
/// # Errors
///
/// It costs more than can be written down.
pub fn plan(list: &List, campaign: &Campaign<'_>) -> Result<Plan, AmountOverflow> {
    let groups = Groups::of(list, campaign.template);
    let totals = Totals::of(list, &groups, campaign.prices);
    let countries: Result<Vec<_>, _> = totals.by_country().map(|found| country_plan(&found, campaign)).collect();
    let countries = countries?;
    let mut total = 0_i128;
    for country in &countries {
        total += i128::from(country.cost.unwrap_or_default().0);
    }
    let describe = |row| costly::describe(row, list, campaign);
    Ok(Plan {
        rows: list.counts(),
        rejects: list.rejects().to_vec(),
        repairs: list.repairs().filter(|(_, n)| *n > 0).collect(),
        line_types: list.line_types().filter(|(_, n)| *n > 0).collect(),
        currency: campaign.prices.currency.code().to_owned(),
        prices_effective: campaign.prices.effective.clone(),
        prices_are_samples: campaign.prices.is_sample,
        total: i64::try_from(total).map(Micros).map_err(|_| AmountOverflow)?,
        n_unpriced: countries.iter().filter(|one| one.price.is_none()).map(|one| one.n_recipients).sum(),
        n_pieces: countries.iter().map(|one| one.n_pieces).sum(),
        n_gsm7: totals.n_gsm7,
        n_ucs2: totals.n_ucs2,
        n_unsendable: totals.n_unsendable,
        pieces: totals.pieces(),
        costliest: totals.costliest.iter().filter_map(|&row| describe(row)).collect(),
        cheapest: totals.cheapest.and_then(describe),
        savings: groups.savings(list, campaign)?,
        calls: totals.calls(),
        countries,
    })
}

fn country_plan(found: &totals::Country, campaign: &Campaign<'_>) -> Result<CountryPlan, AmountOverflow> {
    let country = found.code;
    let price = country.and_then(|country| campaign.prices.price(country));
    let cost = match price {
        Some(price) => Some(price.times(found.n_pieces).ok_or(AmountOverflow)?),
        None => None,
    };
    let registered = campaign.senders.iter().map(|(sender, country)| (sender.as_str(), country.as_str()));
    Ok(CountryPlan {
        country: country.map(str::to_owned),
        n_recipients: found.n_recipients,
        n_pieces: found.n_pieces,
        price,
        cost,
        sender: sender_for(campaign.sender, country, registered).map(str::to_owned),
        quiet: quiet_state(country, campaign.content_type, campaign.start_ms),
        n_unreachable: found.n_unreachable,
    })
}

#[cfg(test)]
mod tests;
