//! Which period is meant, and where its days begin.

use axum::http::StatusCode;
use jiff::{
    Timestamp, ToSpan,
    civil::Date,
    tz::{Offset, TimeZone},
};
use piecewise_api::{MessageFilter, ProblemKind};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::server::Refusal;

pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The period where the request does not say: today and so many days before it.
const N_DAYS: u32 = 30;

/// The longest period.
const MAX_DAYS: u32 = 400;

/// Years have four digits until then.
const END_OF_TIME_MS: i64 = 253_402_300_800_000;

/// No time zone is further from UTC.
const MAX_OFFSET_MINUTES: i32 = 18 * 60;

/// What a request says of the period, besides the times of its filter.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asking {
    /// The time zone of the days, as IANA names it: `Asia/Singapore`. Its changes to summer time and back are kept.
    zone: Option<String>,
    /// Without `zone`: minutes that the time zone of the days is ahead of UTC.
    #[param(minimum = -1080, maximum = 1080)]
    offset_minutes: Option<i32>,
    /// Today and the days before it, so many in all; today is the gateway's.
    #[param(minimum = 1, maximum = 400)]
    days: Option<u32>,
    /// The first day, `YYYY-MM-DD`.
    #[param(value_type = Option<String>, format = Date)]
    from_day: Option<Date>,
    /// The last day, `YYYY-MM-DD`, which is in the period.
    #[param(value_type = Option<String>, format = Date)]
    to_day: Option<Date>,
}

/// A period, and how far the days in it are from those of UTC.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub from_ms: i64,
    pub to_ms: i64,
    pub offsets: Offsets,
}

/// How far a time zone is ahead of UTC, in a period.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Offsets {
    /// Until when it was how far, in order.
    pub until: Vec<(i64, i64)>,
    /// How far it is after the last of them.
    pub then_ms: i64,
}

impl Offsets {
    /// The day that a moment belongs to, in days since the Unix epoch.
    pub(super) fn day_of(&self, at_ms: i64) -> i64 {
        let offset_ms = self.until.iter().find(|(until_ms, _)| at_ms < *until_ms).map_or(self.then_ms, |(_, ms)| *ms);
        (at_ms + offset_ms).div_euclid(DAY_MS)
    }
}

impl Asking {
    /// The period that is meant. Its days stand for the times that the filter leaves open.
    pub(super) fn period(&self, filter: &MessageFilter, now_ms: i64) -> Result<Period, Refusal> {
        let zone = self.zone()?;
        let moment = |at_ms| Timestamp::from_millisecond(at_ms).map_err(|_| no_period());
        let begins_ms = |day: Date| {
            let begins = day.to_zoned(zone.clone()).map_err(|_| no_period())?;
            Ok::<_, Refusal>(begins.timestamp().as_millisecond())
        };
        let after = |day: Date| day.tomorrow().map_err(|_| no_period());
        let before = |day: Date, n_days: u32| day.checked_sub(i64::from(n_days).days()).map_err(|_| no_period());
        let n_days = self.days.unwrap_or(N_DAYS);
        if !(1..=MAX_DAYS).contains(&n_days) {
            return Err(Refusal::of(ProblemKind::Malformed).field("days").detail("a period has 1 to 400 days"));
        }
        let to_ms = match (self.to_day, filter.to_ms) {
            (Some(day), _) => begins_ms(after(day)?)?,
            (None, Some(to_ms)) => to_ms,
            (None, None) => begins_ms(after(moment(now_ms)?.to_zoned(zone.clone()).date())?)?,
        };
        let from_ms = match (self.from_day, filter.from_ms) {
            (Some(day), _) => begins_ms(day)?,
            (None, Some(from_ms)) => from_ms,
            // The day that ends with the period is one of them.
            (None, None) => {
                let last_day = moment(to_ms.saturating_sub(1))?.to_zoned(zone.clone()).date();
                begins_ms(before(last_day, n_days - 1)?)?
            }
        };
        // Some of the days may be longer than others.
        let longest_ms = i64::from(MAX_DAYS) * DAY_MS + DAY_MS / 2;
        if from_ms < 0 || to_ms > END_OF_TIME_MS || !(1..=longest_ms).contains(&to_ms.saturating_sub(from_ms)) {
            return Err(no_period());
        }
        let mut offset_ms = milliseconds(zone.to_offset(moment(from_ms)?));
        let mut until = Vec::new();
        for change in zone.following(moment(from_ms)?) {
            let at_ms = change.timestamp().as_millisecond();
            if at_ms >= to_ms {
                break;
            }
            until.push((at_ms, offset_ms));
            offset_ms = milliseconds(change.offset());
        }
        Ok(Period { from_ms, to_ms, offsets: Offsets { until, then_ms: offset_ms } })
    }

    fn zone(&self) -> Result<TimeZone, Refusal> {
        if let Some(name) = &self.zone {
            return TimeZone::get(name).map_err(|_| {
                Refusal::of(ProblemKind::Malformed)
                    .field("zone")
                    .detail("there is no time zone of this name; IANA's are meant, as in Asia/Singapore")
            });
        }
        let offset_minutes = self.offset_minutes.unwrap_or(0);
        if offset_minutes.saturating_abs() > MAX_OFFSET_MINUTES {
            return Err(Refusal::of(ProblemKind::Malformed)
                .field("offset_minutes")
                .detail("no time zone is more than 18 hours from UTC"));
        }
        Offset::from_seconds(offset_minutes * 60).map(TimeZone::fixed).map_err(|_| no_period())
    }
}

fn milliseconds(offset: Offset) -> i64 {
    i64::from(offset.seconds()) * 1000
}

fn no_period() -> Refusal {
    Refusal::of(ProblemKind::Malformed).status(StatusCode::UNPROCESSABLE_ENTITY).field("from_ms").detail(
        "a period ends after it begins, and has at most 400 days; give from_day and to_day, or from_ms and to_ms",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 60 * 60 * 1000;

    fn asking(zone: &str) -> Asking {
        Asking { zone: Some(zone.into()), offset_minutes: None, days: None, from_day: None, to_day: None }
    }

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().unwrap().as_millisecond()
    }

    /// a day is the one on the reader's calendar, also when it has 23 or 25 hours.
    #[test]
    fn days_keep_summer_time() {
        let asking = Asking {
            from_day: "2026-10-24".parse().ok(),
            to_day: "2026-10-26".parse().ok(),
            ..asking("Europe/Berlin")
        };
        let Ok(period) = asking.period(&MessageFilter::default(), 0) else { panic!("the period is right") };
        assert_eq!((period.from_ms, period.to_ms), (at("2026-10-23T22:00:00Z"), at("2026-10-26T23:00:00Z")));
        assert_eq!(period.to_ms - period.from_ms, 3 * DAY_MS + HOUR_MS, "one of the days has 25 hours");
        let change = at("2026-10-25T01:00:00Z");
        assert_eq!(period.offsets, Offsets { until: vec![(change, 2 * HOUR_MS)], then_ms: HOUR_MS });
        let day = |time| period.offsets.day_of(at(time)) - period.offsets.day_of(period.from_ms);
        assert_eq!(day("2026-10-24T21:59:59Z"), 0);
        assert_eq!(day("2026-10-24T22:00:00Z"), 1);
        assert_eq!(day("2026-10-25T22:59:59Z"), 1, "the long day is one day");
        assert_eq!(day("2026-10-25T23:00:00Z"), 2);
    }

    #[test]
    fn so_many_days_end_with_today() {
        let now_ms = at("2026-11-23T20:00:00Z");
        let asking = Asking { days: Some(7), ..asking("Asia/Singapore") };
        let Ok(period) = asking.period(&MessageFilter::default(), now_ms) else { panic!("the period is right") };
        assert_eq!((period.from_ms, period.to_ms), (at("2026-11-17T16:00:00Z"), at("2026-11-24T16:00:00Z")));
    }

    #[test]
    fn what_is_no_zone_or_no_period_is_refused() {
        assert!(asking("Mars/Olympus").period(&MessageFilter::default(), 0).is_err());
        for (from_day, to_day) in
            [("2026-03-02", "2026-03-01"), ("2020-01-01", "2026-01-01"), ("1969-12-31", "1970-01-02")]
        {
            let asking =
                Asking { from_day: from_day.parse().ok(), to_day: to_day.parse().ok(), ..asking("Asia/Tokyo") };
            assert!(asking.period(&MessageFilter::default(), 0).is_err(), "{from_day} to {to_day}");
        }
        for days in [0, 401] {
            assert!(Asking { days: Some(days), ..asking("UTC") }.period(&MessageFilter::default(), 0).is_err());
        }
    }
}
