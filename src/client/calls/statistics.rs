//! Figures over a period, and what needs attention.

use piecewise_api::{Attention, BASE, Statistics};

use super::super::{http::Call, routes::segment, task::Signal};

/// Which days are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Period {
    /// Today and the days before it, so many in all.
    Last(u32),
    /// From one day to another, both in it, as `YYYY-MM-DD`.
    Between {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
}

/// The messages that were accepted in a period, whose days are those of `zone`.
pub(crate) fn figures(period: &Period, zone: Option<&str>, signal: &Signal) -> Call<Statistics> {
    Call::get(path(period, zone)).with_signal(signal)
}

/// What a person should look at.
pub(crate) fn attention(signal: &Signal) -> Call<Attention> {
    Call::get(format!("{BASE}/attention")).with_signal(signal)
}

fn path(period: &Period, zone: Option<&str>) -> String {
    let days = match period {
        Period::Last(n_days) => format!("days={n_days}"),
        Period::Between { from, to } => format!("from_day={}&to_day={}", segment(from), segment(to)),
    };
    let zone = zone.map(|zone| format!("&zone={}", segment(zone))).unwrap_or_default();
    format!("{BASE}/statistics?{days}{zone}")
}

#[cfg(test)]
mod tests {
    use super::{Period, path};

    #[test]
    fn the_days_are_those_of_the_reader() {
        assert_eq!(path(&Period::Last(7), Some("Asia/Singapore")), "/api/v1/statistics?days=7&zone=Asia%2FSingapore");
        let period = Period::Between { from: "2026-11-01".into(), to: "2026-11-23".into() };
        assert_eq!(path(&period, None), "/api/v1/statistics?from_day=2026-11-01&to_day=2026-11-23");
    }
}
