//! How long a message has been waiting for the carrier's report.

/// An hour.
const HOUR_MS: i64 = 3_600_000;

/// The buckets of waiting. After 72 hours no report is to be expected any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    UnderAnHour,
    UnderSixHours,
    UnderADay,
    UnderThreeDays,
    Longer,
}

impl Waiting {
    pub(super) const fn since(n_ms: i64) -> Self {
        match n_ms / HOUR_MS {
            ..1 => Self::UnderAnHour,
            1..6 => Self::UnderSixHours,
            6..24 => Self::UnderADay,
            24..72 => Self::UnderThreeDays,
            72.. => Self::Longer,
        }
    }

    /// What to say about it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::UnderAnHour => "messages.waiting.under_an_hour",
            Self::UnderSixHours => "messages.waiting.under_six_hours",
            Self::UnderADay => "messages.waiting.under_a_day",
            Self::UnderThreeDays => "messages.waiting.under_three_days",
            Self::Longer => "messages.waiting.longer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HOUR_MS, Waiting};

    ///
    #[test]
    fn waiting_is_told_in_buckets() {
        for (n_ms, bucket) in [
            (-1, Waiting::UnderAnHour),
            (HOUR_MS - 1, Waiting::UnderAnHour),
            (HOUR_MS, Waiting::UnderSixHours),
            (6 * HOUR_MS, Waiting::UnderADay),
            (24 * HOUR_MS, Waiting::UnderThreeDays),
            (72 * HOUR_MS, Waiting::Longer),
        ] {
            assert_eq!(Waiting::since(n_ms), bucket, "{n_ms}");
        }
    }
}
