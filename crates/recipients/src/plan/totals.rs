//! Everything that is added up over recipients. No sum depends on their order.

use std::{cmp::Reverse, collections::BTreeMap};

use piecewise_sms::{
    money::Micros,
    pieces::{Encoding, MAX_PIECES},
    prices::PriceTable,
};

use super::{CallCount, N_CALL_NUMBERS, PieceCount, groups::Groups};
use crate::list::List;

/// Rows that are named as the costliest.
const N_COSTLIEST: usize = 10;

/// What goes to one country.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Country {
    pub(super) code: Option<&'static str>,
    pub(super) n_recipients: u32,
    pub(super) n_pieces: u64,
    pub(super) n_unreachable: u32,
}

/// A recipient, by its place in the list, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Priced {
    pub(super) place: usize,
    pub(super) row: u32,
    pub(super) price: Micros,
    pub(super) cost: Micros,
}

pub(super) struct Totals {
    /// By the country's place in the numbering plan.
    countries: Vec<Country>,
    pieces: BTreeMap<u32, u32>,
    n_of_group: Vec<u32>,
    pub(super) n_gsm7: u32,
    pub(super) n_ucs2: u32,
    pub(super) n_unsendable: u32,
    pub(super) costliest: Vec<Priced>,
    pub(super) cheapest: Option<Priced>,
}

impl Totals {
    pub(super) fn of(list: &List, groups: &Groups, prices: &PriceTable) -> Self {
        let mut totals = Self {
            countries: vec![Country::default(); 256],
            pieces: BTreeMap::new(),
            n_of_group: vec![0; groups.n_groups()],
            n_gsm7: 0,
            n_ucs2: 0,
            n_unsendable: 0,
            costliest: Vec::new(),
            cheapest: None,
        };
        let mut price_of: Vec<Option<Option<Micros>>> = vec![None; 256];
        let mut few_pieces = [0_u32; 16];
        for (place, recipient) in list.recipients().enumerate() {
            let Some(cost) = groups.cost(recipient.group) else { continue };
            let number = recipient.number;
            let at = usize::from(number.place());
            if let Some(country) = totals.countries.get_mut(at) {
                country.code = number.country();
                country.n_recipients += 1;
                country.n_pieces += u64::from(cost.n_pieces);
                country.n_unreachable += u32::from(number.line_type().takes_sms() == Some(false));
            }
            if let Some(n) = totals.n_of_group.get_mut(recipient.group as usize) {
                *n += 1;
            }
            match few_pieces.get_mut(cost.n_pieces as usize) {
                Some(n) => *n += 1,
                None => *totals.pieces.entry(cost.n_pieces).or_default() += 1,
            }
            match cost.encoding {
                Encoding::Gsm7 => totals.n_gsm7 += 1,
                Encoding::Ucs2 => totals.n_ucs2 += 1,
            }
            totals.n_unsendable += u32::from(cost.n_pieces > MAX_PIECES);
            let price = price_of.get_mut(at).and_then(|known| {
                *known.get_or_insert_with(|| number.country().and_then(|country| prices.price(country)))
            });
            if let Some(price) = price
                && let Some(cost) = price.times(cost.n_pieces.into())
            {
                totals.rank(Priced { place, row: recipient.row, price, cost });
            }
        }
        totals.pieces.extend((0..).zip(few_pieces).filter(|(_, n)| *n > 0));
        totals
    }

    /// Keeps the costliest and the cheapest; of equals, the first rows.
    fn rank(&mut self, row: Priced) {
        let order = |one: &Priced| (Reverse(one.cost), one.row);
        if self.cheapest.is_none_or(|cheapest| (row.cost, row.row) < (cheapest.cost, cheapest.row)) {
            self.cheapest = Some(row);
        }
        let is_full = self.costliest.len() == N_COSTLIEST;
        if is_full && self.costliest.last().is_some_and(|last| order(last) <= order(&row)) {
            return;
        }
        let at = self.costliest.partition_point(|known| order(known) < order(&row));
        self.costliest.insert(at, row);
        self.costliest.truncate(N_COSTLIEST);
    }

    /// Countries with recipients, in order of their codes; the one without a code last.
    pub(super) fn by_country(&self) -> impl Iterator<Item = Country> {
        let mut by_code: BTreeMap<(bool, &str), Country> = BTreeMap::new();
        for country in self.countries.iter().filter(|country| country.n_recipients > 0) {
            let code = country.code.unwrap_or_default();
            let sum = by_code.entry((country.code.is_none(), code)).or_default();
            sum.code = country.code;
            sum.n_recipients += country.n_recipients;
            sum.n_pieces += country.n_pieces;
            sum.n_unreachable += country.n_unreachable;
        }
        by_code.into_values()
    }

    pub(super) fn pieces(&self) -> Vec<PieceCount> {
        self.pieces.iter().map(|(&n_pieces, &n_recipients)| PieceCount { n_pieces, n_recipients }).collect()
    }

    pub(super) fn calls(&self) -> CallCount {
        let used = || self.n_of_group.iter().copied().filter(|&n| n > 0);
        CallCount {
            n_calls: used().map(|n| n.div_ceil(N_CALL_NUMBERS)).sum(),
            n_groups: u32::try_from(used().count()).unwrap_or(u32::MAX),
            n_largest: used().max().unwrap_or(0),
        }
    }
}
