//! What is known about one message: when each status was first reported.

use super::Status;

/// When each status of a message was first reported, in milliseconds since 1970.
///
/// Reports may come in any order and more than once: tracks are joined, and the join of the same reports is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Track {
    first_ms: [Option<i64>; Status::ALL.len()],
}

impl Track {
    /// Nothing reported yet.
    pub const fn new() -> Self {
        Self { first_ms: [None; Status::ALL.len()] }
    }

    /// With the report of `status` at `at_ms`; the earliest report of a status counts.
    #[must_use]
    pub fn with(self, status: Status, at_ms: i64) -> Self {
        let mut reported = Self::new();
        for (slot, known) in reported.first_ms.iter_mut().zip(Status::ALL) {
            *slot = (known == status).then_some(at_ms);
        }
        self.join(reported)
    }

    /// All that either knows.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let mut joined = self;
        for (first, second) in joined.first_ms.iter_mut().zip(other.first_ms) {
            *first = match (*first, second) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        joined
    }

    /// The status, or `None` if nothing was reported.
    pub fn status(&self) -> Option<Status> {
        self.reported().map(|(status, _)| status).reduce(Status::join)
    }

    /// When `status` was first reported.
    pub fn first_ms(&self, status: Status) -> Option<i64> {
        self.reported().find(|&(reported, _)| reported == status).map(|(_, at_ms)| at_ms)
    }

    /// When the message failed and was delivered all the same: a correction, to be shown with both times.
    pub fn correction(&self) -> Option<(i64, i64)> {
        Some((self.first_ms(Status::Failed)?, self.first_ms(Status::Delivered)?))
    }

    fn reported(&self) -> impl Iterator<Item = (Status, i64)> {
        Status::ALL.into_iter().zip(self.first_ms).filter_map(|(status, at_ms)| Some((status, at_ms?)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, Track};

    /// times are kept, and a late delivery corrects a failure.
    #[test]
    fn delivered_after_failed_is_a_correction_with_both_times() {
        let failed = Track::new().with(Status::Sending, 1).with(Status::WaitingResult, 2).with(Status::Failed, 3);
        assert_eq!((failed.status(), failed.correction()), (Some(Status::Failed), None));
        let corrected = failed.with(Status::Delivered, 9).with(Status::Delivered, 12).with(Status::Failed, 5);
        assert_eq!((corrected.status(), corrected.correction()), (Some(Status::Delivered), Some((3, 9))));
        assert_eq!(corrected.first_ms(Status::WaitingResult), Some(2));
        assert_eq!(Track::new().status(), None);
    }
}
