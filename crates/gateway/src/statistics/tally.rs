//! Cells put together into figures.

use std::collections::BTreeMap;

use piecewise_api::{Figures, Slice, StatusCounts};
use piecewise_sms::{money::Micros, status::Status};

use super::cube::Cell;
use crate::error::{Error, Result};

/// Figures in the making.
#[derive(Debug, Default)]
pub(super) struct Tally {
    messages: StatusCounts,
    n_pieces: u64,
    n_pieces_charged: u64,
    cost: i64,
    /// How many of the delivered ones took how long.
    took: BTreeMap<i64, u64>,
}

impl Tally {
    /// Takes a cell in.
    pub(super) fn add(&mut self, cell: &Cell) -> Result<()> {
        let status = Status::from_name(&cell.status).ok_or(Error::Damaged("message"))?;
        let n = u64::try_from(cell.n).unwrap_or(0);
        self.messages.add(status, n);
        self.n_pieces += u64::try_from(cell.n_pieces).unwrap_or(0);
        self.n_pieces_charged += u64::try_from(cell.n_pieces_charged).unwrap_or(0);
        self.cost += cell.cost;
        if status == Status::Delivered {
            *self.took.entry(cell.took_ms.max(0)).or_default() += n;
        }
        Ok(())
    }

    /// What it comes to.
    pub(super) fn figures(&self) -> Figures {
        let StatusCounts { delivered, failed, suppressed, .. } = self.messages;
        let n_known = delivered + failed + suppressed;
        let mut n_before = 0;
        let median = self.took.iter().find(|(_, n)| {
            n_before += **n;
            n_before * 2 >= delivered
        });
        Figures {
            messages: self.messages,
            delivered_ppm: (delivered * 1_000_000).checked_div(n_known).and_then(|ppm| u32::try_from(ppm).ok()),
            median_delivery_ms: median.map(|(took_ms, _)| *took_ms),
            n_pieces: self.n_pieces,
            n_pieces_charged: self.n_pieces_charged,
            cost: Micros(self.cost),
        }
    }
}

/// The figures of each part, most messages first.
pub(super) fn largest_first(parts: BTreeMap<String, (Option<String>, Tally)>) -> Vec<Slice> {
    let mut slices: Vec<Slice> =
        parts.into_iter().map(|(key, (name, tally))| Slice { key, name, figures: tally.figures() }).collect();
    slices.sort_by_key(|slice| std::cmp::Reverse(slice.figures.messages.total));
    slices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(status: &str, took_ms: i64, n: i64) -> Cell {
        Cell {
            day: 0,
            country: None,
            template_id: 1,
            template_name: "a".into(),
            sms_user: "u".into(),
            status: status.into(),
            took_ms,
            n,
            n_pieces: 2 * n,
            n_pieces_charged: 0,
            cost: 5 * n,
        }
    }

    #[test]
    fn the_median_is_of_the_delivered_ones() {
        let mut tally = Tally::default();
        for cell in
            [cell("delivered", 100, 2), cell("delivered", 900, 3), cell("failed", -1, 5), cell("sending", -1, 9)]
        {
            tally.add(&cell).unwrap();
        }
        let figures = tally.figures();
        assert_eq!(figures.median_delivery_ms, Some(900));
        assert_eq!(figures.delivered_ppm, Some(500_000), "of those whose fate is known");
        assert_eq!((figures.messages.total, figures.n_pieces, figures.cost), (19, 38, Micros(95)));
    }

    #[test]
    fn nothing_has_no_rate() {
        let figures = Tally::default().figures();
        assert_eq!((figures.delivered_ppm, figures.median_delivery_ms), (None, None));
    }
}
