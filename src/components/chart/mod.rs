//! Charts drawn by hand as SVG: stacked columns, a line, a bar.
//!
//! Every length is a share of the width or the height in hundredths of a percent, so that a chart fits any screen without
//! being stretched. Colours come from the tokens, and every part has a pattern too. A chart is one picture to a screen
//! reader; the page has a table with the same figures.

mod bar;
mod columns;
mod fill;
mod line;
mod scale;

pub use bar::Bar;
pub use columns::{Column, Columns};
pub use fill::{ChartFills, Fill, FillSample};
pub use line::{Line, Point};

/// The whole width or height.
const WHOLE: u64 = 10_000;

/// A part of the whole; all of it where there is nothing to compare with.
fn share(part: u64, whole: u64) -> u64 {
    let share = (u128::from(part) * u128::from(WHOLE)).checked_div(whole.into());
    share.and_then(|share| u64::try_from(share).ok()).unwrap_or(WHOLE).min(WHOLE)
}

/// As SVG writes it.
fn percent(hundredths: u64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The left edge and the middle of the place that each of `n` things has in a row.
fn place(at: usize, n: usize) -> (u64, u64) {
    let (at, n) = (at as u64, n.max(1) as u64);
    (WHOLE * at / n, WHOLE * (2 * at + 1) / (2 * n))
}

/// Every how many things in a row have their name below, so that names do not touch.
const fn label_period(n: usize) -> usize {
    const N_LABELS: usize = 8;
    n.div_ceil(N_LABELS)
}

#[cfg(test)]
mod tests {
    use super::{label_period, percent, place, share};

    #[test]
    fn lengths_are_shares_of_the_whole() {
        assert_eq!(percent(share(1, 3)), "33.33%");
        assert_eq!(percent(share(3, 3)), "100.00%");
        assert_eq!(percent(share(0, 0)), "100.00%");
        assert_eq!(place(0, 4), (0, 1_250));
        assert_eq!(place(3, 4), (7_500, 8_750));
        assert_eq!((label_period(1), label_period(7), label_period(30), label_period(90)), (1, 1, 4, 12));
    }
}
