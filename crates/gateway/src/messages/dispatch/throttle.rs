//! How much an upstream is given in a second.

use std::num::NonZeroU32;

/// Counts what was handed over, and says when more may be.
#[derive(Debug)]
pub(super) struct Throttle {
    n_per_second: Option<NonZeroU32>,
    free_at_ms: i64,
}

impl Throttle {
    /// At most `n_per_second` numbers; `None` is no limit.
    pub(super) fn new(n_per_second: Option<NonZeroU32>) -> Self {
        Self { n_per_second, free_at_ms: i64::MIN }
    }

    /// How many numbers may be handed over now: none, or what a second has room for.
    pub(super) fn n_free(&self, now_ms: i64) -> usize {
        match self.n_per_second {
            None => usize::MAX,
            Some(_) if now_ms < self.free_at_ms => 0,
            Some(n) => usize::try_from(n.get()).unwrap_or(usize::MAX),
        }
    }

    /// Notes that `n_numbers` are being handed over.
    pub(super) fn took(&mut self, n_numbers: usize, now_ms: i64) {
        let Some(n) = self.n_per_second else { return };
        let took_ms = i64::try_from(n_numbers).unwrap_or(i64::MAX).saturating_mul(1000) / i64::from(n.get());
        self.free_at_ms = self.free_at_ms.max(now_ms).saturating_add(took_ms);
    }

    /// When numbers may be handed over again.
    pub(super) fn free_at_ms(&self) -> i64 {
        self.free_at_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_room_for_so_many() {
        let mut throttle = Throttle::new(NonZeroU32::new(100));
        assert_eq!(throttle.n_free(0), 100);
        throttle.took(40, 0);
        assert_eq!((throttle.n_free(399), throttle.n_free(400)), (0, 100));
        throttle.took(300, 1000);
        assert_eq!(throttle.free_at_ms(), 4000);
    }

    #[test]
    fn without_a_limit_there_is_always_room() {
        let mut throttle = Throttle::new(None);
        throttle.took(1_000_000, 0);
        assert_eq!(throttle.n_free(0), usize::MAX);
    }
}
