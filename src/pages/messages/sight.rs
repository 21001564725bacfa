//! Which rows of a long list are drawn: those in sight and a few on either side, all of one height.

use std::ops::Range;

/// Rows drawn beyond those in sight.
const N_BEYOND: usize = 10;

/// The first row moves in such steps, so that scrolling draws now and then and not with every pixel.
const N_STEP: usize = 5;

/// The tallest list that browsers can lay out, with room to spare, in pixels.
const TALLEST_PX: usize = 16_000_000;

/// What is in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sight {
    /// The first row, in steps.
    first: usize,
    /// How many rows fit.
    n_fitting: usize,
    /// The height of a row in pixels.
    pub(super) row_px: usize,
    /// Whether it is the top.
    pub(super) is_top: bool,
}

impl Default for Sight {
    fn default() -> Self {
        Self { first: 0, n_fitting: 20, row_px: 40, is_top: true }
    }
}

impl Sight {
    /// What is in sight of a list that is scrolled by `scroll_px` in a frame of `height_px`.
    pub(super) fn of(scroll_px: usize, height_px: usize, row_px: usize) -> Self {
        let row_px = row_px.max(1);
        Self {
            first: scroll_px / row_px / N_STEP * N_STEP,
            n_fitting: height_px.div_ceil(row_px) + N_STEP,
            row_px,
            is_top: scroll_px < row_px / 2,
        }
    }

    /// The rows to draw of `n_rows`.
    pub(super) fn drawn(self, n_rows: usize) -> Range<usize> {
        let end = (self.first + self.n_fitting + N_BEYOND).min(n_rows);
        self.first.saturating_sub(N_BEYOND).min(end)..end
    }

    /// How many rows the list can have at most to be laid out.
    pub(super) const fn n_rows_at_most(self) -> usize {
        TALLEST_PX / self.row_px
    }
}

#[cfg(test)]
mod tests {
    use super::Sight;

    #[test]
    fn a_hundred_thousand_rows_draw_a_screenful() {
        for scroll_px in (0..4_000_000).step_by(7_919) {
            let sight = Sight::of(scroll_px, 800, 40);
            let drawn = sight.drawn(100_000);
            assert!(drawn.len() <= 20 + 5 + 2 * 10, "{drawn:?}");
            assert!(drawn.start * 40 <= scroll_px, "{drawn:?} at {scroll_px}");
            assert!(drawn.end == 100_000 || drawn.end * 40 >= scroll_px + 800, "{drawn:?} at {scroll_px}");
        }
        assert!(Sight::of(19, 800, 40).is_top && !Sight::of(20, 800, 40).is_top);
        assert_eq!(Sight::of(4_000, 800, 0).row_px, 1, "a list that is not drawn yet has no height");
        assert_eq!(Sight::default().drawn(0), 0..0);
    }
}
