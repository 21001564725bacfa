//! Which days a question is about: `days` back from today, or `startDate` to `endDate`; days of UTC+8.

use super::{
    date::{date_of_day, day_of, day_of_date},
    parameters::Parameters,
    stop::{Stop, refuse},
};

/// Days since the Unix epoch's, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) first_day: i64,
    pub(super) last_day: i64,
}

impl Period {
    /// What the call asks for; at most `n_max_days`.
    pub(super) fn of(parameters: &Parameters, n_max_days: i64, now_ms: i64) -> Result<Self, Stop> {
        let date = |name, code| match parameters.get(name) {
            None => Ok(None),
            Some(text) => day_of_date(text.trim())
                .map(Some)
                .ok_or_else(|| refuse(code, format!("{name} is not a date such as 2026-11-22"))),
        };
        let period = match (date("startDate", 40007)?, date("endDate", 40008)?, parameters.get("days")) {
            (Some(first_day), Some(last_day), _) => {
                if last_day < first_day {
                    return Err(refuse(40008, "endDate is before startDate"));
                }
                if last_day - first_day >= n_max_days {
                    return Err(refuse(40008, format!("startDate to endDate is more than {n_max_days} days")));
                }
                Self { first_day, last_day }
            }
            (_, _, Some(days)) => {
                let today = day_of(now_ms);
                let n_days = days.trim().parse().ok().filter(|n_days| (1..=n_max_days).contains(n_days));
                let n_days: i64 =
                    n_days.ok_or_else(|| refuse(40006, format!("days is not a number from 1 to {n_max_days}")))?;
                Self { first_day: today - n_days + 1, last_day: today }
            }
            (Some(_), None, None) => return Err(refuse(40008, "endDate is empty")),
            (None, Some(_), None) => return Err(refuse(40007, "startDate is empty")),
            (None, None, None) => return Err(refuse(40006, "give days, or startDate and endDate")),
        };
        Ok(period)
    }

    /// How an aggregated row names it.
    pub(super) fn words(self) -> String {
        format!("{}到{}", date_of_day(self.first_day), date_of_day(self.last_day))
    }
}
